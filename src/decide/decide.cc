// SPDX-License-Identifier: Apache-2.0
#include "decide/decide.h"

#include <algorithm>
#include <set>

#include "check/certificate_cut.h"
#include "check/check_certificate.h"
#include "check/ledger.h"
#include "check/plan_figures.h"
#include "decide/peak_use.h"
#include "planner/bounds/find_certificate.h"

namespace homeward::decide {

namespace {

bool hangs_on(const std::vector<ConditionId>& list, ConditionId condition) {
  return std::find(list.begin(), list.end(), condition) != list.end();
}

/// Hours by which the latest policy is put off at first.
constexpr std::int64_t kFirstStep = 6;

/// First use of unit and lots in a plan: their loading or departure, and when it must be ordered.
struct FirstMove {
  Time at = kEndOfTime;
  Time order_by = kEndOfTime;
  void note(Time begin, Duration notice) {
    at = std::min(at, begin);
    order_by = std::min(order_by, begin - notice);
  }
};

FirstMove first_move(const Model& model, const Plan& plan, UnitId unit) {
  FirstMove first;
  const auto rides = [&](const std::vector<Passengers>& list) {
    return std::any_of(list.begin(), list.end(), [&](const Passengers& some) { return some.unit == unit; });
  };
  for (const Column& column : plan.columns) {
    const Leg& leg = column.legs.front();
    const bool carries = std::any_of(leg.groups.begin(), leg.groups.end(), [&](const VehicleGroup& group) {
      const auto lot = group.own_lot ? group.own_lot
                       : group.cargo ? std::optional(group.cargo->lot)
                                     : std::nullopt;
      return lot && model.lots[*lot].unit == unit;
    });
    if (carries || rides(leg.passengers))
      first.note(column.stops.front().arrive, model.rules.notice_column_s);
  }
  for (const Flight& flight : plan.flights)
    if (rides(flight.passengers)) first.note(flight.take_off, model.rules.notice_flight_s);
  return first;
}

/// Last departure of people and things of each unit from where they start.
IdVector<UnitId, Time> last_departures(const Model& model, const Plan& plan) {
  IdVector<UnitId, Time> last(model.units.size(), kStartOfTime);
  const auto note = [&](UnitId unit, PlaceId from, PlaceId start, Time at) {
    if (from == start) last[unit] = std::max(last[unit], at);
  };
  for (const Column& column : plan.columns) {
    const Stop& start = column.stops.front();
    for (const Passengers& some : column.legs.front().passengers)
      note(some.unit, start.place, model.units[some.unit].place, start.depart);
    for (const VehicleGroup& group : column.legs.front().groups) {
      const auto lot = group.own_lot ? group.own_lot
                       : group.cargo ? std::optional(group.cargo->lot)
                                     : std::nullopt;
      if (lot) note(model.lots[*lot].unit, start.place, model.lots[*lot].place, start.depart);
    }
  }
  for (const Flight& flight : plan.flights)
    for (const Passengers& some : flight.passengers)
      note(some.unit, flight.from, model.units[some.unit].place, flight.take_off);
  return last;
}

class Decider {
 public:
  Decider(const Leaves& leaves, const DecideOptions& options, Budget& budget, Observer& observer)
      : leaves_{leaves}, options_{options}, budget_{budget}, observer_{observer}, first_{leaves.front()} {}

  DecideAnswer run() {
    DecideAnswer answer;
    for (ConditionId condition : first_.conditions.ids())
      if (!options_.only || *options_.only == condition) answer.conditions.push_back(bracket(condition));
    for (const ConditionAnswer& condition : answer.conditions)
      if (condition.policy && answer.slack.empty()) answer.slack = slack_of(*condition.policy);
    return answer;
  }

 private:
  Time hour(std::int64_t number) const { return first_hour_ + number * kHour; }

  DecisionTimes decisions_at(ConditionId condition, Time at) const {
    DecisionTimes times(first_.conditions.size(), at);
    for (ConditionId other : first_.conditions.ids())
      if (other != condition) times[other] = first_.conditions[other].expected_by.value_or(at);
    return times;
  }

  void say(std::string_view stage) {
    Progress progress;
    progress.stage = stage;
    observer_.on_progress(progress);
  }

  /// A certificate that this outcome misses the deadline when it is decided at `at`.
  std::optional<Certificate> proof(std::size_t leaf, ConditionId condition, Time at) {
    const Model late = decided(leaves_[leaf], decisions_at(condition, at));
    Budget one(Budget::kUnlimited, budget_.wall_deadline());
    for (ResourceBound& bound : bounds_by_resource(late, one)) {
      if (bound.bound <= late.deadline) break;
      Certificate certificate = std::move(bound.certificate);
      for (UnitId unit : late.units.ids())
        if (late.units[unit].stays_elsewhere && late.units[unit].ready > leaves_[leaf].units[unit].ready)
          certificate.not_ready_before.emplace_back(late.units[unit].key, late.units[unit].ready);
      std::erase_if(certificate.not_ready_before,
                    [&](const auto& row) { return row.second > certificate.no_closure_before; });
      std::sort(certificate.not_ready_before.begin(), certificate.not_ready_before.end());
      if (check_certificate(leaves_[leaf], certificate).holds) return certificate;
    }
    return std::nullopt;
  }

  bool anybody_hangs(std::size_t leaf, ConditionId condition) const {
    const Model& model = leaves_[leaf];
    const auto some = [&](const auto& rows) {
      return std::any_of(rows.begin(), rows.end(),
                         [&](const auto& row) { return hangs_on(row.hangs_on, condition); });
    };
    return some(model.units) || some(model.lots);
  }

  void find_too_late(ConditionAnswer& answer) {
    say("proving when it is too late");
    std::int64_t best = last_hour_ + 1;
    for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
      if (!anybody_hangs(leaf, answer.condition)) continue;
      auto certificate = proof(leaf, answer.condition, hour(std::min(best - 1, last_hour_)));
      if (!certificate) continue;
      std::int64_t low = -1, high = std::min(best - 1, last_hour_);
      while (high - low > 1 && !budget_.interrupted()) {
        const std::int64_t middle = low + (high - low) / 2;
        if (auto earlier = proof(leaf, answer.condition, hour(middle)))
          high = middle, certificate = std::move(earlier);
        else
          low = middle;
      }
      best = high;
      answer.too_late_at = hour(high);
      answer.certificate = std::move(certificate);
      answer.too_late_leaf = leaf;
    }
    if (!answer.certificate) return;
    answer.binding = answer.certificate->format == 0 || answer.certificate->resources.empty()
                         ? "path"
                         : answer.certificate->resources.front().id;
  }

  std::optional<Policy> policy_at(ConditionId condition, std::int64_t number, std::int64_t work) {
    PolicyOptions policy = options_.policy;
    policy.work_of_a_plan = work;
    return find_policy(leaves_, decisions_at(condition, hour(number)), policy, budget_);
  }

  /// True when a policy for that hour is found: it is kept, with its hour in `low`.
  bool test(ConditionAnswer& answer, std::int64_t number, std::int64_t work, std::int64_t& low) {
    auto policy = policy_at(answer.condition, number, work);
    if (!policy) return false;
    answer.policy = std::move(policy);
    low = number;
    return true;
  }

  void find_possible(ConditionAnswer& answer) {
    say("looking for the latest policy");
    const std::int64_t end =
        answer.too_late_at ? (*answer.too_late_at - first_hour_) / kHour : last_hour_ + 1;
    std::int64_t low = -1, failed = end;
    // From the proof backwards, with one plan each, then between the last failure and the success.
    for (std::int64_t back = 24; low < 0 && failed > 0 && !budget_.interrupted();
         back += divide_up(back, 2)) {
      const std::int64_t number = std::max<std::int64_t>(0, end - back);
      if (!test(answer, number, 1, low)) failed = number;
    }
    while (low >= 0 && failed - low > 1 && !budget_.interrupted()) {
      const std::int64_t middle = low + (failed - low) / 2;
      if (!test(answer, middle, 1, low)) failed = middle;
    }
    // What one plan cannot do a search may: longer steps after each success, shorter ones after a failure.
    std::int64_t step = kFirstStep;
    while (low >= 0 && step > 0 && low + 1 < end && !out_of_share()) {
      const std::int64_t number = std::min(low + step, end - 1);
      step = test(answer, number, options_.work_of_a_search, low) ? 2 * step : step / 2;
    }
    if (low >= 0) answer.possible_at = hour(low);
  }

  /// The rest of the time is for what waiting costs.
  bool out_of_share() const {
    const auto now = Budget::Clock::now();
    return budget_.interrupted() || (budget_.wall_deadline() != Budget::Clock::time_point::max() &&
                                     now - begin_ > (budget_.wall_deadline() - begin_) * 3 / 5);
  }

  Time worst_closure(const Policy& policy) const {
    Time worst = kStartOfTime;
    for (std::size_t i = 0; i < leaves_.size(); ++i)
      worst = std::max(worst, plan_figures(leaves_[i], policy.plans[i]).closure.value_or(worst));
    return worst;
  }

  std::int64_t held_person_days(const Policy& policy, ConditionId condition) const {
    std::int64_t most = 0;
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      const Model& model = leaves_[i];
      std::int64_t seconds = 0;
      const auto add = [&](const Passengers& some, PlaceId from, Time at) {
        const Unit& unit = model.units[some.unit];
        if (unit.place == from && hangs_on(unit.hangs_on, condition))
          seconds += some.count * (at - model.start);
      };
      for (const Column& column : policy.plans[i].columns)
        for (const Passengers& some : column.legs.front().passengers)
          add(some, column.stops.front().place, column.stops.front().depart);
      for (const Flight& flight : policy.plans[i].flights)
        for (const Passengers& some : flight.passengers) add(some, flight.from, flight.take_off);
      most = std::max(most, seconds / kDay);
    }
    return most;
  }

  WaitingCost cost_of(const Policy& policy, Time decision, const ConditionAnswer& answer) const {
    WaitingCost cost;
    cost.decision = decision;
    cost.possible = true;
    cost.worst_closure = worst_closure(policy);
    cost.held_person_days = held_person_days(policy, answer.condition);
    for (std::size_t i = 0; i < leaves_.size(); ++i)
      cost.peak_use = std::max(cost.peak_use, peak_use(leaves_[i], policy.plans[i], answer.binding));
    return cost;
  }

  void cost_of_waiting(ConditionAnswer& answer) {
    say("what waiting costs");
    answer.peak_unit = peak_unit(answer.binding);
    if (!answer.possible_at) return;
    const std::int64_t last = (*answer.possible_at - first_hour_) / kHour;
    const int points = std::max(2, options_.waiting_points);
    for (int i = 0; i < points && !budget_.interrupted(); ++i) {
      const std::int64_t number = last * i / (points - 1);
      if (i > 0 && number == last * (i - 1) / (points - 1)) continue;
      if (number == last) {
        answer.waiting.push_back(cost_of(*answer.policy, hour(number), answer));
        continue;
      }
      const auto policy = policy_at(answer.condition, number, 1);
      if (policy)
        answer.waiting.push_back(cost_of(*policy, hour(number), answer));
      else
        answer.waiting.push_back({hour(number), false, 0, 0, 0});
    }
    // A policy for a later decision is one for every earlier decision.
    for (std::size_t i = answer.waiting.size(); i-- > 1;) {
      WaitingCost& earlier = answer.waiting[i - 1];
      const WaitingCost& later = answer.waiting[i];
      if (!later.possible || (earlier.possible && earlier.worst_closure <= later.worst_closure)) continue;
      const Time decision = earlier.decision;
      earlier = later;
      earlier.decision = decision;
    }
  }

  void list_held(ConditionAnswer& answer) {
    std::set<UnitId> seen;
    for (std::size_t leaf = 0; leaf < leaves_.size(); ++leaf) {
      const Model& model = leaves_[leaf];
      for (UnitId id : model.units.ids()) {
        Held held;
        held.unit = id;
        held.leaf = leaf;
        if (hangs_on(model.units[id].hangs_on, answer.condition))
          for (std::int64_t count : model.units[id].people) held.people += count;
        for (const Lot& lot : model.lots)
          if (lot.unit == id && hangs_on(lot.hangs_on, answer.condition)) held.things += lot.count;
        if (held.people + held.things == 0 || !seen.insert(id).second) continue;
        if (answer.policy) {
          const FirstMove first = first_move(model, answer.policy->plans[leaf], id);
          if (first.at < kEndOfTime) held.first_move = first.at, held.order_by = first.order_by;
        }
        answer.held.push_back(held);
      }
    }
    std::stable_sort(answer.held.begin(), answer.held.end(), [](const Held& a, const Held& b) {
      return a.order_by.value_or(kEndOfTime) < b.order_by.value_or(kEndOfTime);
    });
  }

  ConditionAnswer bracket(ConditionId condition) {
    ConditionAnswer answer;
    answer.condition = condition;
    first_hour_ = divide_up(first_.start, kHour) * kHour;
    last_hour_ = (first_.deadline - first_hour_) / kHour;
    find_too_late(answer);
    find_possible(answer);
    list_held(answer);
    cost_of_waiting(answer);
    return answer;
  }

  /// In the outcome in which most leave.
  std::vector<UnitSlack> slack_of(const Policy& policy) {
    say("slack of units");
    std::size_t leaf = 0;
    std::int64_t most = -1;
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      std::int64_t leaving = 0;
      for (const Unit& unit : leaves_[i].units) leaving += unit.stays ? 0 : 1;
      if (leaving > most) leaf = i, most = leaving;
    }
    const Model& model = leaves_[leaf];
    const auto last = last_departures(model, policy.plans[leaf]);
    check::CutFigures figures(model, model.deadline + 60 * kDay);
    std::vector<UnitSlack> list;
    for (UnitId unit : model.units.ids()) {
      if (last[unit] == kStartOfTime || !model.in_zone(model.units[unit].place)) continue;
      const auto too_late = too_late_to_start(model, unit, figures);
      if (too_late) list.push_back({unit, last[unit], *too_late});
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const UnitSlack& a, const UnitSlack& b) { return a.slack_s() < b.slack_s(); });
    return list;
  }

  /// The first whole minute from which something of the unit cannot be out by the deadline.
  static std::optional<Time> too_late_to_start(const Model& model, UnitId unit, check::CutFigures& figures) {
    std::vector<check::Claim> claims;
    for (LotId lot : model.lots.ids())
      if (model.lots[lot].unit == unit && check::must_leave(model, lot) && model.lots[lot].count > 0)
        claims.push_back(check::claim_of(model, lot));
    if (check::must_leave(model, unit)) claims.push_back(check::claim_of(model, unit));
    std::optional<Time> first;
    std::set<std::vector<std::int64_t>> seen;
    for (check::Claim& claim : claims) {
      if (claim.count <= 0) continue;
      if (claim.lot && !seen.insert({static_cast<std::int64_t>(model.lots[*claim.lot].type.index()),
                                     static_cast<std::int64_t>(claim.place.index())})
                            .second)
        continue;
      Time low = model.start, high = model.deadline;
      while (high - low > kMinute) {
        const Time middle = low + (high - low) / 2;
        claim.ready = middle;
        (figures.earliest_exit(claim) <= model.deadline ? low : high) = middle;
      }
      first = std::min(first.value_or(high), high);
    }
    return first;
  }

  const Leaves& leaves_;
  const DecideOptions& options_;
  Budget& budget_;
  Observer& observer_;
  const Model& first_;
  Time first_hour_ = 0;
  std::int64_t last_hour_ = 0;
  const Budget::Clock::time_point begin_ = Budget::Clock::now();
};

}  // namespace

DecideAnswer decide(const Leaves& leaves, const DecideOptions& options, Budget& budget, Observer& observer) {
  return Decider(leaves, options, budget, observer).run();
}

}  // namespace homeward::decide
