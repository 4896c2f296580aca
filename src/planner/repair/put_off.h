// SPDX-License-Identifier: Apache-2.0
//
// The same plan, but what has not begun begins whole days later: the days between belong to those whom a cut
// has held up. Windows that repeat daily and what hangs on one another hold as before; what does not hold (a
// date, a bed, a space where somebody stands longer) the repair finds and mends.
#pragma once

#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

/// Everything that begins at or after `from` begins `by` later (> 0, whole days). A base whose last-out
/// columns or flights have begun by then closes as planned; an aircraft that has set out comes home as
/// planned.
Plan put_off(const Model& model, const Plan& plan, Time from, Duration by);

}  // namespace homeward
