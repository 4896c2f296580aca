// SPDX-License-Identifier: Apache-2.0
//
// Which windows close what (WINDOW). Daily windows are expanded around the instant that is asked for, so the
// length of the horizon costs nothing. Where a clock is put back, closed windows take the longer reading of
// an ambiguous hour and granted ones the shorter.
#pragma once

#include <optional>
#include <vector>

#include "base/time.h"
#include "model/model.h"

namespace homeward::check {

/// Why something is not open.
struct Shut {
  Interval when;                   ///< the closed time, or the time without permission
  const Window* window = nullptr;  ///< absent: permission is missing
};

/// What is asked for a column: its class and, at places, whether it stands or drives.
enum class PlaceUse { crossing, standing };

/// Read-only view of a model, which must outlive it.
class Calendar {
 public:
  explicit Calendar(const Model& model);

  std::optional<Shut> link(Direction direction, ColumnClass column_class, Interval use) const;
  std::optional<Shut> place(PlaceId place, PlaceUse kind, ColumnClass column_class, Interval use) const;
  std::optional<Shut> service(ServiceId service, ColumnClass column_class, Interval use) const;
  /// A service of things: windows for any class close it.
  std::optional<Shut> batch(ServiceId service, Interval use) const;
  std::optional<Shut> airfield(PlaceId place, Time at) const;

  /// The first piece of a window that has a second in common with `use`.
  std::optional<Interval> touch(const Window& window, Interval use) const;

 private:
  using Windows = std::vector<const Window*>;

  void enter(const Window& window);
  Interval on_day(const Window& window, std::int64_t day) const;
  std::optional<Shut> closed(const Windows& windows, Interval use) const;
  std::optional<Shut> not_granted(const Windows& windows, Interval use) const;

  const Model& model_;
  IdVector<LinkId, Windows> links_;
  IdVector<PlaceId, Windows> places_;
  IdVector<PlaceId, Windows> airfields_;
  IdVector<ServiceId, Windows> services_;
};

}  // namespace homeward::check
