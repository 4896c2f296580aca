// SPDX-License-Identifier: Apache-2.0
//
// Instants in files: ISO 8601 in UTC to the second, always 20 characters, "2011-10-21T15:00:00Z".
// One text for one instant, so that equal plans are equal bytes and texts sort like times.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace homeward {

/// First and last instant that has such a text: years 0000 to 9999.
inline constexpr Time kFirstUtcText = -62'167'219'200;
inline constexpr Time kLastUtcText = 253'402'300'799;

/// kFirstUtcText ≤ time ≤ kLastUtcText.
std::string utc_text(Time time);

/// Exactly that form and an existing instant of the proleptic Gregorian calendar, or nothing. No leap
/// seconds.
std::optional<Time> parse_utc_text(std::string_view text);

}  // namespace homeward
