// SPDX-License-Identifier: Apache-2.0
//
// FORM: a plan comes from a file that anybody may have written. What is malformed is reported here and left
// out of everything that follows, so that no other rule meets an id out of range or a number that could
// overflow.
#pragma once

#include <cstddef>
#include <vector>

#include "check/findings.h"
#include "model/model.h"
#include "plan/plan.h"

namespace homeward::check {

/// Indexes of the entries of the plan that are well formed.
struct Sound {
  std::vector<std::size_t> columns;
  std::vector<std::size_t> flights;
  std::vector<std::size_t> sailings;
  std::vector<std::size_t> batches;
  std::vector<std::size_t> closings;
};

inline constexpr std::int64_t kCountMax = 1'000'000;  ///< of people, vehicles or things in one entry
inline constexpr Duration kPassTimeMax = 10'000'000;
inline constexpr std::int64_t kRateMax = 1'000'000;   ///< metres an hour
inline constexpr Duration kReachMax = 36'525 * kDay;  ///< of any time from the start of the scenario
inline constexpr std::size_t kStopsMax = 10'000;
inline constexpr std::size_t kPartsMax = 1'000;  ///< groups, visits, lines of passengers in one list

Sound check_form(const Model& model, const Plan& plan, Findings& findings);

}  // namespace homeward::check
