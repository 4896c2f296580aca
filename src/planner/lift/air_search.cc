// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/air_search.h"

#include <algorithm>

#include "base/check.h"

namespace homeward {

namespace {

// Printed timetables show minutes.
constexpr Duration kTakeOffStep = kMinute;

Time round_down(Time t, Duration step) { return round_up(t - step + 1, step); }

}  // namespace

AirSearch::AirSearch(const AirSchedule& schedule, std::size_t airframe)
    : schedule_{schedule},
      tables_{*schedule.tables_},
      type_{tables_.model.aircraft[schedule.aircraft(airframe)]},
      blocks_{tables_.blocks[schedule.aircraft(airframe)]},
      airframe_{airframe} {
  standing_[0] = at_end_of_chain();
}

Duration AirSearch::ground_s(PlaceId place) const {
  return place == type_.base ? type_.base_ground_s : type_.ground_s;
}

void AirSearch::limit_stay(Standing& standing, Time landing, Time held_until) const {
  const AirTables::Airfield& airfield = tables_.airfields[standing.place];
  if (!airfield.unlimited) {
    standing.stay_until =
        schedule_.positions_[standing.place].free_until(held_until, type_.positions, airfield.positions);
    // Longer than a day at its base: towed away, so the position counts for the ground time only.
    if (standing.place == type_.base) standing.towed_from = landing + kDay + 1;
  }
  const Time closed_from = schedule_.closed_from_[standing.place];
  standing.stay_until = std::min(standing.stay_until, closed_from);
  if (standing.towed_from > closed_from) standing.towed_from = kEndOfTime;
}

AirSearch::Standing AirSearch::at_end_of_chain() const {
  const AirSchedule::Airframe& airframe = schedule_.airframes_[airframe_];
  Standing standing;
  if (airframe.chain.empty()) {
    standing.place = type_.base;
    standing.ready = std::max(tables_.model.start, type_.available_from);
    standing.stay_until = schedule_.closed_from_[type_.base];
    return standing;
  }
  const FlightLeg& last = airframe.chain.back().flight;
  standing.place = last.to;
  standing.ready = std::max(last.landing + ground_s(last.to), tables_.model.start);
  for (auto leg = airframe.chain.rbegin(); leg != airframe.chain.rend(); ++leg) {
    if (leg->flight.to != type_.base) continue;
    const std::int64_t day = tables_.days.day(leg->flight.landing);
    if (standing.base_landings > 0 && day != standing.base_day) break;
    standing.base_day = day;
    ++standing.base_landings;
  }
  limit_stay(standing, last.landing, std::max(airframe.tail.end, last.landing));
  return standing;
}

AirSearch::Standing AirSearch::landed(const Standing& before, const FlightLeg& leg) const {
  Standing standing;
  standing.place = leg.to;
  standing.ready = leg.landing + ground_s(leg.to);
  standing.base_day = before.base_day;
  standing.base_landings = before.base_landings;
  if (leg.to == type_.base) {
    const std::int64_t day = tables_.days.day(leg.landing);
    standing.base_landings = day == before.base_day ? before.base_landings + 1 : 1;
    standing.base_day = day;
  }
  limit_stay(standing, leg.landing, leg.landing);
  return standing;
}

// The first landing ≥ `landing` that the place itself allows: opening hours, landings a day, a free position.
Time AirSearch::next_landing(const Standing& from, PlaceId place, Time landing) const {
  const AirTables::Airfield& airfield = tables_.airfields[place];
  const Time open = airfield.closed.next_open(landing);
  if (open != landing) return open;
  if (place == type_.base) {
    const std::int64_t day = tables_.days.day(landing);
    const bool same_day = from.base_landings > 0 && day == from.base_day;
    if (type_.rotations_per_day <= (same_day ? from.base_landings : 0)) return tables_.days.begin(day + 1);
  }
  if (airfield.unlimited) return landing;
  return schedule_.positions_[place].earliest_free(landing, ground_s(place), type_.positions,
                                                   airfield.positions);
}

AirSearch::Found AirSearch::earliest_leg(const Standing& from, Time take_off_from, Time landing_from,
                                         FlightLeg& leg) const {
  const std::optional<Duration> block_s = blocks_.block_s(leg.from, leg.to);
  if (!block_s || type_.rotations_per_day <= 0) return Found::never;
  const Time landing_last =
      std::min(type_.available_until, schedule_.closed_from_[leg.to] - ground_s(leg.to));
  Time take_off = std::max({from.ready, take_off_from, landing_from - *block_s});
  for (;;) {
    take_off = round_up(take_off, kTakeOffStep);
    if (take_off > from.stay_until && take_off < from.towed_from) {
      if (from.towed_from >= kEndOfTime) return Found::blocked;
      take_off = from.towed_from;
      continue;
    }
    if (take_off + *block_s >= tables_.horizon || take_off + *block_s > landing_last) return Found::never;
    const Time open = tables_.airfields[leg.from].closed.next_open(take_off);
    if (open != take_off) {
      take_off = open;
      continue;
    }
    const Time landing = next_landing(from, leg.to, take_off + *block_s);
    if (landing == take_off + *block_s) {
      leg.take_off = take_off;
      leg.landing = landing;
      return Found::yes;
    }
    take_off = landing - *block_s;
  }
}

AirSearch::Found AirSearch::fly_from(std::size_t leg) {
  if (leg + 1 >= path_->size()) return Found::yes;
  const bool way_back = leg > loaded_;
  Time landing_from = kStartOfTime;
  for (;;) {
    legs_[leg].from = (*path_)[leg];
    legs_[leg].to = (*path_)[leg + 1];
    const Time take_off_from = leg == loaded_ ? not_before_ : kStartOfTime;
    const Found found = earliest_leg(standing_[leg], take_off_from, landing_from, legs_[leg]);
    if (found == Found::never && way_back) {
      // Its last flight: nobody asks how it comes home.
      legs_[leg].take_off = standing_[leg].ready;
      return Found::yes;
    }
    if (found != Found::yes) return found;
    standing_[leg + 1] = landed(standing_[leg], legs_[leg]);
    const Found rest = fly_from(leg + 1);
    if (rest != Found::blocked) return rest;
    // It cannot wait there as long as it must: land in the next span with a free position.
    landing_from = standing_[leg + 1].stay_until;
    if (landing_from >= tables_.horizon) return Found::never;
  }
}

void AirSearch::fly_late(std::size_t leg, Duration block_s) {
  const Standing& from = standing_[leg];
  const PlaceId to = legs_[leg].to;
  const Time earliest = legs_[leg].take_off;
  Time take_off = round_down(legs_[leg + 1].take_off - ground_s(to) - block_s, kTakeOffStep);
  while (take_off > earliest) {
    Time allowed = take_off;
    if (allowed > from.stay_until && allowed < from.towed_from) allowed = from.stay_until;
    allowed = tables_.airfields[from.place].closed.last_open(allowed);
    allowed = tables_.airfields[to].closed.last_open(allowed + block_s) - block_s;
    if (allowed == take_off) break;
    take_off = round_down(allowed, kTakeOffStep);
  }
  if (take_off <= earliest) return;
  const bool same_day = tables_.days.day(take_off + block_s) == tables_.days.day(legs_[leg].landing);
  if (to == type_.base && !same_day) return;  // would count against another day's rotations
  legs_[leg].take_off = take_off;
  legs_[leg].landing = take_off + block_s;
}

void AirSearch::fly_empty_legs_late() {
  for (std::size_t leg = loaded_; leg-- > 0;) {
    // Towed away between the two: the stay hangs on the landing time.
    if (legs_[leg + 1].take_off > standing_[leg + 1].stay_until) continue;
    fly_late(leg, *blocks_.block_s(legs_[leg].from, legs_[leg].to));
  }
}

FlightOption AirSearch::option() const {
  FlightOption option;
  option.airframe = airframe_;
  option.leg_count = loaded_ + 1;
  std::copy_n(legs_.begin(), option.leg_count, option.legs.begin());
  const FlightLeg& last = option.loaded();
  option.tail_until = last.landing;
  if (!tables_.airfields[last.to].unlimited) {
    option.tail_until = std::max(option.tail_until, last.landing + ground_s(last.to));
    if (path_->size() > option.leg_count + 1) {
      option.tail_until = std::max(option.tail_until, legs_[option.leg_count].take_off);
    }
  }
  return option;
}

std::optional<FlightOption> AirSearch::along(const std::vector<PlaceId>& path, std::size_t loaded,
                                             Time not_before) {
  if (path.size() < loaded + 2 || path.size() > FlightOption::kLegsMax + 1) return std::nullopt;
  HW_CHECK(path.front() == place());
  path_ = &path;
  loaded_ = loaded;
  not_before_ = not_before;
  if (fly_from(0) != Found::yes) return std::nullopt;
  fly_empty_legs_late();
  return option();
}

}  // namespace homeward
