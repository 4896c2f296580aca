// SPDX-License-Identifier: Apache-2.0
//
// The cheapest way of one column that pays for instants, for the judge of certificates of form 3. A label is
// a span of seconds in which the column may leave a place, with what it has paid; other columns do not exist.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "check/check_flow.h"

namespace homeward::check {

class FlowWays {
 public:
  /// The set must outlive this; prices and rows must be sound.
  FlowWays(const FlowSet& set, const std::vector<FlowPrice>& prices, const std::vector<FlowRow>& rows);

  /// Thousandths of a second: 1,000 · (arrival − ready) and the prices paid, at least. Nothing when the
  /// column has no way at all.
  std::optional<std::int64_t> cheapest(std::size_t column);
  /// Driving time over a link: ⌈3600 · length / v⌉.
  static Duration travel(const Model& model, LinkId link);

 private:
  static constexpr std::size_t kAnybody = static_cast<std::size_t>(-1);
  struct Road {
    PlaceId to;
    Duration travel = 0;
    std::size_t charges = 0;  ///< number of its list
  };
  /// Who enters at `last`, or less than pass_s + longer_s before, pays; of a row: one column, from `first`
  /// on.
  struct Charge {
    Time last = 0;
    Duration longer_s = 0;
    std::int64_t price = 0;
    std::size_t column = kAnybody;
    Time first = 0;
  };
  struct Span {
    Interval times;
    std::int64_t paid = 0;
  };
  struct Label {
    std::int64_t cost = 0;  ///< with what is left of the way, at least
    PlaceId place;
    Span span;
    bool operator>(const Label& other) const { return cost > other.cost; }
  };

  void add_roads();
  void add_charges(const std::vector<FlowPrice>& prices);
  void add_charges(const std::vector<FlowRow>& rows);
  void find_times_left(const std::vector<PlaceId>& goals);
  /// The parts of a span of entries, each with what it pays more.
  std::vector<Span> parts(std::size_t list, Span entries) const;
  void add(PlaceId place, Span span);

  const FlowSet& set_;
  Duration gap_s_;
  IdVector<PlaceId, std::vector<Road>> roads_;
  IdVector<PlaceId, std::vector<std::pair<PlaceId, Duration>>> into_;
  std::vector<std::vector<Charge>> charges_;   ///< two lists a link, then one a place, for starts
  IdVector<PlaceId, Duration> left_;           ///< free-flow time to the column's goals
  IdVector<PlaceId, std::vector<Span>> kept_;  ///< labels by place
  std::vector<Label> open_;                    ///< heap
  std::size_t column_ = 0;
};

}  // namespace homeward::check
