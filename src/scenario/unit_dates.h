// SPDX-License-Identifier: Apache-2.0
//
// unit_dates.csv: ready and latest arrival dates of units that hang on a condition.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "scenario/table.h"

namespace homeward::scenario {

struct Draft;

/// All rows of one unit; they name one condition.
struct UnitDates {
  struct Row {
    std::optional<Time> ready;  ///< absent: that of units.csv
    std::optional<Time> due;
    Field due_field;
  };
  ConditionId condition;
  std::map<std::string, Row> by_outcome;
  Field unit;  ///< of the first row
};

/// By ULN. The units themselves are not known yet.
std::map<std::string, UnitDates> read_unit_dates(const Table& table, Draft& draft);

/// The dates of one unit in the outcome at hand; `ready` and `due` are those of units.csv.
struct DatesHere {
  Time ready = 0;
  std::optional<Time> due;
  std::optional<Time> ready_elsewhere;  ///< latest in other outcomes, where that is later than `ready`
};
DatesHere dates_here(const UnitDates& dates, Time ready, std::optional<Time> due, const Draft& draft);

}  // namespace homeward::scenario
