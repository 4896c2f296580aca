// SPDX-License-Identifier: Apache-2.0
//
// What is counted over replications. Whole numbers only, so that tallies of threads, processes and shards add
// up to exactly the tally of one run, in any order.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/network.h"
#include "model/risks.h"

namespace homeward::simulate {

/// How often a delay occurred: delay in seconds → number of replications. Sorted.
using DelayCounts = std::map<Duration, std::int64_t>;

/// A link, place, service, fleet or ship in one of its roles, and what it added along the chains of events
/// that led to the closures.
struct Cause {
  std::string what;  ///< closed, stopped columns, slow, opening hours, late
  std::string kind;  ///< link, crossing, region, airfield, service, aircraft, ship
  std::string key;
  std::string name;
  std::int64_t added_s = 0;       ///< sum over replications
  std::int64_t replications = 0;  ///< in which it added anything
  std::int64_t misses = 0;        ///< of these, the ones that missed the deadline
  friend bool operator==(const Cause&, const Cause&) = default;
};

struct BaseTally {
  std::string key;
  std::string name;
  Time planned = 0;
  DelayCounts delays;
  friend bool operator==(const BaseTally&, const BaseTally&) = default;
};

/// How often so many people were there: people → number of replications. Sorted.
using PeopleCounts = std::map<std::int64_t, std::int64_t>;

/// One local day, at noon.
struct ForceLevelDay {
  Time at = 0;
  std::int64_t planned = 0;            ///< people in the zone in the plan …
  std::optional<std::int64_t> actual;  ///< … and in the scenario's history of that day, where it knows
  PeopleCounts people;
  friend bool operator==(const ForceLevelDay&, const ForceLevelDay&) = default;
};

struct ForceLevelTally {
  std::string category;  ///< key; empty where the scenario has no people
  std::string name;
  std::vector<ForceLevelDay> days;  ///< from the start to the horizon
  friend bool operator==(const ForceLevelTally&, const ForceLevelTally&) = default;
};

/// What must be equal in tallies that are added.
struct TallyFrame {
  std::string title;
  std::string scenario_sha256;
  std::string plan_sha256;
  std::string version;
  std::string risks_sha256;
  std::string time_zone;
  std::vector<std::pair<Time, Duration>> clock;  ///< from, offset
  std::uint64_t seed = 1;
  std::int64_t replications = 0;  ///< of all shards together
  std::int64_t shards = 1;
  Time start = 0;
  Time deadline = 0;
  std::optional<Time> final_deadline;
  Time planned_closure = 0;
  Time planned_final_closure = 0;
  Time horizon = 0;  ///< closures from here on mean: not within the time looked at
  friend bool operator==(const TallyFrame&, const TallyFrame&) = default;
};

struct Tally {
  TallyFrame frame;
  std::vector<std::int64_t> shards;  ///< which are in it, ascending, from 1
  DelayCounts closure;
  DelayCounts final_closure;
  std::vector<BaseTally> bases;  ///< by planned closing
  ForceLevelTally force_level;
  DelayCounts compared;  ///< closures of the replications that are played without families too
  std::array<DelayCounts, kRiskFamilies> without;  ///< closures of these, without one family
  std::vector<Cause> causes;                       ///< all, in a fixed order
  friend bool operator==(const Tally&, const Tally&) = default;
};

/// Replications in a DelayCounts or PeopleCounts.
std::int64_t count_of(const std::map<std::int64_t, std::int64_t>& counts);

/// True where two tallies count the same people at the same times.
bool same_days(const ForceLevelTally& one, const ForceLevelTally& other);

/// Adds another tally of the same frame, bases, days and causes. Shards stay ascending.
void add(Tally& sum, const Tally& more);

}  // namespace homeward::simulate
