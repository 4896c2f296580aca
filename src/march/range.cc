// SPDX-License-Identifier: Apache-2.0
#include "march/range.h"

#include <limits>

namespace homeward::march {
namespace {

__extension__ using Wide = __int128;

std::int64_t narrow(Wide value) {
  HW_CHECK(value >= 0 && value <= std::numeric_limits<std::int64_t>::max());
  return static_cast<std::int64_t>(value);
}

}  // namespace

Problem problem_of(std::string_view figure, std::string what, std::string mend) {
  Problem problem;
  problem.place.pointer = std::string(figure);
  problem.what = std::move(what);
  problem.mend = std::move(mend);
  return problem;
}

Ranges& Ranges::within(std::string_view figure, std::int64_t value, std::int64_t low, std::int64_t high) {
  if (value >= low && value <= high) return *this;
  const std::string range = std::to_string(low) + " to " + std::to_string(high);
  problems_.push_back(problem_of(figure, std::to_string(value) + " is outside " + range + ".",
                                 "Give a whole number from " + range + "."));
  return *this;
}

Ranges& Ranges::require(bool holds, std::string_view figure, std::string what, std::string mend) {
  if (!holds) problems_.push_back(problem_of(figure, std::move(what), std::move(mend)));
  return *this;
}

std::int64_t multiply_divide_up(std::int64_t a, std::int64_t b, std::int64_t c) {
  HW_CHECK(a >= 0 && b >= 0 && c > 0);
  return narrow((static_cast<Wide>(a) * b + c - 1) / c);
}

std::int64_t multiply_divide_down(std::int64_t a, std::int64_t b, std::int64_t c) {
  HW_CHECK(a >= 0 && b >= 0 && c > 0);
  return narrow(static_cast<Wide>(a) * b / c);
}

}  // namespace homeward::march
