// SPDX-License-Identifier: Apache-2.0
//
// Local wall-clock time of the scenario from Model::clock, by the checker's own arithmetic.
#pragma once

#include <cstdint>
#include <string>

#include "base/time.h"
#include "model/model.h"

namespace homeward::check {

/// Local seconds since 1970-01-01 00:00 of the wall clock.
std::int64_t wall_clock(const Model& model, Time at);
/// Local days since 1970-01-01.
std::int64_t local_day(const Model& model, Time at);
/// The first instant at which the wall clock shows `wall` or later.
Time first_instant(const Model& model, std::int64_t wall);
/// The first instant from which the wall clock shows `wall` or later for ever. The two differ by the hour
/// that a clock put back shows twice.
Time last_instant(const Model& model, std::int64_t wall);
/// 2011-12-04 18:05, with seconds where they are not 0.
std::string local_text(const Model& model, Time at);

}  // namespace homeward::check
