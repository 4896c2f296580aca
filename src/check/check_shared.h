// SPDX-License-Identifier: Apache-2.0
//
// SHARED: the plans of a policy are the same before the decision. ORDERED: a plan holds what was ordered
// before it was made.
#pragma once

#include <vector>

#include "model/model.h"
#include "plan/plan.h"
#include "plan/violation.h"

namespace homeward {

/// One outcome of the conditions and its plan. Both must outlive the call.
struct Branch {
  const Model* model = nullptr;
  const Plan* plan = nullptr;
};

/// Columns, flights, sailings, batches and closings whose commit time lies before `decision`.
std::int64_t committed_events(const Branch& branch, Time decision);

/// Every column, flight, sailing, batch and closing whose commit time lies before `decision` occurs in every
/// plan, the same from beginning to end; movement numbers and serials may differ. Models are of one scenario.
/// Each plan must also be checked by check_plan; entries that are malformed there are compared all the same.
/// Sorted by time.
std::vector<Violation> check_shared(const std::vector<Branch>& branches, Time decision);

/// Every column, flight, sailing, batch and closing of `orders` occurs in the plan, the same from beginning
/// to end; movement numbers and serials may differ. The plan must also be checked by check_plan. Sorted by
/// time.
std::vector<Violation> check_orders(const Model& model, const Plan& orders, const Plan& plan);

}  // namespace homeward
