// SPDX-License-Identifier: Apache-2.0
//
// Dispatch with look-ahead for many columns that leave through few exits. A linear programme says who should
// go when and over which ways (cut_programme.h); streams that share no lane run in batches; the way that is
// furthest behind sends the shortest column that its base has left, as early as it can. The last columns go
// by exit slot (exit_dispatch.h), which evens out what came late. Several cuts of the time into batches are
// tried.
#pragma once

#include "base/budget.h"
#include "planner/many/workshop.h"

namespace homeward::many {

/// Plans all columns anew, several times, and keeps the best plan if it beats `routes`, which must be
/// complete. Does nothing unless all columns share one group of goals, are many, and may not halt on the way.
void dispatch_at_pace(const Roads& roads, Routes& routes, Budget& budget);

}  // namespace homeward::many
