// SPDX-License-Identifier: Apache-2.0
//
// Prices for being at a point of the network at an instant. A point is passed by columns one after the other:
// a place of an alternating link (in either direction), the entry of a lane, an exclusive link or an
// exclusive place. Whatever the plan, at any instant no more columns use it than it has lanes. So prices of
// instants bound the total flow time from below (docs/mathematics-many.md, 5.6).
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "planner/many/traffic.h"

namespace homeward::many {

/// Prices are in thousandths of a second of flow time.
inline constexpr std::int64_t kPriceScale = 1'000;

struct Point {
  enum class Kind : std::uint8_t {
    place,     ///< exclusive: used during [a, a + p + g)
    forward,   ///< entry of a link in its direction: [e, e + p + g)
    backward,  ///< the same against it
    either,    ///< `offset_s` from the beginning of an alternating link: p + g from when the head is there
    whole      ///< an exclusive link: [e, e + t + p + g)
  };
  Kind kind = Kind::place;
  std::uint32_t index = 0;  ///< of the place or link
  Duration offset_s = 0;    ///< driving time from the link's beginning; 0 but for `either`
  friend auto operator<=>(const Point&, const Point&) = default;
};

struct PricedInstant {
  Point point;
  Time at = 0;
  std::int64_t price = 0;  ///< ≥ 0
};

/// A column enters an arc within a span of time.
struct RowMember {
  std::uint32_t column = 0;
  ArcId arc;
  Time first = 0, last = 0;  ///< both belong to the span
  bool has(std::uint32_t who, Time entry) const { return who == column && first <= entry && entry <= last; }
};

/// Entries of which no plan has more than one, with the price of each (see link_rows.h).
struct PricedRow {
  std::vector<RowMember> members;
  std::int64_t price = 0;  ///< ≥ 0
};

/// How many columns use the point at once at most.
std::int64_t capacity_of(const Traffic& traffic, const Point& point);

/// What the head does that uses a point, and for how long after pass_s is over.
struct PointUse {
  Duration after_s = 0;  ///< from the entry into the arc to the begin of the use; may not be negative
  Duration extra_s = 0;  ///< the use lasts pass_s and this
};

/// Points of a network, by the arc whose passage uses them.
class Points {
 public:
  explicit Points(const Roads& roads) : roads_{roads} {}
  /// Calls take(arc, use) for every arc whose passage uses the point.
  template <class Take>
  void for_arcs_of(const Point& point, Take take) const;
  /// The points that a column of this length should be looked at on an arc, its end included.
  void add_points_on(ArcId arc, Duration pass_s, std::vector<std::pair<Point, PointUse>>& points) const;
  /// The use of an exclusive place by those who start there.
  PointUse start_use() const { return {0, roads_.traffic().model.rules.column_gap_s}; }

 private:
  const Roads& roads_;
};

template <class Take>
void Points::for_arcs_of(const Point& point, Take take) const {
  if (point.kind == Point::Kind::place) {
    for (const ArcId arc : roads_.graph().in(PlaceId(point.index)))
      if (roads_.travel()[arc] != kClosed)
        take(arc, PointUse{roads_.travel()[arc], roads_.traffic().model.rules.column_gap_s});
    return;
  }
  const LinkId link(point.index);
  const Duration gap = gap_on(roads_, link);
  for (const bool forward : {true, false}) {
    const ArcId arc = arc_of({link, forward});
    const Duration travel = roads_.travel()[arc];
    if (travel == kClosed) continue;
    if (point.kind == Point::Kind::whole)
      take(arc, PointUse{0, travel + gap});
    else if (point.kind == Point::Kind::either)
      take(arc, PointUse{forward ? point.offset_s : travel - point.offset_s, gap});
    else if (forward == (point.kind == Point::Kind::forward))
      take(arc, PointUse{0, gap});
  }
}

/// The prices of one moment of a search for prices, ready for searches of ways.
class PriceList {
 public:
  PriceList(const Roads& roads, std::span<const PricedInstant> prices, std::span<const PricedRow> rows = {});

  /// Who enters the arc during [from, …) pays `price`, until the next step.
  struct Step {
    Time from = 0;
    std::int64_t price = 0;
  };
  /// In order; the first begins at kStartOfTime. Valid until the next call for the same arc.
  std::span<const Step> steps(ArcId arc, std::uint32_t column);
  /// False: those who are as long pay the same there.
  bool pays_alone(ArcId arc, std::uint32_t column) const;
  /// For those who start there.
  std::span<const Step> start_steps(PlaceId place, std::uint32_t column) {
    return steps_of(places_[place.index()], roads_.traffic().columns[column].pass_s);
  }
  /// Σ price · capacity, a row's capacity being 1.
  std::int64_t for_capacity() const { return for_capacity_; }

 private:
  struct Mass {
    Time last = 0;  ///< who enters at `last`, or less than pass_s + extra_s before, pays
    Duration extra_s = 0;
    std::int64_t price = 0;
  };
  struct Window {
    std::uint32_t column = 0;
    Time first = 0, last = 0;
    std::int64_t price = 0;
  };
  struct Stair {
    std::vector<Mass> masses;
    std::vector<Step> steps;
    Duration pass_s = -1;         ///< for which steps are valid
    std::vector<Window> windows;  ///< of rows, by column
    std::vector<Step> own;
    std::uint32_t own_column = 0xffffffff;  ///< for which `own` is valid
  };
  static std::span<const Step> steps_of(Stair& stair, Duration pass_s);

  const Roads& roads_;
  std::vector<Stair> arcs_;
  std::vector<Stair> places_;
  std::int64_t for_capacity_ = 0;
};

}  // namespace homeward::many
