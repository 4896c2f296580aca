// SPDX-License-Identifier: Apache-2.0
//
// A course of action in figures: what a plan amounts to where people choose between plans. Everything is
// worked out from the plan's events and its own scenario, so that plans of different scenarios (more trucks,
// another crossing) can stand beside each other.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "report/report.h"
#include "report/steps.h"

namespace homeward {

/// The model and the plan must outlive the call of course_of only.
struct CourseInput {
  std::string name;  ///< for people, unique among those compared
  const Model& model;
  const Plan& plan;
  ReportOptions options;  ///< what check said
};

/// How somebody or something leaves the zone or goes on from a port.
enum class GatewayWay { road, air, sea };

/// Where people and things leave the zone: the first place outside that a column reaches, or the airfield
/// from which an aircraft takes off for a place outside; and the ports from which ships sail.
struct Gateway {
  std::string key;
  std::string name;
  GatewayWay way = GatewayWay::road;
  std::int64_t people = 0;
  std::int64_t things = 0;  ///< cargo and vehicles of units
};

struct CourseBase {
  std::string key;
  std::string name;
  std::int64_t people = 0;  ///< of its own, who leave
  std::optional<Time> closes_at;
};

/// Use of one resource against what it offers (report/load.h).
struct CourseLoad {
  std::string kind;
  std::string name;
  double share = 0;
};

struct CourseFleet {
  std::string key;
  std::string name;
  std::int64_t total = 0;
  std::int64_t peak = 0;  ///< most under load, empty on the road or turning at once
};

/// What homeward simulate says of the plan; shares in percent.
struct CourseRisk {
  std::int64_t replications = 0;
  double in_time = 0;  ///< everybody out by the deadline
  double in_time_low = 0, in_time_high = 0;
  Time half_by = 0;  ///< this share of the replications is closed by then
  Time ninety_by = 0;
  Time ninety_five_by = 0;
};

struct Course {
  std::string name;
  std::string scenario_title;
  std::string scenario_sha256;
  std::string plan_sha256;
  std::vector<std::pair<std::string, std::string>> branch;
  Verdict verdict = Verdict::valid;
  Proof proof = Proof::unchecked;
  Time deadline = 0;
  std::optional<Time> closure;
  std::optional<Time> final_closure;
  std::optional<CourseRisk> risk;  ///< absent: not played
  std::optional<Time> bound;       ///< unless its certificate is refuted
  std::int64_t people_out = 0;     ///< crews of fleets not counted
  std::int64_t people_by_road = 0;
  std::int64_t people_by_air = 0;
  double people_days = 0;        ///< in the zone, of all who leave it in the end, crews of fleets included
  double road_person_hours = 0;  ///< aboard on links with an end in the zone, crews included
  double risk_weight = 0;        ///< Σ person-hours × risk_per_million_hours ÷ 10⁶, all links
  double loaded_km = 0;
  double empty_km = 0;
  double escort_km = 0;
  double waiting_hours = 0;  ///< of columns at halts
  std::int64_t columns = 0;
  std::int64_t flights = 0;  ///< with people aboard
  std::int64_t empty_flights = 0;
  std::int64_t airframes = 0;  ///< that fly
  std::int64_t sailings = 0;
  std::int64_t shipped = 0;      ///< things
  std::int64_t trucks_peak = 0;  ///< trucks and buses in use at once
  std::int64_t escorts_peak = 0;
  std::vector<Gateway> gateways;    ///< by way, then key
  std::vector<CourseBase> bases;    ///< by key
  std::vector<CourseLoad> loads;    ///< fullest first
  std::vector<CourseFleet> fleets;  ///< as in the scenario
  Steps people_in_zone;             ///< everybody, crews included, from the start
  std::optional<Duration> gap_s() const {
    return closure && bound ? std::optional<Duration>(*closure - *bound) : std::nullopt;
  }
  std::optional<Duration> spare_s() const {
    return closure ? std::optional<Duration>(deadline - *closure) : std::nullopt;
  }
};

Course course_of(const CourseInput& input);

}  // namespace homeward
