// SPDX-License-Identifier: Apache-2.0
//
// One airframe along one chain of airfields: safe-interval search forwards for the earliest loaded take-off,
// then backwards to fly the empty legs as late as possible (an aircraft stands at its base rather than on
// somebody else's apron).
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "base/time.h"
#include "planner/lift/air_schedule.h"
#include "planner/lift/air_tables.h"

namespace homeward {

class AirSearch {
 public:
  AirSearch(const AirSchedule& schedule, std::size_t airframe);

  /// The airframe goes along `path` from where it is; the leg number `loaded` is the one asked for, and later
  /// ones lead back to the base and only show that there is a way back. Empty paths and too long ones:
  /// absent.
  std::optional<FlightOption> along(const std::vector<PlaceId>& path, std::size_t loaded, Time not_before);

  /// The first second at which it could take off from where it is, MOG of later stays left out.
  Time ready() const { return standing_[0].ready; }
  PlaceId place() const { return standing_[0].place; }

 private:
  // On the ground at a place. Take-off is possible in [ready, stay_until] and from towed_from on.
  struct Standing {
    PlaceId place;
    Time ready = 0;
    Time stay_until = kEndOfTime;
    Time towed_from = kEndOfTime;
    std::int64_t base_day = 0;       // local day of its last landing at the base …
    std::int64_t base_landings = 0;  // … and how many landings there on that day
  };
  enum class Found { yes, blocked, never };

  Standing at_end_of_chain() const;
  Standing landed(const Standing& before, const FlightLeg& leg) const;
  void limit_stay(Standing& standing, Time landing, Time held_until) const;
  Duration ground_s(PlaceId place) const;
  Found fly_from(std::size_t leg);
  Found earliest_leg(const Standing& from, Time take_off_from, Time landing_from, FlightLeg& leg) const;
  Time next_landing(const Standing& from, PlaceId place, Time landing) const;
  void fly_empty_legs_late();
  void fly_late(std::size_t leg, Duration block_s);
  FlightOption option() const;

  const AirSchedule& schedule_;
  const AirTables& tables_;
  const Aircraft& type_;
  const BlockTable& blocks_;
  std::size_t airframe_;

  const std::vector<PlaceId>* path_ = nullptr;
  std::size_t loaded_ = 0;
  Time not_before_ = 0;
  std::array<Standing, FlightOption::kLegsMax + 1> standing_{};
  std::array<FlightLeg, FlightOption::kLegsMax> legs_{};
};

}  // namespace homeward
