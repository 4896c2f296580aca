// SPDX-License-Identifier: Apache-2.0
//
// What `homeward repair` says: first whether it can still be done, then what changes today and tomorrow.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/command.h"
#include "model/model.h"
#include "planner/repair/repair_plan.h"

namespace homeward {

struct RepairAnswer {
  Time at = 0;
  std::vector<std::string> events;  ///< as they were written
  Repaired repaired;
  std::vector<Violation> broken_orders;  ///< ORDERED: what the repaired plan does not hold of --orders
  std::string plan_file;                 ///< empty: none was written
  std::string plan_sha256;
  std::string scenario_dir;  ///< of the changed scenario; where nothing changed in it, the one given
  std::string certificate_file;
};

/// 0 still valid; 4 proved that the deadline is lost; 5 late or none, nothing proved.
int repair_exit_code(const RepairAnswer& answer);

nlohmann::json repair_answer_json(const Model& model, const RepairAnswer& answer,
                                  const CommandContext& context);

/// every_change: all changes, not only those of the first days.
void print_repair(const Model& model, const RepairAnswer& answer, CommandContext& context, int changes_shown);

}  // namespace homeward
