// SPDX-License-Identifier: Apache-2.0
//
// What a tally says: probabilities with their intervals, percentiles, drivers, reserves. A percentile is the
// smallest value that at least this share of the replications does not exceed (nearest rank). Shares are
// whole millionths.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "simulate/tally.h"

namespace homeward::simulate {

/// Share of replications, with Wilson's score interval for 95 %.
struct Share {
  std::int64_t hits = 0;
  std::int64_t of = 0;
  std::int64_t per_million = 0;
  std::int64_t low_per_million = 0;
  std::int64_t high_per_million = 0;
};
Share share_of(std::int64_t hits, std::int64_t of);

inline constexpr std::array<int, 9> kPercentiles{5, 10, 25, 50, 75, 80, 90, 95, 99};

struct Spread {
  Time planned = 0;
  Duration mean_delay_s = 0;                   ///< rounded down
  std::array<Time, kPercentiles.size()> at{};  ///< by kPercentiles
  Time latest = 0;
};

struct BaseSpread {
  std::string key;
  std::string name;
  Spread closing;
};

/// What leaving out one family changes, with common random numbers.
struct Driver {
  RiskFamily family = RiskFamily::breakdowns;
  std::int64_t misses_without = 0;
  std::int64_t misses_per_million = 0;    ///< share of the misses that go with it
  std::int64_t variance_per_million = 0;  ///< share of the variance that goes with it; may be below 0
  Duration mean_s = 0;                    ///< by which the mean closure is earlier without it
};

/// What a given certainty takes.
struct Reserve {
  int percent = 90;
  Time out_by = 0;         ///< this share is out by then
  Duration reserve_s = 0;  ///< between planned closure and deadline
  Duration short_s = 0;    ///< by which the deadline would have to be later; negative: to spare
  Time plan_to_close = 0;  ///< a plan with the same delays would have to close by then
};
inline constexpr std::array<int, 4> kReserves{80, 90, 95, 99};

inline constexpr std::array<int, 5> kForceLevelPercentiles{5, 25, 50, 75, 95};

/// People of the force-level category in the zone at noon of a local day.
struct ForceLevelSpread {
  Time at = 0;
  std::int64_t planned = 0;
  std::array<std::int64_t, kForceLevelPercentiles.size()> people{};  ///< by kForceLevelPercentiles
  std::optional<std::int64_t> actual;                                ///< of the scenario's history
};

/// The answer of homeward simulate, for the command line and the report.
struct Simulation {
  TallyFrame frame;
  Share out_by_deadline;
  std::optional<Share> home_by_final_deadline;
  std::int64_t beyond_horizon = 0;  ///< replications not closed within the time looked at
  Spread closure;
  Spread final_closure;
  std::vector<BaseSpread> bases;
  std::string force_level_category;  ///< key …
  std::string force_level_name;      ///< … and name of the people counted
  /// By day: from the start until as many are there in every replication as at the end of the plan (nobody
  /// but those who stay) and history has ended, or to the horizon.
  std::vector<ForceLevelSpread> force_level;
  std::array<Reserve, kReserves.size()> reserves;
  std::int64_t compared = 0;  ///< replications behind the drivers
  std::int64_t compared_misses = 0;
  std::vector<Driver> drivers;  ///< most misses first, then most delay
  std::vector<Cause> causes;    ///< most delay first; only those that added any
};

/// The tally must hold every replication of its frame.
Simulation answer_of(const Tally& tally);

}  // namespace homeward::simulate
