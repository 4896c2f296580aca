// SPDX-License-Identifier: Apache-2.0
//
// One airlift with one setting: list scheduling in order of loaded take-offs. Each airframe has a moment at
// which it is looked at next. It then weighs every route it can fly by people carried for each second of its
// time; if the best flight would take off later, it is looked at again then (others may change the picture
// meanwhile), else it is flown. A landing at a gateway wakes the aircraft that fly on from there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "planner/lift/air_schedule.h"
#include "planner/lift/airlift.h"
#include "planner/lift/bed_gate.h"
#include "planner/lift/people_waiting.h"

namespace homeward {

struct AirliftSetting {
  Duration wait_max_s = 0;  ///< for a fuller aircraft
  Duration transfer_s = 0;
  Duration urgent_margin_s = 0;  ///< a latest take-off is in danger when less than this is left over
};

class AirliftRun {
 public:
  using Gates = IdVector<PlaceId, BedGate>;

  AirliftRun(const AirSchedule& schedule, std::span<const AirDemand> demands, const AirliftSetting& setting,
             Gates gates);

  /// Call once.
  AirliftPlan run();
  /// After run(): what would hold inbound flights back so far that beds suffice.
  Gates gates_for_next_round() const;

 private:
  struct Choice {
    FlightOption option;
    std::size_t route = 0;
    std::int64_t score = 0;
    std::int64_t waiting = 0;
  };
  struct Deadline {
    Time latest = 0;
    std::int64_t people = 0;  // not yet off
  };

  void collect_routes(std::span<const AirDemand> demands);
  void collect_types();
  void collect_people();
  std::size_t route_index(AirRoute route) const;
  Time urgent_until(Time now) const;

  std::optional<Choice> best_flight(std::size_t airframe, Time now, Time urgent) const;
  void weigh(std::size_t airframe, std::size_t route_at, Time idle_from, Time urgent,
             std::optional<Choice>& best) const;
  void compare(Choice choice, Time idle_from, Time urgent, std::optional<Choice>& best) const;
  std::optional<FlightOption> with_beds(std::size_t airframe, AirRoute route, FlightOption option) const;
  RouteCount aboard(std::size_t airframe, AirRoute route, const FlightOption& option, Time urgent) const;

  void fly(const Choice& choice, Time urgent);
  void leave(const Boarded& some, AirRoute route, Time take_off);
  void change(const Boarded& some, AirRoute route, Time landing);
  void wake(PlaceId gateway, Time ready);
  AirliftPlan finish() const;

  AirSchedule schedule_;
  AirliftSetting setting_;
  Gates gates_;
  PeopleWaiting waiting_;
  std::vector<AirRoute> routes_;             // sorted
  std::vector<std::int64_t> still_to_come_;  // by route: people not yet off who come over a gateway
  IdVector<AircraftId, std::vector<std::size_t>> flown_;  // by type: routes
  IdVector<AircraftId, Duration> positioning_s_;          // longest empty way to a route
  std::vector<Deadline> deadlines_;                       // sorted
  std::int64_t seats_a_day_ = 0;
  std::vector<Time> look_at_;  // by airframe; kEndOfTime: only when woken
  IdVector<PlaceId, BedBook> books_;
  AirliftValue value_;
  std::optional<Time> last_take_off_;
  std::optional<Time> last_first_take_off_;
  std::optional<Time> last_landing_;
};

}  // namespace homeward
