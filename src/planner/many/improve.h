// SPDX-License-Identifier: Apache-2.0
//
// Large neighbourhood search: a few columns are taken out and planned anew, one after the other, while all
// others stay; what makes the plan no worse is kept. Neighbourhoods are tried in batches of fixed size, each
// with a random stream of its own and on a timetable of its thread, and accepted in a fixed order: the same
// seed and work limit give the same plan on any number of threads. Few columns get stuck soon: for them the
// work goes into many short searches and into groups that are planned together (few_columns.h).
#pragma once

#include "base/budget.h"
#include "planner/many/workshop.h"

namespace homeward::many {

struct ImproveOptions {
  std::uint64_t seed = 1;
  int threads = 1;
  std::size_t batch = 8;
  std::size_t size_max = 12;        ///< columns in one neighbourhood
  std::size_t labels_max = 20'000;  ///< for one column
  std::int64_t flow_enough = 0;     ///< stop when the total flow time is down to this
  std::size_t restarts_up_to = 64;  ///< columns
  std::int64_t restart_work = 100'000;
};

struct ImproveReport {
  std::int64_t tried = 0;
  std::int64_t accepted = 0;
};

/// Exit traffic is improved as such first (exit_improve.h).
/// Every column must have its route in `routes`; the plan never gets worse. Work is counted as in Workshop.
ImproveReport improve(const Roads& roads, std::span<const Duration> shortest, const ImproveOptions& options,
                      Budget& budget, Routes& routes);

}  // namespace homeward::many
