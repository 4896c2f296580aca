// SPDX-License-Identifier: Apache-2.0
#include "planner/many/exit_board.h"

#include <algorithm>

namespace homeward::many {

ExitBoard::ExitBoard(std::span<const Traveller> columns, const ExitLanes& lanes)
    : columns_{columns},
      lanes_{lanes},
      passages_(lanes.lane_count()),
      way_(columns.size(), kNone),
      arrival_(columns.size(), 0) {}

Time ExitBoard::earliest(std::uint32_t column, std::uint32_t way, Time from, Time until) const {
  const Duration pass = pass_s(column);
  const auto uses = lanes_.uses(way);
  Time arrival = std::max(from, columns_[column].ready + lanes_.ways()[way].length_s);
  // Lanes are asked in turn until all of them in a row agree.
  for (std::size_t i = 0, agreed = 0; agreed < uses.size() && arrival < until;
       i = i + 1 == uses.size() ? 0 : i + 1) {
    const ExitLanes::Use& use = uses[i];
    const Lane& lane = passages_[use.lane];
    const Duration clear_s = pass + use.gap_s;
    Time entry = arrival - use.before_s;
    ++work_;
    std::size_t next = find(lane, entry);
    if (next > 0) entry = std::max(entry, clear_of(lane[next - 1], use.backward));
    for (; next < lane.size(); ++next) {
      const Passage& after = lane[next];
      const bool fits = entry + clear_s + (after.backward != use.backward ? use.stay_s : 0) <= after.entry;
      if (fits || entry + use.before_s >= until) break;
      entry = std::max(entry, clear_of(after, use.backward));
    }
    agreed = entry + use.before_s == arrival ? agreed + 1 : 1;
    arrival = entry + use.before_s;
  }
  return arrival;
}

void ExitBoard::put_in(std::uint32_t column, std::uint32_t way, Time arrival) {
  for (const ExitLanes::Use& use : lanes_.uses(way)) {
    Lane& lane = passages_[use.lane];
    const Time entry = arrival - use.before_s;
    lane.insert(lane.begin() + static_cast<std::ptrdiff_t>(find(lane, entry)),
                {entry, static_cast<std::int32_t>(pass_s(column) + use.gap_s),
                 static_cast<std::int32_t>(use.stay_s), column, use.backward});
  }
  way_[column] = way;
  arrival_[column] = arrival;
  sum_ += arrival;
}

void ExitBoard::take_out(std::uint32_t column) {
  for (const ExitLanes::Use& use : lanes_.uses(way_[column])) {
    Lane& lane = passages_[use.lane];
    const std::size_t at = find(lane, arrival_[column] - use.before_s);
    HW_CHECK(at < lane.size() && lane[at].column == column);
    lane.erase(lane.begin() + static_cast<std::ptrdiff_t>(at));
  }
  way_[column] = kNone;
  sum_ -= arrival_[column];
}

Time ExitBoard::could_arrive(std::uint32_t column) const {
  const std::uint32_t way = way_[column];
  Time arrival = columns_[column].ready + lanes_.ways()[way].length_s;
  for (const ExitLanes::Use& use : lanes_.uses(way)) {
    const Lane& lane = passages_[use.lane];
    ++work_;
    const std::size_t at = find(lane, arrival_[column] - use.before_s);
    if (at > 0) arrival = std::max(arrival, clear_of(lane[at - 1], use.backward) + use.before_s);
    if (arrival >= arrival_[column]) return arrival_[column];
  }
  return arrival;
}

void ExitBoard::move(std::uint32_t column, Time arrival) {
  for (const ExitLanes::Use& use : lanes_.uses(way_[column])) {
    Lane& lane = passages_[use.lane];
    lane[find(lane, arrival_[column] - use.before_s)].entry = arrival - use.before_s;
  }
  sum_ += arrival - arrival_[column];
  arrival_[column] = arrival;
}

}  // namespace homeward::many
