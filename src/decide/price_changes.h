// SPDX-License-Identifier: Apache-2.0
//
// What a planner could ask for more of: each change is the scenario with one figure enlarged. Every valid
// plan of the scenario stays one after a change (times of services that get quicker adapted), so no change
// can make the best plan worse.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

enum class PriceKind {
  trucks,  ///< a company of trucks, at a stock outside the zone where there is one
  buses,
  escorts,  ///< a team
  lane,     ///< of a crossing, a customs or wash line, a ramp
  rate,     ///< one more an hour and lane of a crossing, a customs or wash line
  hours,    ///< what closes daily opens an hour earlier
  parking,  ///< for one more column, where the plan fills it
  aircraft,
  positions,  ///< for one more aircraft, at airfields that the plan uses
  berths,     ///< at ports that the plan uses
  gateway,    ///< a way that needs a permission gets it
  ready,      ///< everybody and everything is ready a day earlier
  deadline    ///< a day later
};

/// "trucks", "buses", … as in the names of the enum.
const char* price_kind_name(PriceKind kind);
std::optional<PriceKind> price_kind_of(std::string_view name);
std::vector<std::string> price_kind_names();

struct PriceChange {
  std::string id;  ///< "trucks:flatbed", unique
  PriceKind kind = PriceKind::trucks;
  std::string what;  ///< "60 more of Flatbed trucks, at Camp Arifjan"
  std::function<void(Model&)> apply;
};

/// Vehicles of one truck or bus company: 60, or a quarter of a fleet that has fewer than four companies.
std::int64_t company_size(std::int64_t fleet_total);

/// All changes for a model in the order of the enum, each `times` as large. `plan` tells which places are
/// full and which airfields and ports are used; without one they are left out. times ≥ 1.
std::vector<PriceChange> price_changes(const Model& model, const Plan* plan, std::int64_t times);

}  // namespace homeward
