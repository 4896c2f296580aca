// SPDX-License-Identifier: Apache-2.0
//
// A scenario after events: the same files with the rows and figures that they change, so that a repaired plan
// can be checked against it like any other.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/model.h"
#include "scenario/event.h"
#include "scenario/files.h"

namespace homeward {

struct ChangedScenario {
  std::vector<scenario::File> files;
  bool changed = false;  ///< false: only columns were reported late
};

/// `model` is read from `files`; `at` is the time of the repair. The new files are not yet read: that may
/// find more problems (a unit without a way, a figure out of range). Sheets of tables.xlsx become CSV files.
Result<ChangedScenario> change_scenario(const std::vector<scenario::File>& files, const Model& model,
                                        const std::vector<ScenarioEvent>& events, Time at);

}  // namespace homeward
