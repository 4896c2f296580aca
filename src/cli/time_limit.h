// SPDX-License-Identifier: Apache-2.0
//
// Limits as people write them: 20s, 5m, 1h, 1h30m, 500ms.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace homeward {

inline constexpr std::chrono::milliseconds kTimeLimitMax = std::chrono::hours(24 * 365);

/// Whole numbers with the units h, m (or min), s, ms, larger units first, each at most once, without blanks;
/// at least 1 ms, at most a year. A number without unit is refused: 20 what?
std::optional<std::chrono::milliseconds> parse_time_limit(std::string_view text);

/// The shortest text that parse_time_limit() turns into the same limit.
std::string time_limit_text(std::chrono::milliseconds limit);

}  // namespace homeward
