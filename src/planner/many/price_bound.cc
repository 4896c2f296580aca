// SPDX-License-Identifier: Apache-2.0
#include "planner/many/price_bound.h"

#include <algorithm>

namespace homeward::many {

namespace {

/// Whole seconds that a sum in thousandths proves.
std::int64_t seconds_from(std::int64_t scaled) { return scaled > 0 ? divide_up(scaled, kPriceScale) : 0; }

/// Parts in a thousand of what is proved; less, and prices are looked for that a judge lets prove more.
constexpr std::int64_t kCertifiedEnough = 995;

/// Goes on with circles: prices that make somebody wait where it may not halt are avoided by them.
void certify_more(PriceVolume& volume, PriceState state, const PriceBoundOptions& options, std::int64_t work,
                  Budget& budget, PriceBound& bound) {
  if (!volume.has_chains()) return;
  volume.allow_circles(true);
  state.proved = volume.certified(state);
  Budget some(std::min(work, budget.work_limit() - budget.work()), budget.wall_deadline());
  volume.run(state, options.plan_flow * kPriceScale, options.rounds_max, some);
  budget.spend(some.work());
  volume.allow_circles(false);
  bound.certified = seconds_from(state.proved);
  bound.prices = state.prices;
  bound.rows = state.rows;
}

}  // namespace

PriceBound price_bound(const Roads& roads, const PriceBoundOptions& options, Budget& budget) {
  const bool few = roads.traffic().columns.size() <= options.few_columns;
  const bool clusters = few && options.cluster_columns > 1;
  const std::int64_t target = options.plan_flow * kPriceScale;
  PriceVolume volume(roads);
  PriceState state;
  const std::int64_t left = budget.work_limit() - budget.work();
  Budget alone(clusters ? left / 100 * options.percent_alone : left, budget.wall_deadline());
  if (few) volume.use_rows();
  volume.run(state, target, options.rounds_max, alone);
  budget.spend(alone.work());
  PriceBound bound;
  bound.value = seconds_from(state.proved);
  bound.certified = seconds_from(volume.certified(state));
  bound.prices = state.prices;
  bound.rows = state.rows;
  if (bound.certified < bound.value / 1'000 * kCertifiedEnough)
    certify_more(volume, state, options, left / 100 * options.percent_certified, budget, bound);
  if (!clusters || budget.exhausted()) return bound;
  bound.clustered = true;
  volume.cluster(state, options.cluster_columns, options.cluster_nodes);
  volume.run(state, target, options.rounds_max, budget);
  bound.value = std::max(bound.value, seconds_from(state.proved));
  return bound;
}

}  // namespace homeward::many
