// SPDX-License-Identifier: Apache-2.0
//
// What `homeward decide`, `repair` and `drill` printed with --json, read back for the report. Problems: wrong
// content, or an answer about another scenario or plan.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/model.h"
#include "report/answers.h"

namespace homeward {

/// Outcomes need not be the model's: an answer is about all of them.
Result<DecisionsAnswer> read_decisions(const Model& model, std::string_view bytes, const std::string& file);
/// `plan_sha256`: of the file of the repaired plan.
Result<ChangesAnswer> read_changes(const std::string& plan_sha256, std::string_view bytes,
                                   const std::string& file);
/// `plan_sha256`: of the file of the plan that was drilled.
Result<DrillAnswer> read_drill(const std::string& plan_sha256, std::string_view bytes,
                               const std::string& file);

}  // namespace homeward
