// SPDX-License-Identifier: Apache-2.0
//
// A folder of scenario.yaml and tables, CSV files or sheets of a workbook (docs/formats/scenario.md) → the
// model, or everything that is wrong with it: file, line, column, value, rule and how to mend it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/model.h"
#include "scenario/files.h"
#include "scenario/problems.h"

namespace homeward {

struct ReadOptions {
  /// Condition key → outcome, where the branch is not the planned one.
  std::map<std::string, std::string> outcomes;
  /// Condition key → when its answer comes: who hangs on it is not ready before that and its prepare_days.
  /// The start where a condition is not named.
  std::map<std::string, Time> decided_at = {};
};

/// At most fifty problems and, when there are more, one that counts the rest. Thread-safe.
Result<Model> read_scenario(const std::filesystem::path& dir, const ReadOptions& options = {});

/// The same from memory. Files are sorted by name and normalised (scenario/files.h).
Result<Model> read_scenario_files(const std::vector<scenario::File>& files, const ReadOptions& options = {});

}  // namespace homeward
