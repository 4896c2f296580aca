// SPDX-License-Identifier: Apache-2.0
//
// Scenarios drawn at random for tests of the whole planner.
#pragma once

#include <cstdint>
#include <string>

#include "base/random.h"

namespace homeward {

/// Two bases, lorries, escorts, buses, a ramp and a border post, all scarce.
std::string draw_busy(Rng& rng);
/// One to three bases with a little of everything: garrisons, teams, closures, other traffic, flights, a ship.
std::string draw_rich(Rng& rng);
/// A tiny one (tiny::draw_tiny) where `seed` is even, else a busy one.
std::string draw_any(Rng& rng, std::uint64_t seed);

}  // namespace homeward
