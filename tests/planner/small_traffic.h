// SPDX-License-Identifier: Apache-2.0
//
// Random road networks with a few columns, the rules for two columns as they are written, and the best plan by
// trying everything.
#pragma once

#include <vector>

#include "base/random.h"
#include "planner/many/workshop.h"

namespace homeward::many {

struct SmallSize {
  std::uint64_t places;
  std::uint64_t columns;
  Duration travel_max;
  Duration pass_max;
};

/// Every kind of link, some exclusive places, halts in half of the cases. Links of 10·t metres at 36 km/h take t
/// seconds.
Traffic random_traffic(Rng& rng, const SmallSize& size);
/// Many columns from all places to two goals; nobody halts on the way.
Traffic random_exit_traffic(Rng& rng, const SmallSize& size);
/// FOLLOW, OPPOSE, EXCLUSIVE and CROSS for two columns, from their definition. One lane everywhere.
bool fit_together(const Traffic& traffic, std::size_t a, const Route& a_route, std::size_t b,
                  const Route& b_route);
void expect_valid(const Traffic& traffic, const Routes& routes, std::uint64_t seed);
std::vector<Duration> shortest_of(const Roads& roads, Workshop& workshop);
/// The least total flow time by trying all; `known` is the value of a plan.
std::int64_t best_by_trying_all(const Traffic& traffic, std::int64_t known);

}  // namespace homeward::many
