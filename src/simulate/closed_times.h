// SPDX-License-Identifier: Apache-2.0
//
// When links, places, services and airfields are closed for a class of columns, as lists of intervals over a
// horizon: the rule WINDOW of docs/rules.md, expanded once so that a replication only looks it up. Beyond the
// horizon everything is open.
#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "base/time.h"
#include "check/calendar.h"
#include "model/model.h"

namespace homeward::simulate {

using Closings = std::vector<Interval>;  ///< sorted, disjoint, not touching

/// Sorts and joins.
Closings joined(std::vector<Interval> intervals);

/// Read-only view of a model, which must outlive it.
class ClosedTimes {
 public:
  ClosedTimes(const Model& model, Interval horizon) : model_{model}, calendar_(model), horizon_{horizon} {}

  // What they return stays where it is as long as this object lives.
  const Closings& link(Direction direction, ColumnClass column_class);
  const Closings& crossing(PlaceId place, ColumnClass column_class);
  /// Without a class: a service of things, which windows for any class close.
  const Closings& service(ServiceId service, std::optional<ColumnClass> column_class);
  const Closings& airfield(PlaceId place);

 private:
  enum class Kind { link, crossing, service, airfield };
  using Key = std::tuple<Kind, std::size_t, std::size_t>;

  template <class Compute>
  const Closings& cached(Key key, Compute compute);
  Closings of_link(Direction direction, ColumnClass column_class) const;
  Closings of_crossing(PlaceId place, ColumnClass column_class) const;
  Closings of_service(ServiceId service, std::optional<ColumnClass> column_class) const;
  Closings of_airfield(PlaceId place) const;
  template <class Applies>
  std::vector<Interval> expanded(WindowEffect effect, Applies applies) const;
  Closings without_permission(std::vector<Interval> granted) const;

  const Model& model_;
  check::Calendar calendar_;
  Interval horizon_;
  std::map<Key, Closings> known_;
};

}  // namespace homeward::simulate
