// SPDX-License-Identifier: Apache-2.0
//
// scenario.yaml → the general part of the model: times, zones, categories, rules, conditions.
#pragma once

#include <map>
#include <string>

#include "scenario/draft.h"
#include "scenario/yaml.h"

namespace homeward::scenario {

/// `outcomes` overrides the planned outcome of conditions: condition key → outcome.
void read_settings(const YamlNode& root, const std::map<std::string, std::string>& outcomes, Draft& draft);

/// rules: and unknown:
void read_rules(const YamlNode& root, Draft& draft);

}  // namespace homeward::scenario
