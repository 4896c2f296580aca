// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "scenario/audits.h"
#include "scenario/number.h"
#include "scenario/reach.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

struct Mover {
  std::string_view file;
  const Provenance& row;
  std::string name;
  PlaceId place;
  std::vector<PlaceId> stations;  ///< in order, the destination last
};

class ReachAudit {
 public:
  explicit ReachAudit(Draft& draft) : draft_{draft}, model_{draft.model} {}

  void run() {
    for (const Lot& lot : model_.lots)
      if (!lot.stays) check_lot(lot);
    collect_people_ways();
    for (const Unit& unit : model_.units)
      if (!unit.stays) check_unit(unit);
  }

 private:
  void check_lot(const Lot& lot) {
    const ItemType& type = model_.item_types[lot.type];
    Mover mover{"items.csv", lot.provenance, fmt::format("the lot {}", in_quotes(lot.key)), lot.place, {}};
    for (const ServiceId service : lot.process) mover.stations.push_back(model_.services[service].place);
    mover.stations.push_back(lot.destination);
    const std::vector<Way>& ways = ways_of(lot.type);
    const std::vector<Hop> hops = sailings_for(type.ship_class);
    const bool stands_still = std::all_of(mover.stations.begin(), mover.stations.end(),
                                          [&](PlaceId place) { return place == lot.place; });
    if (ways.empty() && hops.empty() && !stands_still) {
      report_row(mover.file, mover.row,
                 fmt::format("{} of type {} cannot move: it is not self-propelled and no truck may carry it",
                             mover.name, in_quotes(type.key)),
                 "Add a load of this type on a truck of some fleet to loads.csv.", draft_.problems);
      return;
    }
    check_way(mover, ways, hops);
  }

  void check_unit(const Unit& unit) {
    std::int64_t people = 0;
    for (const std::int64_t count : unit.people) people += count;
    if (people == 0 || unit.place == unit.destination) return;
    const Mover mover{"units.csv",
                      unit.provenance,
                      fmt::format("the unit {}", in_quotes(unit.key)),
                      unit.place,
                      {unit.destination}};
    if (people_ways_.empty() && flights_.empty()) {
      report_row(mover.file, mover.row,
                 fmt::format("{} has {} people and there are no seats for them", mover.name, people),
                 "Add vehicles with seats, a fleet of buses, or aircraft.", draft_.problems);
      return;
    }
    check_way(mover, people_ways_, flights_);
  }

  // Itself, or as loaded on a truck of some fleet.
  const std::vector<Way>& ways_of(ItemTypeId type) {
    const auto [known, fresh] = ways_by_type_.try_emplace(type);
    if (!fresh) return known->second;
    if (model_.item_types[type].self_propelled) known->second.push_back(way_of(model_.item_types[type]));
    for (const LoadRule& load : model_.load_rules) {
      const bool exists = std::any_of(model_.fleets.begin(), model_.fleets.end(),
                                      [&](const Fleet& fleet) { return fleet.vehicle == load.truck; });
      if (load.item == type && exists) known->second.push_back(way_of(load));
    }
    return known->second;
  }

  std::vector<Hop> sailings_for(ShipClass ship_class) const {
    std::vector<Hop> hops;
    for (const Ship& ship : model_.ships) {
      const bool takes = (ship_class == ShipClass::vehicle && ship.vehicle_capacity > 0) ||
                         (ship_class == ShipClass::container && ship.container_capacity > 0);
      if (takes) hops.push_back({ship.port, ship.destination});
    }
    return hops;
  }

  void collect_people_ways() {
    for (const Lot& lot : model_.lots) {
      const ItemType& type = model_.item_types[lot.type];
      if (!lot.stays && type.self_propelled && type.seats > 0) add_people_way(lot.type);
    }
    for (const Fleet& fleet : model_.fleets) {
      const ItemType& type = model_.item_types[fleet.vehicle];
      if (type.seats > type.crew) add_people_way(fleet.vehicle);
    }
    for (const Aircraft& aircraft : model_.aircraft)
      for (const Aircraft::Block& block : aircraft.blocks) flights_.push_back({block.from, block.to});
  }

  void add_people_way(ItemTypeId type) {
    if (std::find(people_types_.begin(), people_types_.end(), type) != people_types_.end()) return;
    people_types_.push_back(type);
    people_ways_.push_back(way_of(model_.item_types[type]));
  }

  void check_way(const Mover& mover, const std::vector<Way>& ways, const std::vector<Hop>& hops) {
    PlaceId here = mover.place;
    for (const PlaceId station : mover.stations) {
      if (!reached({model_, ways, hops, {}, false}, here)[station]) {
        report_unreachable(mover, {model_, ways, hops, {}, false}, here, station);
        return;
      }
      here = station;
    }
  }

  const IdVector<PlaceId, bool>& reached(const Search& search, PlaceId from) {
    std::string key = fmt::format("{}|{}|", from.index(), search.hops.size());
    for (const Way& way : search.ways)
      key += fmt::format("{},{},{};", way.mlc.value_or(-1), way.height_mm.value_or(-1),
                         way.width_mm.value_or(-1));
    const auto [known, fresh] = reached_.try_emplace(key);
    if (fresh) known->second = reachable(search, from);
    return known->second;
  }

  void report_unreachable(const Mover& mover, Search search, PlaceId from, PlaceId to) {
    const std::string what =
        fmt::format("{} has no way from {} to {}", mover.name, in_quotes(model_.places[from].key),
                    in_quotes(model_.places[to].key));
    const IdVector<PlaceId, bool> near = reachable(search, from);
    search.all_figures_ignored = true;
    if (!reachable(search, from)[to]) {
      report_row(mover.file, mover.row, what,
                 "Add the missing link, flight or ship, or correct the directions of one-way links.",
                 draft_.problems);
      return;
    }
    search.all_figures_ignored = false;
    std::string reason = "it is too heavy, high or wide for every way";
    for (const Figure figure : kFigures) {
      search.ignored = figure;
      if (reachable(search, from)[to]) reason = reason_of(figure, search.ways, near);
    }
    report_row(mover.file, mover.row, what + ": " + reason,
               "Correct mlc, height and width of links and vehicles (as loaded: loads.csv), or say under "
               "unknown: what an "
               "empty one means.",
               draft_.problems);
  }

  // Names a link at the edge of what is reached, with its figure.
  std::string reason_of(Figure figure, const std::vector<Way>& ways,
                        const IdVector<PlaceId, bool>& near) const {
    for (const Link& link : model_.links) {
      const bool at_edge = near[link.from] != near[link.to];
      const bool passed = std::any_of(ways.begin(), ways.end(),
                                      [&](const Way& way) { return passes(model_, way, link, figure); });
      if (at_edge && !passed) return blocked_by(figure, link);
    }
    return "its figures or those of a link are unknown or too small";
  }

  static std::string blocked_by(Figure figure, const Link& link) {
    const auto words = [&](std::string_view adjective, std::string_view noun,
                           std::optional<std::int64_t> value, const Quantity& quantity) {
      if (!value) return fmt::format("the {} of the link {} is unknown", noun, in_quotes(link.key));
      const std::string unit = quantity.unit.empty() ? "" : fmt::format(" {}", quantity.unit);
      return fmt::format("it is too {} for the link {} ({} {}{}), or its own {} is unknown", adjective,
                         in_quotes(link.key), noun, format_quantity(*value, quantity), unit, noun);
    };
    constexpr Quantity kPlain{"", "", 1, {}};
    switch (figure) {
      case Figure::mlc:
        return words("heavy", "load class", link.mlc, kPlain);
      case Figure::height:
        return words("high", "height", link.height_mm, kMetres);
      case Figure::width:
        return words("wide", "width", link.width_mm, kMetres);
    }
    return "";
  }

  Draft& draft_;
  const Model& model_;
  std::map<ItemTypeId, std::vector<Way>> ways_by_type_;
  std::vector<ItemTypeId> people_types_;
  std::vector<Way> people_ways_;
  std::vector<Hop> flights_;
  std::map<std::string, IdVector<PlaceId, bool>> reached_;
};

}  // namespace

void audit_reach(Draft& draft) { ReachAudit(draft).run(); }

}  // namespace homeward::scenario
