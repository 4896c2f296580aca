// SPDX-License-Identifier: Apache-2.0
//
// What a plan amounts to, computed by the checker's own code from the plan's events.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"
#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

/// People in the zone from `from` on, until the next entry.
struct ForceLevel {
  Time from = 0;
  std::int64_t people = 0;
  friend auto operator<=>(const ForceLevel&, const ForceLevel&) = default;
};

struct PlanFigures {
  std::optional<Time> closure;        ///< absent: not everybody and everything leaves the zone
  std::optional<Time> final_closure;  ///< absent: not everybody and everything reaches its final place
  IdVector<CategoryId, std::int64_t>
      people_out;  ///< in the zone at the start less in it at the end, crews included
  std::int64_t loaded_vehicle_m =
      0;  ///< driven by vehicles with cargo, buses with people, units' own vehicles
  std::int64_t empty_vehicle_m = 0;  ///< by all other vehicles of fleets but escorts
  std::int64_t escort_vehicle_m = 0;
  std::int64_t zone_person_s = 0;  ///< in the zone, of all who leave it in the end, crews included
  double road_person_hours = 0;    ///< aboard on links with an end in the zone, crews included
  double risk_person_hours = 0;    ///< aboard on all links × the link's risk_per_million_hours ÷ 10⁶
  Duration waiting_s = 0;          ///< all columns: from arrival to departure at halts between start and end
  /// By category, crews included. The first entry is the start; one entry for each change.
  IdVector<CategoryId, std::vector<ForceLevel>> force_level;
  std::vector<ForceLevel> total_force_level;  ///< all categories, and crews without one
  std::vector<BaseClosing> closings;          ///< by time, then place
};

/// Entries of the plan that are malformed (FORM) are left out.
PlanFigures plan_figures(const Model& model, const Plan& plan);

}  // namespace homeward
