// SPDX-License-Identifier: Apache-2.0
//
// Dispatch with look-ahead for many columns that leave through few exits. A linear programme says who should
// go when and over which ways (cut_programme.h); streams that share no lane run in batches; the way that is
// furthest behind sends the shortest column that its base has left, as early as it can. The last columns go
// by exit slot (exit_slots.h), which evens out what came late. Several cuts of the time into batches are
// tried.
#pragma once

#include "planner/many/cut_programme.h"

namespace homeward::many {

/// Plans all columns of exit traffic (exit_plan.h) anew, several times, by a programme that is solved, and keeps
/// the best plan if it beats `routes`, which must be complete. No attempt begins once the budget's work has come
/// to `work_until`.
void dispatch_at_pace(const Roads& roads, CutProgramme& programme, std::int64_t work_until, Routes& routes,
                      Budget& budget);

}  // namespace homeward::many
