// SPDX-License-Identifier: Apache-2.0
//
// What happens at each base: who leaves it, how and when.
#pragma once

#include <vector>

#include "report/facts.h"

namespace homeward {

/// Places of the zone that close or have people of leaving units at the start; by closing time, then people.
std::vector<BaseFacts> base_facts(const Model& model, const Plan& plan);

}  // namespace homeward
