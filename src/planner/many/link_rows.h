// SPDX-License-Identifier: Apache-2.0
//
// Rows: entries into the two directions of one link, by column and span of time, of which no plan has more
// than one, because any two of different columns are too close together and a column passes a link once.
// They see more than the points of point_prices.h: opposing columns must be apart by the link's time as well,
// and a column that comes at a narrow span keeps another away for twice as long. (Facets with right-hand side
// 1 of one machine: van den Akker, van Hoesel, Savelsbergh 1999.)
#pragma once

#include "planner/many/instant_pool.h"

namespace homeward::many {

class LinkRows {
 public:
  /// The traffic's columns must come to no place twice.
  explicit LinkRows(const Roads& roads) : roads_{roads} {}

  /// Rows on which the shares are more than 1 by more than `least`, no more than `most` a link, and only such
  /// as no instant of a point stands for.
  std::vector<PricedRow> broken(const std::vector<Share>& shares, double least, std::size_t most) const;
  /// Every two members of different columns are too close together, and no entry is in two members.
  bool holds(const PricedRow& row) const;

 private:
  /// Entries into a link's directions by shares of one column.
  struct Entry {
    std::uint32_t column = 0;
    ArcId arc;
    Time at = 0;
    double part = 0;
  };
  /// By link, the largest first.
  std::vector<std::vector<Entry>> entries_of(const std::vector<Share>& shares) const;
  bool fit(const RowMember& a, const RowMember& b) const;
  bool too_close(const Entry& a, const Entry& b) const;
  std::vector<std::size_t> grow(const std::vector<Entry>& entries, std::size_t first,
                                std::size_t second) const;
  bool has_instant(const std::vector<Entry>& entries, const std::vector<std::size_t>& chosen) const;
  PricedRow widened(const std::vector<Entry>& entries, const std::vector<std::size_t>& chosen) const;

  const Roads& roads_;
};

}  // namespace homeward::many
