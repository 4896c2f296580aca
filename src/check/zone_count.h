// SPDX-License-Identifier: Apache-2.0
//
// Who and what is in a zone over time. On a link everybody counts at its start until the tail has reached its
// end.
#pragma once

#include <optional>
#include <vector>

#include "check/ledger.h"
#include "check/lot_story.h"
#include "check/sweep.h"

namespace homeward::check {

/// A number over time: `initial` before the first level.
struct Curve {
  std::int64_t initial = 0;
  std::vector<Level> levels;
};

/// People of a category in the zone; crews of fleets count in the fleet's category. `category` absent: all
/// people, and all crews, also those without a category.
Curve people_in_zone(const Ledger& ledger, ZoneId zone, std::optional<CategoryId> category);
/// Several categories together; empty: all.
Curve people_in_zone(const Ledger& ledger, ZoneId zone, const std::vector<CategoryId>& categories);
/// Crews of fleets without a category.
Curve nameless_crews_in_zone(const Ledger& ledger, ZoneId zone);

/// In the model's zone, of what must leave it.
Curve unit_in_zone(const Ledger& ledger, UnitId unit);
Curve lot_in_zone(const Ledger& ledger, LotId lot);
Curve fleet_in_zone(const Ledger& ledger, FleetId fleet);

/// The first second from which nobody and nothing that must leave, and no fleet vehicle, is in the model's
/// zone.
std::optional<Time> closure(const Ledger& ledger);

/// From when on all people of a unit are at their destination; absent: never.
std::optional<Time> people_home(const Ledger& ledger, UnitId unit);
/// From when on everybody and everything that leaves is at its final place.
std::optional<Time> final_closure(const Ledger& ledger, const LotStories& stories);

}  // namespace homeward::check
