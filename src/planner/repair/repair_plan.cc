// SPDX-License-Identifier: Apache-2.0
#include "planner/repair/repair_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <thread>
#include <tuple>

#include "check/check_plan.h"
#include "check/plan_figures.h"
#include "planner/dispatch/fleet_moves.h"
#include "planner/plan_value.h"
#include "planner/plan_withdrawal.h"
#include "planner/repair/boarding.h"
#include "planner/repair/loss_proof.h"
#include "planner/repair/put_off.h"
#include "planner/repair/stuck.h"

namespace homeward {

namespace {

/// What disturbs a plan for longer is not waited for.
constexpr Duration kLongestPutOff = 14 * kDay;
/// Repairs of so many columns may take seconds.
constexpr std::int64_t kManyAffected = 60;
/// A plan of a large scenario, its search and its check.
constexpr std::int64_t kWorkOfAPlan = 4'000'000;
/// Where there is a plan already that changes more than what is affected.
constexpr std::int64_t kWorkOfABetterOne = 1'500'000;
constexpr int kTriesOfEnds = 3;

struct Misses {
  std::int64_t broken = 0;
  std::int64_t unmoved = 0;
  std::int64_t late_s = 0;
  friend auto operator<=>(const Misses&, const Misses&) = default;
};

Misses misses_of(const std::vector<Violation>& violations) {
  Misses misses;
  for (const Violation& violation : violations) {
    if (!is_requirement(violation.rule))
      ++misses.broken;
    else if (violation.late_s > 0)
      misses.late_s += violation.late_s;
    else
      ++misses.unmoved;
  }
  return misses;
}

class Repair {
 public:
  Repair(const Model& model, const Plan& old, const RepairOptions& options, Budget& budget,
         Observer& observer)
      : model_{model},
        old_{old},
        options_{options},
        budget_{budget},
        observer_{observer},
        ground_{model},
        freeze_end_{options.at + options.freeze.value_or(model.rules.notice_column_s)},
        loss_{model, old, freeze_end_, options.wants_certificate} {}

  Repaired run();

 private:
  struct Candidate {
    Plan plan;
    std::vector<Violation> violations;
    Misses misses;
    RepairWay way = RepairWay::local;
    ChangeValue value;
    std::map<std::string, std::string> reasons;
    std::set<std::string> affected;
    std::vector<std::string> no_way;
  };

  /// What a local repair starts from: the old plan, or the old plan put off.
  struct Basis {
    const Plan& plan;
    RepairWay way;
    std::vector<Violation> violations;
  };

  bool still_holds();
  /// Columns that must move for another reason than a closure, and why.
  std::map<std::string, std::string> conflicting(const Basis& basis) const;
  void local(const Basis& basis, Ways ways, Turns turns, Budget& budget);
  void put_off_what_has_not_begun();
  /// Keeps the hard rules and misses no more than the old plan.
  bool no_worse() const {
    Misses allowed = misses_of(old_violations_);
    allowed.broken = 0;
    return best_ && best_->misses <= allowed;
  }
  /// Columns that change in the best so far although they were not affected.
  std::int64_t others_of_best() const;
  /// What the replay leaves to the dispatch is added.
  Candidate completed(const Basis& basis, const Replay& replay, Budget& budget);
  void judge(Candidate& candidate, const GivenOrders& orders, Budget& budget);
  /// Bases whose end the dispatch was to plan and whose last-out units found no way.
  std::vector<BaseClosing> ends_not_found(const Replay& replay, const Plan& plan) const;
  void offer(Candidate candidate);
  /// In two threads, if there are; whichever makes the other superfluous ends it.
  void prove_or_plan_anew();
  void plan_anew(Budget& budget);
  /// Columns that can neither go on nor halt, and how many vehicles would have to stand where they come to
  /// next.
  void note_stuck(const Replay& replay, const Plan& plan);
  std::int64_t affected() const;
  bool is_way_lost();
  void give_up();
  Repaired answer();
  void explain(PlanChanges& changes) const;
  void tell(const char* stage) {
    Progress progress;
    progress.stage = stage;
    observer_.on_progress(progress);
  }

  const Model& model_;
  const Plan& old_;
  const RepairOptions& options_;
  Budget& budget_;
  Observer& observer_;
  const Ground ground_;
  Time freeze_end_;
  std::vector<Violation> old_violations_;
  ReplayOptions replay_;
  bool waited_ = false;
  bool new_ports_ = false;  ///< in this try batches and sailings must change: other ends of bases mend none
  bool replay_tried_ = false;
  bool stuck_ = false;               ///< in the last try a column on its way could neither go on nor halt
  std::vector<std::string> no_way_;  ///< which
  std::map<PlaceId, std::int64_t> room_missing_;  ///< and what they need
  std::optional<Candidate> best_;
  LossProof loss_;
};

Repaired Repair::run() {
  replay_.at = options_.at;
  replay_.delays = options_.delays;
  replay_.freeze_end = freeze_end_;
  tell("checking the old plan");
  if (still_holds()) {
    Candidate same;
    same.plan = relabelled(model_, old_);
    same.violations = old_violations_;
    same.misses = misses_of(old_violations_);
    same.way = RepairWay::unchanged;
    offer(std::move(same));
    return answer();
  }
  tell("placing what is affected");
  const Basis as_it_was{old_, RepairWay::local, old_violations_};
  if (options_.threads == 1 && is_way_lost()) return answer();
  {
    // A proof and a plan have nothing to do with each other: two threads.
    Budget first(budget_.work_limit(), budget_);
    std::jthread prover;
    if (options_.threads > 1 && affected() >= kManyAffected)
      prover = std::jthread([&] {
        loss_.ask_for_no_way(budget_);
        if (loss_.by_far()) return first.cancel();
        loss_.ask_for_ways(budget_);
        if (loss_.by_far()) first.cancel();
      });
    local(as_it_was, Ways::as_planned, Turns::given, first);
    if (prover.joinable()) prover.join();
    budget_.spend(first.work());
  }
  if (is_way_lost()) return answer();
  if (!no_worse() && !stuck_ && !budget_.interrupted())
    local(as_it_was, Ways::as_planned, Turns::none, budget_);
  // Whoever was sent on may be stuck for it; so perhaps nobody is, and it is said who is so himself.
  if (stuck_ && !budget_.interrupted()) {
    replay_.sent_on = SentOn::only_who_can;
    local(as_it_was, Ways::as_planned, Turns::none, budget_);
  }
  // Another road may spare others what waiting for the old one costs them.
  if (waited_ && (!no_worse() || others_of_best() > 0) && !budget_.interrupted())
    local(as_it_was, Ways::any, Turns::none, budget_);
  if (!no_worse()) put_off_what_has_not_begun();
  const bool misses = !best_ || best_->misses > Misses{};
  if (misses && !stuck_ && options_.replans > 0 && !budget_.interrupted()) prove_or_plan_anew();
  return answer();
}

bool Repair::still_holds() {
  old_violations_ = check_plan(model_, relabelled(model_, old_));
  return old_violations_.empty() && options_.delays.empty();
}

std::map<std::string, std::string> Repair::conflicting(const Basis& basis) const {
  std::map<std::string, const Column*> by_number;
  for (const Column& column : basis.plan.columns) by_number[column.number] = &column;
  std::map<std::string, std::string> reasons;
  for (const Violation& violation : basis.violations) {
    if (is_requirement(violation.rule) || violation.rule == Rule::WINDOW || violation.at < options_.at)
      continue;
    const Column* latest = nullptr;
    for (const std::string& object : violation.objects) {
      const auto found = by_number.find(object);
      if (found == by_number.end()) continue;
      if (!latest || found->second->stops.front().arrive > latest->stops.front().arrive)
        latest = found->second;
    }
    if (latest)
      reasons[latest->number] = fmt::format("breaks {} as things are now", rule_name(violation.rule));
  }
  return reasons;
}

std::int64_t Repair::others_of_best() const {
  if (!best_) return 0;
  const PlanChanges changes = changes_between(old_, best_->plan, options_.at, freeze_end_);
  return std::count_if(changes.columns.begin(), changes.columns.end(), [&](const ColumnChange& change) {
    return change.old && !only_reloaded(change) &&
           !first_trouble(model_, ground_.calendar, *change.old, options_.at);
  });
}

void Repair::local(const Basis& basis, Ways ways, Turns turns, Budget& budget) {
  new_ports_ = false;
  ReplayOptions how = replay_;
  how.ways = ways;
  how.turns = turns;
  how.conflicting = conflicting(basis);
  if (no_worse()) {
    how.others_max = static_cast<std::size_t>(others_of_best());
    how.work_max = kWorkOfABetterOne;
  }
  Replay replay(ground_, basis.plan, how);
  replay_tried_ = true;
  const bool ran = replay.run(budget);
  note_stuck(replay, basis.plan);
  if (!ran) return;
  waited_ = waited_ || replay.waited();
  Candidate candidate = completed(basis, replay, budget);
  for (int again = 0; again < kTriesOfEnds && candidate.misses.broken > 0; ++again) {
    const auto ends = ends_not_found(replay, candidate.plan);
    if (ends.empty() || !replay.leave_rests_to_dispatch(ends, budget)) break;
    Candidate other = completed(basis, replay, budget);
    if (other.misses < candidate.misses) candidate = std::move(other);
  }
  offer(std::move(candidate));
}

Repair::Candidate Repair::completed(const Basis& basis, const Replay& replay, Budget& budget) {
  Candidate candidate;
  candidate.way = basis.way;
  GivenOrders orders;
  orders.from = freeze_end_;
  for (const Replayed& column : replay.columns()) {
    if (column.now) orders.plan.columns.push_back(*column.now);
    if (!column.reason.empty()) candidate.reasons[column.old->number] = column.reason;
    if (!column.now)
      candidate.no_way.push_back(
          fmt::format("Column {} finds no way any more: it {}.", column.old->number, column.reason));
  }
  std::vector<PlaceId> replanned;
  for (const BaseClosing& closing : basis.plan.closings)
    if (replay.must_plan_end_of(closing.place)) replanned.push_back(closing.place);
  orders.plan.flights =
      flights_kept(model_, ground_.calendar, basis.plan, orders.plan.columns, options_.at, replanned);
  orders.plan.closings = replay.closings();
  orders.plan.batches = basis.plan.batches;
  orders.plan.sailings = basis.plan.sailings;
  for (const Column& column : old_.columns) orders.numbers_known.insert(column.number);
  if (!new_ports_) {
    judge(candidate, orders, budget);
    const auto at_port = [](const Violation& violation) {
      return violation.rule == Rule::STOCK || violation.rule == Rule::SAIL || violation.rule == Rule::BERTH;
    };
    if (std::none_of(candidate.violations.begin(), candidate.violations.end(), at_port) &&
        candidate.misses.unmoved <= misses_of(old_violations_).unmoved)
      return candidate;
  }
  std::erase_if(orders.plan.batches, [&](const Batch& batch) { return batch.begin >= options_.at; });
  std::erase_if(orders.plan.sailings, [&](const Sailing& sailing) { return sailing.berth >= options_.at; });
  Candidate other = candidate;
  judge(other, orders, budget);
  new_ports_ = new_ports_ || other.misses < candidate.misses;
  return new_ports_ ? other : candidate;
}

void Repair::judge(Candidate& candidate, const GivenOrders& orders, Budget& budget) {
  Tuning tuning = plain_tuning(model_);
  tuning.close_by_time_driven = true;
  candidate.plan = build_plan(ground_, tuning, budget, &orders).plan;
  keep_numbers(old_, candidate.plan);
  candidate.plan.seed = old_.seed;
  candidate.plan.version = HOMEWARD_VERSION;
  candidate.violations = check_plan(model_, candidate.plan);
  candidate.misses = misses_of(candidate.violations);
}

std::vector<BaseClosing> Repair::ends_not_found(const Replay& replay, const Plan& plan) const {
  std::set<PlaceId> ended;
  for (const Column& column : plan.columns)
    if (column.column_class == ColumnClass::last_out) ended.insert(column.stops.front().place);
  std::vector<BaseClosing> ends;
  for (const BaseClosing& closing : plan.closings)
    if (replay.must_plan_end_of(closing.place) && !ended.contains(closing.place)) ends.push_back(closing);
  return ends;
}

void Repair::put_off_what_has_not_begun() {
  // As long as the disturbance lasts, what it holds up needs the time; where it does not end nothing is won.
  Time last = options_.at;
  for (const Violation& violation : old_violations_)
    if (!is_requirement(violation.rule)) last = std::max(last, violation.at);
  const Duration lasts = divide_up(last - options_.at, kDay) * kDay;
  if (lasts == 0 || lasts > kLongestPutOff) return;
  tell("putting off what has not begun");
  for (Duration by = lasts; by <= lasts + kDay && !no_worse() && !budget_.interrupted(); by += kDay) {
    const Plan later = put_off(model_, old_, freeze_end_, by);
    local({later, RepairWay::put_off, check_plan(model_, relabelled(model_, later))}, Ways::as_planned,
          Turns::none, budget_);
  }
}

void Repair::note_stuck(const Replay& replay, const Plan& plan) {
  stuck_ = !replay.stuck().empty();
  if (!stuck_) return;
  no_way_.clear();
  room_missing_.clear();
  for (const Replay::Stuck& stuck : replay.stuck()) {
    const Column& column = plan.columns[stuck.column];
    const NextStop next = next_stop_of(column, options_.at);
    room_missing_[next.place] += next.vehicles;
    no_way_.push_back(stuck_sentence(model_, column, next, replay.columns()[stuck.column].reason, stuck));
  }
}

void Repair::offer(Candidate candidate) {
  candidate.value = change_value(changes_between(old_, candidate.plan, options_.at, freeze_end_));
  const auto key = [](const Candidate& one) { return std::tie(one.misses, one.value); };
  if (!best_ || key(candidate) < key(*best_)) best_ = std::move(candidate);
}

void Repair::prove_or_plan_anew() {
  tell("planning what comes after the freeze again, and looking for a proof");
  if (options_.threads > 1) {
    Budget proof(budget_.work_limit(), budget_), plan(budget_.work_limit(), budget_);
    {
      const std::jthread prover([&] {
        loss_.ask_for_all(proof);
        if (loss_.by_far()) plan.cancel();
      });
      plan_anew(plan);
      if (no_worse()) proof.cancel();
    }
    budget_.spend(proof.work() + plan.work());
  } else {
    plan_anew(budget_);
    if (!no_worse()) loss_.ask_for_all(budget_);
  }
  if (loss_.by_far()) give_up();
}

void Repair::plan_anew(Budget& budget) {
  GivenOrders orders = orders_before(model_, old_, freeze_end_);
  const Plan given = orders.plan;
  ReplayOptions how = replay_;
  how.ways = Ways::any;
  Replay replay(ground_, given, how);
  // With a column that can stand nowhere no plan keeps the rules.
  if (!replay.run(budget)) return note_stuck(replay, given);
  Candidate candidate;
  orders.plan.columns.clear();
  for (const Replayed& column : replay.columns()) {
    if (column.now) orders.plan.columns.push_back(*column.now);
    if (!column.reason.empty()) candidate.reasons[column.old->number] = column.reason;
  }
  orders.plan.flights = flights_kept(model_, ground_.calendar, given, orders.plan.columns, options_.at, {});
  Budget replans(std::int64_t{options_.replans} * kWorkOfAPlan, budget);
  PlannerOptions planner;
  planner.seed = options_.seed;
  planner.threads = options_.threads;
  planner.objective = Objective::earliest;
  planner.orders = &orders;
  planner.prove = false;
  Observer silent;
  Outcome outcome = plan_withdrawal(model_, planner, replans, silent);
  budget.spend(replans.work());
  if (!outcome.best) return;
  candidate.plan = std::move(*outcome.best);
  candidate.violations = std::move(outcome.missed);
  candidate.misses = misses_of(candidate.violations);
  candidate.way = RepairWay::planned;
  offer(std::move(candidate));
}

void Repair::explain(PlanChanges& changes) const {
  for (ColumnChange& change : changes.columns) {
    const auto reason = best_->reasons.find(change.number);
    if (reason != best_->reasons.end()) change.reason = reason->second;
    if (change.old) {
      const bool reported =
          std::any_of(options_.delays.begin(), options_.delays.end(),
                      [&](const ColumnDelay& delay) { return delay.number == change.number; });
      change.affected =
          reported || first_trouble(model_, ground_.calendar, *change.old, options_.at).has_value();
    }
    if (!change.reason.empty()) continue;
    if (change.fate == ColumnFate::added)
      change.reason = "carries what has no column any more, or is new";
    else if (best_->way == RepairWay::put_off)
      change.reason = "begins later with everything after the freeze, to make room for those held up";
    else
      change.reason = "was planned again with everything after the freeze, to meet the requirements";
  }
}

std::int64_t Repair::affected() const {
  const auto meets_trouble = [&](const Column& column) {
    return first_trouble(model_, ground_.calendar, column, options_.at).has_value();
  };
  return std::count_if(old_.columns.begin(), old_.columns.end(), meets_trouble) +
         static_cast<std::int64_t>(options_.delays.size());
}

/// It is lost by far: a try that was ended because of that says nothing.
void Repair::give_up() {
  best_.reset();
  stuck_ = false;
}

/// Where many are affected a road may be lost that nothing replaces: that is asked first, and more closely
/// where the first try, which takes seconds then, has found nothing.
bool Repair::is_way_lost() {
  if (affected() < kManyAffected) return false;
  replay_tried_ && !best_ ? loss_.ask_for_ways(budget_) : loss_.ask_for_no_way(budget_);
  if (loss_.by_far()) give_up();
  return loss_.by_far();
}

Repaired Repair::answer() {
  Repaired answer;
  answer.freeze_end = freeze_end_;
  answer.closure_before = plan_figures(model_, relabelled(model_, old_)).closure;
  answer.affected = affected();
  // Where nothing is missed, the dispatch has found other columns for all of them.
  if (best_ && best_->misses > Misses{}) answer.no_way = best_->no_way;
  if (best_ && best_->misses.broken == 0) {
    answer.way = best_->way;
    answer.missed = best_->violations;
    answer.value = best_->value;
    answer.plan = std::move(best_->plan);
    answer.closure = plan_figures(model_, *answer.plan).closure;
    answer.changes = changes_between(old_, *answer.plan, options_.at, freeze_end_);
    explain(answer.changes);
    for (const ColumnChange& change : answer.changes.columns)
      if (change.old && !change.affected)
        ++(only_reloaded(change) ? answer.others_reloaded : answer.others_changed);
  }
  if (!answer.plan && stuck_) {
    answer.no_way = no_way_;
    answer.room_missing = {room_missing_.begin(), room_missing_.end()};
  }
  if (answer.plan && answer.closure && *answer.closure <= model_.deadline) return answer;
  // A column that can stand nowhere says nothing about the deadline, but who has no way any more does.
  const bool only_ways = stuck_ && !answer.plan;
  if (!budget_.interrupted()) only_ways ? loss_.ask_for_ways(budget_) : loss_.ask_for_all(budget_);
  answer.deadline_lost_for_sure = loss_.for_sure();
  answer.lost_by_far = loss_.by_far();
  if (!only_ways || loss_.for_sure()) answer.certificate = loss_.certificate();
  return answer;
}

}  // namespace

Plan relabelled(const Model& model, const Plan& plan) {
  Plan now = plan;
  now.scenario_sha256 = model.scenario_sha256;
  now.scenario_title = model.title;
  now.branch.clear();
  for (const Condition& condition : model.conditions)
    now.branch.emplace_back(condition.key, condition.outcome);
  std::sort(now.branch.begin(), now.branch.end());
  if (now.scenario_sha256 != plan.scenario_sha256) {
    // A bound of another scenario proves nothing here.
    now.bound.reset();
    now.bound_certificate.reset();
  }
  return now;
}

Repaired repair_plan(const Model& model, const Plan& old, const RepairOptions& options, Budget& budget,
                     Observer& observer) {
  return Repair(model, old, options, budget, observer).run();
}

}  // namespace homeward
