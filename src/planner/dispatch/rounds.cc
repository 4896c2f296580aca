// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/rounds.h"

#include <algorithm>

namespace homeward {

namespace {
constexpr int kTriesToLoad = 4;
constexpr int kTriesOfABase = 60;
constexpr int kFailuresToShrink = 6;
constexpr int kShrinksMax = 2;
constexpr int kSmallRounds = 2;
}  // namespace

Rounds::Rounds(Draft& draft, const Work& work, std::span<const Tuning> tunings, const Allocation* flow)
    : draft_{draft},
      model_{draft.model},
      work_{work},
      tunings_{tunings},
      flow_{flow},
      lot_at_start_{draft.lot_left},
      drivers_left_{work.drivers} {
  for (const BaseWork& base : work_.bases) {
    std::vector<std::int64_t> counts;
    for (const Ride& ride : base.rides) counts.push_back(ride.by_air ? 0 : ride.count);
    riders_left_.push_back(std::move(counts));
  }
  for (const Service& service : model_.services)
    if (service.use == ServiceUse::leaving) exit_a_day_ += 24 * service.rate_per_hour * service.lanes;
  book_other_exits();
  tries_left_.assign(work_.bases.size(), kTriesOfABase);
  shrink_.assign(model_.places.size(), 0);
  small_rounds_.assign(model_.places.size(), 0);
  blocked_until_.assign(work_.bases.size(), model_.start);
  rides_blocked_until_ = blocked_until_;
  IdVector<PlaceId, char> is_depot(model_.places.size(), 0);
  const Interval ever{draft_.calendar.horizon().end, kEndOfTime};
  for (FleetId fleet : model_.fleets.ids()) {
    for (const Fleet::Stock& stock : model_.fleets[fleet].stocks) is_depot[stock.place] = 1;
    for (PlaceId place : model_.places.ids())  // where columns before have left some
      if (model_.fleets[fleet].kind != FleetKind::escort && draft_.stock[fleet][place].lowest(ever) > 0)
        is_depot[place] = 1;
  }
  for (const BaseWork& base : work_.bases) {
    for (const auto* hauls : {&base.loads, &base.drives})
      for (const Haul& haul : *hauls) is_depot[haul.to] = 1;
    for (const Ride& ride : base.rides)
      if (!ride.by_air) is_depot[ride.to] = 1;
  }
  for (PlaceId place : is_depot.ids())
    if (is_depot[place]) depots_.push_back(place);
}

const Tuning& Rounds::tuning() const {
  const Duration part =
      std::max<Duration>(1, model_.deadline - model_.start) / static_cast<Duration>(tunings_.size());
  const auto now =
      static_cast<std::size_t>(std::max<Duration>(0, time_ - model_.start) / std::max<Duration>(1, part));
  return tunings_[std::min(now, tunings_.size() - 1)];
}

void Rounds::run(Budget& budget) {
  while (!budget.interrupted()) {
    const auto candidate = best_candidate();
    if (!candidate) return;
    time_ = std::max(time_, candidate->start);
    const std::int64_t before = draft_.search.work();
    if (execute(*candidate)) {
      tries_left_[candidate->base] = kTriesOfABase;
      settle_size(work_.bases[candidate->base].place);
    } else {
      Time& blocked = blocked_until(*candidate);
      blocked = std::max(candidate->start, blocked) + kDay;
      --tries_left_[candidate->base];
      // Perhaps its columns are too long for the halts on the way: the next is shorter.
      if (tries_left_[candidate->base] % kFailuresToShrink == 0 && !draft_.past_last_day)
        ++shrink_[work_.bases[candidate->base].place];
    }
    budget.spend(draft_.search.work() - before);
  }
}

void Rounds::settle_size(PlaceId base) {
  int& small = small_rounds_[base];
  small = shrink_[base] > 0 ? small + 1 : 0;
  // Once more with whole columns, but who has gone short several times running stays so.
  if (small < kSmallRounds) shrink_[base] = 0;
}

bool Rounds::all_placed() const {
  for (std::size_t i = 0; i < work_.bases.size(); ++i) {
    if (left(work_.bases[i].loads) + left(work_.bases[i].drives) > 0) return false;
    for (std::int64_t count : riders_left_[i])
      if (count > 0) return false;
  }
  return true;
}

std::int64_t Rounds::left(const std::vector<Haul>& hauls, Time ready_by) const {
  std::int64_t sum = 0;
  for (const Haul& haul : hauls)
    if (haul.ready <= ready_by) sum += left(haul);
  return sum;
}

Time Rounds::loads_until(const Candidate& candidate) {
  const BaseWork& base = work_.bases[candidate.base];
  const PlaceId source = candidate.depot.value_or(base.place);
  Time first_ready = kEndOfTime, first_truck = kEndOfTime;
  std::optional<FleetId> seen;
  for (const Haul& haul : base.loads) {
    if (haul.to != candidate.to || left(haul) == 0) continue;
    first_ready = std::min(first_ready, haul.ready);
    if (seen == haul.fleet) continue;
    seen = haul.fleet;
    const auto truck = draft_.fleet_from(*haul.fleet, source, blocked_until(candidate), 1);
    if (truck) first_truck = std::min(first_truck, *truck);
  }
  if (first_truck >= kEndOfTime) return kEndOfTime;
  const Duration up = candidate.depot ? draft_.way(*candidate.depot, base.place) : 0;
  if (up >= kEndOfTime) return kEndOfTime;
  const Time soon = std::max(first_ready, first_truck + up) + tuning().load_wait_s;
  return std::max(
      soon, std::min(patient_until(candidate), ready_time(base.loads, candidate.to, fewest_worth_escorts())));
}

std::int64_t Rounds::fewest_worth_escorts() const {
  return std::max<std::int64_t>(1, model_.rules.escort_min) *
         std::max<std::int64_t>(1, model_.rules.escort_ratio);
}

Time Rounds::patient_until(const Candidate& candidate) {
  const BaseWork& base = work_.bases[candidate.base];
  if (!flow_ || tuning().patience_s < 0 || !draft_.escort_span(light_needs(model_), base.place, candidate.to))
    return model_.start;
  const Duration down = draft_.way(base.place, candidate.to);
  if (down >= kEndOfTime) return model_.start;
  return flow_->until - down - left(base.loads) * kDay / loaded_a_day(base.place) - tuning().patience_s;
}

std::vector<PlaceId> Rounds::targets(const std::vector<Haul>& hauls) const {
  std::vector<PlaceId> places;
  for (const Haul& haul : hauls)
    if (left(haul) > 0 && std::find(places.begin(), places.end(), haul.to) == places.end())
      places.push_back(haul.to);
  return places;
}

std::int64_t Rounds::ready_count(const std::vector<Haul>& hauls, PlaceId to, Time at) const {
  std::int64_t sum = 0;
  for (const Haul& haul : hauls)
    if (haul.to == to && haul.ready <= at) sum += left(haul);
  return sum;
}

Time Rounds::ready_time(const std::vector<Haul>& hauls, PlaceId to, std::int64_t count) const {
  Time time = model_.start;
  for (const Haul& haul : hauls) {
    if (haul.to != to || count <= 0 || left(haul) == 0) continue;
    time = std::max(time, haul.ready);
    count -= left(haul);
  }
  return time;
}

std::optional<ServiceId> Rounds::ramp(PlaceId place) const {
  for (ServiceId id : model_.places[place].services)
    if (model_.services[id].use == ServiceUse::loading) return id;
  return std::nullopt;
}

std::int64_t Rounds::loaded_at_once(PlaceId place) {
  const auto known = at_once_.find(place);
  if (known != at_once_.end()) return known->second;
  std::int64_t most = 1 << 20;
  if (const auto service = ramp(place)) {
    Duration longest = 0;
    Time open = draft_.calendar.horizon().begin;
    for (const Interval& closed : draft_.calendar.service(*service)) {
      longest = std::max(longest, closed.begin - open);
      open = closed.end;
    }
    longest = std::max(longest, draft_.calendar.horizon().end - open);
    most = std::min(most, longest * model_.services[*service].rate_per_hour / 3600);
  }
  return at_once_[place] = most;
}

std::int64_t Rounds::room_at_ramp(PlaceId place, Time at, std::int64_t most) {
  const auto service = ramp(place);
  if (!service) return most;
  const std::int64_t rate = model_.services[*service].rate_per_hour;
  const auto begin = [&](std::int64_t loads) -> Time {
    const auto visit = draft_.timetable.service_visit(*service, at, divide_up(3600 * loads, rate), at);
    return visit ? visit->begin : kEndOfTime;
  };
  const Time first = begin(1);
  std::int64_t low = 1, high = most;
  while (low < high) {
    const std::int64_t middle = (low + high + 1) / 2;
    if (begin(middle) == first)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

std::int64_t Rounds::loaded_a_day(PlaceId place) {
  const auto service = ramp(place);
  if (!service) return 1 << 20;
  const Service& row = model_.services[*service];
  return std::max<std::int64_t>(1, std::min(loaded_at_once(place), 24 * row.rate_per_hour) * row.lanes);
}

Duration Rounds::lost_at_ramp(const BaseWork& base, Time at, std::int64_t vehicles) {
  const std::int64_t at_once = loaded_at_once(base.place);
  if (at_once >= (1 << 20) || left(base.loads) <= vehicles) return 0;
  const std::int64_t rest = room_at_ramp(base.place, at, at_once) - vehicles;
  return rest > 0 && 4 * rest < at_once ? rest * kDay / loaded_a_day(base.place) : 0;
}

std::int64_t Rounds::efficient_size(PlaceId from, PlaceId to) {
  const Rules& rules = model_.rules;
  std::int64_t size = draft_.column_most(from);
  if (draft_.escort_span(light_needs(model_), from, to)) {
    size = others_at_most(rules, draft_.column_most(from));
    // More than all escorts together can take never goes.
    std::int64_t escorts = 0;
    for (const Fleet& fleet : model_.fleets)
      if (fleet.kind == FleetKind::escort) escorts += fleet.total();
    size = std::min(size, std::max<std::int64_t>(1, escorts * rules.escort_ratio));
    const std::int64_t whole = size / rules.escort_ratio * rules.escort_ratio;
    if (escorts_needed(rules, whole) < escorts_needed(rules, size) && whole > 0) size = whole;
    if (tuning().even_tails) size = size_for_a_good_tail(from, to, size);
  }
  return std::max<std::int64_t>(
      1, (size * tuning().fill_permille / 1000) >> std::min(shrink_[from], kShrinksMax));
}

std::int64_t Rounds::size_for_a_good_tail(PlaceId from, PlaceId to, std::int64_t size) const {
  // The last column of a base takes the fewest escorts there may be, however short it is. Columns one escort
  // shorter leave it more to take.
  const Rules& rules = model_.rules;
  const std::int64_t least = rules.escort_min * rules.escort_ratio;
  if (size <= least) return size;
  std::int64_t all = 0;
  for (const BaseWork& base : work_.bases) {
    if (base.place != from) continue;
    for (const auto* hauls : {&base.loads, &base.drives})
      for (const Haul& haul : *hauls)
        if (haul.to == to) all += divide_up(left(haul), haul.per_vehicle);
    all += team_vehicles(base, to);
  }
  const std::int64_t tail = all % size, shorter = size - rules.escort_ratio;
  if (tail == 0 || tail >= least || shorter < least) return size;
  return all / size >= divide_up(least - tail, rules.escort_ratio) ? shorter : size;
}

bool Rounds::drives_first(const BaseWork& base, PlaceId to) {
  const std::int64_t ready = ready_count(base.drives, to, model_.start + kDay);
  if (ready < efficient_size(base.place, to) / 3) return false;
  if (!draft_.escort_span(light_needs(model_), base.place, to)) return true;
  return draft_.escorts_spare(base.place, model_.start) >= escorts_needed(model_.rules, ready);
}

std::vector<Rounds::Share> Rounds::shares_wanted(const Candidate& candidate) {
  const BaseWork& base = work_.bases[candidate.base];
  const std::int64_t others = efficient_size(base.place, candidate.to);
  std::vector<Share> shares;
  if (candidate.kind == Kind::drive) return shares;
  if (candidate.kind == Kind::ride) {
    const auto fleet = bus_fleet(candidate);
    if (!fleet) return shares;
    const ItemType& bus = model_.item_types[model_.fleets[*fleet].vehicle];
    std::int64_t riders = 0;
    for (std::size_t i = 0; i < base.rides.size(); ++i)
      if (base.rides[i].to == candidate.to) riders += riders_left_[candidate.base][i];
    shares.push_back(
        {*fleet, std::min(others, divide_up(riders, std::max<std::int64_t>(1, bus.seats - bus.crew)))});
    return shares;
  }
  const Time until = loads_until(candidate);
  const std::int64_t loads_left = ready_count(base.loads, candidate.to, until),
                     drives_left = ready_count(base.drives, candidate.to, until);
  const std::int64_t drives = std::min(
      divide_up(others * drives_left, std::max<std::int64_t>(1, loads_left + drives_left)), others / 2);
  const std::int64_t at_once = loaded_at_once(base.place);
  std::int64_t trucks = std::min(others - drives, at_once);
  if (tuning().fit_ramps && loads_left > others && at_once < (1 << 20) && until < kEndOfTime) {
    // What an opening has left over after equal parts goes with one of them.
    const std::int64_t part = divide_up(at_once, divide_up(at_once, others));
    const std::int64_t room = room_at_ramp(base.place, until - tuning().load_wait_s, at_once);
    trucks = 2 * room >= part && room <= others && room < 2 * part ? room : part;
  }
  std::int64_t all = 0;
  for (const Haul& haul : base.loads) {
    if (haul.to != candidate.to || left(haul) == 0 || haul.ready > until) continue;
    const std::int64_t vehicles = divide_up(left(haul), haul.per_vehicle);
    all += vehicles;
    auto known = std::find_if(shares.begin(), shares.end(),
                              [&](const Share& share) { return share.fleet == *haul.fleet; });
    if (known == shares.end())
      shares.push_back({*haul.fleet, vehicles});
    else
      known->vehicles += vehicles;
  }
  if (all <= trucks) return shares;
  std::stable_sort(shares.begin(), shares.end(),
                   [](const Share& a, const Share& b) { return a.vehicles > b.vehicles; });
  std::int64_t given = 0;
  for (std::size_t i = shares.size(); i-- > 1;)
    given += shares[i].vehicles = divide_up(trucks * shares[i].vehicles, all);
  shares[0].vehicles = std::max<std::int64_t>(0, trucks - given);
  return shares;
}

bool Rounds::is_rear_fleet(FleetId id) const {
  const auto inside = [&](const Fleet& fleet) {
    return std::any_of(fleet.stocks.begin(), fleet.stocks.end(), [&](const Fleet::Stock& stock) {
      return model_.in_zone(stock.place) && stock.count > 0;
    });
  };
  if (inside(model_.fleets[id])) return false;
  return std::any_of(model_.fleets.begin(), model_.fleets.end(), [&](const Fleet& other) {
    return other.kind == model_.fleets[id].kind && inside(other);
  });
}

std::optional<FleetId> Rounds::bus_fleet(const Candidate& candidate) const {
  std::optional<FleetId> best;
  std::int64_t most = 0;
  const PlaceId base = work_.bases[candidate.base].place;
  for (FleetId fleet : model_.fleets.ids()) {
    if (model_.fleets[fleet].kind != FleetKind::bus || is_rear_fleet(fleet)) continue;
    const std::int64_t here =
        draft_.stock[fleet][candidate.depot.value_or(base)].lowest({model_.deadline, kEndOfTime});
    if (here > most) best = fleet, most = here;
  }
  return best;
}

bool Rounds::send_home(const Candidate& candidate, Time arrived) {
  const BaseWork& base = work_.bases[candidate.base];
  const PlaceId place = base.place;
  loaded_at_once(place);
  // Trucks that came before anything was ready wait for it.
  Time at = arrived;
  if (candidate.kind == Kind::haul) at = std::max(at, ready_time(base.loads, candidate.to, 1));
  if (candidate.kind == Kind::drive) at = std::max(at, ready_time(base.drives, candidate.to, 1));
  for (int attempt = 0; attempt < kTriesToLoad; ++attempt, at += kDay) {
    ColumnOrder order;
    order.from = place;
    order.to = candidate.to;
    order.gather_from = order.depart_from = at;
    const std::int64_t room = efficient_size(place, candidate.to);
    if (candidate.kind == Kind::haul) add_loads(base, candidate, at, room, order.load);
    if (candidate.kind == Kind::ride) add_riders(candidate, at, order.load);
    Measures sum = order.load.groups.empty() ? Measures() : measure(model_, order.load);
    if (candidate.kind == Kind::haul && sum.vehicles == 0) continue;
    if (candidate.kind == Kind::ride && sum.vehicles == 0) continue;
    if (const auto service = ramp(place); service && sum.loaded_vehicles > 0) {
      const Duration work = divide_up(3600 * sum.loaded_vehicles, model_.services[*service].rate_per_hour);
      const auto visit = draft_.timetable.service_visit(*service, at, work, at);
      if (!visit) return false;
      order.loading = ServiceVisit{*service, visit->begin, visit->end};
      order.gather_from = visit->begin;
      order.depart_from = visit->end;
    }
    if (candidate.kind != Kind::ride)
      add_drives(base.drives, candidate.to, order.gather_from,
                 room_for_drives(candidate, order.gather_from, room, sum.vehicles), order.load);
    add_team(candidate, order);
    if (try_order(order, candidate)) return true;
  }
  return false;
}

std::int64_t Rounds::room_for_drives(const Candidate& candidate, Time at, std::int64_t room,
                                     std::int64_t taken) const {
  const BaseWork& base = work_.bases[candidate.base];
  std::int64_t drives = std::min(room - taken, ready_count(base.drives, candidate.to, at));
  const std::int64_t ratio = model_.rules.escort_ratio;
  const std::int64_t over = (taken + drives) % ratio;
  // One escort more for a few vehicles only: they wait for the next column, as long as others do.
  const bool few = over > 0 && 2 * over <= ratio && drives > over && taken + drives > 2 * ratio;
  if (tuning().fill_escorts && few && left(base.drives) - drives >= 2 * ratio) drives -= over;
  return drives;
}

bool Rounds::try_order(ColumnOrder& order, const Candidate& candidate) {
  const PlaceId place = order.from;
  const std::int64_t passengers = passenger_count(order.load);
  if (passengers > 0) {
    const auto free = draft_.garrison_slack[place].first_at_least_for_ever(order.depart_from, passengers);
    const bool soon = free && *free <= order.depart_from + kDay;
    if (!soon && candidate.kind == Kind::haul) {
      std::erase_if(order.load.groups, [](const VehicleGroup& group) { return group.own_lot.has_value(); });
      order.load.passengers.clear();
    } else if (!free) {
      return false;
    } else {
      order.depart_from = *free;
    }
  }
  if (order.load.groups.empty()) return false;
  const Measures sum = measure(model_, order.load);
  order.column_class = sum.loaded_vehicles > 0         ? ColumnClass::loaded
                       : candidate.kind == Kind::drive ? ColumnClass::self_driving
                                                       : ColumnClass::people;
  if (draft_.escort_span(sum.needs, order.from, order.to))
    order.escorts = escorts_needed(model_.rules, sum.vehicles);
  order.serial = model_.places[place].key + "-" + model_.places[order.to].key;
  const auto placed = placed_somehow(order, candidate);
  if (!placed) return false;
  draft_.commit(*placed);
  take(candidate, order.load);
  book_exit(draft_.columns.back());
  return true;
}

}  // namespace homeward
