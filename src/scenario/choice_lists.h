// SPDX-License-Identifier: Apache-2.0
//
// What scenario.yaml gives to choose from in tables.
#pragma once

#include <string>
#include <vector>

#include "scenario/files.h"

namespace homeward::scenario {

struct ChoiceLists {
  std::vector<std::string> zones;
  std::vector<std::string> categories;
  std::vector<std::string> outcomes;  ///< condition:outcome
};

/// Empty lists where scenario.yaml is missing or cannot be read.
ChoiceLists choice_lists(const std::vector<File>& files);

}  // namespace homeward::scenario
