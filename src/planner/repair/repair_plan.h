// SPDX-License-Identifier: Apache-2.0
//
// A new valid plan after something has happened: what has happened stays, what is ordered stays unless it is
// physically impossible, everything else changes as little as possible. Several ways are tried, the least
// change first; the best by (requirements missed, ordered columns that change, columns with another route,
// sum of shifted departures) is kept. Every plan that leaves here has passed check_plan.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/budget.h"
#include "base/observer.h"
#include "model/model.h"
#include "plan/plan.h"
#include "plan/violation.h"
#include "planner/repair/changes.h"
#include "planner/repair/replay.h"

namespace homeward {

struct RepairOptions {
  Time at = 0;                     ///< now: what begins before has happened
  std::optional<Duration> freeze;  ///< orders for so long stay; absent: the notice of columns
  std::vector<ColumnDelay> delays;
  std::uint64_t seed = 1;
  int threads = 2;
  /// Plans that the dispatch may build where least change misses a requirement; 0: only local repair.
  int replans = 1;
  bool wants_certificate = true;  ///< look for a proof where the deadline is lost
};

enum class RepairWay {
  unchanged,  ///< the old plan still holds
  local,      ///< affected columns were placed again, the rest stays
  put_off,  ///< what had not begun at the end of the freeze begins whole days later, affected columns between
  planned   ///< everything after the freeze was planned again
};

struct Repaired {
  std::optional<Plan> plan;       ///< absent: none was found that keeps the hard rules
  std::vector<Violation> missed;  ///< requirements that it misses
  RepairWay way = RepairWay::unchanged;
  PlanChanges changes;  ///< points into `plan` and the old plan
  ChangeValue value;
  std::int64_t affected = 0;  ///< columns whose old way met something closed, or that were reported late
  std::int64_t others_changed = 0;  ///< columns not affected that got another time or route, or are cancelled
  std::int64_t others_reloaded = 0;  ///< columns not affected that only carry other people or things
  Time freeze_end = 0;
  std::optional<Time> closure_before;  ///< of the old plan
  std::optional<Time> closure;         ///< of the new one
  std::vector<std::string> no_way;     ///< sentences: columns, lots and people for whom no way is left
  /// Without a plan: so many vehicles of columns on their way would have to stand at a place that has no
  /// room.
  std::vector<std::pair<PlaceId, std::int64_t>> room_missing;
  /// On the changed model, when the deadline is lost; about what is not ordered before the end of the freeze,
  /// or about everything.
  std::optional<Certificate> certificate;
  bool deadline_lost_for_sure = false;  ///< that certificate proves it
  bool lost_by_far = false;             ///< by so much that no plan after the deadline was looked for
};

/// `model` is the changed one; ids of the old plan must mean the same in it. `old` must be valid, or late, in
/// the model it was made for, and must outlive the answer.
Repaired repair_plan(const Model& model, const Plan& old, const RepairOptions& options, Budget& budget,
                     Observer& observer);

/// The plan as one of this model: hash, title, outcomes.
Plan relabelled(const Model& model, const Plan& plan);

}  // namespace homeward
