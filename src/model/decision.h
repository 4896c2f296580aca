// SPDX-License-Identifier: Apache-2.0
//
// When open conditions are decided (docs/rules.md, SHARED). The reader takes every condition as decided at
// the scenario's start; here it comes later, and what hangs on it is ready the later.
#pragma once

#include <algorithm>

#include "model/model.h"

namespace homeward {

/// What hangs on the condition is ready no earlier than `ready`, or than in every other outcome, whichever is first.
inline void hold_until(Model& model, ConditionId condition, Time ready) {
  const auto hold = [&](auto& rows) {
    for (auto& row : rows)
      if (std::find(row.hangs_on.begin(), row.hangs_on.end(), condition) != row.hangs_on.end())
        row.ready = std::max(
            row.ready, row.stays_elsewhere ? ready : std::min(ready, row.ready_elsewhere.value_or(ready)));
  };
  hold(model.units);
  hold(model.lots);
}

/// What leaves in this outcome and stays in another leaves nowhere before decision + prepare, and what is ready
/// later in another outcome not before that date or decision + prepare, whichever is first (READY).
inline void decide_at(Model& model, ConditionId condition, Time decision) {
  model.conditions[condition].decided_at = decision;
  hold_until(model, condition, decision + model.conditions[condition].prepare_s);
}

}  // namespace homeward
