// SPDX-License-Identifier: Apache-2.0
//
// What a table or a chart needs to know of one column, worked out once. Derived from the plan's own figures;
// the checker, not the report, says whether they obey the rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

struct ColumnFacts {
  Time begin = 0;             ///< of loading, else departure
  Time end = 0;               ///< the tail has arrived and the last service is over
  std::int64_t vehicles = 0;  ///< the most on any leg
  std::int64_t escorts = 0;   ///< of these, the most on any leg
  std::int64_t people = 0;    ///< passengers listed, the most on any leg
  std::int64_t pieces = 0;    ///< things carried, the most on any leg
  std::int64_t distance_m = 0;
  std::optional<std::int64_t> heaviest_mlc;  ///< as loaded; absent where none is known
  bool mlc_unknown = false;                  ///< of at least one group
  std::optional<Time> left_zone;             ///< tail past the exit
  std::optional<Time> entered_zone;          ///< head at the entry
};

std::int64_t leg_vehicles(const Leg& leg);
const Leg& leg_arriving(const Column& column, std::size_t stop);  ///< stop ≥ 1
const Leg& leg_leaving(const Column& column, std::size_t stop);   ///< stop not the last
/// When the tail has left (last stop: arrived at) the place.
Time clear_time(const Column& column, std::size_t stop);

ColumnFacts column_facts(const Model& model, const Column& column);

/// MLC of one group's vehicles as loaded; absent: unknown.
std::optional<std::int64_t> group_mlc(const Model& model, const VehicleGroup& group);
/// "35 × flatbed (31 × 20-ft container), 5 × gun truck"
std::string composition_text(const Model& model, const Leg& leg);
/// Names of the units aboard or whose things are carried, without repeats: "1-12 Cav, HHC (+3)".
std::string column_units_text(const Model& model, const Column& column);

}  // namespace homeward
