// SPDX-License-Identifier: Apache-2.0
//
// The road movement table (STANAG 2041, Annex B): one line a column. SP, the start point, is where the first
// named route begins, RP, the release point, where the last one ends; before and after lie the routes to SP
// and from RP.
#pragma once

#include <string>
#include <vector>

#include "report/facts.h"
#include "report/table.h"

namespace homeward {

struct CriticalPoint {
  PlaceId place;
  Time due = 0;    ///< head
  Time clear = 0;  ///< tail has left
  Duration halt_s = 0;
  bool rest = false;
};

struct Movement {
  std::size_t column = 0;       ///< index into Plan::columns
  std::size_t start_point = 0;  ///< index into Column::stops
  std::size_t release_point = 0;
  std::string route;        ///< SP to RP
  std::string route_to_sp;  ///< "none" where the column starts at SP
  std::string route_from_rp;
  std::vector<CriticalPoint> points;  ///< SP, RP and between them all but plain passages of towns
  std::string remarks;
};

Movement movement_of(const Facts& facts, std::size_t column);

/// "MSR Tampa" for "Freeway 1 / MSR Tampa (access road)".
std::string route_name(const Link& link);
std::string column_class_text(ColumnClass column_class);
/// Begin of the movement night (local noon to noon) in which a column's head departs.
Time movement_night(const LocalClock& clock, Time depart);

Table road_movement_table(const Facts& facts);
Table critical_points_table(const Facts& facts);
/// Other traffic that is on the road between the start and the closure.
Table other_traffic_table(const Facts& facts);

/// Nights of the table as folded tables, with the header paragraphs.
std::string movement_section(const Facts& facts);

}  // namespace homeward
