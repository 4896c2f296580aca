// SPDX-License-Identifier: Apache-2.0
//
// Violations for people and for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "plan/violation.h"
#include "report/clock.h"

namespace homeward {

/// "PARK, 25-USV-08, NAV, 25 Nov 2011 21:30 C (251830ZNOV11): sentence"
std::string violation_text(const Violation& violation, const LocalClock& clock);

/// [{"code", "objects", "time", "sentence"}, …]; requirements that are missed by a time have "late_seconds"
/// too.
nlohmann::json violations_json(const std::vector<Violation>& violations);

/// "12 PARK, 3 FOLLOW"
std::string counted_by_code(const std::vector<Violation>& violations);

const char* verdict_word(Verdict verdict);

}  // namespace homeward
