// SPDX-License-Identifier: Apache-2.0
#include "plan/violation.h"

#include <array>

namespace homeward {

namespace {
constexpr std::array kNames = {
    "CONTINUITY", "SPACING", "LEG",   "SIZE",    "DRIVER", "RESTRICTION", "FOLLOW",   "OPPOSE", "EXCLUSIVE", "WINDOW",
    "CROSS",      "PARK",    "SERVICE", "STOCK", "REST",   "CLOSED",      "LAST_OUT", "GARRISON", "TEAM",    "COUNT",
    "READY",      "JOURNEY", "BEDS",  "SEAT",    "DUE",    "DEADLINE",    "CEILING",  "FLOOR",  "COVER",     "FLEET",
    "ESCORT",     "LOAD",    "FLIGHT", "MOG",    "SAIL",   "BERTH",       "SHARED",   "ORDERED",
    "FORM"};
static_assert(kNames.size() == static_cast<std::size_t>(Rule::FORM) + 1);
}  // namespace

const char* rule_name(Rule rule) { return kNames[static_cast<std::size_t>(rule)]; }

bool is_requirement(Rule rule) { return rule >= Rule::DUE && rule <= Rule::COVER; }

Verdict verdict(const std::vector<Violation>& violations) {
  for (const Violation& violation : violations)
    if (!is_requirement(violation.rule)) return Verdict::draft;
  return violations.empty() ? Verdict::valid : Verdict::late;
}

}  // namespace homeward
