// SPDX-License-Identifier: Apache-2.0
//
// One function for each family of rules. Each reads the ledger and adds what it finds; none depends on
// another.
#pragma once

#include "check/calendar.h"
#include "check/findings.h"
#include "check/ledger.h"
#include "check/lot_story.h"

namespace homeward::check {

void check_columns(const Ledger& ledger, Findings& findings);  ///< CONTINUITY SPACING LEG SIZE REST ESCORT
void check_loads(const Ledger& ledger, Findings& findings);    ///< DRIVER SEAT RESTRICTION LOAD
void check_links(const Ledger& ledger, Findings& findings);    ///< FOLLOW OPPOSE EXCLUSIVE
void check_windows(const Ledger& ledger, const Calendar& calendar, Findings& findings);  ///< WINDOW
void check_places(const Ledger& ledger, Findings& findings);                             ///< CROSS PARK
void check_services(const Ledger& ledger, Findings& findings);                           ///< SERVICE
void check_teams(const Ledger& ledger, Findings& findings);                              ///< TEAM
void check_batches(const Ledger& ledger, Findings& findings);  ///< STOCK: batches and lanes
void check_stories(const Ledger& ledger, const LotStories& stories,
                   Findings& findings);  ///< STOCK COUNT SAIL: things
void check_bases(const Ledger& ledger, const LotStories& stories, Findings& findings);  ///< CLOSED
void check_last_out(const Ledger& ledger, Findings& findings);                          ///< LAST_OUT
void check_garrisons(const Ledger& ledger, Findings& findings);                         ///< GARRISON
void check_people(const Ledger& ledger, Findings& findings);    ///< COUNT JOURNEY BEDS
void check_ready(const Ledger& ledger, Findings& findings);     ///< READY
void check_return(const Ledger& ledger, Findings& findings);    ///< COUNT: nobody comes back into the zone
void check_fleets(const Ledger& ledger, Findings& findings);    ///< FLEET
void check_flights(const Ledger& ledger, Findings& findings);   ///< FLIGHT SEAT MOG
void check_sailings(const Ledger& ledger, Findings& findings);  ///< SAIL BERTH
void check_dates(const Ledger& ledger, const LotStories& stories, Findings& findings);  ///< DUE DEADLINE
void check_targets(const Ledger& ledger, Findings& findings);  ///< CEILING FLOOR COVER

}  // namespace homeward::check
