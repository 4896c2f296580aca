// SPDX-License-Identifier: Apache-2.0
//
// Dispatch with look-ahead, block by block, for many columns that leave through few exits: of what every base
// has left, the share that the programme (cut_programme.h) sends in this block; as much time as that needs;
// the flow of least driving time that brings it through; its patterns as streams (flow_streams.h). What comes
// late in one block is in the shares of those after it. The way that is furthest behind its turns sends the
// shortest column of its base, and the last columns go by exit slot.
#pragma once

#include "planner/many/cut_programme.h"

namespace homeward::many {

/// Plans all columns of exit traffic (exit_plan.h) anew, many times, with blocks of several lengths and
/// programmes that tell other lengths of work apart, and keeps the best plan if it beats `routes`, which must
/// be complete. `programme` is solved. No attempt begins once the budget's work has come to `work_until`, or
/// when all are done.
void dispatch_by_blocks(const Roads& roads, const CutProgramme& programme, std::int64_t work_until,
                        Routes& routes, Budget& budget);

}  // namespace homeward::many
