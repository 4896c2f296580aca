// SPDX-License-Identifier: Apache-2.0
//
// Best-first branching on conflicts (conflict-based search: Sharon, Stern, Felner, Sturtevant 2015): each
// node of the tree holds one best route a convoy under bans of its own; where two routes conflict, one branch
// bans the first convoy from its times, the other the second. The sum of the routes' costs bounds every plan
// below the node. Which conflict is split comes from trying them: the one whose cheaper child costs most.
#pragma once

#include <optional>
#include <vector>

#include "base/budget.h"
#include "planner/exact/conflict.h"
#include "planner/exact/convoy_problem.h"

namespace homeward::exact {

enum class Status { optimal, feasible, infeasible, unknown };

struct ConvoyOutcome {
  Status status = Status::unknown;
  std::optional<Routes> routes;  ///< with status optimal or feasible
  std::int64_t objective = 0;    ///< of routes
  std::int64_t bound = 0;        ///< no plan is cheaper; without meaning when infeasible
  std::int64_t tree_nodes = 0;
};

struct BranchingStart {
  std::optional<Routes> known;                 ///< a plan already found; only a cheaper one is sought
  std::vector<std::vector<Ban>> bans;          ///< by convoy, hold in the whole tree; empty: none for anybody
  std::int64_t work_max = Budget::kUnlimited;  ///< labels for this tree alone, beside the budget
};

/// Searches until the best plan is proved or the budget is exhausted. Work is counted in labels made.
ConvoyOutcome branch_on_order(const ConvoyProblem& problem, Variant variant, const BranchingStart& start,
                              Budget& budget);

}  // namespace homeward::exact
