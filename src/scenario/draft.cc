// SPDX-License-Identifier: Apache-2.0
#include "scenario/draft.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/text.h"

namespace homeward::scenario {
namespace {

constexpr Duration kReach = 3660 * kDay;

// A slipped digit in a year would give a calendar of centuries.
bool is_near_start(const Field& field, Time t, Draft& draft) {
  const Time start = draft.model.start;
  if (start == 0 || (t >= start - kReach && t <= start + kReach)) return true;
  refuse(field, "is more than ten years from the start of the scenario", "Correct the year.", draft.problems);
  return false;
}

std::optional<DateText> to_date(const Field& field, Draft& draft) {
  if (!field.filled()) return std::nullopt;
  const Reading<DateText> reading = read_date(field.text);
  if (!reading.value) refuse(field, reading.what, reading.mend, draft.problems);
  return reading.value;
}

}  // namespace

When to_when(const Field& field, Draft& draft) {
  if (!field.filled()) return {};
  const std::size_t colon = field.text.find(':');
  if (colon == std::string_view::npos) {
    refuse(field, "is not condition:outcome",
           "Write the key of a condition, a colon and one of its outcomes.", draft.problems);
    return {};
  }
  Field key = field;
  key.text = trimmed(field.text.substr(0, colon));
  const auto id = draft.conditions.id(key, draft.problems);
  if (!id) return {};
  const Condition& condition = draft.model.conditions[*id];
  Field outcome = field;
  outcome.text = trimmed(field.text.substr(colon + 1));
  if (!outcome.filled()) {
    refuse(field, "names no outcome", fmt::format("Write {} behind the colon.", listed(condition.outcomes)),
           draft.problems);
    return {};
  }
  if (!to_index(outcome, condition.outcomes, draft.problems)) return {};
  return {true, condition.outcome == outcome.text, *id};
}

std::optional<Time> to_instant(const Field& field, DayEdge edge, Draft& draft) {
  const auto date = to_date(field, draft);
  if (!date) return std::nullopt;
  const Reading<Time> reading = draft.time_zone.instant(*date, edge);
  if (!reading.value) {
    refuse(field, reading.what, reading.mend, draft.problems);
    return std::nullopt;
  }
  if (!is_near_start(field, *reading.value, draft)) return std::nullopt;
  draft.latest = std::max(draft.latest, *reading.value);
  return reading.value;
}

std::optional<Time> to_day(const Field& field, Draft& draft) {
  const auto date = to_date(field, draft);
  if (!date) return std::nullopt;
  if (date->second_of_day) {
    refuse(field, "has a time, but a day is due here", "Write the date only: 2011-10-21", draft.problems);
    return std::nullopt;
  }
  const Time day = draft.time_zone.day_begin(date->day);
  if (!is_near_start(field, day, draft)) return std::nullopt;
  draft.latest = std::max(draft.latest, day);
  return day;
}

}  // namespace homeward::scenario
