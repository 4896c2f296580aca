// SPDX-License-Identifier: Apache-2.0
//
// The instants of points that are looked at in a search for prices: found where shares of ways, added up, are
// more than a point can take, forgotten when they are of no use for a while.
#pragma once

#include <map>
#include <vector>

#include "planner/many/priced_search.h"

namespace homeward::many {

/// A way that a column takes in part.
struct Share {
  std::uint32_t column = 0;
  PricedWay way;
  double part = 0;
};

class InstantPool {
 public:
  explicit InstantPool(const Roads& roads);

  struct Instant {
    Point point;
    Time at = 0;
    double capacity = 1;
    double price = 0;                ///< best known, in kPriceScale
    double load = 0;                 ///< parts of the shares that use it
    double now = 0;                  ///< uses by the last ways
    int idle = 0;                    ///< rounds without price or load
    std::vector<RowMember> members;  ///< of a row; none: an instant of a point
  };
  std::vector<Instant>& instants() { return instants_; }

  /// Calls take(number) for every use of an instant by the way.
  template <class Take>
  void for_uses(std::uint32_t column, const PricedWay& way, Take take) const;
  /// Adds instants at which the shares are more than the capacity; their loads are set.
  std::size_t add_broken(const std::vector<Share>& shares);
  void add(const Point& point, Time at, double price);
  void add(const PricedRow& row);
  /// Drops those that have been idle for longer.
  void forget(int idle_max);
  void clear();

 private:
  struct OnArc {
    std::uint32_t instant;
    Time last;  ///< who enters then, or less than pass_s + extra_s before, uses it
    Duration extra_s;
  };
  struct OfRow {
    std::uint32_t instant;
    RowMember member;
  };
  void index(std::uint32_t number);

  const Roads& roads_;
  Points points_;
  Duration pass_min_ = kEndOfTime;
  std::vector<Instant> instants_;
  std::vector<std::vector<OnArc>> on_arc_;
  std::vector<std::vector<OnArc>> at_start_;  ///< by place
  std::vector<std::vector<OfRow>> rows_on_arc_;
};

template <class Take>
void InstantPool::for_uses(std::uint32_t column, const PricedWay& way, Take take) const {
  const Traveller& traveller = roads_.traffic().columns[column];
  const auto look = [&](const std::vector<OnArc>& list, Time entry) {
    for (const OnArc& on : list)
      if (entry <= on.last && on.last < entry + traveller.pass_s + on.extra_s) take(on.instant);
  };
  for (const Passage& passage : way.passages) {
    look(on_arc_[passage.arc.index()], passage.entry);
    for (const OfRow& on : rows_on_arc_[passage.arc.index()])
      if (on.member.has(column, passage.entry)) take(on.instant);
  }
  if (!way.passages.empty()) look(at_start_[traveller.from.index()], way.passages.front().entry);
}

}  // namespace homeward::many
