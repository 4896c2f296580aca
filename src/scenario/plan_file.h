// SPDX-License-Identifier: Apache-2.0
//
// plan.json (docs/formats/plan.md). Canonical: the same plan gives the same bytes, and so the same SHA-256.
// Things are named by the keys of the scenario, instants are UTC texts, every record stands on its own line.
// The reader takes any order of keys and any blanks, but nothing unknown, repeated, narrowed or guessed.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/model.h"
#include "plan/plan.h"
#include "scenario/strict_json.h"

namespace homeward {

/// What a plan says about itself; can be read before the scenario is known, because the scenario must be read
/// for the same outcomes.
struct PlanHeader {
  std::string scenario_sha256;
  std::string scenario_title;
  std::vector<std::pair<std::string, std::string>> branch;  ///< condition key → outcome, by key
  std::vector<std::pair<std::string, Time>> decided_at;  ///< condition key → when its answer comes, by key
};

enum class OtherScenario { refuse, accept };  ///< when the plan names another scenario_sha256

/// The bytes of the file. Every id must be one of the model's, every time within the years 0 to 9999.
/// Records are written in the order of order_plan().
std::string write_plan(const Model& model, const Plan& plan);

/// Brings columns, flights, sailings, batches, closings, branch and decided_at into the order that plan.h
/// promises.
void order_plan(Plan& plan);

Result<PlanHeader> read_plan_header(const JsonDocument& document);

/// The plan, in the order of order_plan(). Problems: wrong content, keys that the scenario does not have,
/// and, if they are to be refused, plans of another scenario or of other outcomes.
Result<Plan> read_plan(const Model& model, const JsonDocument& document,
                       OtherScenario other = OtherScenario::refuse);

/// The same from the bytes of the file; `file` is only for messages.
Result<Plan> read_plan(const Model& model, std::string_view bytes, const std::string& file,
                       OtherScenario other = OtherScenario::refuse);

}  // namespace homeward
