// SPDX-License-Identifier: Apache-2.0
//
// A model with two rows in every table and plans over it, for tests of the plan file. The plans keep no rule.
#pragma once

#include "base/random.h"
#include "model/model.h"
#include "plan/plan.h"

namespace homeward::test {

/// Keys: places base, port; links base-port, port-base; services gate, wash; and so on.
Model plan_example_model();

/// One column, one flight, one sailing, one batch, one closing, bound and certificate.
Plan plan_example(const Model& model);

/// Any plan that the format can hold, in file order.
Plan random_plan(const Model& model, Rng& rng);

/// Every field is equal. Explains the first difference in a few words; empty: equal.
std::string difference(const Plan& a, const Plan& b);

}  // namespace homeward::test
