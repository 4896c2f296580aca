// SPDX-License-Identifier: Apache-2.0
//
// What `homeward decide` says, for programs and for people.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/command.h"
#include "decide/decide.h"

namespace homeward {

/// Files of one condition; empty names: not written.
struct DecisionFiles {
  std::vector<std::string> plans;  ///< one a leaf
  std::string certificate;
};

struct DecideResult {
  std::string scenario_dir;
  const decide::Leaves& leaves;
  const decide::DecideAnswer& answer;
  std::vector<DecisionFiles> files;  ///< one a condition of the answer
};

/// "immunity_agreement=refused", all conditions of the leaf.
std::string leaf_name(const Model& leaf);

nlohmann::json decide_json(const DecideResult& result, const CommandContext& context);
void print_decisions(const DecideResult& result, CommandContext& context);

}  // namespace homeward
