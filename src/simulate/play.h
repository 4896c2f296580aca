// SPDX-License-Identifier: Apache-2.0
//
// One replication: the disturbances of one possible world, and the times of all events in it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "simulate/replay.h"

namespace homeward::simulate {

/// What goes wrong in one replication. Made once for each worker and filled again and again without
/// allocating.
struct World {
  World() = default;
  explicit World(const Replay& replay);

  /// Nothing goes wrong.
  void calm();
  std::span<const Interval> closed(std::uint32_t closable) const {
    return {closings.data() + first_closing[closable], first_closing[closable + 1] - first_closing[closable]};
  }
  std::int64_t slow_percent(std::uint32_t place, std::int64_t day) const {
    return slow_days[place * days + static_cast<std::size_t>(day)];
  }

  std::vector<std::int32_t> drive_late_s;    ///< like Replay::drives
  std::vector<std::int32_t> visit_permille;  ///< like Replay::visits: of the planned work, ≥ 1000
  std::vector<std::int32_t> flight_late_s;   ///< like Replay::take_offs
  std::vector<std::int32_t> ship_late_s;     ///< like Replay::ships
  std::vector<Interval> closings;            ///< of closables: sorted, disjoint
  std::vector<std::uint32_t> first_closing;  ///< by closable, and one more
  std::vector<std::uint16_t> slow_days;  ///< by service place, then day: percent of the planned time, ≥ 100
  std::size_t days = 0;
};

using Times = std::vector<Time>;  ///< by event

/// Fills `times` (of event_count()) in one pass.
void play(const Replay& replay, const World& world, Times& times);

/// When a visit or batch began, of which the event is the end.
Time visit_begin(const Replay& replay, const Times& times, EventIndex visit);

/// Why an event happened when it did: the event that it waited for, and what was added to it on the spot.
struct Reason {
  EventIndex source = kNone;       ///< kNone: it happened as planned, or waited for nothing
  Duration disturbed_s = 0;        ///< breakdown, slow work, late aircraft or ship
  Duration closed_s = 0;           ///< waited for something that a disturbance closed …
  std::uint32_t closable = kNone;  ///< … this
  Duration hours_s = 0;            ///< waited for regular opening hours, or for the step of departures
};
Reason explain(const Replay& replay, const World& world, const Times& times, EventIndex event);

}  // namespace homeward::simulate
