// SPDX-License-Identifier: Apache-2.0
//
// What no single row shows: contradictions between tables. An audit runs only when the tables it looks at
// were read without a problem, so that one mistake is not reported twice.
#pragma once

#include "scenario/draft.h"

namespace homeward::scenario {

void run_audits(Draft& draft);

/// Destinations lie outside the zone; garrisons, last-out units, teams, floors and ceilings do not
/// contradict.
void audit_balance(Draft& draft);
/// Fleets have vehicles, aircraft can land, ships can berth.
void audit_lift(Draft& draft);
/// Everybody and everything that leaves has a way to its destination that carries it.
void audit_reach(Draft& draft);
/// The smallest column fits into an opening of each link, the smallest work into one of each service.
void audit_openings(Draft& draft);
/// No two columns of other traffic are in each other's way.
void audit_traffic(Draft& draft);

/// Reports at a row of a table.
void report_row(std::string_view file, const Provenance& row, std::string what, std::string mend,
                Problems& problems);

}  // namespace homeward::scenario
