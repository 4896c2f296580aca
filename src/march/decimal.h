// SPDX-License-Identifier: Apache-2.0
//
// Decimal text to whole numbers of a smaller unit and back, without floating point:
// "15.9" with three digits is 15,900 thousandths.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace homeward::march {

/// Reads digits with at most one point and at most `digits` (0 to 9) places behind it; the result is in
/// units of 10^-digits. Refuses a sign, an exponent, a comma, more places than fit, and 10^15 or more.
Result<std::int64_t> parse_decimal(std::string_view text, int digits, std::string_view figure);

/// The shortest decimal text of value · 10^-digits: 15900 with 3 digits is "15.9". value ≥ 0.
std::string format_decimal(std::int64_t value, int digits);

}  // namespace homeward::march
