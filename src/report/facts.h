// SPDX-License-Identifier: Apache-2.0
//
// What all sections share: the plan with the figures that more than one of them shows, worked out once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/plan_figures.h"
#include "report/clock.h"
#include "report/column_facts.h"
#include "report/report.h"
#include "report/steps.h"

namespace homeward {

/// People who must leave, of one category.
struct CategoryFacts {
  CategoryId category;
  std::int64_t leaving = 0;  ///< in the zone at the start, in units that leave
  std::int64_t staying = 0;  ///< in the zone at the start, in units that stay
  std::int64_t out_by_road = 0;
  std::int64_t out_by_air = 0;
  std::optional<Time> last_out;  ///< when the last of them is out
};

/// One base that closes, or any other place with people of leaving units at the start.
struct BaseFacts {
  PlaceId place;
  std::optional<Time> closes_at;
  std::optional<Time> last_out_begins;  ///< first last-out departure
  std::optional<Time> first_departure;  ///< of a column with people or things, or a flight, from here
  std::int64_t people = 0;              ///< of its own leaving units at the start
  std::int64_t people_by_road = 0;
  std::int64_t people_by_air = 0;
  std::int64_t pieces = 0;   ///< of own leaving lots, self-propelled ones included
  std::int64_t columns = 0;  ///< that start here with people or things
  std::int64_t flights = 0;  ///< with passengers, from here
  Steps present;             ///< own people there, stayers included
};

struct Facts {
  Facts(const Model& model, const Plan& plan, const ReportOptions& options);

  const Model& model;
  const Plan& plan;
  const ReportOptions& options;
  LocalClock clock;
  std::vector<ColumnFacts> columns;  ///< as plan.columns
  PlanFigures figures;               ///< of the checker
  Time closure = 0;                  ///< of the zone; where somebody or something never leaves: the last exit
  Time final_closure = 0;
  std::vector<CategoryFacts> categories;  ///< those with people in the zone
  std::vector<BaseFacts> bases;           ///< by closing time, then people
  CategoryId strength_category;           ///< of the force-level history: force_level_category()
  Steps strength;                         ///< people of that category in the zone, crews included
  Verdict verdict = Verdict::valid;       ///< late also where closure is after the deadline
  Interval span;                          ///< whole local days from the start to closure or deadline
};

/// People in the zone over time as the checker counts them; categories empty: all, crews without one too.
Steps people_in_zone(const Facts& facts, const std::vector<CategoryId>& categories);

/// When a point of history holds: a date without a time means noon, as in homeward simulate.
Time moment_of(const Facts& facts, const HistoryPoint& point);

/// "Victory Base Complex" for "Victory Base Complex / BIAP"; cuts at " / " and " (".
std::string short_name(const Place& place);
std::string zone_name(const Model& model);
std::int64_t unit_people(const Unit& unit);

}  // namespace homeward
