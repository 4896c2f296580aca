// SPDX-License-Identifier: Apache-2.0
#include "planner/tiny_withdrawal.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

namespace homeward::tiny {

namespace {

std::int64_t up(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

struct Pass {
  LinkId link;
  bool forward = true;
  Time enter = 0;
  Duration travel_s = 0;
};

/// A vehicle of a fleet.
struct Vehicle {
  bool at_gate = true;
  Time free_at = 0;
};

struct Trip {
  Time depart = 0;
  bool out = true;
  PlaceId from;
  std::vector<Pass> passes;
  Duration pass_s = 0;
  std::int64_t vehicles = 0;
  std::vector<std::size_t> loaded, empty, escorts;  ///< of the fleets' vehicles
  std::vector<std::int64_t> boxes, cars;            ///< by unit
  Time release = 0;                                 ///< of the loading at the ramp …
  Duration load_s = 0;                              ///< … and its length
};

struct State {
  std::vector<Vehicle> lorries, escorts;
  std::vector<std::int64_t> boxes, cars;  ///< still at their base, by unit
  std::vector<Trip> trips;                ///< in order of departure
  Time closure = 0;
};

class Search {
 public:
  Search(const Model& model, Time at_most, std::int64_t nodes_max)
      : model_{model}, nodes_max_{nodes_max}, limit_{at_most + 1} {
    read();
  }

  Optimum run() {
    step(model_.start, 0);
    best_.complete = best_.nodes <= nodes_max_;
    return std::move(best_);
  }

 private:
  PlaceId place(const char* key) const {
    for (PlaceId id : model_.places.ids())
      if (model_.places[id].key == key) return id;
    return PlaceId{};
  }

  void read() {
    base_ = place("base");
    gate_ = place("gate");
    state_.boxes.resize(model_.units.size());
    state_.cars = state_.boxes;
    for (const Lot& lot : model_.lots)
      (model_.item_types[lot.type].self_propelled ? state_.cars : state_.boxes)[lot.unit.index()] = lot.count;
    for (const Fleet& fleet : model_.fleets)
      for (const Fleet::Stock& stock : fleet.stocks)
        for (std::int64_t i = 0; i < stock.count; ++i)
          (fleet.kind == FleetKind::escort ? state_.escorts : state_.lorries)
              .push_back({stock.place == gate_, model_.start});
    for (const Fleet& fleet : model_.fleets) (fleet.kind == FleetKind::escort ? guard_ : haul_) = &fleet;
    for (const Service& service : model_.services)
      (service.use == ServiceUse::loading ? ramp_ : post_) = &service;
    for (const OtherColumn& other : model_.other_traffic) {
      others_.emplace_back().pass_s = other.pass_s;
      for (const OtherStop& at : other.stops)
        if (at.out) others_.back().passes.push_back({at.out->link, at.out->forward, at.depart, at.travel_s});
    }
  }

  std::int64_t length(const ItemType& type) const { return type.length_mm + model_.rules.vehicle_gap_mm; }
  const ItemType& car() const {
    return *std::find_if(model_.item_types.begin(), model_.item_types.end(),
                         [](const ItemType& type) { return type.key == "car"; });
  }

  Duration pass_time(std::int64_t lorries, std::int64_t cars, std::int64_t escorts) const {
    const Rules& rules = model_.rules;
    std::int64_t sum = cars * length(car());
    if (lorries > 0) sum += lorries * length(model_.item_types[haul_->vehicle]);
    if (escorts > 0) sum += escorts * length(model_.item_types[guard_->vehicle]);
    const std::int64_t n = lorries + cars + escorts;
    return up(3600 * sum, 1000 * rules.march_rate_m_per_hour) +
           rules.march_unit_gap_s * (up(n, rules.march_unit_vehicles) - 1) +
           rules.extal_s * up(n, rules.extal_vehicles);
  }

  Duration travel(const Link& link) const {
    return up(3600 * link.length_m, std::min(model_.rules.march_rate_m_per_hour, link.speed_m_per_hour[0]));
  }

  /// base → mid → gate, spur → mid → gate, and in: the same back, or the one-way link gate → base.
  std::vector<Pass> way(PlaceId from, PlaceId to, Time depart) const {
    std::vector<Pass> passes;
    const PlaceId mid = place("mid");
    const auto drive = [&](PlaceId a, PlaceId b) {
      for (LinkId id : model_.links.ids()) {
        const Link& link = model_.links[id];
        const bool forward = link.from == a && link.to == b;
        const bool backward = link.from == b && link.to == a && link.use != LinkUse::one_way;
        if (!forward && !backward) continue;
        passes.push_back({id, forward, depart, travel(link)});
        depart += passes.back().travel_s;
        return true;
      }
      return false;
    };
    if (drive(from, to)) return passes;
    if (!drive(from, mid) || !drive(mid, to)) passes.clear();
    return passes;
  }

  Duration gap(const Link& link) const { return std::max(model_.rules.column_gap_s, link.gap_s); }

  bool agree(const Trip& a, const Pass& x, const Trip& b, const Pass& y) const {
    const Link& link = model_.links[x.link];
    const Duration g = gap(link);
    const bool apart =
        x.enter + x.travel_s + a.pass_s + g <= y.enter || y.enter + y.travel_s + b.pass_s + g <= x.enter;
    if (link.use == LinkUse::exclusive) return apart;
    if (x.forward != y.forward) return link.use != LinkUse::alternating || apart;
    return x.enter < y.enter ? y.enter >= x.enter + a.pass_s + g
                             : x.enter > y.enter && x.enter >= y.enter + b.pass_s + g;
  }

  bool fits(const Trip& trip) const {
    for (const Pass& pass : trip.passes)
      for (const Window& window : model_.windows)
        if (window.link == pass.link && window.once.begin < pass.enter + pass.travel_s + trip.pass_s &&
            pass.enter < window.once.end)
          return false;
    for (const auto* trips : {&state_.trips, &others_})
      for (const Trip& other : *trips)
        for (const Pass& x : trip.passes)
          for (const Pass& y : other.passes)
            if (x.link == y.link && !agree(trip, x, other, y)) return false;
    for (const Pass& pass : trip.passes)
      if (model_.links[pass.link].escort) {
        const auto escorts = static_cast<std::int64_t>(trip.escorts.size());
        if (escorts <
            std::max(model_.rules.escort_min, up(trip.vehicles - escorts, model_.rules.escort_ratio)))
          return false;
      }
    return trip.load_s == 0 || ramp_order(&trip).has_value();
  }

  /// One ramp lane: begins of loading of all trips and `more`, in any order that keeps releases and
  /// departures.
  std::optional<std::vector<Time>> ramp_order(const Trip* more) const {
    std::vector<const Trip*> jobs;
    std::vector<std::size_t> order;
    for (const Trip& trip : state_.trips) jobs.push_back(&trip);
    if (more != nullptr) jobs.push_back(more);
    for (std::size_t i = 0; i < jobs.size(); ++i)
      if (jobs[i]->load_s > 0) order.push_back(i);
    do {
      std::vector<Time> begins(jobs.size(), 0);
      Time at = model_.start;
      bool holds = true;
      for (std::size_t i : order) {
        begins[i] = std::max(at, jobs[i]->release);
        at = begins[i] + jobs[i]->load_s;
        holds = holds && at <= jobs[i]->depart;
      }
      if (holds) return begins;
    } while (std::next_permutation(order.begin(), order.end()));
    return std::nullopt;
  }

  static Time end_of(const Trip& trip) {
    return trip.passes.back().enter + trip.passes.back().travel_s + trip.pass_s;
  }

  /// No closure earlier, if nothing else departs before `now` and no column disturbs another.
  Time bound(Time now) const {
    Time latest = state_.closure;
    const Duration lorry_s = pass_time(1, 0, 0), t_out = way_s(base_, gate_), t_in = way_s(gate_, base_);
    std::vector<Time> at_base;
    for (const Vehicle& lorry : state_.lorries) {
      const Time departs = rounded(std::max(now, lorry.free_at));
      at_base.push_back(lorry.at_gate ? departs + t_in + lorry_s : lorry.free_at);
      if (!lorry.at_gate) latest = std::max(latest, departs + t_out + lorry_s);
    }
    for (const Vehicle& escort : state_.escorts)
      if (!escort.at_gate)
        latest = std::max(latest, rounded(std::max(now, escort.free_at)) + t_out + pass_time(0, 0, 1));
    std::int64_t left = 0;
    for (std::size_t u = 0; u < state_.boxes.size(); ++u) left += state_.boxes[u];
    if (left > 0 && state_.lorries.empty()) return kEndOfTime;
    for (; left > 0; --left) {
      Time& next = *std::min_element(at_base.begin(), at_base.end());
      const Time out = rounded(std::max(now, next + load_time(1))) + t_out + lorry_s;
      latest = std::max(latest, out);
      next = rounded(out + haul_->turn_s) + t_in + lorry_s;
    }
    for (std::size_t u = 0; u < state_.cars.size(); ++u) {
      const Unit& unit = model_.units[UnitId(static_cast<std::uint32_t>(u))];
      if (state_.cars[u] > 0)
        latest = std::max(latest,
                          rounded(std::max(now, unit.ready)) + way_s(unit.place, gate_) + pass_time(0, 1, 0));
    }
    return latest;
  }

  Duration way_s(PlaceId from, PlaceId to) const {
    const auto known = way_s_.find({from, to});
    if (known != way_s_.end()) return known->second;
    Duration sum = 0;
    for (const Pass& pass : way(from, to, 0)) sum += pass.travel_s;
    return way_s_[{from, to}] = sum;
  }
  Time rounded(Time at) const { return up(at, model_.rules.start_step_s) * model_.rules.start_step_s; }
  Duration load_time(std::int64_t vehicles) const {
    return ramp_ == nullptr || vehicles == 0 ? 0 : up(3600 * vehicles, ramp_->rate_per_hour);
  }

  bool all_out() const {
    const auto none = [](const auto& counts) {
      return std::all_of(counts.begin(), counts.end(), [](std::int64_t n) { return n == 0; });
    };
    const auto outside = [](const std::vector<Vehicle>& fleet) {
      return std::all_of(fleet.begin(), fleet.end(), [](const Vehicle& each) { return each.at_gate; });
    };
    return none(state_.boxes) && none(state_.cars) && outside(state_.lorries) && outside(state_.escorts);
  }

  /// Everything that departs at `now` or later, from the kind `kind` on if at `now` (so that no set of trips
  /// of one second is tried in two orders).
  void step(Time now, int kind) {
    if (++best_.nodes > nodes_max_) return;
    if (all_out()) {
      if (state_.closure < limit_) note();
      return;
    }
    for (Time at = rounded(now); bound(at) < limit_; at += model_.rules.start_step_s)
      for (int each = at == rounded(now) ? kind : 0; each < 3; ++each) depart(at, each);
  }

  void depart(Time at, int kind) {
    if (kind == 2) {
      for (const Unit& unit : model_.units)
        if (unit.place != base_) {
          leave(at, unit.place, 2);
          return;
        }
      return;
    }
    if (kind == 1) return leave(at, base_, 1);
    const std::size_t lorry_sets = std::size_t{1} << state_.lorries.size(),
                      escort_sets = std::size_t{1} << state_.escorts.size();
    std::int64_t left = 0, there = 0;
    for (std::int64_t boxes : state_.boxes) left += boxes;
    for (const Vehicle& lorry : state_.lorries) there += lorry.at_gate ? 0 : 1;
    for (std::size_t lorries = 0; lorries < lorry_sets; ++lorries)
      for (std::size_t escorts = 0; escorts < escort_sets; ++escorts) {
        if (!takes_first(lorries, state_.lorries) || !takes_first(escorts, state_.escorts)) continue;
        Trip trip;
        trip.out = false;
        trip.from = gate_;
        trip.empty = members(lorries);
        trip.escorts = members(escorts);
        if (trip.empty.size() + trip.escorts.size() == 0) continue;
        if (static_cast<std::int64_t>(trip.empty.size()) > left - there && !trip.empty.empty())
          continue;  // too many never help
        go(std::move(trip), at, 0);
      }
  }

  static std::vector<std::size_t> members(std::size_t set) {
    std::vector<std::size_t> list;
    for (std::size_t i = 0; set >> i != 0; ++i)
      if ((set >> i & 1) != 0) list.push_back(i);
    return list;
  }

  /// Of vehicles that are alike only the first ones are tried.
  static bool takes_first(std::size_t set, const std::vector<Vehicle>& fleet) {
    for (std::size_t i = 1; i < fleet.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if ((set >> i & 1) != 0 && (set >> j & 1) == 0 && fleet[i].at_gate == fleet[j].at_gate &&
            fleet[i].free_at == fleet[j].free_at)
          return false;
    return true;
  }

  /// All compositions that leave `from` at `at`.
  void leave(Time at, PlaceId from, int kind) {
    std::vector<std::int64_t> most;  // boxes and cars of each unit that are there and ready
    for (std::size_t u = 0; u < state_.boxes.size(); ++u) {
      const Unit& unit = model_.units[UnitId(static_cast<std::uint32_t>(u))];
      const bool goes = unit.place == from && unit.ready <= at;
      for (const auto* all : {&state_.boxes, &state_.cars}) most.push_back(goes ? (*all)[u] : 0);
    }
    const std::size_t lorry_sets = from == base_ ? std::size_t{1} << state_.lorries.size() : 1;
    const std::size_t escort_sets = from == base_ ? std::size_t{1} << state_.escorts.size() : 1;
    std::vector<std::int64_t> taken(most.size(), 0);
    do {
      std::int64_t boxes = 0, cars = 0;
      for (std::size_t i = 0; i < taken.size(); ++i) (i % 2 == 0 ? boxes : cars) += taken[i];
      for (std::size_t lorries = 0; lorries < lorry_sets; ++lorries)
        for (std::size_t loaded = lorries;; loaded = (loaded - 1) & lorries) {
          if (static_cast<std::int64_t>(members(loaded).size()) == boxes &&
              takes_first(lorries, state_.lorries))
            for (std::size_t escorts = 0; escorts < escort_sets; ++escorts) {
              Trip trip;
              trip.from = from;
              trip.loaded = members(loaded);
              trip.empty = members(lorries & ~loaded);
              trip.escorts = members(escorts);
              for (std::size_t i = 0; i < taken.size(); ++i)
                (i % 2 == 0 ? trip.boxes : trip.cars).push_back(taken[i]);
              if (lorries + escorts == 0 && cars == 0) continue;
              go(std::move(trip), at, kind);
            }
          if (loaded == 0) break;
        }
    } while (next(taken, most));
  }

  static bool next(std::vector<std::int64_t>& taken, const std::vector<std::int64_t>& most) {
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (++taken[i] <= most[i]) return true;
      taken[i] = 0;
    }
    return false;
  }

  /// Tries the trip, and everything after it.
  void go(Trip trip, Time at, int kind) {
    std::int64_t cars = 0;
    for (std::int64_t count : trip.cars) cars += count;
    const auto lorries = static_cast<std::int64_t>(trip.loaded.size() + trip.empty.size());
    const auto there = [&](const std::vector<std::size_t>& list, const std::vector<Vehicle>& fleet) {
      return std::all_of(list.begin(), list.end(), [&](std::size_t i) {
        return fleet[i].at_gate != trip.out && fleet[i].free_at <= at;
      });
    };
    if (!there(trip.loaded, state_.lorries) || !there(trip.empty, state_.lorries) ||
        !there(trip.escorts, state_.escorts))
      return;
    trip.depart = at;
    trip.vehicles = lorries + cars + static_cast<std::int64_t>(trip.escorts.size());
    trip.pass_s = pass_time(lorries, cars, static_cast<std::int64_t>(trip.escorts.size()));
    trip.passes = way(trip.from, trip.out ? gate_ : base_, at);
    if (trip.passes.empty() || trip.vehicles > model_.rules.column_vehicles_max) return;
    if (!trip.loaded.empty()) {
      trip.release = model_.start;
      for (std::size_t u = 0; u < trip.boxes.size(); ++u)
        if (trip.boxes[u] + trip.cars[u] > 0)
          trip.release = std::max(trip.release, model_.units[UnitId(static_cast<std::uint32_t>(u))].ready);
      for (std::size_t i : trip.loaded) trip.release = std::max(trip.release, state_.lorries[i].free_at);
      trip.load_s = load_time(static_cast<std::int64_t>(trip.loaded.size()));
    }
    if (!fits(trip)) return;
    State before = state_;
    Time end = end_of(trip);
    if (trip.out) {
      state_.closure = std::max(state_.closure, end);
      if (post_ != nullptr) {
        const Time due = end - trip.pass_s;
        end = std::max(due + up(3600 * trip.vehicles, post_->rate_per_hour),
                       end + up(3600, post_->rate_per_hour));
      }
    }
    for (std::size_t i : trip.loaded) state_.lorries[i] = {true, end + haul_->turn_s};
    for (std::size_t i : trip.empty) state_.lorries[i] = {trip.out, end};
    for (std::size_t i : trip.escorts) state_.escorts[i] = {trip.out, end};
    for (std::size_t u = 0; u < trip.boxes.size(); ++u) {
      state_.boxes[u] -= trip.boxes[u];
      state_.cars[u] -= trip.cars[u];
    }
    state_.trips.push_back(std::move(trip));
    if (state_.closure < limit_) step(at, kind);
    state_ = std::move(before);
  }

  void note() {
    best_.closure = limit_ = state_.closure;
    best_.plan = Plan{};
    best_.plan.scenario_sha256 = model_.scenario_sha256;
    const auto begins = ramp_order(nullptr);
    for (std::size_t i = 0; i < state_.trips.size(); ++i)
      best_.plan.columns.push_back(column_of(state_.trips[i], (*begins)[i], i));
  }

  Column column_of(const Trip& trip, Time begin, std::size_t number) const {
    Column column;
    column.number = fmt::format("T{:03}", number);
    column.serial = column.number;
    PlaceId at = trip.from;
    for (const Pass& pass : trip.passes) {
      Stop stop;
      stop.place = at;
      stop.arrive = stop.depart = pass.enter;
      stop.out = Direction{pass.link, pass.forward};
      column.stops.push_back(stop);
      at = pass.forward ? model_.links[pass.link].to : model_.links[pass.link].from;
    }
    Stop last;
    last.place = at;
    last.arrive = last.depart = end_of(trip) - trip.pass_s;
    if (trip.out && post_ != nullptr)
      last.services.push_back({id_of(post_), last.arrive,
                               std::max(last.arrive + up(3600 * trip.vehicles, post_->rate_per_hour),
                                        end_of(trip) + up(3600, post_->rate_per_hour))});
    column.stops.push_back(last);
    if (trip.load_s > 0) {
      column.stops.front().arrive = begin;
      column.stops.front().services.push_back({id_of(ramp_), begin, begin + trip.load_s});
    }
    column.legs.push_back(leg_of(trip, column.stops.size() - 1));
    const bool drives = !column.legs[0].passengers.empty();
    column.column_class = !trip.loaded.empty() ? ColumnClass::loaded
                          : drives             ? ColumnClass::self_driving
                                               : ColumnClass::empty;
    return column;
  }

  ServiceId id_of(const Service* service) const {
    for (ServiceId id : model_.services.ids())
      if (&model_.services[id] == service) return id;
    return ServiceId{};
  }

  Leg leg_of(const Trip& trip, std::size_t last_stop) const {
    Leg leg;
    leg.last_stop = last_stop;
    leg.march_rate_m_per_hour = model_.rules.march_rate_m_per_hour;
    leg.pass_time_s = trip.pass_s;
    const auto add = [&](const Fleet* fleet, std::size_t vehicles, std::optional<Cargo> cargo) {
      if (vehicles == 0) return;
      VehicleGroup group;
      for (FleetId id : model_.fleets.ids())
        if (&model_.fleets[id] == fleet) group.fleet = id;
      group.vehicles = static_cast<std::int64_t>(vehicles);
      group.cargo = cargo;
      leg.groups.push_back(group);
    };
    for (LotId id : model_.lots.ids()) {
      const Lot& lot = model_.lots[id];
      const bool is_car = model_.item_types[lot.type].self_propelled;
      const auto& taken = is_car ? trip.cars : trip.boxes;
      const std::int64_t count = taken.empty() ? 0 : taken[lot.unit.index()];
      if (count == 0) continue;
      if (!is_car) {
        add(haul_, static_cast<std::size_t>(count), Cargo{id, count});
        continue;
      }
      VehicleGroup group;
      group.own_lot = id;
      group.vehicles = count;
      leg.groups.push_back(group);
      leg.passengers.push_back({lot.unit, CategoryId(0), count});
    }
    add(haul_, trip.empty.size(), std::nullopt);
    add(guard_, trip.escorts.size(), std::nullopt);
    return leg;
  }

  const Model& model_;
  std::int64_t nodes_max_;
  Time limit_;  ///< closures must be before
  PlaceId base_, gate_;
  const Fleet* haul_ = nullptr;
  const Fleet* guard_ = nullptr;
  const Service* ramp_ = nullptr;
  const Service* post_ = nullptr;
  mutable std::map<std::pair<PlaceId, PlaceId>, Duration> way_s_;
  State state_;
  std::vector<Trip> others_;  ///< other traffic
  Optimum best_;
};

}  // namespace

Optimum best_closure(const Model& model, Time at_most, std::int64_t nodes_max) {
  return Search(model, at_most, nodes_max).run();
}

}  // namespace homeward::tiny
