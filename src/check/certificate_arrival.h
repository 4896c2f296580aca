// SPDX-License-Identifier: Apache-2.0
//
// Whether something can still come to where it must be in the end (docs/formats/certificate.md, section 2,
// form 0): by road out of the zone and beyond, by ship, people by air as well.
#pragma once

#include <optional>

#include "check/certificate_cut.h"

namespace homeward::check {

/// When the last of it must be at its destination: the earlier one of its own due date and the final
/// deadline. Absent where neither is known, and for vehicles of fleets.
std::optional<Time> arrival_due(const Model& model, const Claim& claim);

/// The latest date by which anybody or anything must be anywhere.
Time latest_due(const Model& model);

/// The first instant at which one of a lot or unit can be at its destination; kEndOfTime if no way is known.
/// A lower bound: it changes vehicles wherever that is allowed, never rests and meets nobody.
Time earliest_arrival(CutFigures& figures, const Claim& claim);

/// Then no valid plan exists (DUE).
bool cannot_arrive(CutFigures& figures, const Claim& claim);

}  // namespace homeward::check
