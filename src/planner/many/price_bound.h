// SPDX-License-Identifier: Apache-2.0
//
// Two lower bounds on the total flow time of many columns from prices of instants and of rows. The first lets
// every column go its cheapest way alone (a Lagrangian bound: Held & Karp 1971); its prices are a certificate
// that anybody can check. The second lets small clusters of columns, those that are most in each other's way,
// go together; it is larger and has no certificate. docs/mathematics-many.md, 5.6 and 5.7.
#pragma once

#include "base/budget.h"
#include "planner/many/price_volume.h"

namespace homeward::many {

struct PriceBound {
  std::int64_t value = 0;             ///< no plan has a smaller total flow time
  std::int64_t certified = 0;         ///< the same, proved by `prices` alone
  std::vector<PricedInstant> prices;  ///< every price above 0
  std::vector<PricedRow> rows;        ///< with them
  bool clustered = false;             ///< clusters were tried
};

struct PriceBoundOptions {
  std::int64_t plan_flow = 0;       ///< total flow time of a plan, which sets the length of steps
  std::size_t cluster_columns = 3;  ///< at most; 1: no clusters
  std::size_t cluster_nodes = 40;   ///< of the search for the ways of a cluster
  std::size_t few_columns = 64;     ///< rows and clusters only where columns are no more than this
  int percent_alone = 80;           ///< of the work, before clusters
  int percent_certified = 20;       ///< of the work, where prices prove much less to a judge
  int rounds_max = 2'000;           ///< of each of the three
};

/// Work is counted in labels. Without prices yet, the bound is that of the shortest ways.
PriceBound price_bound(const Roads& roads, const PriceBoundOptions& options, Budget& budget);

}  // namespace homeward::many
