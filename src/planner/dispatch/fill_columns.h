// SPDX-License-Identifier: Apache-2.0
//
// Columns take escorts in steps: one for so many others, and never fewer than the least. So most columns have room for
// a few more vehicles without one escort more, and a few others are one escort too dear. When all columns are
// known, vehicles that drive themselves move from the second kind to the first.
#pragma once

#include <cstdint>

#include "planner/dispatch/draft.h"
#include "planner/dispatch/work.h"

namespace homeward {

/// Changes the orders of `draft` from number `first` on, and takes orders out that have nothing left: who goes in which column,
/// how many escorts it takes, and how many come with the empties. Only vehicles of ordinary units move, between
/// columns of the same start and end, to one that begins when they are ready. Timetable, stocks and columns are those of
/// before, so place_again must follow, or whoever calls puts columns and orders back. Returns the escorts saved
/// on ways out.
std::int64_t fill_columns(Draft& draft, const Work& work, std::size_t first);

}  // namespace homeward
