// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
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

}  // namespace homeward
