// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_rounds.h"

#include <algorithm>

#include "check/certificate_cut.h"

namespace homeward::check {

namespace {

/// Departures are looked at every so many seconds; ticks fall on such instants.
constexpr Duration kDepartureStep = 900;

bool among(const std::vector<FleetId>& fleets, const LotWay& way) {
  return way.fleet && std::find(fleets.begin(), fleets.end(), *way.fleet) != fleets.end();
}

}  // namespace

Time TickClock::last_tick(Time t) const { return round_up(t - offset - step + 1, step) + offset; }

FleetRounds::FleetRounds(CutFigures& figures, const std::vector<FleetId>& fleets, bool last_days)
    : figures_{figures},
      model_{figures.model_},
      fleets_{fleets},
      empty_{empty_roads()},
      last_days_{last_days} {
  for (const Claim& claim : figures.claims_) {
    if (way_of(claim) == nullptr) continue;
    for (PlaceId goal : claim.goals)
      if (std::find(goals_.begin(), goals_.end(), goal) == goals_.end()) goals_.push_back(goal);
  }
  for (FleetId fleet : fleets) {
    turn_s_ = std::min(turn_s_, model_.fleets[fleet].turn_s);
    if (!last_days && !exchanged_ && model_.fleets[fleet].last_day.value_or(kEndOfTime) < figures.until_)
      exchanged_.reset(new FleetRounds(figures, fleets, true));
  }
  if (last_days_) add_places_outside();
  find_kinds();
  for (Time leave = model_.start; leave < figures.until_; leave += kDepartureStep) go(leave);
}

/// Trucks are exchanged wherever they can be in stock: where columns end, and where some are at the start.
void FleetRounds::add_places_outside() {
  const auto add = [&](PlaceId place) {
    if (!model_.in_zone(place) && std::find(goals_.begin(), goals_.end(), place) == goals_.end())
      goals_.push_back(place);
  };
  for (PlaceId place : model_.places.ids())
    if (model_.places[place].parking_vehicles > 0) add(place);
  for (FleetId fleet : fleets_)
    for (const Fleet::Stock& stock : model_.fleets[fleet].stocks) add(stock.place);
}

const LotWay* FleetRounds::way_of(const Claim& claim) const {
  if (!claim.lot) return nullptr;  // empty vehicles carry nothing
  for (const LotWay& way : claim.ways)
    if (among(fleets_, way)) return &way;
  return nullptr;
}

MoverRoads FleetRounds::empty_roads() const {
  Mover mover = least_mover(model_, fleets_.front());
  for (FleetId fleet : fleets_) mover.escorts = std::min(mover.escorts, least_mover(model_, fleet).escorts);
  return MoverRoads(model_, figures_.closed_, mover, figures_.escorts());
}

void FleetRounds::find_kinds() {
  using Places = std::vector<PlaceId>;
  std::map<std::tuple<const MoverRoads*, PlaceId, Places, Places, bool>, std::size_t> known;
  std::map<std::pair<std::size_t, Time>, std::size_t> loads;
  for (std::size_t i = 0; i < figures_.claims_.size(); ++i) {
    const Claim& claim = figures_.claims_[i];
    const LotWay* way = way_of(claim);
    const MoverRoads* roads = way == nullptr ? nullptr : &figures_.roads(claim, *way);
    const auto [kind, is_new] =
        known.try_emplace({roads, claim.place, claim.transfers, claim.goals, claim.last_out}, kinds_.size());
    if (is_new) kinds_.push_back({i, {}, {}});
    kind_of_.push_back(kind->second);
    const auto [load, is_other] = loads.try_emplace({kind->second, claim.ready}, loads_.size());
    if (is_other) loads_.push_back(i);
    load_of_.push_back(load->second);
  }
}

IdVector<PlaceId, Time> FleetRounds::there_from(PlaceId start, Time leave) const {
  const Arrivals arrivals = empty_.from(start, leave, Rests::free);
  IdVector<PlaceId, Time> there(model_.places.size(), kEndOfTime);
  for (PlaceId place : there.ids()) there[place] = arrived(arrivals, start, place);
  return there;
}

IdVector<PlaceId, Time> FleetRounds::there_from_any(Time leave) const {
  IdVector<PlaceId, Time> there(model_.places.size(), kEndOfTime);
  for (PlaceId goal : goals_) {
    const IdVector<PlaceId, Time> one = there_from(goal, leave);
    for (PlaceId place : there.ids()) there[place] = std::min(there[place], one[place]);
  }
  return there;
}

/// One departure, from the goal that is nearest to each load.
void FleetRounds::go(Time leave) {
  const IdVector<PlaceId, Time> there = there_from_any(leave);
  for (Kind& kind : kinds_) {
    const auto [exit, ready] = best_trip(figures_.claims_[kind.example], there, model_.start);
    kind.exit.push_back(exit);
    kind.ready.push_back(ready);
  }
}

/// The first exit, and the first time at which the truck is ready again.
std::pair<Time, Time> FleetRounds::best_trip(const Claim& claim, const IdVector<PlaceId, Time>& there,
                                             Time not_before) {
  std::pair<Time, Time> best{kEndOfTime, kEndOfTime};
  const LotWay* way = way_of(claim);
  if (way == nullptr) return best;
  std::vector<PlaceId> places = claim.transfers;
  places.push_back(claim.place);
  for (PlaceId place : places) {
    if (there[place] >= kEndOfTime) continue;
    Claim loaded_here = claim;
    loaded_here.place = place;
    const Time set_off = figures_.loaded(loaded_here, *way, std::max(there[place], not_before));
    const Trip& trip = trip_from(claim, *way, place, set_off);
    best.first = std::min(best.first, trip.exit);
    for (std::size_t g = 0; g < goals_.size(); ++g)
      if (std::find(claim.goals.begin(), claim.goals.end(), goals_[g]) != claim.goals.end())
        best.second = std::min(best.second, trip.ready[g]);
  }
  return best;
}

const FleetRounds::Trip& FleetRounds::trip_from(const Claim& claim, const LotWay& way, PlaceId place,
                                                Time set_off) {
  const MoverRoads& roads = figures_.roads(claim, way);
  const auto [found, is_new] = trips_.try_emplace({&roads, place, set_off});
  Trip& trip = found->second;
  if (!is_new) return trip;
  const Arrivals arrivals = roads.from(place, set_off, Rests::needed);
  trip.exit = arrivals.exit;
  for (PlaceId goal : goals_) {
    const Time come = arrivals.come[goal];
    Time over = come;
    if (come < kEndOfTime) {  // at a change of legs only the tail and the unloading count
      for (ServiceId service : model_.places[goal].services)
        if (model_.services[service].use == ServiceUse::unloading) over = roads.served(service, over, 1);
      over = std::max(over, come + roads.pass_s()) + turn_s_;
    }
    trip.ready.push_back(over);
  }
  return trip;
}

/// When an empty truck is in stock: its column's tail has come, and is served if columns are served there.
Time FleetRounds::arrived(const Arrivals& arrivals, PlaceId from, PlaceId place) const {
  const Time head = arrivals.at[place];
  return head >= kEndOfTime || place == from || serves_arrivals(place) ? head : head + empty_.pass_s();
}

bool FleetRounds::serves_arrivals(PlaceId place) const {
  return std::any_of(model_.places[place].services.begin(), model_.places[place].services.end(),
                     [&](ServiceId service) {
                       const ServiceUse use = model_.services[service].use;
                       return use == ServiceUse::passing || use == ServiceUse::leaving;
                     });
}

std::vector<TickClock> FleetRounds::clocks() const {
  std::vector<TickClock> clocks{{model_.start, kDepartureStep}};
  for (Duration later = 0; later < kDay; later += kDepartureStep)
    clocks.push_back({model_.start + later, kDay});
  if (!exchanged_) return clocks;
  for (TickClock clock : exchanged_->clocks()) {
    clock.last_days = true;
    clocks.push_back(clock);
  }
  return clocks;
}

/// Departures between two ticks count as one at the first; it arrives first.
Duration FleetRounds::least_round(const Kind& kind, const TickClock& clock) const {
  Duration least = kEndOfTime;
  const Duration first = (clock.offset - model_.start) % clock.step;
  const auto look = [&](std::size_t departure, Time tick) {
    if (departure < kind.ready.size() && kind.ready[departure] < kEndOfTime)
      least = std::min(least, clock.last_tick(kind.ready[departure]) - tick);
  };
  look(0, clock.last_tick(model_.start));
  for (Duration later = first; later < figures_.until_ - model_.start; later += clock.step)
    look(static_cast<std::size_t>(later / kDepartureStep), model_.start + later);
  return least;
}

const std::vector<Duration>& FleetRounds::least_rounds(const TickClock& clock) {
  const auto [found, is_new] = least_rounds_.try_emplace({clock.offset, clock.step});
  if (is_new)
    for (const Kind& kind : kinds_) found->second.push_back(least_round(kind, clock));
  return found->second;
}

Duration FleetRounds::round(std::size_t claim, const TickClock& clock) {
  FleetRounds& rounds = by(clock);
  return rounds.least_rounds(clock)[rounds.kind_of_[claim]];
}

/// Exit and end of the first round of a truck that stands there at the start, or comes into stock, by load.
/// With last days it may have been exchanged for one that stands elsewhere outside.
const std::vector<std::pair<Time, Time>>& FleetRounds::first_trips(const Fleet::Stock& stock) {
  const auto [found, is_new] = first_trips_.try_emplace({stock.place, stock.from});
  if (!is_new) return found->second;
  const Time from = std::max(model_.start, stock.from);
  const IdVector<PlaceId, Time> there =
      last_days_ && !model_.in_zone(stock.place) ? there_from_any(from) : there_from(stock.place, from);
  for (const std::size_t i : loads_)
    found->second.push_back(best_trip(figures_.claims_[i], there, figures_.claims_[i].ready));
  return found->second;
}

/// The most, over kinds of the last load, of the tick of the latest departure with which it is out before
/// `end`, and a round.
Time FleetRounds::last_of_rounds(const TickClock& clock, Time end, const Counted& counted) {
  Time last = kStartOfTime;
  const std::vector<Duration>& least = least_rounds(clock);
  for (std::size_t k = 0; k < kinds_.size(); ++k) {
    const Kind& kind = kinds_[k];
    if (!counted.kind[k] || least[k] >= kEndOfTime) continue;
    const auto after = std::lower_bound(kind.exit.begin(), kind.exit.end(), end);
    if (after == kind.exit.begin()) continue;
    const Time leave = model_.start + kDepartureStep * (after - kind.exit.begin()) - 1;
    last = std::max(last, clock.last_tick(leave) + least[k]);
  }
  return last;
}

/// What one truck can spend; `last` is last_of_rounds.
Duration FleetRounds::of_one(const Fleet::Stock& stock, const TickClock& clock, Time end, Time last,
                             const Counted& counted) {
  Duration one = 0;
  const std::vector<Duration>& least = least_rounds(clock);
  const auto& trips = first_trips(stock);
  for (std::size_t i = 0; i < loads_.size(); ++i) {
    const Duration whole = least[kind_of_[loads_[i]]];
    if (!counted.load[i] || whole >= kEndOfTime || trips[i].first >= end) continue;
    one = std::max(one, whole);
    if (last > kStartOfTime && trips[i].second < kEndOfTime)
      one = std::max(one, whole + last - clock.last_tick(trips[i].second));
  }
  return one;
}

/// From its last day on so many stand outside unused: those which lose least by it.
Duration FleetRounds::of_fleet(const Fleet& fleet, const TickClock& clock, Time end, const Counted& counted) {
  const Time last = last_of_rounds(clock, end, counted);
  const Time until = last_days_ ? std::min(end, fleet.last_day.value_or(end) + 1) : end;
  const Time last_before = until < end ? last_of_rounds(clock, until, counted) : last;
  Duration sum = 0;
  std::vector<std::pair<Duration, std::int64_t>> lost;  ///< by each, how many
  for (const Fleet::Stock& stock : fleet.stocks) {
    const Duration one = of_one(stock, clock, end, last, counted);
    sum += stock.count * one;
    lost.emplace_back(until < end ? one - of_one(stock, clock, until, last_before, counted) : 0, stock.count);
  }
  std::sort(lost.begin(), lost.end());
  std::int64_t unused = until < end ? fleet.last_day_count : 0;
  for (const auto& [each, count] : lost) {
    const std::int64_t some = std::min(unused, count);
    sum -= some * std::max<Duration>(0, each);
    unused -= some;
  }
  return sum;
}

Duration FleetRounds::capacity(const TickClock& clock, Time end, const std::vector<bool>& counted) {
  if (FleetRounds& rounds = by(clock); &rounds != this) return rounds.capacity(clock, end, counted);
  Counted which{std::vector<bool>(kinds_.size(), false), std::vector<bool>(loads_.size(), false)};
  for (std::size_t i = 0; i < counted.size(); ++i)
    if (counted[i]) which.kind[kind_of_[i]] = which.load[load_of_[i]] = true;
  Duration sum = 0;
  for (FleetId fleet : fleets_) sum += of_fleet(model_.fleets[fleet], clock, end, which);
  return sum;
}

}  // namespace homeward::check
