// SPDX-License-Identifier: Apache-2.0
//
// A dispatch that takes decisions one after another leaves holes: a column planned early comes to a post
// late, and what is planned afterwards does not fit into the hours before it. Placing the same columns again in
// the order in which they come to the posts closes the holes. (For schedules of projects this is known as
// justification: Valls, Ballestín, Quintanilla, European Journal of Operational Research 165(2), 2005.)
#pragma once

#include "base/budget.h"
#include "planner/dispatch/draft.h"

namespace homeward {

/// Takes all columns out that came into the draft after `before`, and places each again as early as it can, in
/// the order of their first post (or departure), at most `earlier_s` earlier than it was. Who goes in which column, and
/// from where to where, stays. Nothing begins before `not_before`. If one finds no way any more, or a fleet
/// would break its last day, or the budget is interrupted, the draft is left as it was and the answer is false.
bool place_again(Draft& draft, const Draft::Saved& before, Time not_before, Duration earlier_s = kDay,
                 const Budget* budget = nullptr);

}  // namespace homeward
