// SPDX-License-Identifier: Apache-2.0
#include "planner/plan_withdrawal.h"

#include <algorithm>
#include <array>
#include <functional>
#include <thread>

#include "base/random.h"
#include "planner/bounds/find_certificate.h"
#include "planner/dispatch/build_plan.h"
#include "planner/plan_value.h"

namespace homeward {

namespace {

/// Plans built before the best is chosen anew: fixed, so that any number of threads gives the same plan.
constexpr std::size_t kBatch = 4;

/// How plans that follow the flow begin; the search varies it.
constexpr Duration kPatience = 4 * kDay;
constexpr std::int64_t kSteeredLater = 300;
constexpr Duration kSteeredWindow = 48 * kHour;

/// A plan is steered by one tuning for each of so many equal parts of the time until the deadline: a
/// neighbour that differs in a later part keeps the columns of the parts before.
constexpr std::size_t kParts = 8;
/// Columns are placed again so often at most; each time costs as much as planning them did.
constexpr std::int64_t kPassesMax = 3;
/// Closures in one span of so long, counted from the start, are alike to the search.
constexpr Duration kNight = 12 * kHour;
using Tunings = std::vector<Tuning>;

/// Changes one figure of a tuning.
using Change = std::function<void(Tuning&)>;

Change change_of_weight(PlaceId place, std::int64_t permille) {
  return [=](Tuning& tuning) {
    std::int64_t& weight = tuning.weight_permille[place];
    weight = std::clamp<std::int64_t>(weight * permille / 1000, 300, 3000);
  };
}

Change draw_change(const std::vector<PlaceId>& places, bool steered, Rng& rng) {
  switch (rng.below(13)) {
    case 0:
      return [window = rng.between(6, 72) * kHour](Tuning& tuning) { tuning.window_s = window; };
    case 1:
      return [later = rng.between(0, 1500)](Tuning& tuning) { tuning.later_permille = later; };
    case 2:
      return [wait = rng.between(0, 1500)](Tuning& tuning) { tuning.wait_permille = wait; };
    case 3:
      return [exit = rng.between(0, 1500)](Tuning& tuning) { tuning.exit_permille = exit; };
    case 4:
      return [](Tuning& tuning) { tuning.fill_escorts = !tuning.fill_escorts; };
    case 5:
      return [](Tuning& tuning) { tuning.even_tails = !tuning.even_tails; };
    case 6:
      if (!steered) return [fill = rng.between(850, 1000)](Tuning& tuning) { tuning.fill_permille = fill; };
      return [patience = rng.between(-2, 12) * kDay](Tuning& tuning) { tuning.patience_s = patience; };
    case 8:
      return [wait = rng.between(0, 8) * 6 * kHour](Tuning& tuning) { tuning.load_wait_s = wait; };
    case 7:
      if (!steered) return [](Tuning& tuning) { tuning.fit_ramps = !tuning.fit_ramps; };
      return [flow = rng.between(300, 1000)](Tuning& tuning) { tuning.flow_permille = flow; };
    default:
      if (places.empty()) return [](Tuning& tuning) { tuning.wait_permille = tuning.wait_permille / 2 + 50; };
      break;
  }
  const std::int64_t permille = rng.between(800, 1250);  // first: arguments are evaluated in any order
  return change_of_weight(places[rng.below(places.size())], permille);
}

/// A neighbour: up to three changes, in one part or in all.
Tunings vary(const Tunings& from, const std::vector<PlaceId>& places, bool steered, Rng rng) {
  Tunings tunings = from;
  const bool everywhere = rng.chance(1, 3);
  Tuning& one = tunings[rng.below(tunings.size())];
  const std::uint64_t changes = 1 + rng.below(3);
  for (std::uint64_t i = 0; i < changes; ++i) {
    const Change change = draw_change(places, steered, rng);
    if (!everywhere) {
      change(one);
      continue;
    }
    for (Tuning& tuning : tunings) change(tuning);
  }
  Tuning& whole = tunings.front();
  if (rng.chance(1, 6)) whole.passes = static_cast<int>(rng.between(1, kPassesMax));
  if (rng.chance(1, 8)) whole.fill_columns = !whole.fill_columns;
  if (rng.chance(1, 6)) whole.earlier_s = rng.between(1, 8) * 12 * kHour;
  if (rng.chance(1, 20))
    whole.rides_end = whole.rides_end == RidesEnd::outside ? RidesEnd::at_airfields : RidesEnd::outside;
  return tunings;
}

class Search {
 public:
  Search(const Model& model, const PlannerOptions& options, Budget& budget, Observer& observer)
      : model_{model}, options_{options}, budget_{budget}, observer_{observer}, ground_{model} {}

  Outcome run() {
    for (PlaceId place : model_.places.ids())
      if (has_things(place)) bases_.push_back(place);
    if (options_.prove && (certificate_ = find_no_way(model_, std::nullopt, budget_))) return without_plan();
    plain_.assign(kParts, plain_tuning(model_));
    take(plain_, built(plain_));
    if (best_->value.broken > 0 || best_->value.late_s > 0) {
      Tunings fitted = plain_;
      for (Tuning& part : fitted) part.fit_ramps = true;
      take(fitted, built(fitted));
    }
    if (options_.prove) bound();
    prove_and_steer();
    if (options_.objective == Objective::latest) hold_back();
    for (std::uint64_t round = 0; !budget_.exhausted() && !done(); ++round) improve(round);
    Outcome outcome = without_plan();
    if (!best_ || best_->value.broken > 0) return outcome;
    outcome.missed = best_->violations;
    outcome.best = std::move(best_->plan);
    outcome.best->seed = options_.seed;
    outcome.best->work = budget_.work();
    outcome.best->version = HOMEWARD_VERSION;
    outcome.best->bound = outcome.bound;
    outcome.best->bound_certificate = certificate_;
    return outcome;
  }

 private:
  bool has_things(PlaceId place) const {
    return std::any_of(model_.lots.begin(), model_.lots.end(),
                       [&](const Lot& lot) { return lot.place == place && !lot.stays; });
  }

  Outcome without_plan() const {
    Outcome outcome;
    outcome.first_valid_ms = first_valid_ms_;
    outcome.why = budget_.cancelled() ? StopReason::cancelled : StopReason::out_of_budget;
    if (proved_best()) outcome.why = StopReason::proved_best;
    if (certificate_ && bound_of(*certificate_) > model_.deadline)
      outcome.why = StopReason::proved_impossible;
    outcome.certificate = certificate_;
    if (certificate_) outcome.bound = bound_of(*certificate_);
    return outcome;
  }

  /// A better bound and a better plan have nothing to do with each other: two threads.
  void prove_and_steer() {
    if (done() || budget_.exhausted()) return;
    if (!certificate_) return steer();
    const PriceShare share = share_for_prices(budget_);
    Certificate proved = *certificate_;
    const auto prove = [&] { proved = with_prices(model_, std::move(proved), share, budget_); };
    {
      std::jthread helper;
      if (options_.threads > 1) helper = std::jthread(prove);
      steer();
      if (options_.threads <= 1) prove();
    }
    certificate_ = std::move(proved);
    Progress progress;
    progress.stage = "dispatching columns";
    progress.bound = bound_of(*certificate_);
    observer_.on_progress(progress);
  }

  /// How far the flow looks: a quarter of the way from what is proved to what is found. A longer one spreads what it
  /// sends over days that a good plan does not need.
  Time end_of_flow() const {
    if (best_->value.broken > 0 || options_.objective != Objective::earliest) return model_.deadline;
    const Time found = best_->value.goals[0];
    return certificate_ ? found - (found - std::min(found, bound_of(*certificate_))) / 4 * 3 : found + kDay;
  }

  /// The flow over time is looked for once; plans steered by it compete with the others.
  void steer() {
    flow_ = flow_over_time(ground_, end_of_flow(), budget_, options_.orders);
    if (!flow_) return;
    Tuning steered = plain_tuning(model_);
    steered.flow_permille = 1000;
    steered.even_tails = true;
    steered.patience_s = kPatience;
    steered.later_permille = kSteeredLater;
    steered.wait_permille = 0;
    steered.window_s = kSteeredWindow;
    for (const RidesEnd rides_end : {RidesEnd::outside, RidesEnd::at_airfields}) {
      steered.rides_end = rides_end;
      const Tunings tunings(kParts, steered);
      take(tunings, built(tunings));
    }
    steered_ = Tunings(kParts, steered);
    Tunings again = tunings_;
    again.front().passes = kPassesMax;
    take(again, built(again));
  }

  void bound() {
    Progress progress;
    progress.stage = "looking for a bound";
    observer_.on_progress(progress);
    certificate_ = find_first_certificate(model_, budget_);
    if (!certificate_) return;
    progress.bound = bound_of(*certificate_);
    observer_.on_progress(progress);
  }

  bool proved_best() const {
    return certificate_ && best_ && best_->violations.empty() && options_.objective == Objective::earliest &&
           best_->value.goals[0] <= bound_of(*certificate_);
  }

  bool done() const {
    return proved_best() || (options_.first_valid_is_enough && best_ && best_->violations.empty());
  }

  JudgedPlan built(const Tunings& tunings) {
    budget_.spend(kWorkOfAPlan);
    const Allocation* flow = flow_ ? &*flow_ : nullptr;
    return judge(model_, options_.objective,
                 build_plan(ground_, tunings, budget_, options_.orders, flow).plan);
  }

  /// What the search goes on from: closures come in nights, and when the posts are done tells better than minutes
  /// which of two plans of one night is nearer to the night before.
  using Promise = std::array<std::int64_t, 6>;
  Promise promise(const JudgedPlan& judged) const {
    const PlanValue& value = judged.value;
    if (options_.objective != Objective::earliest)
      return {value.broken, value.late_s, value.goals[0], value.goals[1], 0, 0};
    const Time closure = value.goals[0];
    return {value.broken, value.late_s, (closure - model_.start) / kNight, posts_done(model_, judged.plan), closure,
            column_seconds(model_, judged.plan)};
  }

  void take(const Tunings& tunings, JudgedPlan candidate) {
    const auto promised = promise(candidate);
    if (tunings_.empty() || promised < promise_) {
      tunings_ = tunings;
      promise_ = promised;
    }
    if (best_ && !(candidate.value < best_->value)) return;
    best_ = std::move(candidate);
    if (first_valid_ms_ < 0 && best_->violations.empty())
      first_valid_ms_ =
          std::chrono::duration_cast<std::chrono::milliseconds>(Budget::Clock::now() - begin_).count();
    Progress progress;
    progress.stage = "dispatching columns";
    if (best_->value.broken == 0 && options_.objective == Objective::earliest)
      progress.best_closure = best_->value.goals[0];
    if (budget_.work_limit() != Budget::kUnlimited)
      progress.permille = budget_.work() * 1000 / budget_.work_limit();
    if (certificate_) progress.bound = bound_of(*certificate_);
    observer_.on_progress(progress);
  }

  void improve(std::uint64_t round) {
    std::vector<Tunings> tunings;
    for (std::size_t i = 0; i < kBatch; ++i) {
      // The last of every other batch starts afresh, so that a search that is stuck sees other plans.
      const bool afresh = i + 1 == kBatch && round % 2 == 1;
      const Tunings& from = !afresh ? tunings_ : flow_ && round % 4 == 3 ? steered_ : plain_;
      tunings.push_back(
          vary(from, bases_, from.front().flow_permille > 0, Rng(options_.seed, 1 + round * kBatch + i)));
    }
    if (round == 0)
      for (Tuning& part : tunings.front() = tunings_) part.fit_ramps = true;
    std::vector<std::optional<JudgedPlan>> results(kBatch);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t i = next++; i < kBatch && !budget_.interrupted(); i = next++)
        results[i] = built(tunings[i]);
    };
    std::vector<std::jthread> helpers;
    for (int t = 1; t < std::min<int>(options_.threads, kBatch); ++t) helpers.emplace_back(work);
    work();
    helpers.clear();
    for (std::size_t i = 0; i < kBatch; ++i)
      if (results[i]) take(tunings[i], std::move(*results[i]));
  }

  /// Objective "latest": everybody waits as long as the buffer allows; the longest wait is found by
  /// bisection.
  void hold_back() {
    Duration good = 0, bad = model_.deadline - model_.start;
    while (bad - good > kHour * 6 && !budget_.exhausted()) {
      Tunings held = tunings_;
      held.front().hold_s = good + (bad - good) / 2;
      JudgedPlan candidate = built(held);
      const bool in_time = candidate.violations.empty() && candidate.value.goals[0] == 0;
      (in_time ? good : bad) = held.front().hold_s;
      if (in_time) take(held, std::move(candidate));
    }
  }

  const Model& model_;
  const PlannerOptions& options_;
  Budget& budget_;
  Observer& observer_;
  const Ground ground_;
  const Budget::Clock::time_point begin_ = Budget::Clock::now();
  std::vector<PlaceId> bases_;  ///< places whose weights matter
  Tunings plain_, steered_;
  Tunings tunings_;  ///< of the plan with the best promise
  Promise promise_{};
  std::optional<JudgedPlan> best_;
  std::optional<Allocation> flow_;
  std::optional<Certificate> certificate_;
  std::int64_t first_valid_ms_ = -1;
};

}  // namespace

Outcome plan_withdrawal(const Model& model, const PlannerOptions& options, Budget& budget,
                        Observer& observer) {
  return Search(model, options, budget, observer).run();
}

}  // namespace homeward
