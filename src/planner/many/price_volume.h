// SPDX-License-Identifier: Apache-2.0
//
// Prices of instants that prove as much as possible, by the volume algorithm (Barahona & Anbil 2000): ways
// that are cheapest at the prices of a round are blended into shares; where shares are more than a point can
// take, prices rise from the best known ones. What is proved is computed from the prices in whole numbers;
// how they were found does not matter to it.
#pragma once

#include "base/budget.h"
#include "planner/many/link_rows.h"
#include "planner/many/priced_chains.h"
#include "planner/many/priced_cluster.h"

namespace homeward::many {

/// Where a search for prices stands: enough to go on from it.
struct PriceState {
  std::vector<PricedInstant> prices;  ///< the best known
  std::vector<PricedRow> rows;        ///< with them
  std::vector<Share> shares;          ///< blended ways, a guess at the relaxation's solution
  std::int64_t proved = 0;            ///< thousandths of a second: total flow time at least
  bool possible = true;               ///< false: some column has no way
};

class PriceVolume {
 public:
  explicit PriceVolume(const Roads& roads);

  /// Goes on from a state for some rounds; ends early when `target` thousandths are proved or steps are tiny.
  /// `target`: the value of a plan, which sets the length of steps.
  void run(PriceState& state, std::int64_t target, int rounds, Budget& budget);
  /// From now on columns whose shares are most in each other's way are asked together, at most so many.
  void cluster(const PriceState& state, std::size_t size_max, std::size_t nodes_max);
  /// From now on rows are looked for, too.
  void use_rows() { rows_wanted_ = roads_.traffic().repeats == Repeats::no_place_twice; }
  /// From now on columns may drive in circles, as a judge lets them, or may not where that is quicker to
  /// search.
  void allow_circles(bool allowed) { chains_.leave_aside(allowed); }
  bool has_chains() const { return chains_.usable(); }
  /// Thousandths that prices prove when every column may go any way, in circles, too: as a judge counts.
  std::int64_t certified(const PriceState& state);

 private:
  std::int64_t work() const { return search_.work() + chains_.work(); }
  void load(const PriceState& state);
  void round(PriceState& state, int number, std::int64_t target);
  void add_rows(const std::vector<Share>& shares);
  std::vector<double> next_prices(const PriceState& state, std::int64_t target);
  /// True when these prices prove more than any before.
  bool ask(PriceState& state, const std::vector<double>& prices);
  void blend(PriceState& state, double part);

  const Roads& roads_;
  PricedSearch search_;
  InstantPool pool_;
  LinkRows rows_;
  bool rows_wanted_ = false;
  std::vector<IdVector<PlaceId, Duration>> left_;  ///< by group of goals
  PricedChains chains_;
  PricedCluster together_;
  std::vector<std::vector<std::uint32_t>> clusters_;
  std::size_t nodes_max_ = 1;
  std::vector<Share> last_;
  double step_ = 0;
  int in_vain_ = 0;  ///< rounds
};

}  // namespace homeward::many
