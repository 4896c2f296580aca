// SPDX-License-Identifier: Apache-2.0
//
// Who stays in which branch, and when the others may leave: shared by units and lots.
#pragma once

#include <vector>

#include "scenario/draft.h"

namespace homeward::scenario {

struct Stay {
  bool here = false;                  ///< in the outcome for which the model is resolved
  bool elsewhere = false;             ///< not here, but in another outcome
  std::vector<ConditionId> hangs_on;  ///< if elsewhere
  /// The given date, or decision (else start) + prepare where it is later and leaving hangs on a condition.
  Time ready = 0;
};

/// `ready` is the date of the table.
Stay to_stay(const Field& stay_when, Time ready, Draft& draft);

}  // namespace homeward::scenario
