// SPDX-License-Identifier: Apache-2.0
#include "decide/decide.h"

#include <algorithm>
#include <set>
#include <utility>

#include "check/plan_figures.h"
#include "decide/peak_use.h"
#include "decide/side_by_side.h"
#include "decide/too_late.h"

namespace homeward::decide {

namespace {

/// Hours before the proof at which the first policy is tried, and by which it is put off in the end.
constexpr std::int64_t kFirstBack = 24;
constexpr std::int64_t kFirstStep = 4;
/// Where waiting costs little a policy is found at once; else a later one stands in.
constexpr std::size_t kTriesOfARow = 2;

/// What the search for the latest policy of one condition may take of what is left of the budget, and ends
/// with; the rest is for what waiting costs.
class Share {
 public:
  Share(Budget& whole, std::int64_t conditions_left)
      : whole_{whole}, part_{work_of(whole, conditions_left), end_of(whole, conditions_left), whole} {}
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;
  ~Share() { whole_.spend(part_.work()); }
  Budget& budget() { return part_; }

 private:
  static auto part(auto left, std::int64_t conditions_left) { return left * 3 / (4 * conditions_left); }
  static std::int64_t work_of(const Budget& whole, std::int64_t conditions_left) {
    if (whole.work_limit() == Budget::kUnlimited) return Budget::kUnlimited;
    return part(whole.work_limit() - whole.work(), conditions_left);
  }
  static Budget::Clock::time_point end_of(const Budget& whole, std::int64_t conditions_left) {
    if (whole.wall_deadline() == Budget::Clock::time_point::max()) return whole.wall_deadline();
    const auto now = Budget::Clock::now();
    return now + part(whole.wall_deadline() - now, conditions_left);
  }

  Budget& whole_;
  Budget part_;
};

/// 0 … count − 1: the first, then the middle of what is not there yet, and so on. Wherever the time ends,
/// what is there is spread over all.
std::vector<std::size_t> halving_order(std::size_t count) {
  std::vector<std::size_t> order;
  std::vector<char> taken(count, 0);
  std::size_t step = 1;
  while (step < count) step *= 2;
  for (; step > 0; step /= 2)
    for (std::size_t i = 0; i < count; i += step)
      if (!std::exchange(taken[i], 1)) order.push_back(i);
  return order;
}

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

class Decider {
 public:
  Decider(const Leaves& leaves, const DecideOptions& options, Budget& budget, Observer& observer)
      : leaves_{leaves}, options_{options}, budget_{budget}, observer_{observer}, first_{leaves.front()} {}

  DecideAnswer run() {
    std::vector<ConditionId> asked;
    for (ConditionId condition : first_.conditions.ids())
      if (!options_.only || *options_.only == condition) asked.push_back(condition);
    DecideAnswer answer;
    for (std::size_t i = 0; i < asked.size(); ++i)
      answer.conditions.push_back(bracket(asked[i], static_cast<std::int64_t>(asked.size() - i)));
    for (const ConditionAnswer& condition : answer.conditions)
      if (condition.policy && answer.slack.empty()) answer.slack = slack_of(*condition.policy);
    for (ConditionAnswer& condition : answer.conditions) cost_of_waiting(condition);
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

  void find_too_late(ConditionAnswer& answer) {
    say("proving when it is too late");
    auto found = decide::find_too_late(
        leaves_, answer.condition, last_hour_,
        [&](std::int64_t number) { return decisions_at(answer.condition, hour(number)); },
        options_.policy.threads, budget_);
    if (!found) return;
    answer.too_late_at = hour(found->hour);
    answer.too_late_leaf = found->leaf;
    answer.certificate = std::move(found->certificate);
    answer.binding = answer.certificate->format == 0 || answer.certificate->resources.empty()
                         ? "path"
                         : answer.certificate->resources.front().id;
  }

  std::optional<Policy> policy_at(ConditionId condition, std::int64_t number, const PolicyOptions& options,
                                  Budget& budget) const {
    return find_policy(leaves_, decisions_at(condition, hour(number)), options, budget);
  }

  /// True when a policy for that hour is found: it is kept, with its hour in `low`.
  bool test(ConditionAnswer& answer, std::int64_t number, const PolicyOptions& options, Budget& budget,
            std::int64_t& low) {
    auto policy = policy_at(answer.condition, number, options, budget);
    if (!policy) return false;
    answer.policy = std::move(policy);
    low = number;
    return true;
  }

  void find_possible(ConditionAnswer& answer, std::int64_t conditions_left) {
    say("looking for the latest policy");
    Share share(budget_, conditions_left);
    Budget& part = share.budget();
    const std::int64_t end =
        answer.too_late_at ? (*answer.too_late_at - first_hour_) / kHour : last_hour_ + 1;
    std::int64_t low = -1, failed = end;
    std::set<std::int64_t> in_vain;
    const auto quick = [&](std::int64_t number, Budget& budget) {
      if (test(answer, number, options_.policy, budget, low)) return;
      in_vain.insert(number);
      failed = number;
    };
    // From the proof backwards, after two failures with one try each, so that there is some answer while
    // there is time; then between the last failure and the success.
    PolicyOptions once = options_.policy;
    once.tries = 1;
    for (std::int64_t back = kFirstBack; low < 0 && failed > 0 && !budget_.interrupted();
         back += divide_up(back, 2)) {
      const std::int64_t number = std::max<std::int64_t>(0, end - back);
      if (number == 0 || back < 2 * kFirstBack)
        quick(number, budget_);
      else if (!test(answer, number, once, budget_, low))
        failed = number;
    }
    while (low >= 0 && failed - low > 1 && !part.exhausted()) quick(low + (failed - low) / 2, part);
    // What a few tries cannot do more may: longer steps after each success, shorter ones after a failure.
    std::int64_t step = kFirstStep;
    while (low >= 0 && step > 0 && low + 1 < end && !part.exhausted()) {
      const std::int64_t number = std::min(low + step, end - 1);
      PolicyOptions more = options_.policy;
      if (in_vain.contains(number)) more.first_try += more.tries;
      more.tries = options_.tries_of_a_search;
      step = test(answer, number, more, part, low) ? 2 * step : step / 2;
    }
    if (low >= 0) answer.possible_at = hour(low);
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
    std::vector<std::int64_t> numbers;
    for (int i = 0; i < points; ++i)
      if (const std::int64_t number = last * i / (points - 1); numbers.empty() || number > numbers.back())
        numbers.push_back(number);
    answer.waiting.resize(numbers.size());
    PolicyOptions alone = options_.policy;
    alone.threads = 1;
    alone.tries = std::min(alone.tries, kTriesOfARow);
    std::vector<std::int64_t> work(numbers.size(), 0);
    for (std::size_t i = 0; i < numbers.size(); ++i) answer.waiting[i].decision = hour(numbers[i]);
    answer.waiting.back() = cost_of(*answer.policy, hour(numbers.back()), answer);
    const std::vector<std::size_t> order = halving_order(numbers.size() - 1);
    side_by_side(order.size(), options_.policy.threads, [&](std::size_t next) {
      const std::size_t i = order[next];
      if (budget_.interrupted()) return;
      Budget part(Budget::kUnlimited, budget_);
      if (const auto policy = policy_at(answer.condition, numbers[i], alone, part))
        answer.waiting[i] = cost_of(*policy, hour(numbers[i]), answer);
      work[i] = part.work();
    });
    for (const std::int64_t spent : work) budget_.spend(spent);
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

  ConditionAnswer bracket(ConditionId condition, std::int64_t conditions_left) {
    ConditionAnswer answer;
    answer.condition = condition;
    first_hour_ = divide_up(first_.start, kHour) * kHour;
    last_hour_ = (first_.deadline - first_hour_) / kHour;
    find_too_late(answer);
    find_possible(answer, conditions_left);
    list_held(answer);
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
    return unit_slack(leaves_[leaf], policy.plans[leaf]);
  }

  const Leaves& leaves_;
  const DecideOptions& options_;
  Budget& budget_;
  Observer& observer_;
  const Model& first_;
  Time first_hour_ = 0;
  std::int64_t last_hour_ = 0;
};

}  // namespace

DecideAnswer decide(const Leaves& leaves, const DecideOptions& options, Budget& budget, Observer& observer) {
  return Decider(leaves, options, budget, observer).run();
}

}  // namespace homeward::decide
