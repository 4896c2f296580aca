// SPDX-License-Identifier: Apache-2.0
//
// The linear programme behind prices by period: rewards u, prices y, gains V of movers;
//   least Σ count · V + Σ capacity · y   where Σ n · u ≥ Σ n.
// A value below Σ n is a proof. What a mover can gain stands in rows: whole tours (V ≥ Σ u − Σ use · y), or
// the rounds of trucks as a network of potentials (price_rounds.h). Nothing here proves anything by itself.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/budget.h"
#include "planner/linear_programme.h"

namespace homeward {

/// What is paid: number of the price, thousandths; earnings are below 0.
using PriceUses = std::vector<std::pair<std::size_t, std::int64_t>>;

/// What a mover's tour earns and pays.
struct TourRow {
  std::size_t mover = 0;
  std::vector<std::pair<std::size_t, std::int64_t>> rewards;  ///< reward, things
  PriceUses uses;
};

/// What is paid at least for one thing that no truck carries.
struct PathRow {
  std::size_t reward = 0;
  PriceUses uses;
};

struct MasterSize {
  std::vector<std::int64_t> demands;     ///< by reward
  std::vector<std::int64_t> movers;      ///< how many there are, by mover
  std::vector<std::int64_t> capacities;  ///< by price, in thousandths
};

class PriceMaster {
 public:
  /// A column of the programme.
  using Gain = int;

  explicit PriceMaster(const MasterSize& size);
  Gain reward(std::size_t number) const { return rewards_[number]; }
  Gain mover(std::size_t number) const { return movers_[number]; }
  /// A value at a place and time, free of cost, at least 0.
  Gain add_gain() { return programme_.add_column(0); }
  struct Share {
    Gain of = 0;
    double factor = 1;
  };
  /// what ≥ Σ shares − Σ uses.
  void add_at_least(Gain what, const std::vector<Share>& shares, const PriceUses& uses);
  void add(const TourRow& tour);
  void add(const PathRow& path);

  /// The price, by thousandth, stays in [low, high].
  void set_price_bounds(std::size_t price, double low, double high);

  struct Answer {
    double ratio = 0;             ///< value by Σ n: at 1 or above no prices can prove anything
    std::vector<double> rewards;  ///< Σ n · u = Σ n
    std::vector<double> prices;   ///< by thousandth
  };
  /// Nothing where the budget ends or numbers fail.
  std::optional<Answer> solve(Budget& budget);

 private:
  LinearProgramme programme_;
  std::vector<int> rewards_;
  std::vector<int> movers_;
  std::vector<int> prices_;
  double demand_ = 0;
};

}  // namespace homeward
