// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/airlift_run.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "base/check.h"

namespace homeward {

namespace {

// One urgent passenger weighs as much as so many others: more than any difference between two routes.
constexpr std::int64_t kUrgentWeight = 16;
constexpr std::int64_t kScoreScale = 1'000'000'000;

void raise(std::optional<Time>& latest, Time at) { latest = std::max(latest.value_or(at), at); }

BedBook::By came_by(const WaitingGroup& group) {
  return group.came_by_air ? BedBook::By::inbound_flight : BedBook::By::road;
}

std::vector<Passengers> passenger_list(const std::vector<Boarded>& boarded) {
  std::vector<Passengers> list;
  for (const Boarded& some : boarded) {
    const auto same = std::find_if(list.begin(), list.end(), [&](const Passengers& row) {
      return row.unit == some.group.unit && row.category == some.group.category;
    });
    if (same != list.end()) {
      same->count += some.count;
    } else {
      list.push_back(Passengers{some.group.unit, some.group.category, some.count});
    }
  }
  std::sort(list.begin(), list.end());
  return list;
}

}  // namespace

AirliftRun::AirliftRun(const AirSchedule& schedule, std::span<const AirDemand> demands,
                       const AirliftSetting& setting, Gates gates)
    : schedule_{schedule},
      setting_{setting},
      gates_{std::move(gates)},
      waiting_{schedule.model().places.size(), demands},
      flown_{schedule.model().aircraft.size()},
      positioning_s_{schedule.model().aircraft.size(), 0},
      books_{schedule.bed_books()} {
  gates_.resize(schedule.model().places.size());
  collect_routes(demands);
  collect_types();
  collect_people();
  for (std::size_t airframe = 0; airframe < schedule_.airframes(); ++airframe) {
    const bool useful = !flown_[schedule_.aircraft(airframe)].empty();
    look_at_.push_back(useful ? schedule_.free_at(airframe) : kEndOfTime);
  }
}

std::size_t AirliftRun::route_index(AirRoute route) const {
  const auto found = std::lower_bound(routes_.begin(), routes_.end(), route);
  HW_CHECK(found != routes_.end() && *found == route);
  return static_cast<std::size_t>(std::distance(routes_.begin(), found));
}

void AirliftRun::collect_routes(std::span<const AirDemand> demands) {
  for (const AirDemand& demand : demands) {
    routes_.push_back(AirRoute{demand.from, demand.to});
    if (!demand.via) continue;
    routes_.push_back(AirRoute{demand.from, *demand.via});
    routes_.push_back(AirRoute{*demand.via, demand.to});
  }
  std::sort(routes_.begin(), routes_.end());
  routes_.erase(std::unique(routes_.begin(), routes_.end()), routes_.end());
}

void AirliftRun::collect_types() {
  const Model& model = schedule_.model();
  for (AircraftId aircraft : model.aircraft.ids()) {
    const Aircraft& type = model.aircraft[aircraft];
    for (std::size_t route = 0; route < routes_.size(); ++route) {
      if (!schedule_.flies(aircraft, routes_[route].from, routes_[route].to)) continue;
      flown_[aircraft].push_back(route);
      positioning_s_[aircraft] =
          std::max(positioning_s_[aircraft], schedule_.positioning_s(aircraft, routes_[route].from));
    }
    if (!flown_[aircraft].empty()) seats_a_day_ += type.count * type.seats * type.rotations_per_day;
  }
}

void AirliftRun::collect_people() {
  still_to_come_.assign(routes_.size(), 0);
  for (PlaceId place : schedule_.model().places.ids()) {
    for (const WaitingGroup& group : waiting_.groups(place)) {
      if (group.via) still_to_come_[route_index(AirRoute{*group.via, group.to})] += group.count;
      if (group.has_bed) books_[place].arrive(group.ready, BedBook::By::road, group.count);
      if (group.latest) deadlines_.push_back(Deadline{*group.latest, group.count});
    }
  }
  std::sort(deadlines_.begin(), deadlines_.end(),
            [](const Deadline& a, const Deadline& b) { return a.latest < b.latest; });
  std::vector<Deadline> merged;
  for (const Deadline& deadline : deadlines_) {
    if (merged.empty() || merged.back().latest != deadline.latest)
      merged.push_back(Deadline{deadline.latest, 0});
    merged.back().people += deadline.people;
  }
  deadlines_ = std::move(merged);
}

// The first latest take-off that is in danger: everybody due by then needs nearly all the time that is left.
Time AirliftRun::urgent_until(Time now) const {
  std::int64_t people = 0;
  for (const Deadline& deadline : deadlines_) {
    people += deadline.people;
    if (people == 0 || seats_a_day_ == 0) continue;
    const Duration needed_s = divide_up(people * kDay, seats_a_day_);
    if (deadline.latest - now < needed_s + setting_.urgent_margin_s) return deadline.latest;
  }
  return kStartOfTime;
}

// Moves a flight to a gateway on until the people it brings find beds there.
std::optional<FlightOption> AirliftRun::with_beds(std::size_t airframe, AirRoute route,
                                                  FlightOption option) const {
  const RouteCount there = waiting_.count(route, option.take_off(), kStartOfTime);
  if (there.changing == 0) return option;
  const std::int64_t wanted = std::min(there.changing, schedule_.seats(airframe));
  const BedGate& gate = gates_[route.to];
  if (gate.room(option.landing()) >= wanted) return option;
  const Time landing = gate.earliest_landing(option.landing(), wanted);
  if (landing >= schedule_.horizon())
    return there.all > there.changing ? std::optional{option} : std::nullopt;
  return schedule_.earliest(airframe, route.from, route.to, landing - (option.landing() - option.take_off()));
}

RouteCount AirliftRun::aboard(std::size_t airframe, AirRoute route, const FlightOption& option,
                              Time urgent) const {
  const std::int64_t seats = schedule_.seats(airframe);
  RouteCount count = waiting_.count(route, option.take_off(), urgent);
  const std::int64_t changing = std::min(count.changing, gates_[route.to].room(option.landing()));
  count.all = std::min(seats, count.all - count.changing + changing);
  count.changing = changing;
  count.urgent = std::min(count.urgent, count.all);
  return count;
}

void AirliftRun::compare(Choice choice, Time idle_from, Time urgent, std::optional<Choice>& best) const {
  const std::size_t airframe = choice.option.airframe;
  const AirRoute route = routes_[choice.route];
  const RouteCount count = aboard(airframe, route, choice.option, urgent);
  if (count.all == 0) return;
  const Aircraft& type = schedule_.model().aircraft[schedule_.aircraft(airframe)];
  const Duration cycle_s = choice.option.landing() + schedule_.home_again_s(airframe, route.to) - idle_from;
  // Where rotations are what is scarce, the length of a flight is not.
  const Duration cost_s = std::max(cycle_s, kDay / type.rotations_per_day);
  choice.score = (count.all + (kUrgentWeight - 1) * count.urgent) * kScoreScale / cost_s;
  choice.waiting = waiting_.count(route, choice.option.take_off(), urgent).all;
  const auto key = [](const Choice& some) {
    return std::tuple{-some.score, some.option.take_off(), -some.waiting, some.route};
  };
  if (!best || key(choice) < key(*best)) best = choice;
}

void AirliftRun::weigh(std::size_t airframe, std::size_t route_at, Time idle_from, Time urgent,
                       std::optional<Choice>& best) const {
  const AirRoute route = routes_[route_at];
  const std::optional<Time> first_ready = waiting_.first_ready(route);
  if (!first_ready) return;
  const auto flight_from = [&](Time not_before) -> std::optional<FlightOption> {
    const auto option = schedule_.earliest(airframe, route.from, route.to, not_before);
    return option ? with_beds(airframe, route, *option) : std::nullopt;
  };
  const std::optional<FlightOption> first = flight_from(*first_ready);
  if (!first) return;
  const std::int64_t seats = schedule_.seats(airframe);
  const bool full = aboard(airframe, route, *first, urgent).all >= seats;
  const Time patience_end = *first_ready + setting_.wait_max_s;
  const bool may_fill = !full && still_to_come_[route_at] > 0 && first->take_off() < patience_end;
  if (!may_fill) compare(Choice{*first, route_at}, idle_from, urgent, best);
  if (full) return;
  // Wait for people who are known to come; at a gateway also for those who may still be brought.
  const Time until = may_fill ? patience_end : first->take_off() + setting_.wait_max_s;
  const std::optional<Time> filled = waiting_.filled_by(route, seats, until);
  const bool fills = filled && waiting_.count(route, *filled, urgent).all >= seats;
  const Time wait_until = may_fill && !fills ? patience_end : filled.value_or(kStartOfTime);
  if (wait_until <= first->take_off()) return;
  if (const auto later = flight_from(wait_until)) compare(Choice{*later, route_at}, idle_from, urgent, best);
}

std::optional<AirliftRun::Choice> AirliftRun::best_flight(std::size_t airframe, Time now, Time urgent) const {
  const AircraftId aircraft = schedule_.aircraft(airframe);
  // An aircraft that has stood idle is charged for its time from now on, the way out included.
  const Time idle_from = std::max(schedule_.free_at(airframe), now - positioning_s_[aircraft]);
  std::optional<Choice> best;
  for (const std::size_t route : flown_[aircraft]) weigh(airframe, route, idle_from, urgent, best);
  return best;
}

void AirliftRun::leave(const Boarded& some, AirRoute route, Time take_off) {
  const WaitingGroup& group = some.group;
  const Duration since_start_min = (take_off - schedule_.model().start) / kMinute;
  if (group.has_bed) books_[route.from].leave(take_off, came_by(group), some.count);
  if (group.came_by_air) {
    value_.onward_person_minutes += some.count * since_start_min;
    return;
  }
  value_.departure_person_minutes += some.count * since_start_min;
  raise(last_first_take_off_, take_off);
  if (group.via && group.to == route.to)
    still_to_come_[route_index(AirRoute{*group.via, group.to})] -= some.count;
  if (!group.latest) return;
  value_.late_person_seconds += some.count * std::max<Duration>(0, take_off - *group.latest);
  const auto deadline =
      std::lower_bound(deadlines_.begin(), deadlines_.end(), *group.latest,
                       [](const Deadline& row, Time latest) { return row.latest < latest; });
  deadline->people -= some.count;
}

void AirliftRun::change(const Boarded& some, AirRoute route, Time landing) {
  WaitingGroup group = some.group;
  group.count = some.count;
  group.via.reset();
  group.latest.reset();
  group.ready = landing + setting_.transfer_s;
  group.has_bed = true;
  group.came_by_air = true;
  books_[route.to].arrive(landing, BedBook::By::inbound_flight, some.count);
  gates_[route.to].bring_in(landing, some.count);
  waiting_.add(route.to, group);
}

void AirliftRun::wake(PlaceId gateway, Time ready) {
  for (std::size_t airframe = 0; airframe < look_at_.size(); ++airframe) {
    for (const std::size_t route : flown_[schedule_.aircraft(airframe)]) {
      if (routes_[route].from != gateway) continue;
      look_at_[airframe] = std::min(look_at_[airframe], std::max(ready, schedule_.free_at(airframe)));
      break;
    }
  }
}

void AirliftRun::fly(const Choice& choice, Time urgent) {
  const AirRoute route = routes_[choice.route];
  const Time take_off = choice.option.take_off();
  const Time landing = choice.option.landing();
  const std::vector<Boarded> boarded = waiting_.board(
      route, take_off, urgent, schedule_.seats(choice.option.airframe), gates_[route.to].room(landing));
  HW_CHECK(!boarded.empty());
  schedule_.commit(choice.option, passenger_list(boarded));
  bool somebody_changes = false;
  for (const Boarded& some : boarded) {
    leave(some, route, take_off);
    if (some.group.to == route.to) continue;
    change(some, route, landing);
    somebody_changes = true;
  }
  raise(last_take_off_, take_off);
  raise(last_landing_, landing);
  look_at_[choice.option.airframe] = schedule_.free_at(choice.option.airframe);
  if (somebody_changes) wake(route.to, landing + setting_.transfer_s);
}

AirliftPlan AirliftRun::run() {
  const std::size_t flights_before = schedule_.flight_count();
  for (;;) {
    const auto next = std::min_element(look_at_.begin(), look_at_.end());
    if (next == look_at_.end() || *next >= kEndOfTime) break;
    const Time now = *next;
    const Time urgent = urgent_until(now);
    const auto airframe = static_cast<std::size_t>(std::distance(look_at_.begin(), next));
    const std::optional<Choice> best = best_flight(airframe, now, urgent);
    if (!best) {
      *next = kEndOfTime;
    } else if (best->option.take_off() > now) {
      *next = best->option.take_off();
    } else {
      fly(*best, urgent);
    }
  }
  value_.flights = static_cast<std::int64_t>(schedule_.flight_count() - flights_before);
  return finish();
}

AirliftPlan AirliftRun::finish() const {
  AirliftPlan plan{schedule_, {}, {}, value_, last_take_off_, last_first_take_off_, last_landing_};
  const Model& model = schedule_.model();
  for (PlaceId place : model.places.ids()) {
    for (const WaitingGroup& group : waiting_.groups(place)) {
      plan.unserved.push_back(AirRemainder{group.demand, place, group.count});
      plan.value.unserved += group.count;
    }
    if (books_[place].empty()) continue;
    plan.beds.push_back(books_[place].use(place, model.places[place].beds));
    plan.value.beds_short =
        std::max(plan.value.beds_short, plan.beds.back().people_max - model.places[place].beds);
  }
  IdVector<PlaceId, BedBook> books = books_;
  for (BedBook& book : books) book.settle();
  plan.schedule.set_bed_books(std::move(books));
  return plan;
}

AirliftRun::Gates AirliftRun::gates_for_next_round() const {
  const Model& model = schedule_.model();
  Gates gates{model.places.size()};
  for (PlaceId place : model.places.ids()) {
    if (!books_[place].empty()) gates[place] = BedGate{books_[place].caps(model.places[place].beds)};
  }
  return gates;
}

}  // namespace homeward
