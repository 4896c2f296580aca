// SPDX-License-Identifier: Apache-2.0
#include "decide/prices.h"

#include <algorithm>
#include <mutex>
#include <tuple>

#include "check/plan_figures.h"
#include "decide/side_by_side.h"
#include "planner/plan_withdrawal.h"

namespace homeward {

namespace {

std::int64_t vehicles_served(const Service& service, const Leg& leg) {
  std::int64_t vehicles = 0;
  for (const VehicleGroup& group : leg.groups)
    if (service.use != ServiceUse::loading || group.cargo) vehicles += group.vehicles;
  return vehicles;
}

const Leg& leg_into(const Column& column, std::size_t stop) {
  for (const Leg& leg : column.legs)
    if (stop <= leg.last_stop) return leg;
  return column.legs.back();
}

struct Solved {
  bool finished = false;  ///< not interrupted
  std::optional<JudgedPlan> best;
  std::optional<Time> bound;
};

class PriceSearch {
 public:
  PriceSearch(const Model& model, const PriceOptions& options, Budget& budget, Observer& observer)
      : model_{model}, options_{options}, budget_{budget}, observer_{observer} {}

  Prices run() {
    Prices prices;
    solve_base(prices);
    const Plan* plan = prices.base_plan ? &*prices.base_plan : nullptr;
    std::vector<PriceChange> changes = price_changes(model_, plan, options_.times);
    if (!options_.kinds.empty())
      std::erase_if(changes, [this](const PriceChange& change) {
        return std::count(options_.kinds.begin(), options_.kinds.end(), change.kind) == 0;
      });
    prices.rows.resize(changes.size());
    side_by_side(changes.size(), options_.threads, [&](std::size_t i) {
      prices.rows[i] = price(changes[i], prices);
      report(changes.size());
    });
    judge_noise(prices);
    rank(prices.rows);
    prices.complete = base_finished_ && std::all_of(prices.rows.begin(), prices.rows.end(),
                                                    [](const PriceRow& row) { return row.solved; });
    return prices;
  }

 private:
  Solved solve(const Model& model, std::uint64_t seed) {
    Solved solved;
    if (budget_.interrupted()) return solved;
    Budget own(options_.work, budget_.wall_deadline());
    BudgetRelay relay(budget_, own);
    PlannerOptions planner;
    planner.seed = seed;
    planner.threads = 1;
    planner.objective = Objective::earliest;
    Outcome outcome = plan_withdrawal(model, planner, own, relay);
    budget_.spend(own.work());
    solved.finished = !own.interrupted() && !budget_.interrupted();
    solved.bound = outcome.bound;
    if (outcome.best) solved.best = judge(model, Objective::earliest, std::move(*outcome.best));
    return solved;
  }

  static void take_better(Solved& best, Solved other) {
    if (other.best && (!best.best || other.best->value < best.best->value)) best.best = std::move(other.best);
    if (other.bound) best.bound = std::max(best.bound.value_or(*other.bound), *other.bound);
    best.finished = best.finished && other.finished;
  }

  static PriceFigures figures_of(const Model& model, const Solved& solved) {
    PriceFigures figures;
    figures.bound = solved.bound;
    if (!solved.best) return figures;
    const PlanFigures plan = plan_figures(model, solved.best->plan);
    figures.closure = plan.closure;
    figures.unmoved = solved.best->value.unmoved;
    figures.late_s = solved.best->value.late_s;
    figures.zone_person_s = plan.zone_person_s;
    figures.road_person_hours = plan.road_person_hours;
    figures.risk_person_hours = plan.risk_person_hours;
    return figures;
  }

  void solve_base(Prices& prices) {
    std::vector<Solved> seeds(static_cast<std::size_t>(std::max(options_.seeds, options_.noise_seeds)));
    side_by_side(seeds.size(), options_.threads,
                 [&](std::size_t i) { seeds[i] = solve(model_, options_.seed + i); });
    std::optional<Time> earliest, latest;
    for (const Solved& solved : seeds) {
      if (!solved.best) continue;
      const Time closure = solved.best->value.goals[0];
      earliest = std::min(earliest.value_or(closure), closure);
      latest = std::max(latest.value_or(closure), closure);
    }
    if (earliest && *latest < kEndOfTime) prices.noise_s = *latest - *earliest;
    base_ = std::move(seeds[0]);
    for (std::size_t i = 1; i < seeds.size(); ++i) take_better(base_, std::move(seeds[i]));
    base_finished_ = base_.finished;
    prices.base = figures_of(model_, base_);
    if (base_.best) prices.base_plan = base_.best->plan;
  }

  PriceRow price(const PriceChange& change, const Prices& prices) {
    PriceRow row;
    row.id = change.id;
    row.kind = change.kind;
    row.what = change.what;
    Model changed = model_;
    change.apply(changed);
    Solved best = solve(changed, options_.seed);
    for (int i = 1; i < options_.seeds; ++i)
      take_better(best, solve(changed, options_.seed + static_cast<std::uint64_t>(i)));
    row.solved = best.finished;
    if (!row.solved) return row;
    if (best.best && prices.base.closure)
      row.search_loss_s = std::max<Duration>(0, best.best->value.goals[0] - *prices.base.closure);
    row.kept_base = keep_base(changed, best);
    row.figures = figures_of(changed, best);
    // A proof for more is a proof for less, so the weaker of two holds for more.
    if (row.figures.bound && prices.base.bound)
      row.figures.bound = std::min(*row.figures.bound, *prices.base.bound);
    if (row.figures.closure && prices.base.closure)
      row.closure_gain_s = *prices.base.closure - *row.figures.closure;
    if (row.figures.bound && prices.base.bound) row.bound_gain_s = *prices.base.bound - *row.figures.bound;
    return row;
  }

  static void judge_noise(Prices& prices) {
    std::vector<Duration> losses;
    for (const PriceRow& row : prices.rows)
      if (row.solved && row.search_loss_s < 3650 * kDay) losses.push_back(row.search_loss_s);
    std::sort(losses.begin(), losses.end());
    if (!losses.empty()) prices.noise_s = std::max(prices.noise_s, losses[(losses.size() - 1) * 9 / 10]);
    for (PriceRow& row : prices.rows)
      row.beyond_noise = row.closure_gain_s > prices.noise_s ||
                         (row.figures.closure.has_value() && !prices.base.closure.has_value());
  }

  /// Puts the base's plan in the place of a worse one. True if it did.
  bool keep_base(const Model& changed, Solved& best) const {
    if (!base_.best) return false;
    JudgedPlan kept = judge(changed, Objective::earliest, with_service_ends(changed, base_.best->plan));
    if (kept.value.broken > 0 || (best.best && !(kept.value < best.best->value))) return false;
    best.best = std::move(kept);
    return true;
  }

  void rank(std::vector<PriceRow>& rows) const {
    const auto key = [](const PriceRow& row) {
      return std::tuple(!row.solved, row.figures.unmoved, row.figures.late_s, -row.closure_gain_s,
                        -row.bound_gain_s, row.figures.zone_person_s);
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&key](const PriceRow& a, const PriceRow& b) { return key(a) < key(b); });
  }

  void report(std::size_t count) {
    const std::lock_guard lock(reporting_);
    Progress progress;
    progress.stage = "pricing";
    progress.permille = static_cast<std::int64_t>(++done_ * 1000 / count);
    if (base_.best) progress.best_closure = base_.best->value.goals[0];
    progress.bound = base_.bound;
    observer_.on_progress(progress);
  }

  const Model& model_;
  const PriceOptions& options_;
  Budget& budget_;
  Observer& observer_;
  Solved base_;
  bool base_finished_ = false;
  std::mutex reporting_;
  std::size_t done_ = 0;
};

}  // namespace

Plan with_service_ends(const Model& model, Plan plan) {
  for (Column& column : plan.columns)
    for (std::size_t i = 0; i < column.stops.size(); ++i)
      for (ServiceVisit& visit : column.stops[i].services) {
        const Service& service = model.services[visit.service];
        const Leg& leg = leg_into(column, i);
        const Duration pass = i == 0 ? 0 : leg.pass_time_s;
        visit.end =
            std::max(visit.begin + divide_up(3600 * vehicles_served(service, leg), service.rate_per_hour),
                     column.stops[i].arrive + pass + divide_up(3600, service.rate_per_hour));
      }
  for (Batch& batch : plan.batches)
    batch.end = batch.begin + divide_up(3600 * batch.count, model.services[batch.service].rate_per_hour);
  return plan;
}

PriceVerdict price_verdict(const PriceRow& row, const Prices& prices) {
  if (!row.solved) return PriceVerdict::not_looked_at;
  const bool fewer_missed =
      std::tie(row.figures.unmoved, row.figures.late_s) < std::tie(prices.base.unmoved, prices.base.late_s);
  const bool late_beyond =
      row.figures.unmoved < prices.base.unmoved || prices.base.late_s - row.figures.late_s > prices.noise_s;
  if (row.beyond_noise || (fewer_missed && late_beyond)) return PriceVerdict::buys;
  if (row.closure_gain_s > 0 || fewer_missed) return PriceVerdict::noise;
  return row.bound_gain_s > 0 ? PriceVerdict::room : PriceVerdict::nothing;
}

Prices find_prices(const Model& model, const PriceOptions& options, Budget& budget, Observer& observer) {
  return PriceSearch(model, options, budget, observer).run();
}

}  // namespace homeward
