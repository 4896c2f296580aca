// SPDX-License-Identifier: Apache-2.0
#include "cli/instant_text.h"

#include "scenario/date_text.h"
#include "scenario/time_zone.h"

namespace homeward {

namespace {

Problem problem(const std::string& text, const std::string& what, const std::string& mend) {
  return {{}, "\"" + text + "\" " + what + ".", mend};
}

}  // namespace

Result<Time> instant_of(const Model& model, const std::string& text) {
  const auto date = scenario::read_date(text);
  if (!date.value) return problem(text, date.what, date.mend);
  const auto zone = scenario::TimeZone::find(model.time_zone);
  if (!zone.value) return problem(model.time_zone, zone.what, zone.mend);
  const auto instant = zone.value->instant(*date.value, scenario::DayEdge::begin);
  if (!instant.value) return problem(text, instant.what, instant.mend);
  return *instant.value;
}

}  // namespace homeward
