// SPDX-License-Identifier: Apache-2.0
//
// When links and services are closed, for shading and for utilisation. Drawing only: the checker has its own.
#pragma once

#include <vector>

#include "model/model.h"
#include "report/clock.h"

namespace homeward {

/// The window's own intervals within span, sorted.
std::vector<Interval> window_intervals(const Window& window, const LocalClock& clock, Interval span);

/// Joined intervals within span in which no column of this class may be on the link in this direction.
std::vector<Interval> closed_intervals(const Model& model, const LocalClock& clock, Direction direction,
                                       ColumnClass column_class, Interval span);
/// The same for a service, all classes.
std::vector<Interval> closed_intervals(const Model& model, const LocalClock& clock, ServiceId service,
                                       Interval span);

/// Lanes × seconds of a service in the span: while it is open, less the lanes that reduced windows take.
Duration lane_seconds(const Model& model, const LocalClock& clock, ServiceId service, Interval span);

}  // namespace homeward
