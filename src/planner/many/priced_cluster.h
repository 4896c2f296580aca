// SPDX-License-Identifier: Apache-2.0
//
// The cheapest ways of a few columns together when instants have prices: they must not be in each other's way
// on links. Conflict-based search (Sharon et al. 2015) over priced_search.h, best first; where it is cut
// short the least open cost still holds.
#pragma once

#include "planner/many/priced_chains.h"

namespace homeward::many {

struct PricedTogether {
  bool possible = true;   ///< false: some column has no way
  std::int64_t cost = 0;  ///< no ways that agree cost less
  std::vector<PricedWay>
      ways;  ///< of that cost; those of a search cut short may still be in each other's way
};

/// Not for two threads at once.
class PricedCluster {
 public:
  /// `left`: free-flow times by group of goals. All must outlive this.
  PricedCluster(const Roads& roads, const std::vector<IdVector<PlaceId, Duration>>& left,
                PricedSearch& search, PricedChains& chains)
      : roads_{roads}, left_{left}, search_{search}, chains_{chains} {}

  /// `known`: ways of every column that may be cheap, to be quicker. Chains have their prices.
  PricedTogether cheapest(std::span<const std::uint32_t> columns, PriceList& prices, std::size_t nodes_max,
                          const std::vector<std::vector<const PricedWay*>>& known);

 private:
  struct Node {
    std::int64_t cost = 0;
    std::size_t conflicts = 0;
    std::vector<std::vector<EntryBan>> bans;  ///< by column of the cluster
    std::vector<PricedWay> ways;
  };
  /// What one of two columns must not do while the other does what it does; widest from the present times on.
  struct Conflict {
    std::size_t first = 0, second = 0;
    EntryBan first_ban, second_ban;
    Duration depth_s = -1;
  };
  bool search(Node& node, std::size_t member, PriceList& prices);
  void look(Node& node, Conflict& worst) const;
  void look_at(const Node& node, std::size_t a, std::size_t b, std::size_t& count, Conflict& worst) const;

  const Roads& roads_;
  const std::vector<IdVector<PlaceId, Duration>>& left_;
  PricedSearch& search_;
  PricedChains& chains_;
  std::span<const std::uint32_t> columns_;
  const std::vector<std::vector<const PricedWay*>>* hints_ = nullptr;
};

}  // namespace homeward::many
