// SPDX-License-Identifier: Apache-2.0
//
// Figures of a scenario varied over ranges: which points there are, which of them belong to a shard, and what
// one point amounts to. Who changes the scenario is the caller's business.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/budget.h"
#include "model/model.h"

namespace homeward {

struct SweepAxis {
  std::string name;
  std::vector<std::string> values;  ///< as text, in order; at least one, none twice
  friend bool operator==(const SweepAxis&, const SweepAxis&) = default;
};

inline constexpr std::size_t kSweepValuesMax = 10'000;  ///< on one axis
inline constexpr std::size_t kSweepPointsMax = 100'000;

/// "NAME=FROM:TO:STEP" with numbers (decimals allowed, all whole multiples of the finest place written), or
/// "NAME=A,B,C" with any words; the other alternative is what is wrong, a sentence.
std::variant<SweepAxis, std::string> parse_sweep_axis(std::string_view text);

enum class SweepMode {
  combinations,  ///< every value of every axis with every other
  one_at_a_time  ///< the scenario as it is, then each value alone
};

/// By axis: which value; absent: as in the scenario.
using SweepPoint = std::vector<std::optional<std::size_t>>;

/// Nothing when there would be more than kSweepPointsMax.
std::optional<std::vector<SweepPoint>> sweep_points(const std::vector<SweepAxis>& axes, SweepMode mode);

/// Shard `number` of `count`, 1 ≤ number ≤ count: every count-th point, so that shards last equally long.
bool in_shard(std::size_t point, std::size_t number, std::size_t count);

struct SweepSearch {
  std::uint64_t seed = 1;
  std::int64_t work = 2'000'000;
};

enum class SweepStatus {
  valid,
  late,
  infeasible,  ///< proved, and no late plan
  none_found,
  refused,    ///< the scenario with these values
  not_solved  ///< the time ran out
};
const char* sweep_status_name(SweepStatus status);
std::optional<SweepStatus> sweep_status_of(std::string_view name);

/// Whole numbers only, so that a merged sweep is the same to the last digit.
struct SweepResult {
  SweepStatus status = SweepStatus::not_solved;
  std::optional<Time> closure;
  std::optional<Time> bound;  ///< no plan closes before
  Duration late_s = 0;        ///< by which requirements are missed, summed
  std::int64_t zone_person_s = 0;
  std::int64_t vehicle_km = 0;  ///< loaded, empty and escorts, rounded down
  std::string problem;          ///< refused: the first problem
  friend bool operator==(const SweepResult&, const SweepResult&) = default;
};

/// Plans the model on one thread, for its own objective. The same model and search give the same result
/// unless `budget` is interrupted: then the status is not_solved.
SweepResult solve_sweep_point(const Model& model, const SweepSearch& search, Budget& budget);

}  // namespace homeward
