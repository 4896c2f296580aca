// SPDX-License-Identifier: Apache-2.0
//
// Range checks for figures that people type. Every figure out of range becomes one Problem whose
// place.pointer is the figure's name; all of them are collected before a function answers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace homeward::march {

// No march is longer or larger; within these limits no product below overflows 128 bits.
inline constexpr std::int64_t kVehiclesMax = 1'000'000;
inline constexpr std::int64_t kMetresMax = 100'000'000;
inline constexpr std::int64_t kMetresPerHourMax = 1'000'000;
inline constexpr std::int64_t kSecondsMax = 3'200'000'000;  // a century
inline constexpr std::int64_t kKilogramsMax = 1'000'000'000'000;
inline constexpr std::int64_t kCountMax = 1'000'000'000;

class Ranges {
 public:
  /// Notes a Problem unless low ≤ value ≤ high.
  Ranges& within(std::string_view figure, std::int64_t value, std::int64_t low, std::int64_t high);
  /// Notes a Problem unless holds.
  Ranges& require(bool holds, std::string_view figure, std::string what, std::string mend);
  bool ok() const { return problems_.empty(); }
  std::vector<Problem> take() { return std::move(problems_); }

 private:
  std::vector<Problem> problems_;
};

/// A Problem that names a figure and nothing else.
Problem problem_of(std::string_view figure, std::string what, std::string mend);

/// ⌈a·b/c⌉ and ⌊a·b/c⌋ without overflow in between. a, b ≥ 0, c > 0; the answer must fit 63 bits.
std::int64_t multiply_divide_up(std::int64_t a, std::int64_t b, std::int64_t c);
std::int64_t multiply_divide_down(std::int64_t a, std::int64_t b, std::int64_t c);

}  // namespace homeward::march
