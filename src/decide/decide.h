// SPDX-License-Identifier: Apache-2.0
//
// How late an open condition may be decided: a bracket [possible_at, too_late_at) of whole hours
// (docs/latest-decision.md). At possible_at every outcome can still be carried out, shown by a policy that
// was checked; at too_late_at one outcome cannot, shown by a certificate that was checked.
#pragma once

#include <string>

#include "decide/policy.h"
#include "decide/unit_slack.h"
#include "plan/certificate.h"

namespace homeward::decide {

/// Who is held by the condition, and by when orders must be given where it leaves.
struct Held {
  UnitId unit;
  std::size_t leaf = 0;  ///< the outcome in which this row was planned
  std::int64_t people = 0;
  std::int64_t things = 0;
  std::optional<Time> first_move;  ///< its first departure or loading in the policy at possible_at
  std::optional<Time> order_by;    ///< first_move less the notice of its kind
};

/// What waiting until `decision` costs.
struct WaitingCost {
  Time decision = 0;
  bool possible = false;   ///< a policy was found
  Time worst_closure = 0;  ///< of the outcomes
  std::int64_t held_person_days =
      0;                      ///< of those who are held, from the start until they leave, worst outcome
  std::int64_t peak_use = 0;  ///< of the binding resource, see ConditionAnswer::peak_unit
};

struct ConditionAnswer {
  ConditionId condition;
  std::optional<Time> possible_at;         ///< absent: not even at the start
  std::optional<Time> too_late_at;         ///< absent: no outcome becomes impossible before the deadline
  std::optional<Policy> policy;            ///< at possible_at
  std::optional<Certificate> certificate;  ///< at too_late_at
  std::size_t too_late_leaf = 0;
  std::string binding;    ///< "path", or the resource of the certificate
  std::string peak_unit;  ///< what peak_use counts
  std::vector<Held> held;
  std::vector<WaitingCost> waiting;
};

struct DecideOptions {
  PolicyOptions policy;
  int waiting_points = 10;
  std::size_t tries_of_a_search = 8;  ///< for each hour beyond those for which the policy's tries do
  std::optional<ConditionId> only;
};

struct DecideAnswer {
  std::vector<ConditionAnswer> conditions;
  std::vector<UnitSlack> slack;  ///< least first
};

/// The other conditions are decided at their expected_by, or with this one where they have none. Leaves: all
/// combinations of outcomes, 2 … kPolicyOutcomesMax. Ends within the budget's time. Its work ends the search
/// for later policies: the same leaves, options and work limit give the same answer, on any number of
/// threads.
DecideAnswer decide(const Leaves& leaves, const DecideOptions& options, Budget& budget, Observer& observer);

}  // namespace homeward::decide
