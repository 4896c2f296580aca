// SPDX-License-Identifier: Apache-2.0
#include "planner/plan_withdrawal.h"

#include <algorithm>
#include <thread>

#include "base/random.h"
#include "planner/bounds/find_certificate.h"
#include "planner/dispatch/build_plan.h"
#include "planner/plan_value.h"

namespace homeward {

namespace {

/// Plans built before the best is chosen anew: fixed, so that any number of threads gives the same plan.
constexpr std::size_t kBatch = 4;
/// What a plan costs besides its searches: flights, ships, the check.
constexpr std::int64_t kWorkOfAPlan = 500'000;

/// One neighbour of a tuning: a few bases more or less urgent, or another weight of waiting.
Tuning vary(const Tuning& from, const std::vector<PlaceId>& places, Rng rng) {
  Tuning tuning = from;
  const std::uint64_t bases = 1 + rng.below(4);
  if (!places.empty() && rng.chance(3, 4))
    for (std::uint64_t i = 0; i < bases; ++i) {
      std::int64_t& weight = tuning.weight_permille[places[rng.below(places.size())]];
      weight = std::clamp<std::int64_t>(weight * rng.between(800, 1250) / 1000, 300, 3000);
    }
  if (rng.chance(1, 3))
    tuning.wait_permille =
        std::clamp<std::int64_t>(tuning.wait_permille * rng.between(500, 2000) / 1000, 50, 8000);
  if (rng.chance(1, 3))
    tuning.later_permille =
        std::clamp<std::int64_t>(tuning.later_permille * rng.between(500, 2000) / 1000, 50, 8000);
  if (rng.chance(1, 3))
    tuning.exit_permille =
        std::clamp<std::int64_t>(tuning.exit_permille * rng.between(500, 2000) / 1000, 50, 8000);
  if (rng.chance(1, 4)) tuning.window_s = rng.between(1, 36) * kHour;
  if (rng.chance(1, 6)) tuning.fill_permille = rng.between(850, 1000);
  if (rng.chance(1, 8)) tuning.fit_ramps = !tuning.fit_ramps;
  if (rng.chance(1, 4)) tuning.fill_escorts = !tuning.fill_escorts;
  return tuning;
}

class Search {
 public:
  Search(const Model& model, const PlannerOptions& options, Budget& budget, Observer& observer)
      : model_{model}, options_{options}, budget_{budget}, observer_{observer}, ground_{model} {}

  Outcome run() {
    for (PlaceId place : model_.places.ids())
      if (has_things(place)) bases_.push_back(place);
    best_tuning_ = plain_tuning(model_);
    take(best_tuning_, built(best_tuning_));
    if (best_->value.broken > 0 || best_->value.late_s > 0) {
      Tuning fitted = best_tuning_;
      fitted.fit_ramps = true;
      take(fitted, built(fitted));
    }
    if (options_.prove) bound();
    if (options_.objective == Objective::latest) hold_back();
    for (std::uint64_t round = 0; !budget_.exhausted() && !done(); ++round) improve(round);
    Outcome outcome;
    outcome.first_valid_ms = first_valid_ms_;
    outcome.why = budget_.cancelled() ? StopReason::cancelled : StopReason::out_of_budget;
    if (proved_best()) outcome.why = StopReason::proved_best;
    if (certificate_ && bound_of(*certificate_) > model_.deadline)
      outcome.why = StopReason::proved_impossible;
    outcome.certificate = certificate_;
    if (certificate_) outcome.bound = bound_of(*certificate_);
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

  void bound() {
    Progress progress;
    progress.stage = "looking for a bound";
    observer_.on_progress(progress);
    certificate_ = find_certificate(model_, budget_);
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

  JudgedPlan built(const Tuning& tuning) {
    budget_.spend(kWorkOfAPlan);
    return judge(model_, options_.objective, build_plan(ground_, tuning, budget_, options_.orders).plan);
  }

  void take(const Tuning& tuning, JudgedPlan candidate) {
    if (best_ && !(candidate.value < best_->value)) return;
    best_tuning_ = tuning;
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
    std::vector<Tuning> tunings;
    for (std::size_t i = 0; i < kBatch; ++i) {
      // The last of a batch starts afresh, so that a search that is stuck sees other plans.
      if (round == 0 && i == 0) {
        tunings.push_back(best_tuning_);
        tunings.back().fit_ramps = true;
        continue;
      }
      tunings.push_back(vary(i + 1 == kBatch ? plain_tuning(model_) : best_tuning_, bases_,
                             Rng(options_.seed, 1 + round * kBatch + i)));
    }
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
      Tuning tuning = best_tuning_;
      tuning.hold_s = good + (bad - good) / 2;
      JudgedPlan candidate = built(tuning);
      const bool in_time = candidate.violations.empty() && candidate.value.goals[0] == 0;
      (in_time ? good : bad) = tuning.hold_s;
      if (in_time) take(tuning, std::move(candidate));
    }
  }

  const Model& model_;
  const PlannerOptions& options_;
  Budget& budget_;
  Observer& observer_;
  const Ground ground_;
  const Budget::Clock::time_point begin_ = Budget::Clock::now();
  std::vector<PlaceId> bases_;  ///< places whose weights matter
  Tuning best_tuning_;
  std::optional<JudgedPlan> best_;
  std::optional<Certificate> certificate_;
  std::int64_t first_valid_ms_ = -1;
};

}  // namespace

Outcome plan_withdrawal(const Model& model, const PlannerOptions& options, Budget& budget,
                        Observer& observer) {
  return Search(model, options, budget, observer).run();
}

}  // namespace homeward
