// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/rounds.h"

#include <algorithm>

namespace homeward {

namespace {
constexpr int kTriesToLoad = 4;
constexpr int kTriesOfABase = 60;
/// Riders go as soon as a bus column of them is ready: they are few, and closing waits for them.
constexpr std::int64_t kRidersFirst = 1000 * kDay;
}  // namespace

Rounds::Rounds(Draft& draft, const Work& work, const Tuning& tuning)
    : draft_{draft}, model_{draft.model}, work_{work}, tuning_{tuning}, drivers_left_{work.drivers} {
  loading_over_.assign(model_.places.size(), model_.start);
  for (const BaseWork& base : work_.bases) {
    std::vector<std::int64_t> counts;
    for (const Ride& ride : base.rides) counts.push_back(ride.by_air ? 0 : ride.count);
    riders_left_.push_back(std::move(counts));
  }
  for (const Service& service : model_.services)
    if (service.use == ServiceUse::leaving) exit_a_day_ += 24 * service.rate_per_hour * service.lanes;
  tries_left_.assign(work_.bases.size(), kTriesOfABase);
  blocked_until_.assign(work_.bases.size(), model_.start);
  IdVector<PlaceId, char> is_depot(model_.places.size(), 0);
  for (const Fleet& fleet : model_.fleets)
    for (const Fleet::Stock& stock : fleet.stocks)
      if (!model_.in_zone(stock.place)) is_depot[stock.place] = 1;
  for (const BaseWork& base : work_.bases) {
    for (const auto* hauls : {&base.loads, &base.drives})
      for (const Haul& haul : *hauls) is_depot[haul.to] = 1;
    for (const Ride& ride : base.rides)
      if (!ride.by_air) is_depot[ride.to] = 1;
  }
  for (PlaceId place : is_depot.ids())
    if (is_depot[place]) depots_.push_back(place);
}

void Rounds::run(Budget& budget) {
  while (!budget.interrupted()) {
    const auto candidate = best_candidate();
    if (!candidate) return;
    const std::int64_t before = draft_.search.work();
    if (execute(*candidate)) {
      tries_left_[candidate->base] = kTriesOfABase;
    } else {
      blocked_until_[candidate->base] = std::max(candidate->start, blocked_until_[candidate->base]) + kDay;
      --tries_left_[candidate->base];
    }
    budget.spend(draft_.search.work() - before);
  }
}

bool Rounds::all_placed() const {
  for (std::size_t i = 0; i < work_.bases.size(); ++i) {
    if (left(work_.bases[i].loads) + left(work_.bases[i].drives) > 0) return false;
    for (std::int64_t count : riders_left_[i])
      if (count > 0) return false;
  }
  return true;
}

std::int64_t Rounds::left(const std::vector<Haul>& hauls) const {
  std::int64_t sum = 0;
  for (const Haul& haul : hauls) sum += draft_.lot_left[haul.lot];
  return sum;
}

std::vector<PlaceId> Rounds::targets(const std::vector<Haul>& hauls) const {
  std::vector<PlaceId> places;
  for (const Haul& haul : hauls)
    if (draft_.lot_left[haul.lot] > 0 && std::find(places.begin(), places.end(), haul.to) == places.end())
      places.push_back(haul.to);
  return places;
}

std::int64_t Rounds::ready_count(const std::vector<Haul>& hauls, PlaceId to, Time at) const {
  std::int64_t sum = 0;
  for (const Haul& haul : hauls)
    if (haul.to == to && haul.ready <= at) sum += draft_.lot_left[haul.lot];
  return sum;
}

Time Rounds::ready_time(const std::vector<Haul>& hauls, PlaceId to, std::int64_t count) const {
  Time time = model_.start;
  for (const Haul& haul : hauls) {
    if (haul.to != to || count <= 0 || draft_.lot_left[haul.lot] == 0) continue;
    time = std::max(time, haul.ready);
    count -= draft_.lot_left[haul.lot];
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

std::int64_t Rounds::loaded_a_day(PlaceId place) {
  const auto service = ramp(place);
  if (!service) return 1 << 20;
  const Service& row = model_.services[*service];
  return std::max<std::int64_t>(1, std::min(loaded_at_once(place), 24 * row.rate_per_hour) * row.lanes);
}

std::int64_t Rounds::efficient_size(PlaceId from, PlaceId to) {
  const Rules& rules = model_.rules;
  std::int64_t size = rules.column_vehicles_max;
  if (draft_.escort_span(light_needs(model_), from, to)) {
    size = others_at_most(rules, rules.column_vehicles_max);
    const std::int64_t whole = size / rules.escort_ratio * rules.escort_ratio;
    if (escorts_needed(rules, whole) < escorts_needed(rules, size) && whole > 0) size = whole;
  }
  return std::max<std::int64_t>(1, size * tuning_.fill_permille / 1000);
}

std::optional<Rounds::Candidate> Rounds::best_candidate() {
  std::vector<Candidate> candidates;
  for (std::size_t base = 0; base < work_.bases.size(); ++base)
    if (work_.bases[base].in_zone && tries_left_[base] > 0) consider_base(base, candidates);
  for (std::size_t base = 0; candidates.empty() && base < work_.bases.size(); ++base)
    if (!work_.bases[base].in_zone && tries_left_[base] > 0) consider_base(base, candidates);
  if (candidates.empty()) return std::nullopt;
  Time first = kEndOfTime;
  for (const Candidate& candidate : candidates) first = std::min(first, candidate.start);
  const Candidate* best = nullptr;
  for (const Candidate& candidate : candidates)
    if (candidate.start <= first + tuning_.window_s && (!best || candidate.score > best->score))
      best = &candidate;
  return *best;
}

void Rounds::consider_base(std::size_t index, std::vector<Candidate>& candidates) {
  const BaseWork& base = work_.bases[index];
  for (PlaceId to : targets(base.loads)) {
    consider({Kind::haul, index, to, std::nullopt, 0, 0, 0}, candidates);
    for (PlaceId depot : depots_)
      if (depot != base.place) consider({Kind::haul, index, to, depot, 0, 0, 0}, candidates);
  }
  if (left(base.loads) == 0 || drives_first(base))
    for (PlaceId to : targets(base.drives))
      consider({Kind::drive, index, to, std::nullopt, 0, 0, 0}, candidates);
  std::vector<PlaceId> seen;
  for (std::size_t i = 0; i < base.rides.size(); ++i) {
    const PlaceId to = base.rides[i].to;
    if (riders_left_[index][i] == 0 || std::find(seen.begin(), seen.end(), to) != seen.end()) continue;
    seen.push_back(to);
    consider({Kind::ride, index, to, std::nullopt, 0, 0, 0}, candidates);
    for (PlaceId depot : depots_)
      if (depot != base.place) consider({Kind::ride, index, to, depot, 0, 0, 0}, candidates);
  }
}

bool Rounds::drives_first(const BaseWork& base) {
  if (base.drives.empty()) return false;
  const PlaceId to = base.drives.front().to;
  const std::int64_t ready = ready_count(base.drives, to, model_.start + kDay);
  if (ready < efficient_size(base.place, to) / 2) return false;
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
  const std::int64_t loads_left = left(base.loads), drives_left = left(base.drives);
  const std::int64_t drives = std::min(divide_up(others * drives_left, loads_left + drives_left), others / 2);
  const std::int64_t trucks = std::min(others - drives, loaded_at_once(base.place));
  std::int64_t all = 0;
  for (const Haul& haul : base.loads) {
    if (haul.to != candidate.to || draft_.lot_left[haul.lot] == 0) continue;
    const std::int64_t vehicles = divide_up(draft_.lot_left[haul.lot], haul.per_vehicle);
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

void Rounds::consider(Candidate candidate, std::vector<Candidate>& candidates) {
  const BaseWork& base = work_.bases[candidate.base];
  const PlaceId place = base.place;
  const auto shares = shares_wanted(candidate);
  if (candidate.kind != Kind::drive && shares.empty()) return;
  std::int64_t wanted = 0;
  for (const Share& share : shares) wanted += share.vehicles;
  Time start = blocked_until_[candidate.base];
  if (candidate.kind != Kind::drive) {
    // The largest share sets the time; what the smaller ones have by then comes along.
    const Share& main = shares.front();
    const PlaceId source = candidate.depot.value_or(place);
    const std::int64_t here =
        candidate.depot ? std::max<std::int64_t>(0, draft_.fleet_spare(main.fleet, place, start + kDay)) : 0;
    const std::int64_t bring = main.vehicles - here;
    if (candidate.depot && bring <= 0) return;
    const auto from = draft_.fleet_from(main.fleet, source, start, bring);
    if (!from) return consider_fewer(candidate, shares, candidates);
    start = *from;
  }
  finish_estimate(candidate, start, wanted, candidates);
}

void Rounds::consider_fewer(Candidate candidate, const std::vector<Share>& shares,
                            std::vector<Candidate>& candidates) {
  // Not enough of them will ever stand here at once: what there is, if it is worth a column or the end is
  // near.
  const PlaceId place = work_.bases[candidate.base].place;
  const PlaceId source = candidate.depot.value_or(place);
  const FleetId fleet = shares.front().fleet;
  const std::int64_t ever = draft_.stock[fleet][source].lowest({draft_.calendar.horizon().end, kEndOfTime});
  if (ever <= 0) return;
  const bool bulk =
      3 * ever >= shares.front().vehicles || ever >= draft_.model.fleets[fleet].total() || !candidate.depot;
  if (!bulk) return;
  const auto from = draft_.fleet_from(fleet, source, blocked_until_[candidate.base], ever);
  if (!from) return;
  finish_estimate(candidate, *from, ever, candidates);
}

void Rounds::finish_estimate(Candidate candidate, Time start, std::int64_t vehicles,
                             std::vector<Candidate>& candidates) {
  const BaseWork& base = work_.bases[candidate.base];
  const PlaceId place = base.place;
  const Duration up = candidate.depot ? draft_.way(*candidate.depot, place) : 0;
  const Duration down = draft_.way(place, candidate.to);
  if (up >= kEndOfTime || down >= kEndOfTime) return;
  Time ready = start + up;
  Time things = model_.start;
  if (candidate.kind == Kind::haul) things = ready_time(base.loads, candidate.to, vehicles);
  if (candidate.kind == Kind::drive)
    things = ready_time(base.drives, candidate.to, efficient_size(place, candidate.to));
  if (candidate.kind == Kind::ride)
    for (std::size_t i = 0; i < base.rides.size(); ++i)
      if (riders_left_[candidate.base][i] > 0 && base.rides[i].to == candidate.to)
        things = std::max(things, base.rides[i].ready);
  if (things > ready) start += things - ready, ready = things;
  candidate.start = start;
  candidate.ready = ready;
  Duration wait = 0;
  Duration work_left = 0;
  if (candidate.kind == Kind::haul) {
    work_left = left(base.loads) * kDay / loaded_a_day(place);
    if (const auto service = ramp(place)) {
      const Duration loading = divide_up(3600 * std::min(vehicles, loaded_at_once(place)),
                                         model_.services[*service].rate_per_hour);
      if (const auto visit = draft_.timetable.service_visit(*service, ready, loading, ready))
        wait = visit->begin - ready;
    }
  }
  const std::int64_t finish = (ready - model_.start) + work_left + down;
  candidate.score = finish * tuning_.weight_permille[place] / 1000 - wait * tuning_.wait_permille / 1000 -
                    start * tuning_.later_permille / 1000;
  if (exit_a_day_ > 0) {
    const Duration after = ready + wait + down - kDay / 2 - idle_exit(start + kDay);
    candidate.score -= std::max<Duration>(0, after) * tuning_.exit_permille / 1000;
  }
  if (candidate.kind == Kind::ride) candidate.score += kRidersFirst;
  if (candidate.kind == Kind::drive && left(base.loads) > 0) candidate.score += kRidersFirst;
  candidates.push_back(candidate);
}

bool Rounds::execute(const Candidate& candidate) {
  const PlaceId place = work_.bases[candidate.base].place;
  auto shares = shares_wanted(candidate);
  std::int64_t trucks = 0;
  for (Share& share : shares) {
    trucks += share.vehicles;
    share.vehicles -=
        std::clamp<std::int64_t>(draft_.fleet_spare(share.fleet, place, candidate.ready), 0, share.vehicles);
    if (!candidate.depot)
      share.vehicles = 0;
    else
      share.vehicles = std::min(
          share.vehicles,
          std::max<std::int64_t>(0, draft_.fleet_spare(share.fleet, *candidate.depot, candidate.start)));
  }
  if (candidate.depot) fill_up(candidate, trucks, shares);
  std::int64_t escorts = 0;
  if (draft_.escort_span(light_needs(model_), place, candidate.to)) {
    const BaseWork& base = work_.bases[candidate.base];
    const std::int64_t size = efficient_size(place, candidate.to);
    const std::int64_t others =
        candidate.kind == Kind::ride ? trucks : std::min(size, trucks + left(base.drives));
    escorts = escorts_needed(model_.rules, others);
    for (FleetId fleet : model_.fleets.ids())
      if (model_.fleets[fleet].kind == FleetKind::escort)
        escorts -= std::clamp<std::int64_t>(draft_.fleet_spare(fleet, place, candidate.ready), 0, escorts);
  }
  Time arrived = candidate.ready;
  std::int64_t bringing = escorts;
  for (const Share& share : shares) bringing += share.vehicles;
  if (bringing > 0) {
    const auto end = bring(candidate, shares, escorts);
    if (!end) return false;
    arrived = std::max(candidate.kind == Kind::haul ? model_.start : candidate.ready, *end);
  }
  return send_home(candidate, arrived);
}

void Rounds::fill_up(const Candidate& candidate, std::int64_t wanted, std::vector<Share>& shares) const {
  const BaseWork& base = work_.bases[candidate.base];
  std::int64_t coming = 0;
  for (const Share& share : shares)
    coming += share.vehicles +
              std::max<std::int64_t>(0, draft_.fleet_spare(share.fleet, base.place, candidate.ready));
  for (Share& share : shares) {
    if (coming >= wanted) return;
    std::int64_t loads = 0;
    for (const Haul& haul : base.loads)
      if (haul.to == candidate.to && haul.fleet == share.fleet && haul.ready <= candidate.ready + kDay)
        loads += divide_up(draft_.lot_left[haul.lot], haul.per_vehicle);
    const std::int64_t more =
        std::min({wanted - coming, loads - share.vehicles,
                  draft_.fleet_spare(share.fleet, *candidate.depot, candidate.start) - share.vehicles});
    if (more <= 0) continue;
    share.vehicles += more;
    coming += more;
  }
}

std::optional<Time> Rounds::bring(const Candidate& candidate, const std::vector<Share>& shares,
                                  std::int64_t escorts) {
  const PlaceId place = work_.bases[candidate.base].place;
  ColumnOrder order;
  order.to = place;
  order.column_class = ColumnClass::empty;
  order.depart_from = candidate.start;
  std::int64_t vehicles = 0;
  for (const Share& share : shares) {
    if (share.vehicles == 0) continue;
    order.load.groups.push_back({share.fleet, std::nullopt, share.vehicles, std::nullopt});
    vehicles += share.vehicles;
    const auto from = draft_.fleet_from(share.fleet, *candidate.depot, order.depart_from, share.vehicles);
    if (!from) return std::nullopt;
    order.depart_from = *from;
  }
  order.escorts = escorts;
  if (vehicles > 0) {
    order.from = *candidate.depot;
    if (draft_.escort_span(light_needs(model_), order.from, place))
      order.escorts = std::max(escorts, escorts_needed(model_.rules, vehicles));
  } else {
    const auto pool = draft_.escort_pool(place, candidate.start, std::max(escorts, model_.rules.escort_min));
    if (!pool) return std::nullopt;
    order.from = *pool;
    order.escorts = std::max(escorts, model_.rules.escort_min);
  }
  order.serial = model_.places[order.from].key + "-" + model_.places[place].key;
  const auto placed = draft_.place(order);
  if (!placed) return std::nullopt;
  draft_.commit(*placed);
  return placed->route.end;
}

void Rounds::add_loads(const BaseWork& base, const Candidate& candidate, Time at, std::int64_t room,
                       Composition& load) const {
  room = std::min(room, at_once_.at(base.place));
  for (const Haul& haul : base.loads) {
    if (haul.to != candidate.to || haul.ready > at || draft_.lot_left[haul.lot] == 0) continue;
    std::int64_t used = 0;
    for (const VehicleGroup& group : load.groups)
      if (group.fleet == haul.fleet) used += group.vehicles;
    const std::int64_t spare = draft_.fleet_spare(*haul.fleet, base.place, at) - used;
    const std::int64_t vehicles =
        std::min({room, spare, divide_up(draft_.lot_left[haul.lot], haul.per_vehicle)});
    if (vehicles <= 0) continue;
    room -= vehicles;
    load.groups.push_back(
        {haul.fleet, std::nullopt, vehicles,
         Cargo{haul.lot, std::min(draft_.lot_left[haul.lot], vehicles * haul.per_vehicle)}});
  }
}

std::int64_t Rounds::add_drives(const std::vector<Haul>& drives, PlaceId to, Time at, std::int64_t room,
                                Composition& load) const {
  std::int64_t added = 0;
  for (const Haul& haul : drives) {
    const Lot& lot = model_.lots[haul.lot];
    if (haul.to != to || haul.ready > at || draft_.lot_left[haul.lot] == 0 || added >= room) continue;
    const std::int64_t vehicles = std::min(room - added, draft_.lot_left[haul.lot]);
    std::int64_t people = vehicles == draft_.lot_left[haul.lot]
                              ? drivers_left_[haul.lot]
                              : drivers_left_[haul.lot] * vehicles / draft_.lot_left[haul.lot];
    if (people < vehicles * model_.item_types[lot.type].crew) continue;
    load.groups.push_back({std::nullopt, haul.lot, vehicles, std::nullopt});
    added += vehicles;
    IdVector<CategoryId, std::int64_t> have = draft_.people_left[lot.unit];
    for (const Passengers& seated : load.passengers)
      if (seated.unit == lot.unit) have[seated.category] -= seated.count;
    for (CategoryId category : model_.categories.ids()) {
      const std::int64_t seated = std::min(people, have[category]);
      if (seated <= 0) continue;
      load.passengers.push_back({lot.unit, category, seated});
      people -= seated;
    }
  }
  return added;
}

void Rounds::add_riders(const Candidate& candidate, Time at, Composition& load) const {
  const BaseWork& base = work_.bases[candidate.base];
  const auto fleet = *bus_fleet(candidate);
  const ItemType& bus = model_.item_types[model_.fleets[fleet].vehicle];
  const std::int64_t each = bus.seats - bus.crew;
  std::int64_t buses = std::min(std::max<std::int64_t>(0, draft_.fleet_spare(fleet, base.place, at)),
                                others_at_most(model_.rules, model_.rules.column_vehicles_max));
  std::int64_t seats = buses * each, taken = 0;
  for (std::size_t i = 0; i < base.rides.size(); ++i) {
    const Ride& ride = base.rides[i];
    if (ride.by_air || ride.to != candidate.to || ride.ready > at) continue;
    const std::int64_t count = std::min(seats - taken, riders_left_[candidate.base][i]);
    if (count <= 0) continue;
    load.passengers.push_back({ride.unit, ride.category, count});
    taken += count;
  }
  if (taken > 0) load.groups.push_back({fleet, std::nullopt, divide_up(taken, each), std::nullopt});
}

bool Rounds::send_home(const Candidate& candidate, Time arrived) {
  const BaseWork& base = work_.bases[candidate.base];
  const PlaceId place = base.place;
  loaded_at_once(place);
  Time at = arrived;
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
      add_drives(base.drives, candidate.to, order.gather_from, room - sum.vehicles, order.load);
    if (try_order(order, candidate)) return true;
  }
  return false;
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
  const auto placed = draft_.place(order);
  if (!placed) return false;
  draft_.commit(*placed);
  if (order.loading) loading_over_[place] = std::max(loading_over_[place], order.loading->end);
  take(candidate, order.load);
  book_exit(draft_.columns.back());
  return true;
}

void Rounds::book_exit(const Column& column) {
  for (const Stop& stop : column.stops)
    for (const ServiceVisit& visit : stop.services) {
      if (model_.services[visit.service].use != ServiceUse::leaving) continue;
      const auto day = static_cast<std::size_t>(std::max<Time>(0, (stop.arrive - model_.start) / kDay));
      if (day >= exit_booked_.size()) exit_booked_.resize(day + 1, 0);
      for (const VehicleGroup& group : column.legs.front().groups) exit_booked_[day] += group.vehicles;
    }
}

Time Rounds::idle_exit(Time t) const {
  auto day = static_cast<std::size_t>(std::max<Time>(0, (t - model_.start) / kDay));
  while (day < exit_booked_.size() && 10 * exit_booked_[day] >= 9 * exit_a_day_) ++day;
  return model_.start + static_cast<Time>(day) * kDay;
}

void Rounds::take(const Candidate& candidate, const Composition& load) {
  for (const VehicleGroup& group : load.groups) {
    if (group.cargo) draft_.lot_left[group.cargo->lot] -= group.cargo->count;
    if (!group.own_lot) continue;
    const std::int64_t all = draft_.lot_left[*group.own_lot];
    const std::int64_t people = group.vehicles == all ? drivers_left_[*group.own_lot]
                                                      : drivers_left_[*group.own_lot] * group.vehicles / all;
    drivers_left_[*group.own_lot] -= people;
    draft_.lot_left[*group.own_lot] -= group.vehicles;
  }
  const BaseWork& base = work_.bases[candidate.base];
  for (const Passengers& seated : load.passengers) {
    draft_.people_left[seated.unit][seated.category] -= seated.count;
    if (candidate.kind != Kind::ride) continue;
    for (std::size_t i = 0; i < base.rides.size(); ++i)
      if (base.rides[i].unit == seated.unit && base.rides[i].category == seated.category)
        riders_left_[candidate.base][i] -= seated.count;
  }
}

}  // namespace homeward
