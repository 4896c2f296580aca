// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_escorts.h"

#include <algorithm>

namespace homeward::check {

EscortTimes::EscortTimes(CutFigures& figures, FleetId fleet, const TimeGrid& grid)
    : model_{figures.model_},
      fleet_{fleet},
      grid_{grid},
      roads_{model_, figures.closed_, least_mover(model_, fleet), {}} {
  for (const MoverRoads::Arc& arc : roads_.arcs()) {
    std::vector<std::uint32_t> cells(grid.cells, static_cast<std::uint32_t>(grid.cells + 1));
    for (std::size_t cell = 0; cell < grid.cells; ++cell) {
      const Time enter = roads_.entry(arc, grid.begin(cell));
      if (enter < grid.begin(cell + 1))
        cells[cell] = static_cast<std::uint32_t>(grid.cell(enter + arc.travel_s));
    }
    arrival_.push_back(std::move(cells));
  }
}

EscortValues::EscortValues(const EscortTimes& times, const PriceList& prices)
    : times_{times},
      prices_{prices},
      value_(times.grid().cells + 1, IdVector<PlaceId, std::int64_t>(times.model().places.size(), 0)) {
  for (const MoverRoads::Arc& arc : times.roads().arcs()) {
    const PriceCurve* curve = prices.escort(arc.direction);
    curves_.push_back(times.model().links[arc.direction.link].escort ? curve : nullptr);
    too_coarse_ = too_coarse_ || (curves_.back() != nullptr && arc.travel_s < times.grid().step);
  }
  for (std::size_t cell = times.grid().cells; cell-- > 0 && !too_coarse_;) {
    value_[cell] = value_[cell + 1];
    while (improve(cell)) {
    }
  }
}

/// For one passage that begins in the cell.
Payment EscortValues::earned(std::size_t arc, std::size_t cell) const {
  const TimeGrid& grid = times_.grid();
  if (curves_[arc] == nullptr || grid.begin(cell) >= prices_.end) return {};
  return {curves_[arc]->most({grid.begin(cell), grid.begin(cell + 1)}), 1000};
}

/// Links shorter than a cell end in it: they earn nothing, so this comes to an end.
bool EscortValues::improve(std::size_t cell) {
  bool again = false;
  for (std::size_t index = 0; index < times_.roads().arcs().size(); ++index) {
    const std::size_t there = times_.arrival(index, cell);
    if (there > times_.grid().cells) continue;
    const MoverRoads::Arc& arc = times_.roads().arcs()[index];
    const std::int64_t value = value_[there][arc.to] + paid(earned(index, cell));
    if (value <= value_[cell][arc.from]) continue;
    value_[cell][arc.from] = value;
    again = again || there == cell;
  }
  return again;
}

/// A step with which the place keeps its value. Links shorter than a cell are followed to where it comes
/// from.
std::optional<EscortValues::Step> EscortValues::best_step(std::size_t cell, PlaceId place) const {
  std::vector<PlaceId> same{place};
  for (std::size_t i = 0; i < same.size(); ++i) {
    const std::int64_t value = value_[cell][same[i]];
    if (value_[cell + 1][same[i]] == value) return Step{cell + 1, same[i], {}};
    for (const std::size_t index : times_.roads().out(same[i])) {
      const std::size_t there = times_.arrival(index, cell);
      const PlaceId to = times_.roads().arcs()[index].to;
      const Payment one = earned(index, cell);
      if (there > times_.grid().cells || value_[there][to] + paid(one) != value) continue;
      if (there > cell) return Step{there, to, one};
      if (std::find(same.begin(), same.end(), to) == same.end()) same.push_back(to);
    }
  }
  return std::nullopt;
}

std::vector<Payment> EscortValues::tour(const Fleet::Stock& stock) const {
  std::vector<Payment> earnings;
  Step at{first_cell(stock), stock.place, {}};
  while (at.cell < times_.grid().cells && value_[at.cell][at.place] > 0) {
    const std::optional<Step> next = best_step(at.cell, at.place);
    if (!next) break;
    if (next->earned.row != nullptr) earnings.push_back(next->earned);
    at = *next;
  }
  return earnings;
}

}  // namespace homeward::check
