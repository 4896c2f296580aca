// SPDX-License-Identifier: Apache-2.0
//
// Numbers of a workbook as text. A workbook keeps what was typed as a binary fraction and writes up to
// seventeen digits of it (33.3 becomes 33.299999999999997); the fifteen that spreadsheets show are what was
// typed. They are found by rounding the digits, without any binary fraction of our own.
#pragma once

#include <string>
#include <string_view>

#include "scenario/number.h"

namespace homeward::scenario {

/// Digits with at most one point: "0.1", "-12.5", "0.00001". At most fifteen significant digits; refuses what
/// has more than fifteen before the point or thirty behind it, and what is no number.
Reading<std::string> number_text(std::string_view stored);

}  // namespace homeward::scenario
