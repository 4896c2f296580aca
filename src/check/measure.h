// SPDX-License-Identifier: Apache-2.0
//
// Figures of a column's leg from the scenario: lengths, rates, seats, restrictions (docs/rules.md, section
// 1). Nothing is taken from the plan but the composition.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "base/time.h"
#include "model/model.h"
#include "plan/plan.h"

namespace homeward::check {

/// Wider, higher and heavier than anything: an unknown figure under the policy "refuse".
inline constexpr std::int64_t kRefused = std::numeric_limits<std::int64_t>::max() / 4;

/// What one vehicle of a group measures as it drives, unknown figures resolved by the scenario's policy.
struct Profile {
  std::int64_t mlc = 0;
  std::int64_t height_mm = 0;
  std::int64_t width_mm = 0;
};

struct LegFacts {
  std::int64_t vehicles = 0;
  std::int64_t escorts = 0;
  std::int64_t carrying = 0;     ///< vehicles with cargo
  std::int64_t marching_mm = 0;  ///< Σ length + vehicle gap
  std::int64_t closed_mm = 0;    ///< Σ length + close gap
  std::int64_t slowest_m_per_hour = std::numeric_limits<std::int64_t>::max();
  std::array<bool, kVehicleClasses> classes{};
  std::int64_t seats = 0;    ///< for people who are listed
  std::int64_t drivers = 0;  ///< people whom its own vehicles need
  std::int64_t passengers = 0;
  Profile largest;  ///< in each dimension
};

ItemTypeId vehicle_type(const Model& model, const VehicleGroup& group);
/// Absent where the load table has no row.
const LoadRule* load_rule(const Model& model, const VehicleGroup& group);
Profile profile(const Model& model, const VehicleGroup& group);
LegFacts measure(const Model& model, const Leg& leg);
/// The column's own name of a kind of vehicles: fleet key or lot key.
const std::string& group_name(const Model& model, const VehicleGroup& group);

/// v of section 1: march rate of the leg, at most the link's speeds for its classes.
std::int64_t speed_m_per_hour(const Model& model, const LegFacts& facts, std::int64_t march_rate,
                              LinkId link);
Duration travel_time(const Model& model, const LegFacts& facts, std::int64_t march_rate, LinkId link);
/// The formula of the pass time.
Duration pass_time(const Rules& rules, const LegFacts& facts, std::int64_t march_rate);
/// g: the larger of the scenario's gap and the link's own.
Duration gap(const Model& model, LinkId link);
/// Time of n pieces at a rate an hour, rounded up.
Duration service_time(std::int64_t pieces, std::int64_t rate_per_hour);

}  // namespace homeward::check
