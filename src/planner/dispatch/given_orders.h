// SPDX-License-Identifier: Apache-2.0
//
// Orders already given: movements that run to their end unchanged while everything else is planned around
// them. This is what a plan for one outcome of a decision has in common with the others (SHARED), what a
// repair keeps, and what is under way when planning begins.
#pragma once

#include <optional>

#include <set>
#include <string>

#include "model/model.h"
#include "plan/plan.h"
#include "planner/dispatch/draft.h"
#include "planner/dispatch/onward.h"
#include "planner/lift/sealift.h"

namespace homeward {

struct GivenOrders {
  /// Only columns, flights, sailings, batches and closings count. Whatever they need (trucks, people, things,
  /// airframes) must come from the start stocks or from each other.
  Plan plan;
  /// Nothing else begins before: no column, flight, sailing, batch.
  Time from = 0;
  /// Movement numbers that others know already: no new column gets one of them.
  std::set<std::string> numbers_known = {};
};

/// All of the plan that begins before `cut`, and what this needs of the rest (escorts that join on the way);
/// new orders begin at the cut. The plan must be valid.
GivenOrders orders_before(const Model& model, const Plan& plan, Time cut);
/// All of `kept` as well, which the plan holds, whenever it begins.
GivenOrders orders_before(const Model& model, const Plan& plan, Time cut, const GivenOrders* kept);

/// The cut for a decision at `decision`: the end of the longest notice. Whatever a plan orders before the
/// decision begins before it (docs/rules.md, SHARED).
Time cut_of_decision(const Model& model, Time decision);

/// What has still to be moved: counts of lots and units less what the orders take from their start, nothing
/// before `from`. Everything else, ids included, is the model's.
Model what_is_left(const Model& model, const GivenOrders& orders);

/// Writes the orders into a fresh draft and schedule of the model that what_is_left() gave. People and things
/// that the orders bring somewhere and do not take on are in draft.people and draft.things; `schedule` holds
/// the flights and the beds that their people take.
void book_orders(const Model& whole, const GivenOrders& orders, Draft& draft, AirSchedule& schedule);

/// Batches and sailings of the orders as plan_sealift() wants them.
SealiftOptions sealift_after(const GivenOrders& orders);

}  // namespace homeward
