// SPDX-License-Identifier: Apache-2.0
//
// What every chart of the force level shows beside its curve.
#pragma once

#include <string_view>
#include <vector>

#include "report/chart.h"
#include "report/facts.h"

namespace homeward {

/// Points of history of one series ("strength", "actual"), by time.
std::vector<HistoryPoint> series_of(const Model& model, std::string_view name);

/// What really happened; true where there is something to draw.
bool draw_actual(Svg& svg, const Plot& plot, const Facts& facts);
/// The deadline with its date.
void draw_deadline(Svg& svg, const Plot& plot, const Facts& facts);

}  // namespace homeward
