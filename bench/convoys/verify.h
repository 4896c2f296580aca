// SPDX-License-Identifier: Apache-2.0
//
// Judges a plan of many columns with the rules of src/check (FOLLOW, OPPOSE, EXCLUSIVE, CROSS) and with a few
// lines of its own (CONTINUITY, where it may start, halt and end). Shares nothing with the planner but data.
#pragma once

#include <string>
#include <vector>

#include "planner/many/traffic.h"

namespace homeward::bench {

/// Every fault found, as a sentence; empty when the plan holds.
std::vector<std::string> verify(const many::Traffic& traffic, const many::Routes& routes);

/// Sum of arrival − ready, from the definition.
std::int64_t verified_flow(const many::Traffic& traffic, const many::Routes& routes);

}  // namespace homeward::bench
