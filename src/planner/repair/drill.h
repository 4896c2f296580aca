// SPDX-License-Identifier: Apache-2.0
//
// What hurts most: every link, place and fleet that a plan uses is taken away in turn, the plan is repaired,
// and the cuts are ranked by the harm that is left. What the plan does not use after that time harms nothing.
#pragma once

#include <string>
#include <vector>

#include "planner/repair/repair_plan.h"

namespace homeward {

enum class CutKind { link, place, fleet, link_pair };

/// From worst to best: the order of the ranking.
enum class Harm {
  impossible,   ///< proved: not in time any more
  no_plan,      ///< no valid plan was found
  late,         ///< a plan that misses requirements, nothing proved
  later,        ///< valid, but the zone closes later
  absorbed,     ///< valid, closes as early as before
  unused,       ///< the plan does not use it: it stays valid
  not_examined  ///< the budget ended before
};

struct DrillCut {
  CutKind kind = CutKind::link;
  std::vector<LinkId> links;  ///< one, or two of a pair
  PlaceId place;
  FleetId fleet;
  Harm harm = Harm::unused;
  Duration later_s = 0;  ///< closure after − before
  std::optional<Time> closure;
  std::int64_t affected = 0;                ///< columns
  std::int64_t changed = 0;                 ///< columns
  std::optional<std::int64_t> people_late;  ///< in the zone at the deadline; absent: no plan
  std::vector<PlaceId> cut_off;  ///< places of people or things that no road leads home from any more
  std::string proof;             ///< sentence of the certificate
};

struct DrillOptions {
  Time at = 0;
  std::optional<Time> until;  ///< links and places open again; absent: never
  int threads = 2;
  std::size_t pairs_among = 3;      ///< pairs of the worst links that alone leave a way; 0: none
  std::int64_t fleet_percent = 50;  ///< so much of a fleet is withdrawn
};

/// Worst first. Deterministic as long as the budget is not interrupted.
std::vector<DrillCut> drill(const Model& model, const Plan& plan, const DrillOptions& options, Budget& budget,
                            Observer& observer);

/// Closes a link for whoever has not entered it by `at`.
void cut_link(Model& model, const Plan& plan, LinkId link, Time at, std::optional<Time> until);

/// Closes a place when those who are on a road to it have come in or are through; nobody else gets there.
void close_place(Model& model, const Plan& plan, PlaceId place, Time at, std::optional<Time> until);

/// So much of a fleet must stand outside the zone, unused, from ten days after `at` on.
void withdraw_fleet(Model& model, FleetId fleet, std::int64_t percent, Time at);

const char* harm_word(Harm harm);

}  // namespace homeward
