// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

#include "cli/time_limit.h"

namespace homeward {

/// CLI11 takes the limit as text, so that the message can name the units.
inline CLI::Validator time_limit_validator() {
  return CLI::Validator(
      [](const std::string& text) {
        return parse_time_limit(text)
                   ? std::string()
                   : "\"" + text + "\" is no time limit; write for example 20s, 5m or 1h30m";
      },
      "TIME");
}

/// The largest whole number that every reader of JSON keeps exactly.
inline constexpr std::int64_t kJsonWholeMax = 9'007'199'254'740'991;

inline CLI::Validator seed_range() {
  return CLI::Range(std::uint64_t{0}, static_cast<std::uint64_t>(kJsonWholeMax));
}
inline CLI::Validator work_range() { return CLI::Range(std::int64_t{1}, kJsonWholeMax); }
inline CLI::Validator threads_range() { return CLI::Range(1, 256); }

}  // namespace homeward
