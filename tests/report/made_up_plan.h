// SPDX-License-Identifier: Apache-2.0
//
// A believable withdrawal for pictures and tests: the model is built in code, the columns drive the shortest
// way by night and halt by day. It looks like a plan; it has not been checked and need not be valid.
#pragma once

#include <memory>
#include <string>

#include "model/model.h"
#include "plan/plan.h"
#include "report/report.h"

namespace homeward::made_up {

/// 16 bases, about 39,000 people.
Model iraq();
/// columns: about how many of them; flights follow from the people.
Plan iraq_plan(const Model& model, std::size_t columns);

/// Two bases, one road, one column out, one back, one flight: small enough for golden text.
Model tiny();
Plan tiny_plan(const Model& model);

inline constexpr Time kIraqStart = 1319209200;     ///< 2011-10-21 18:00 +03:00
inline constexpr Time kIraqDeadline = 1325365200;  ///< 2012-01-01 00:00 +03:00

}  // namespace homeward::made_up
