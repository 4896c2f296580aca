// SPDX-License-Identifier: Apache-2.0
//
// The cheapest way of one column when instants have prices, where columns may halt at many places: what an
// entry into a chain of arcs between two halts costs is a step function of the time, made once for all
// columns of one length. Labels then exist at halts only, and of later entries only those that cost less
// count. The same answer as priced_search.h but for ways that drive in a circle between two halts, which are
// not looked at.
#pragma once

#include "planner/many/priced_search.h"

namespace homeward::many {

/// Its memory is used again. Not for two threads at once.
class PricedChains {
 public:
  /// Chains are looked for where columns start and end at places at which they may halt.
  explicit PricedChains(const Roads& roads, std::size_t chains_max = 4'000);

  /// False: there are too many chains, or they mean nothing here; nothing below may be called.
  bool usable() const { return usable_ && !left_aside_; }
  /// Not usable from now on, or as before.
  void leave_aside(bool aside) { left_aside_ = aside; }
  /// From now on these prices hold.
  void load(PriceList& prices);
  /// As PricedSearch::cheapest. Ways dearer than `cost_max` are not looked at.
  std::optional<PricedWay> cheapest(std::uint32_t column, const IdVector<PlaceId, Duration>& left,
                                    std::span<const EntryBan> bans, std::int64_t cost_max = kAnyCost);
  /// What a way costs now.
  std::int64_t cost_of(std::uint32_t column, const PricedWay& way);
  /// An eighth of the labels made and steps looked at, in all: about as quick as a label of priced_search.h.
  std::int64_t work() const { return work_ / 8; }

  static constexpr std::int64_t kAnyCost = std::numeric_limits<std::int64_t>::max();

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  using Step = PriceList::Step;
  /// An arc and the chain that it goes on from. Those that end at a halt are searched along.
  struct Chain {
    std::uint32_t before;  ///< kNone: the arc leaves a halt
    ArcId arc;
    Duration offset_s;  ///< from the entry into the first arc to that into this one
    Duration travel_s;  ///< of all
  };
  struct Stair {
    std::vector<Step> steps;
    std::vector<std::uint32_t> cheaper;  ///< the next step that costs less; kNone: none does
    std::int64_t loaded = -1;
  };
  struct Label {
    std::uint32_t parent;
    std::uint32_t chain;
    PlaceId place;
    Time at;
    Time entry;  ///< into the chain
    std::int64_t price;
    bool covered = false;  ///< by one that is there no later and paid no more
  };
  struct Open {
    std::int64_t cost;
    std::uint32_t label;
    bool operator<(const Open& other) const {  // the heap's top is the least
      return cost != other.cost ? cost > other.cost : label > other.label;
    }
  };
  bool halts(PlaceId place) const;
  void grow(PlaceId from, std::uint32_t before, std::vector<char>& seen);
  const Stair& stair(std::uint32_t chain);
  /// Where the chain's stair for the column that is looked at is kept.
  Stair& stair_of(std::uint32_t chain);
  void expand(std::uint32_t label);
  void follow(std::uint32_t label, std::uint32_t chain);
  Time allowed(std::uint32_t chain, Time entry) const;
  void add(const Label& label);
  PricedWay unload(const Open& top) const;

  const Roads& roads_;
  std::size_t chains_max_;
  bool usable_ = true;
  bool left_aside_ = false;
  std::vector<Chain> chains_;
  std::vector<std::vector<std::uint32_t>> out_;  ///< chains that end at a halt, by the place they leave
  std::vector<std::vector<Stair>> stairs_;       ///< by length of column, then chain
  std::vector<std::vector<Stair>>
      own_stairs_;                      ///< of columns that pay alone somewhere, by column, then chain
  std::vector<Duration> lengths_;       ///< different pass times
  std::vector<std::size_t> length_of_;  ///< by column
  PriceList* prices_ = nullptr;
  std::int64_t loaded_ = 0;

  std::uint32_t column_ = 0;
  const Traveller* traveller_ = nullptr;
  const IdVector<PlaceId, Duration>* left_ = nullptr;
  std::span<const EntryBan> bans_;
  std::vector<char> banned_;  ///< by arc
  std::int64_t cost_max_ = kAnyCost;
  std::vector<Label> labels_;
  std::vector<Open> open_;
  std::vector<std::vector<std::uint32_t>> at_place_;  ///< labels, none covered by another
  std::int64_t work_ = 0;
};

}  // namespace homeward::many
