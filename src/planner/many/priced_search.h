// SPDX-License-Identifier: Apache-2.0
//
// The cheapest way of one column when instants of points have prices: arrival and prices together. Safe-interval
// labels (Phillips & Likhachev 2011) with a price; a place keeps the least price of every second. A* with
// free-flow times. Columns do not see each other, and a way may come to a place twice: both can only make it
// cheaper, so the answer is never more than any plan's column pays.
#pragma once

#include <optional>
#include <vector>

#include "planner/many/point_prices.h"

namespace homeward::many {

/// A column must not enter an arc at these times.
struct EntryBan {
  ArcId arc;
  Interval times;
  friend auto operator<=>(const EntryBan&, const EntryBan&) = default;
};

struct Passage {
  ArcId arc;
  Time entry = 0;
  friend bool operator==(const Passage&, const Passage&) = default;
};

/// A way with its times; between two passages it halts where the first ends, if there is time between them.
struct PricedWay {
  std::vector<Passage> passages;
  Time arrive = 0;
  std::int64_t cost = 0;  ///< kPriceScale · (arrive − ready) and the prices paid
};

/// Its memory is used again. Not for two threads at once.
class PricedSearch {
 public:
  explicit PricedSearch(const Roads& roads);

  /// Nothing when it has no way under the bans, which are sorted. `left`: free-flow times to the column's goals.
  std::optional<PricedWay> cheapest(std::uint32_t column, const IdVector<PlaceId, Duration>& left,
                                    PriceList& prices, std::span<const EntryBan> bans = {});
  std::int64_t work() const { return work_; }  ///< labels made, in all

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  struct Label {
    std::uint32_t parent;
    PlaceId place;
    ArcId in;
    Interval leaves;  ///< seconds in which it can go on
    std::int64_t price;
  };
  struct Open {
    std::int64_t cost;
    std::int64_t rest;
    std::uint32_t label;
    bool operator<(const Open& other) const {  // the heap's top is the least
      if (cost != other.cost) return cost > other.cost;
      return rest != other.rest ? rest > other.rest : label > other.label;
    }
  };
  struct Piece {
    Interval times;
    std::int64_t price;
    std::uint32_t label;
  };

  void clear();
  void start();
  void expand(std::uint32_t label);
  void drive(std::uint32_t label, ArcId arc, Interval entries);
  void enter(std::uint32_t label, ArcId arc, Interval entries);
  void add(const Label& label);
  /// Keeps the label where it is cheaper than all others; false if that is nowhere.
  bool keep(const Label& label, std::uint32_t index);
  bool may_halt(PlaceId place) const { return halts_[place] != 0; }
  PricedWay unload(const Open& top) const;

  const Roads& roads_;
  IdVector<PlaceId, char> halts_;
  const Traveller* traveller_ = nullptr;
  std::uint32_t column_ = 0;
  const IdVector<PlaceId, Duration>* left_ = nullptr;
  PriceList* prices_ = nullptr;
  std::span<const EntryBan> bans_;
  std::vector<Label> labels_;
  std::vector<Open> open_;
  std::vector<std::vector<Piece>> at_place_;  ///< by time, apart
  std::vector<Piece> pieces_;
  std::vector<Interval> own_;
  std::int64_t work_ = 0;
};

}  // namespace homeward::many
