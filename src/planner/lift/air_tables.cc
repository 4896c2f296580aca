// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/air_tables.h"

#include <algorithm>
#include <iterator>

namespace homeward {

BlockTable::BlockTable(const Aircraft& aircraft) {
  places_.push_back(aircraft.base);
  for (const Aircraft::Block& block : aircraft.blocks) {
    places_.push_back(block.from);
    places_.push_back(block.to);
  }
  std::sort(places_.begin(), places_.end());
  places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
  cells_.resize(places_.size() * places_.size());
  const auto ground_s = [&](std::size_t place) {
    return places_[place] == aircraft.base ? aircraft.base_ground_s : aircraft.ground_s;
  };
  for (const Aircraft::Block& block : aircraft.blocks) {
    const std::size_t to = *local(block.to);
    cell(*local(block.from), to) = Cell{block.block_s, block.block_s + ground_s(to), to};
  }
  // Floyd–Warshall: a type knows a dozen airfields.
  for (std::size_t middle = 0; middle < places_.size(); ++middle) {
    for (std::size_t from = 0; from < places_.size(); ++from) {
      for (std::size_t to = 0; to < places_.size(); ++to) {
        if (from == to || cell(from, middle).way_s >= kEndOfTime || cell(middle, to).way_s >= kEndOfTime)
          continue;
        const Duration way_s = cell(from, middle).way_s + cell(middle, to).way_s;
        if (way_s >= cell(from, to).way_s) continue;
        cell(from, to).way_s = way_s;
        cell(from, to).next = cell(from, middle).next;
      }
    }
  }
}

std::optional<std::size_t> BlockTable::local(PlaceId place) const {
  const auto found = std::lower_bound(places_.begin(), places_.end(), place);
  if (found == places_.end() || *found != place) return std::nullopt;
  return static_cast<std::size_t>(std::distance(places_.begin(), found));
}

std::optional<Duration> BlockTable::block_s(PlaceId from, PlaceId to) const {
  const auto local_from = local(from);
  const auto local_to = local(to);
  if (!local_from || !local_to || cell(*local_from, *local_to).block_s < 0) return std::nullopt;
  return cell(*local_from, *local_to).block_s;
}

std::vector<PlaceId> BlockTable::path(PlaceId from, PlaceId to) const {
  if (from == to) return {from};
  const auto local_to = local(to);
  auto here = local(from);
  if (!here || !local_to || cell(*here, *local_to).way_s >= kEndOfTime) return {};
  std::vector<PlaceId> places{from};
  while (*here != *local_to) {
    here = cell(*here, *local_to).next;
    places.push_back(places_[*here]);
  }
  return places;
}

std::optional<Duration> BlockTable::path_s(PlaceId from, PlaceId to) const {
  if (from == to) return 0;
  const auto local_from = local(from);
  const auto local_to = local(to);
  if (!local_from || !local_to || cell(*local_from, *local_to).way_s >= kEndOfTime) return std::nullopt;
  return cell(*local_from, *local_to).way_s;
}

AirTables::AirTables(const Model& model_given, Time horizon_given)
    : model{model_given},
      horizon{horizon_given},
      days{model_given.clock},
      airfields{model_given.places.size()} {
  for (PlaceId place : model.places.ids()) {
    Airfield& airfield = airfields[place];
    airfield.closed = closed_times_of_airfield(model, place, horizon);
    airfield.positions = model.places[place].mog_positions;
    airfield.unlimited = model.places[place].kind == PlaceKind::home;
  }
  for (const Aircraft& aircraft : model.aircraft) blocks.push_back(BlockTable{aircraft});
}

}  // namespace homeward
