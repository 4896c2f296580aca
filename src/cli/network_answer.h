// SPDX-License-Identifier: Apache-2.0
//
// What `homeward network import` says at its end, for programs and for people.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/command.h"
#include "network/import/scenario_tables.h"
#include "network/road_import.h"
#include "network/road_tags.h"

namespace homeward {

struct NetworkAnswer {
  const roads::ImportedRoads* roads = nullptr;
  const roads::ScenarioTables* tables = nullptr;
  const roads::PlaceTable* places = nullptr;
  const roads::TagRules* rules = nullptr;
  std::int64_t march_rate_m_per_hour = 0;
  bool zones_given = false;
  std::vector<std::string> files;  ///< written
};

/// Everything that was assumed, one sentence each.
std::vector<std::string> import_assumptions(const NetworkAnswer& answer);

nlohmann::json network_answer_json(const NetworkAnswer& answer, const CommandContext& context);
void print_network_answer(const NetworkAnswer& answer, CommandContext& context);

}  // namespace homeward
