// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "cli/options.h"
#include "cli/time_limit.h"

namespace homeward {

/// The parser takes the limit as text, so that the message can name the units.
inline OptionCheck time_limit_validator() {
  return TextCheck{[](const std::string& text) {
                     return parse_time_limit(text)
                                ? std::string()
                                : "\"" + text + "\" is no time limit; write for example 20s, 5m or 1h30m";
                   },
                   "TIME"};
}

/// The largest whole number that every reader of JSON keeps exactly.
inline constexpr std::int64_t kJsonWholeMax = 9'007'199'254'740'991;

inline OptionCheck seed_range() { return WholeBetween{0, kJsonWholeMax}; }
inline OptionCheck work_range() { return WholeBetween{1, kJsonWholeMax}; }
inline OptionCheck threads_range() { return WholeBetween{1, 256}; }

}  // namespace homeward
