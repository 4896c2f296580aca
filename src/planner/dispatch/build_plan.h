// SPDX-License-Identifier: Apache-2.0
//
// One complete plan from one tuning: rounds, teams, flights, closings, onward movement. A pure function of
// model and tuning, so restarts can run side by side.
#pragma once

#include <mutex>
#include <span>

#include "base/budget.h"
#include "planner/dispatch/given_orders.h"
#include "planner/dispatch/rounds.h"
#include "planner/dispatch/standing_room.h"

namespace homeward {

/// What a plan costs a budget besides its searches: flights, ships, the check. Whoever has one built spends
/// it.
inline constexpr std::int64_t kWorkOfAPlan = 500'000;

struct BuiltPlan {
  Plan plan;
  bool complete = false;  ///< everybody and everything has a way; the checker has the last word
  std::int64_t work = 0;
};

/// What all restarts share, read-only.
struct Ground {
  explicit Ground(const Model& model);
  const Model& model;
  RoadGraph graph;
  Calendar calendar;
  /// Found when it is first asked for, by any thread: who only places columns again does without.
  const IdVector<PlaceId, std::int64_t>& standing_room() const;

 private:
  mutable std::once_flag asked_;
  mutable IdVector<PlaceId, std::int64_t> standing_room_;
};

/// With orders: they stay as they are, and the rest is planned around them. Which numbers columns and flights
/// have already they keep.
/// Tunings: see Rounds; of those that concern the whole plan (hold_s, rides_end) the first counts.
BuiltPlan build_plan(const Ground& ground, std::span<const Tuning> tunings, Budget& budget,
                     const GivenOrders* orders = nullptr, const Allocation* flow = nullptr);
inline BuiltPlan build_plan(const Ground& ground, const Tuning& tuning, Budget& budget,
                            const GivenOrders* orders = nullptr, const Allocation* flow = nullptr) {
  return build_plan(ground, std::span(&tuning, 1), budget, orders, flow);
}

/// The flow over time that steers build_plan: of what the orders leave, up to `until`. Absent: none was
/// found.
std::optional<Allocation> flow_over_time(const Ground& ground, Time until, Budget& budget,
                                         const GivenOrders* orders = nullptr);

/// All weights 1.
Tuning plain_tuning(const Model& model);

}  // namespace homeward
