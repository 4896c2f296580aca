// SPDX-License-Identifier: Apache-2.0
//
// The figures of the movement rules (docs/rules.md), requirements and conditions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/network.h"

namespace homeward {

/// What an unknown restriction means: refuse (nothing may use it) or assume a value (and say so).
struct UnknownPolicy {
  std::optional<std::int64_t> assume;  ///< absent: refuse
};

struct Rules {
  Duration start_step_s = 60;            ///< head departures from halts are multiples of it (UTC)
  Duration column_gap_s = 900;           ///< between columns
  std::int64_t vehicle_gap_mm = 60000;   ///< between vehicles, bumper to bumper
  std::int64_t close_gap_mm = 15000;     ///< least gap to which vehicles close up
  std::int64_t march_rate_m_per_hour = 40000;
  std::int64_t march_unit_vehicles = 20;
  Duration march_unit_gap_s = 300;
  Duration extal_s = 60;                 ///< extra time allowance …
  std::int64_t extal_vehicles = 25;      ///< … for each started number of vehicles
  std::int64_t column_vehicles_max = 45;
  std::int64_t last_out_vehicles_max = 110;
  Duration drive_max_s = 10 * kHour;
  Duration rest_min_s = 8 * kHour;
  std::int64_t escort_ratio = 7;         ///< other vehicles for one escort
  std::int64_t escort_min = 4;
  Duration last_out_span_s = 12 * kHour;
  UnknownPolicy unknown_link_mlc;
  UnknownPolicy unknown_link_height_mm;
  UnknownPolicy unknown_link_width_mm;
  UnknownPolicy unknown_vehicle_mlc;
  UnknownPolicy unknown_vehicle_height_mm;
  UnknownPolicy unknown_vehicle_width_mm;
  Duration notice_column_s = 0;          ///< commit time of a column = its begin − notice
  Duration notice_flight_s = 0;
  Duration notice_sailing_s = 0;
};

enum class TargetKind { ceiling, floor, cover };

/// One row of targets.csv that holds in this branch.
struct Target {
  TargetKind kind = TargetKind::ceiling;
  ZoneId zone;
  std::vector<CategoryId> categories;  ///< empty: all
  std::int64_t people = 0;             ///< ceiling: at most; floor: at least; cover: not used
  Time from = 0;                       ///< ceiling: every second from here until the next ceiling row of zone and categories
  Time until = kEndOfTime;             ///< floor, cover: end
  Provenance provenance;
};

/// Something still undecided when the plan is made. The model is resolved for one outcome of each.
struct Condition {
  std::string key;
  std::string name;
  std::vector<std::string> outcomes;
  std::string planned;
  std::string if_no_answer;
  std::string outcome;                 ///< for which this model is resolved
  std::optional<Time> expected_by;
  std::optional<Time> decided_at;      ///< when the answer comes, if this model is one branch of a policy
  Duration prepare_s = 0;
};

enum class Objective { earliest, latest, safest };

/// Force level so far, and what really happened: only shown, never planned with.
struct HistoryPoint {
  std::string series;  ///< "strength" or "actual"
  Time at = 0;
  std::int64_t people = 0;
  std::string label;
  Provenance provenance;
};

}  // namespace homeward
