// SPDX-License-Identifier: Apache-2.0
//
// scenario.yaml → the general part of the model: times, zones, categories, rules, conditions.
#pragma once

#include <map>
#include <string>

#include "scenario/draft.h"
#include "scenario/yaml.h"

namespace homeward::scenario {

/// What the caller says of conditions, by their keys.
struct Answers {
  std::map<std::string, std::string> outcomes;  ///< instead of the planned ones
  std::map<std::string, Time> decided_at;       ///< when they come
};

void read_settings(const YamlNode& root, const Answers& answers, Draft& draft);

/// rules: and unknown:
void read_rules(const YamlNode& root, Draft& draft);

}  // namespace homeward::scenario
