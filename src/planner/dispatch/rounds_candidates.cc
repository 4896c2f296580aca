// SPDX-License-Identifier: Apache-2.0
//
// Which base gets the next trucks: candidates and their scores (docs/mathematics.md, section 3).
#include "planner/dispatch/rounds.h"

#include <algorithm>

namespace homeward {

namespace {
/// Riders go as soon as a bus column of them is ready: they are few, and closing waits for them.
constexpr std::int64_t kRidersFirst = 1000 * kDay;
/// When a base has so few tries left, buses from outside may come too.
constexpr int kTriesInside = 57;
}  // namespace

bool Rounds::lends(PlaceId depot) const { return scarce_ || !model_.in_zone(depot); }

std::optional<Rounds::Candidate> Rounds::best_candidate() {
  std::vector<Candidate> candidates;
  const auto gather = [&](bool in_zone) {
    for (std::size_t base = 0; base < work_.bases.size(); ++base)
      if (work_.bases[base].in_zone == in_zone && tries_left_[base] > 0) consider_base(base, candidates);
  };
  scarce_ = false;
  gather(true);
  if (candidates.empty()) gather(false);
  // Nothing goes with whole columns from the depots: few trucks, or trucks that stand idle at other bases.
  scarce_ = true;
  if (candidates.empty()) gather(true);
  if (candidates.empty()) return std::nullopt;
  Time first = kEndOfTime;
  for (const Candidate& candidate : candidates) first = std::min(first, candidate.start);
  const Candidate* best = nullptr;
  for (const Candidate& candidate : candidates)
    if (candidate.start <= first + tuning().window_s && (!best || candidate.score > best->score))
      best = &candidate;
  return *best;
}

void Rounds::consider_base(std::size_t index, std::vector<Candidate>& candidates) {
  const BaseWork& base = work_.bases[index];
  for (PlaceId to : targets(base.loads)) {
    consider({Kind::haul, index, to, std::nullopt, 0, 0, 0}, candidates);
    for (PlaceId depot : depots_)
      if (depot != base.place && lends(depot)) consider({Kind::haul, index, to, depot, 0, 0, 0}, candidates);
  }
  for (PlaceId to : targets(base.drives))
    if (left(base.loads) == 0 || drives_first(base, to))
      consider({Kind::drive, index, to, std::nullopt, 0, 0, 0}, candidates);
  consider_rides(index, candidates);
}

bool Rounds::has_buses_inside(PlaceId base, PlaceId to) const {
  const Interval ever{draft_.calendar.horizon().end, kEndOfTime};
  for (FleetId fleet : model_.fleets.ids())
    if (model_.fleets[fleet].kind == FleetKind::bus &&
        std::max(draft_.stock[fleet][base].lowest(ever), draft_.stock[fleet][to].lowest(ever)) > 0)
      return true;
  return false;
}

void Rounds::consider_rides(std::size_t index, std::vector<Candidate>& candidates) {
  const BaseWork& base = work_.bases[index];
  std::vector<PlaceId> seen;
  for (std::size_t i = 0; i < base.rides.size(); ++i) {
    const PlaceId to = base.rides[i].to;
    if (riders_left_[index][i] == 0 || std::find(seen.begin(), seen.end(), to) != seen.end()) continue;
    seen.push_back(to);
    consider({Kind::ride, index, to, std::nullopt, 0, 0, 0}, candidates);
    const bool inside =
        model_.in_zone(to) && tries_left_[index] > kTriesInside && has_buses_inside(base.place, to);
    for (PlaceId depot : depots_)
      if (depot != base.place && (inside ? depot == to : lends(depot)))
        consider({Kind::ride, index, to, depot, 0, 0, 0}, candidates);
  }
}

std::optional<Time> Rounds::flow_date(const Candidate& candidate, std::int64_t vehicles) const {
  if (!flow_ || tuning().flow_permille == 0) return std::nullopt;
  const BaseWork& base = work_.bases[candidate.base];
  const auto date = [&](const std::vector<Haul>& hauls, std::optional<FleetId> fleet) {
    std::int64_t sent = 0;
    for (const Haul& haul : hauls)
      if (haul.fleet == fleet)
        sent += (lot_at_start_[haul.lot] - draft_.lot_left[haul.lot]) / haul.per_vehicle;
    return flow_->due(base.place, fleet, static_cast<double>(sent) + static_cast<double>(vehicles) / 2);
  };
  if (candidate.kind == Kind::drive) return date(base.drives, std::nullopt);
  std::optional<Time> first;
  for (const Haul& haul : base.loads) {
    if (haul.to != candidate.to || left(haul) == 0) continue;
    const auto of_fleet = date(base.loads, haul.fleet);
    if (of_fleet && (!first || *of_fleet < *first)) first = of_fleet;
  }
  return first;
}

void Rounds::consider(Candidate candidate, std::vector<Candidate>& candidates) {
  const BaseWork& base = work_.bases[candidate.base];
  const PlaceId place = base.place;
  const auto shares = shares_wanted(candidate);
  if (candidate.kind != Kind::drive && shares.empty()) return;
  std::int64_t wanted = 0;
  for (const Share& share : shares) wanted += share.vehicles;
  Time start = blocked_until(candidate);
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
  // Not enough of them will ever stand here at once: what there is, if it is worth a column, the end is near
  // or nothing else goes.
  const PlaceId place = work_.bases[candidate.base].place;
  const PlaceId source = candidate.depot.value_or(place);
  const FleetId fleet = shares.front().fleet;
  const std::int64_t ever = draft_.stock[fleet][source].lowest({draft_.calendar.horizon().end, kEndOfTime});
  if (ever <= 0) return;
  const bool patient = tuning().patience_s >= 0 && !scarce_;
  const bool bus_inside = candidate.kind == Kind::ride && model_.in_zone(candidate.to);
  const bool bulk = bus_inside || scarce_ || ever >= draft_.model.fleets[fleet].total() ||
                    (candidate.depot ? 3 * ever >= shares.front().vehicles : !patient);
  if (!bulk) return;
  const auto from = draft_.fleet_from(fleet, source, blocked_until(candidate), ever);
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
  if (candidate.kind == Kind::drive) {
    // A column that is not full waits a day for more.
    const Time first = std::max(ready_time(base.drives, candidate.to, 1), start);
    things = ready_time(base.drives, candidate.to,
                        std::min(efficient_size(place, candidate.to),
                                 ready_count(base.drives, candidate.to, first + tuning().load_wait_s)));
  }
  if (candidate.kind == Kind::ride)
    for (std::size_t i = 0; i < base.rides.size(); ++i)
      if (riders_left_[candidate.base][i] > 0 && base.rides[i].to == candidate.to)
        things = std::max(things, base.rides[i].ready);
  if (things > ready) start += std::max<Duration>(0, things - ready - tuning().ahead_s), ready = things;
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
  const auto date = candidate.kind == Kind::ride ? std::nullopt : flow_date(candidate, vehicles);
  const std::int64_t urgency =
      !date ? finish
            : finish + tuning().flow_permille *
                           (model_.deadline - std::min(*date, model_.deadline) - finish) / 1000;
  candidate.score = urgency * tuning().weight_permille[place] / 1000 - wait * tuning().wait_permille / 1000 -
                    start * tuning().later_permille / 1000;
  if (candidate.kind == Kind::haul && tuning().pack_ramps)
    candidate.score -= lost_at_ramp(base, ready + wait, vehicles);
  if (exit_a_day_ > 0) {
    const Duration after = ready + wait + down - kDay / 2 - idle_exit(start + kDay);
    candidate.score -= std::max<Duration>(0, after) * tuning().exit_permille / 1000;
  }
  if (candidate.kind == Kind::ride) {
    candidate.score += kRidersFirst;
    if (model_.in_zone(candidate.to) && !candidate.depot) candidate.score += kRidersFirst;
  }
  if (candidate.kind == Kind::drive && left(base.loads) > 0) candidate.score += kRidersFirst;
  candidates.push_back(candidate);
}

}  // namespace homeward
