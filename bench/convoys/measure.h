// SPDX-License-Identifier: Apache-2.0
//
// Plans one instance of many columns, improves the plan, proves a bound, has both judged, and measures time
// and memory on the way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "planner/many/traffic.h"

namespace homeward::bench {

/// How far a measurement may go. Work is counted as in src/planner/many.
struct Effort {
  std::int64_t work = 0;        ///< units for improvement
  std::int64_t bound_work = 0;  ///< units for prices that raise the bound; 0: none are looked for
  int threads = 1;
};

/// What one instance gave.
struct Outcome {
  std::size_t columns = 0;
  std::size_t places = 0;
  std::size_t missing = 0;  ///< columns without a way in the first plan
  std::size_t faults = 0;
  double first_s = 0;                  ///< distances prepared and first plan made
  double improve_s = 0;                ///< more
  double first_gap = 0;                ///< percent
  double gap = 0;                      ///< percent, after improvement
  double certified = 0;                ///< percent, against what the judge of certificates or the cuts prove
  double bound_s = 0;                  ///< bound found, prices included
  double plain_gap = 0;                ///< percent, plain prioritised planning; 100 where it finds no plan
  double dijkstra_s = 0;               ///< as many independent searches
  double astar_s = 0;                  ///< the same with landmarks, whose preparation is not counted
  double memory_mb = 0;                ///< peak while planned, improved and proved
  std::string resource;                ///< what the bound comes from
  std::vector<std::string> sentences;  ///< what is wrong
};

Outcome measure(const many::Traffic& traffic, const Effort& effort, std::uint64_t seed);

/// How soon a plan is within a gap.
struct Reached {
  bool reached = false;  ///< within the work allowed
  std::size_t faults = 0;
  double first_s = 0;    ///< distances prepared and first plan made
  double first_gap = 0;  ///< percent
  double plan_s = 0;     ///< the same and improvement until the gap is reached
  double proof_s = 0;    ///< bound found
  double work = 0;       ///< units of improvement spent
  double memory_mb = 0;  ///< peak above what the program held before, the instance included there
};

/// Cuts and ways bound the flow time here, no prices. `gap` in percent.
Reached reach_gap(const many::Traffic& traffic, double gap, const Effort& effort, std::uint64_t seed);

}  // namespace homeward::bench
