// SPDX-License-Identifier: Apache-2.0
//
// The answer of homeward simulate and merge: one page for people, one object for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "simulate/answer.h"

namespace homeward {

std::string simulation_text(const simulate::Simulation& answer);
nlohmann::json simulation_json(const simulate::Simulation& answer);

/// 93.4 % from 934000 millionths; never 0 or 100 where it is not exactly that.
std::string percent_text(std::int64_t per_million);

}  // namespace homeward
