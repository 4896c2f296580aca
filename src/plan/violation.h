// SPDX-License-Identifier: Apache-2.0
//
// What a checker says of a plan.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"

namespace homeward {

/// The codes of docs/rules.md, in its order.
enum class Rule {
  CONTINUITY, SPACING, LEG, SIZE, DRIVER, RESTRICTION, FOLLOW, OPPOSE, EXCLUSIVE, WINDOW, CROSS, PARK, SERVICE, STOCK,
  REST, CLOSED, LAST_OUT, GARRISON, TEAM, COUNT, READY, JOURNEY, BEDS, SEAT, DUE, DEADLINE, CEILING, FLOOR, COVER,
  FLEET, ESCORT, LOAD, FLIGHT, MOG, SAIL, BERTH, SHARED, ORDERED, FORM
};

const char* rule_name(Rule rule);

/// DUE, DEADLINE, CEILING, FLOOR and COVER are requirements: a plan that misses only these is late.
bool is_requirement(Rule rule);

struct Violation {
  Rule rule = Rule::FORM;
  std::vector<std::string> objects;  ///< movement numbers, keys of places, links, units …
  Time at = 0;
  std::string sentence;
  Duration late_s = 0;               ///< requirements: by how much in time, where that makes sense
};

enum class Verdict { valid, late, draft };
Verdict verdict(const std::vector<Violation>& violations);

}  // namespace homeward
