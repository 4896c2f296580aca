// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/fill_columns.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace homeward {

namespace {

/// A lane of a post that nobody uses for so long has room for an escort more.
constexpr Duration kIdle = kHour;

/// A column, with what may change columns.
struct Row {
  std::size_t number = 0;  ///< in Draft::columns
  Time ready_by = 0;       ///< what begins with it must be ready then
  std::int64_t fixed = 0;  ///< vehicles that stay in it, without escorts
  std::int64_t own = 0;    ///< sum of `lots`
  std::int64_t most = 0;   ///< vehicles of a column from there, escorts included
  bool gives = false;      ///< one escort fewer helps
  std::map<LotId, std::int64_t> lots;
  std::int64_t others() const { return fixed + own; }
};

/// Moves vehicles between the columns of one start and one end.
class Packing {
 public:
  Packing(const Model& model, std::vector<Row>& rows) : model_{model}, rows_{rows} {}

  void run() {
    while (give_one()) {
    }
  }

 private:
  std::int64_t escorts(const Row& row) const { return escorts_needed(model_.rules, row.others()); }

  /// Vehicles that it takes without one escort more.
  std::int64_t room(const Row& row) const {
    if (row.others() == 0) return 0;
    const Rules& rules = model_.rules;
    return std::min(escorts(row) * rules.escort_ratio, others_at_most(rules, row.most)) - row.others();
  }

  struct Gift {
    std::int64_t vehicles = 0;  ///< to be given away
    std::int64_t saved = 0;     ///< escorts
  };
  /// The fewest vehicles without which it needs fewer escorts; none if that cannot be.
  Gift gift_of(const Row& row) const {
    if (!row.gives || row.own == 0) return {};
    const std::int64_t now = escorts(row);
    const std::int64_t over = (row.others() - 1) % model_.rules.escort_ratio + 1;
    for (const std::int64_t vehicles : {over, row.own}) {
      if (vehicles > row.own) continue;
      const std::int64_t saved = now - escorts_needed(model_.rules, row.others() - vehicles);
      if (saved > 0) return {vehicles, saved};
    }
    return {};
  }

  /// The gift with the fewest vehicles for each escort that finds room elsewhere is made.
  bool give_one() {
    std::vector<std::size_t> givers;
    std::vector<Gift> gifts;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      gifts.push_back(gift_of(rows_[i]));
      if (gifts[i].saved > 0) givers.push_back(i);
    }
    std::stable_sort(givers.begin(), givers.end(), [&](std::size_t a, std::size_t b) {
      return gifts[a].vehicles * gifts[b].saved < gifts[b].vehicles * gifts[a].saved;
    });
    return std::any_of(givers.begin(), givers.end(),
                       [&](std::size_t giver) { return give(giver, gifts[giver].vehicles); });
  }

  /// All or nothing. Columns that have nothing to give themselves are filled first, then the later ones: for
  /// those that are ready late only these are left.
  bool give(std::size_t giver, std::int64_t vehicles) {
    std::vector<std::size_t> takers;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (i != giver && room(rows_[i]) > 0) takers.push_back(i);
    std::stable_sort(takers.begin(), takers.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(rows_[a].own > 0, -rows_[a].ready_by) <
             std::pair(rows_[b].own > 0, -rows_[b].ready_by);
    });
    const std::vector<Row> before = rows_;
    for (const std::size_t taker : takers) {
      std::int64_t moving = std::min(vehicles, room(rows_[taker]));
      for (auto& [lot, left] : rows_[giver].lots) {
        if (ready(lot) > rows_[taker].ready_by) continue;
        const std::int64_t count = std::min(moving, left);
        left -= count, moving -= count, vehicles -= count;
        rows_[giver].own -= count;
        rows_[taker].own += count;
        rows_[taker].lots[lot] += count;
      }
      if (vehicles == 0) return true;
    }
    rows_ = before;
    return false;
  }

  Time ready(LotId lot) const {
    return std::max(model_.lots[lot].ready, model_.units[model_.lots[lot].unit].ready);
  }

  const Model& model_;
  std::vector<Row>& rows_;
};

class Filling {
 public:
  Filling(Draft& draft, const Work& work, std::size_t first)
      : draft_{draft},
        model_{draft.model},
        work_{work},
        first_{first},
        saved_(draft.model.places.size(), 0) {}

  std::int64_t run() {
    busy_from_ = posts_busy_from();
    std::int64_t saved = 0;
    for (const auto& [ends, rows] : rows_by_ends()) {
      if (!alike(rows)) continue;
      std::vector<Row> packed = rows;
      Packing(model_, packed).run();
      const std::int64_t fewer = escorts_of(rows) - escorts_of(packed);
      if (fewer == 0) continue;
      write(rows, packed);
      saved_[ends.first] += fewer;
      saved += fewer;
    }
    if (saved > 0) bring_fewer();
    drop_empty();
    return saved;
  }

 private:
  using Ends = std::pair<PlaceId, PlaceId>;

  bool moves(LotId lot) const { return work_.roles[model_.lots[lot].unit] == Role::ordinary; }

  std::int64_t escorts_of(const std::vector<Row>& rows) const {
    std::int64_t sum = 0;
    for (const Row& row : rows) sum += escorts_needed(model_.rules, row.others());
    return sum;
  }

  /// Since when the posts on the way out have had no lane to spare, looked at in the first half of their
  /// work.
  Time posts_busy_from() const {
    Time busy = model_.start;
    for (ServiceId id : model_.services.ids()) {
      const Service& service = model_.services[id];
      if (service.use != ServiceUse::leaving) continue;
      const Profile& lanes = draft_.timetable.lanes_in_use(id);
      const Time horizon = draft_.timetable.horizon().end;
      const Time last = lanes.first_below(model_.start, horizon - model_.start, 0).value_or(horizon);
      const Time middle = model_.start + (last - model_.start) / 2;
      for (Time t = model_.start; t < middle;) {
        const auto idle = lanes.first_below(t, kIdle, service.lanes - 1);
        if (!idle || *idle >= middle) break;
        busy = std::max(busy, *idle + kIdle);
        t = *idle + kIdle;
      }
    }
    return busy;
  }

  /// When its head comes to the first post on its way out, or its departure.
  Time turn_of(const Column& column) const {
    for (std::size_t i = 1; i < column.stops.size(); ++i)
      for (const ServiceVisit& visit : column.stops[i].services)
        if (model_.services[visit.service].use == ServiceUse::leaving) return column.stops[i].arrive;
    return column.stops.front().depart;
  }

  std::map<Ends, std::vector<Row>> rows_by_ends() const {
    std::map<Ends, std::vector<Row>> found;
    for (std::size_t i = first_; i < draft_.columns.size(); ++i) {
      const auto& order = draft_.orders[i];
      if (!order || order->escorts == 0 ||
          (order->column_class != ColumnClass::loaded && order->column_class != ColumnClass::self_driving))
        continue;
      const Column& column = draft_.columns[i];
      Row row;
      row.number = i;
      row.ready_by = column.stops.front().arrive;
      row.gives = turn_of(column) >= busy_from_;
      row.most = draft_.column_most(order->from);
      for (const VehicleGroup& group : order->load.groups) {
        if (group.own_lot && moves(*group.own_lot))
          row.own += group.vehicles, row.lots[*group.own_lot] += group.vehicles;
        else
          row.fixed += group.vehicles;
      }
      found[{order->from, order->to}].push_back(std::move(row));
    }
    return found;
  }

  /// Who drives: of each unit's people in these columns every vehicle gets its share, in the order of the
  /// columns.
  struct Drivers {
    IdVector<CategoryId, std::int64_t> people;
    std::int64_t all = 0, vehicles = 0;
    std::int64_t vehicles_done = 0;
  };

  /// Vehicles of one unit with unlike crews or seats share their drivers badly: then nothing changes.
  bool alike(const std::vector<Row>& rows) const {
    std::map<UnitId, ItemTypeId> types;
    for (const Row& row : rows)
      for (const auto& [lot, count] : row.lots) {
        const auto [known, is_new] = types.try_emplace(model_.lots[lot].unit, model_.lots[lot].type);
        const ItemType& one = model_.item_types[known->second];
        const ItemType& other = model_.item_types[model_.lots[lot].type];
        if (one.crew != other.crew || one.seats != other.seats) return false;
      }
    return true;
  }

  void write(const std::vector<Row>& rows, const std::vector<Row>& packed) {
    std::map<UnitId, Drivers> drivers;
    for (const Row& row : rows) take_out(row, drivers);
    for (const Row& row : packed) put_in(row, drivers);
  }

  void take_out(const Row& row, std::map<UnitId, Drivers>& drivers) {
    Composition& load = draft_.orders[row.number]->load;
    for (const auto& [lot, count] : row.lots) drivers[model_.lots[lot].unit].vehicles += count;
    for (const Passengers& some : load.passengers) {
      const auto unit = drivers.find(some.unit);
      if (unit == drivers.end()) continue;
      unit->second.people.resize(model_.categories.size());
      unit->second.people[some.category] += some.count;
      unit->second.all += some.count;
    }
    std::erase_if(load.passengers, [&](const Passengers& some) { return drivers.contains(some.unit); });
    std::erase_if(load.groups,
                  [&](const VehicleGroup& group) { return group.own_lot && moves(*group.own_lot); });
  }

  void put_in(const Row& row, std::map<UnitId, Drivers>& drivers) {
    ColumnOrder& order = *draft_.orders[row.number];
    for (const auto& [lot, count] : row.lots) {
      if (count == 0) continue;
      order.load.groups.push_back({std::nullopt, lot, count, std::nullopt});
      Drivers& some = drivers[model_.lots[lot].unit];
      const std::int64_t before = some.all * some.vehicles_done / some.vehicles;
      some.vehicles_done += count;
      std::int64_t people = some.all * some.vehicles_done / some.vehicles - before;
      for (CategoryId category : some.people.ids()) {
        const std::int64_t seated = std::min(people, some.people[category]);
        if (seated == 0) continue;
        order.load.passengers.push_back({model_.lots[lot].unit, category, seated});
        some.people[category] -= seated;
        people -= seated;
      }
    }
    order.escorts = escorts_needed(model_.rules, row.others());
  }

  /// Escorts that come with the empties of a base although its columns now leave them there.
  void bring_fewer() {
    for (FleetId fleet : model_.fleets.ids()) {
      if (model_.fleets[fleet].kind != FleetKind::escort) continue;
      for (PlaceId base : saved_.ids())
        if (saved_[base] > 0) bring_fewer(fleet, base);
    }
  }

  static std::int64_t of_fleet(const Leg& leg, FleetId fleet) {
    std::int64_t sum = 0;
    for (const VehicleGroup& group : leg.groups)
      if (group.fleet == fleet) sum += group.vehicles;
    return sum;
  }

  void bring_fewer(FleetId fleet, PlaceId base) {
    Profile spare = draft_.stock[fleet][base];
    for (std::size_t i = first_; i < draft_.columns.size(); ++i) {
      const auto& order = draft_.orders[i];
      if (!order || order->from != base) continue;
      const Column& column = draft_.columns[i];
      const std::int64_t took = of_fleet(column.legs.front(), fleet);
      if (took > order->escorts) spare.add({column.stops.front().depart, kEndOfTime}, took - order->escorts);
    }
    for (std::size_t i = first_; i < draft_.columns.size() && saved_[base] > 0; ++i) {
      auto& order = draft_.orders[i];
      if (!order || order->to != base || order->column_class != ColumnClass::empty || order->escorts == 0)
        continue;
      if (of_fleet(draft_.columns[i].legs.back(), fleet) != order->escorts) continue;
      std::int64_t others = 0;
      for (const VehicleGroup& group : order->load.groups) others += group.vehicles;
      const Time at = draft_.columns[i].stops.back().arrive;
      const std::int64_t fewer =
          std::min({saved_[base],
                    order->escorts - std::max(model_.rules.escort_min, escorts_needed(model_.rules, others)),
                    spare.lowest({at, kEndOfTime})});
      if (fewer <= 0) continue;
      order->escorts -= fewer;
      spare.add({at, kEndOfTime}, -fewer);
      saved_[base] -= fewer;
    }
  }

  void drop_empty() {
    std::size_t kept = first_;
    for (std::size_t i = first_; i < draft_.columns.size(); ++i) {
      if (draft_.orders[i] && draft_.orders[i]->load.groups.empty() && draft_.orders[i]->escorts == 0)
        continue;
      if (kept != i) {
        draft_.columns[kept] = std::move(draft_.columns[i]);
        draft_.orders[kept] = std::move(draft_.orders[i]);
      }
      ++kept;
    }
    draft_.columns.resize(kept);
    draft_.orders.resize(kept);
  }

  Draft& draft_;
  const Model& model_;
  const Work& work_;
  const std::size_t first_;
  Time busy_from_ = 0;
  IdVector<PlaceId, std::int64_t> saved_;
};

}  // namespace

std::int64_t fill_columns(Draft& draft, const Work& work, std::size_t first) {
  return Filling(draft, work, first).run();
}

}  // namespace homeward
