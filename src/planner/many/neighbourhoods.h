// SPDX-License-Identifier: Apache-2.0
//
// Which columns to take out of a plan and plan anew together (MAPF-LNS2: Li et al., AAAI 2022, and the rail
// planners that won Flatland). Each kind is one way of finding columns that are in each other's way.
#pragma once

#include <array>
#include <vector>

#include "base/random.h"
#include "planner/many/workshop.h"

namespace homeward::many {

enum class Neighbourhood {
  conflict,    ///< a delayed column and those that are where its shortest way would take it
  delay,       ///< the most delayed of a random handful
  bottleneck,  ///< columns that follow each other over one busy arc
  corridor,    ///< columns whose ways share arcs with one column's at about the same time
  window       ///< columns that arrive within a short time of each other
};
inline constexpr std::size_t kNeighbourhoods = 5;

/// What the choice looks at. The plan and its timetable must agree.
struct Situation {
  const Roads& roads;
  const Workshop& workshop;
  const Routes& routes;
  const std::vector<Duration>& delays;  ///< flow time − shortest way, by column
  std::int64_t delay_sum = 0;
};

/// At most `size` different columns; may be fewer, even none.
std::vector<std::uint32_t> select(Neighbourhood kind, const Situation& now, std::size_t size, Rng& rng);

/// Weights that follow success (Ropke & Pisinger 2006): whole numbers, so that they are the same everywhere.
class Wheel {
 public:
  Wheel() { weights_.fill(kStart); }
  Neighbourhood draw(Rng& rng) const;
  void reward(Neighbourhood kind, bool success);

 private:
  static constexpr std::uint64_t kStart = 1'000;
  static constexpr std::uint64_t kLeast = 50;
  std::array<std::uint64_t, kNeighbourhoods> weights_{};
};

}  // namespace homeward::many
