// SPDX-License-Identifier: Apache-2.0
//
// What other commands answered about a plan or its scenario, as plain data for the report: decisions, the
// changes of a repair, the ranking of a drill, the points of a sweep.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"

namespace homeward {

/// A unit that is held until the answer, in an outcome in which it leaves.
struct HeldLine {
  std::string unit;  ///< key
  std::string outcome;
  std::int64_t people = 0;
  std::int64_t things = 0;
  std::optional<Time> order_by;  ///< absent: nobody need order anything
  std::optional<Time> first_move;
};

/// What an answer at this date would cost, in the worst outcome.
struct WaitingLine {
  Time decision = 0;
  bool possible = false;  ///< false: no plan was found; the rest means nothing
  Time worst_closure = 0;
  std::int64_t held_person_days = 0;
  std::int64_t peak_use = 0;  ///< in DecisionLine::peak_unit
};

struct OutcomeLine {
  std::string outcome;
  std::optional<Time> closure;
};

/// One condition: its bracket and what hangs on it.
struct DecisionLine {
  std::string condition;  ///< key
  std::string if_no_answer;
  Duration prepare_s = 0;
  std::optional<Time> possible_at;  ///< absent: no policy was found
  std::optional<Time> too_late_at;  ///< absent: nothing is proved
  std::string too_late_outcome;
  std::string why;  ///< sentence of the certificate
  std::string peak_unit;
  std::vector<OutcomeLine> plans;
  std::vector<HeldLine> held;
  std::vector<WaitingLine> waiting;
};

struct SlackLine {
  std::string unit;  ///< key
  Time last_departure = 0;
  Time too_late_at = 0;
};

/// What `homeward decide` says of a scenario.
struct DecisionsAnswer {
  std::vector<DecisionLine> conditions;
  std::vector<SlackLine> slack;  ///< least first
};

struct ChangeLine {
  std::string number;  ///< of the column
  std::string change;  ///< shifted, rerouted, reloaded, cancelled, added
  std::optional<Time> old_start, new_start, new_arrival;
  std::string old_route, new_route;  ///< keys of places with - between them; empty: none
  bool ordered = false;
  bool under_way = false;
  bool affected = false;
  std::string reason;
};

struct ClosingChange {
  std::string place;  ///< key
  Time before = 0, now = 0;
};

/// What `homeward repair` changed to come to a plan.
struct ChangesAnswer {
  Time at = 0;
  Time freeze_end = 0;
  std::string way;  ///< unchanged, local, put_off, planned
  std::vector<std::string> events;
  std::optional<Time> closure_before, closure;
  std::int64_t affected = 0;        ///< columns
  std::int64_t others_changed = 0;  ///< columns not affected
  std::vector<ChangeLine> columns;
  std::vector<ClosingChange> closings;
};

/// Something taken away, and what it does to the plan.
struct DrillLine {
  std::string kind;  ///< link, place, fleet, pair
  std::string what;  ///< key
  std::string harm;  ///< impossible, no_plan, late, later, absorbed, unused, not_examined
  std::optional<Duration> later_s;
  std::int64_t affected = 0;  ///< columns
  std::int64_t changed = 0;   ///< columns
  std::optional<std::int64_t> people_late;
  std::vector<std::string> cut_off;  ///< keys of places that lose their last road home
  std::string proof;
};

/// What `homeward drill` says of a plan.
struct DrillAnswer {
  Time at = 0;
  std::optional<Time> until;  ///< absent: for ever
  std::int64_t fleet_percent = 0;
  std::vector<DrillLine> cuts;  ///< worst first
};

/// A point of `homeward sweep`: the scenario with other figures, planned anew.
struct SweepLine {
  std::vector<std::pair<std::string, std::string>> values;  ///< name → value, of those that are varied
  std::string status;  ///< valid, late, infeasible, none_found, refused, not_solved
  std::optional<Time> closure;
  std::optional<Time> bound;  ///< no plan closes before
  Duration late_s = 0;
  std::int64_t zone_person_s = 0;
  std::int64_t vehicle_km = 0;
  std::string problem;  ///< refused: the first one
};

}  // namespace homeward
