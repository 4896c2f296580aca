// SPDX-License-Identifier: Apache-2.0
//
// The parts of the compiler, in the order in which they run. Each adds events or arcs to the draft; the
// policy that they spell is docs/simulate.md.
#pragma once

#include "simulate/draft.h"

namespace homeward::simulate {

void add_columns(Draft& draft);      ///< drives, halts, services, rests, ends
void add_flights(Draft& draft);      ///< chains of airframes, ground times, rotations, positions
void add_sailings(Draft& draft);     ///< berths, loading, passages
void add_batches(Draft& draft);      ///< services of things
void order_links(Draft& draft);      ///< FOLLOW, OPPOSE, EXCLUSIVE
void order_crossings(Draft& draft);  ///< CROSS
void order_stocks(Draft& draft);     ///< PARK, fleets, people
void order_lanes(Draft& draft);      ///< lanes of services
void order_things(Draft& draft);     ///< lots through columns, batches, ships; yards
void order_teams(Draft& draft);      ///< TEAM: who runs a service leaves after it
void add_closings(Draft& draft);     ///< LAST_OUT, CLOSED, closure of the zone, final closure
void add_permissions(Draft& draft);
void add_force_level(Draft& draft);  ///< no arcs: who leaves the zone with which event

}  // namespace homeward::simulate
