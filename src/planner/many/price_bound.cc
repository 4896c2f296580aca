// SPDX-License-Identifier: Apache-2.0
#include "planner/many/price_bound.h"

#include <algorithm>

namespace homeward::many {

namespace {

/// Whole seconds that a sum in thousandths proves.
std::int64_t seconds_from(std::int64_t scaled) { return scaled > 0 ? divide_up(scaled, kPriceScale) : 0; }

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
  if (!clusters || budget.exhausted()) return bound;
  bound.clustered = true;
  volume.cluster(state, options.cluster_columns, options.cluster_nodes);
  volume.run(state, target, options.rounds_max, budget);
  bound.value = std::max(bound.value, seconds_from(state.proved));
  return bound;
}

}  // namespace homeward::many
