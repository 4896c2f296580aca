// SPDX-License-Identifier: Apache-2.0
//
// What a repair changed, column by column, and how much that is.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

enum class ColumnFate {
  shifted,    ///< same links, other times
  rerouted,   ///< other links
  reloaded,   ///< other vehicles, loads or people
  cancelled,  ///< does not take place
  added       ///< was not in the old plan
};

struct ColumnChange {
  std::string number;
  ColumnFate fate = ColumnFate::shifted;
  const Column* old = nullptr;  ///< absent: added
  const Column* now = nullptr;  ///< absent: cancelled
  bool ordered = false;         ///< its old begin lies before the end of the freeze
  bool under_way = false;       ///< it had begun when the repair was made
  bool affected = false;        ///< its old way met something closed, or it was itself reported
  std::string reason;
};

struct PlanChanges {
  std::vector<ColumnChange> columns;  ///< by old departure (added ones: by their own), then number
  std::int64_t flights_changed = 0;   ///< other passengers or times
  std::int64_t flights_cancelled = 0;
  std::int64_t flights_added = 0;
  std::int64_t sailings_changed = 0;  ///< changed, cancelled or added
  std::int64_t batches_changed = 0;
  std::vector<std::pair<BaseClosing, BaseClosing>> closings;  ///< old and new of those that differ
  bool empty() const {
    return columns.empty() && flights_changed + flights_cancelled + flights_added == 0 &&
           sailings_changed + batches_changed == 0 && closings.empty();
  }
};

/// Least change, lexicographic. Requirements come before it (plan_value.h).
struct ChangeValue {
  std::int64_t ordered = 0;   ///< ordered columns that change
  std::int64_t rerouted = 0;  ///< columns with another route, load, cancelled or added
  Duration shifted_s = 0;     ///< sum of |new departure − old departure|
  friend auto operator<=>(const ChangeValue&, const ChangeValue&) = default;
};

/// Columns and flights are told by their numbers. The plans must outlive the answer. Reasons are left empty.
PlanChanges changes_between(const Plan& old, const Plan& now, Time at, Time freeze_end);

ChangeValue change_value(const PlanChanges& changes);

bool same_column(const Column& a, const Column& b);
/// Same places, links, times and services.
bool same_stops(const Column& a, const Column& b);
/// Same places and links in the same order.
bool same_way(const Column& a, const Column& b);

/// It keeps time, way and vehicles, and only carries other people, or none.
bool only_reloaded(const ColumnChange& change);

/// A column that was planned again gets the number of the one that it stands for: of the same class, start
/// and end, one after the other.
void keep_numbers(const Plan& old, Plan& now);

}  // namespace homeward
