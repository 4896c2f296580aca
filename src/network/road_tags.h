// SPDX-License-Identifier: Apache-2.0
//
// From the tags of a road, as OpenStreetMap has them or as columns of a table, to the attributes that columns
// feel. docs/network-import.md lists every tag and every assumption. Unknown restrictions stay unknown.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "network/road_network.h"
#include "network/road_notes.h"

namespace homeward::roads {

/// Keys and values; few, so searched one by one. An empty value is no value.
class Tags {
 public:
  void add(std::string_view key, std::string_view value) { tags_.emplace_back(key, value); }
  void clear() { tags_.clear(); }
  /// Empty when there is none.
  std::string_view operator[](std::string_view key) const {
    for (const auto& [each, value] : tags_)
      if (each == key) return value;
    return {};
  }
  bool has(std::string_view key) const { return !(*this)[key].empty(); }
  const std::vector<std::pair<std::string_view, std::string_view>>& all() const { return tags_; }

 private:
  std::vector<std::pair<std::string_view, std::string_view>> tags_;
};

/// How tags become figures.
struct TagRules {
  std::array<bool, kRoadClassCount> classes{};  ///< what to keep, by RoadClass
  std::array<Speeds, kRoadClassCount> speeds{};
  bool lanes_as_tagged = false;  ///< else columns keep to one lane each way

  /// Motorway to unclassified and `road`; the table of speeds in docs/network-import.md.
  static TagRules standard();
};

/// "motorway", "motorway_link", … The word is one of OpenStreetMap's or Natural Earth's.
struct ClassWord {
  RoadClass road_class;
  bool ramp;
};
std::optional<ClassWord> class_of(std::string_view word);
const char* name_of(RoadClass road_class);

struct TaggedRoad {
  RoadAttributes attributes;
  bool reversed = false;  ///< one way against the order of its points
};

/// Nothing when it is no road that columns may use; `notes` says why where a planner would ask. `id` is the
/// way's.
std::optional<TaggedRoad> read_road(const Tags& tags, const TagRules& rules, std::int64_t id, Notes& notes);

/// Limits that stand at a point of a road.
struct PointLimits {
  std::optional<std::int64_t> mlc;
  std::optional<std::int64_t> height_mm;
  std::optional<std::int64_t> width_mm;
  bool from_weight = false;
  bool any() const { return mlc || height_mm || width_mm; }
};
PointLimits read_point_limits(const Tags& tags, std::int64_t id, Notes& notes);

/// Load class that is safe for vehicles up to a weight: wheeled vehicles of class n weigh at most 1.25 · n
/// short tons (STANAG 2021, hypothetical vehicles), so class floor(kg / 1.25 short tons).
std::int64_t load_class_of_weight(std::int64_t kg);

}  // namespace homeward::roads
