// SPDX-License-Identifier: Apache-2.0
//
// What an import found strange, left out or assumed. Each kind is counted, and the examples with the smallest
// ids are kept, so that the order of the file does not matter.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace homeward::roads {

enum class Note : std::uint8_t {
  weight_unreadable,
  load_class_unreadable,
  height_unreadable,
  width_unreadable,
  speed_unreadable,
  oneway_unreadable,
  lanes_unreadable,
  surface_unknown,
  class_unknown,
  length_unreadable,
  conditional_limit,
  axle_limit,
  direction_limit,
  no_motor_vehicles,
  ferry,
  area,
  class_left_out,
  node_missing,
  way_too_short,
  position_absurd,
  duplicate_road,
  barrier,
  node_limit,
  turn_restriction,
  feature_without_line,
  halt_without_road,
  halt_too_small,
  halt_capacity_from_cars,
  halt_capacity_from_area,
  halt_capacity_unknown,
  outside_area,
  no_relations
};
inline constexpr std::size_t kNoteCount = 32;

/// "maxweight that cannot be read: the load class stays unknown", and so on.
const char* text_of(Note note);

class Notes {
 public:
  struct Entry {
    std::int64_t count = 0;
    std::set<std::pair<std::int64_t, std::string>> examples;  ///< id and detail; at most five
  };

  void tell(Note note, std::int64_t id, std::string detail);
  void count(Note note, std::int64_t times) { entries_[static_cast<std::size_t>(note)].count += times; }
  const Entry& of(Note note) const { return entries_[static_cast<std::size_t>(note)]; }

 private:
  std::array<Entry, kNoteCount> entries_;
};

}  // namespace homeward::roads
