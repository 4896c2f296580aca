// SPDX-License-Identifier: Apache-2.0
//
// What a reader takes out of a file: roads as rows of point ids, the points that are known, and what stands
// at or beside the roads. make_network() turns it into a network whose pieces are the segments between
// neighbouring points.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "network/geo_area.h"
#include "network/road_network.h"
#include "network/road_notes.h"
#include "network/road_tags.h"

namespace homeward::roads {

/// Roads in the order of the file; compact, for there may be tens of millions of points.
class SourceRoads {
 public:
  /// `length_mm`: of the whole road, where the file says it; else measured.
  void add(const RoadAttributes& attributes, std::span<const std::int64_t> points,
           std::optional<std::int64_t> length_mm, std::int64_t id);

  std::size_t size() const { return rows_.size(); }
  std::span<const std::int64_t> points(std::size_t road) const;
  /// Every point that a road uses, once, in order.
  std::vector<std::int64_t> used_points() const;

  struct Row {
    std::uint64_t end = 0;  ///< of its points
    AttributesId attributes;
    std::int64_t length_mm = -1;  ///< -1: measure
    std::int64_t id = 0;
  };
  const Row& row(std::size_t road) const { return rows_[road]; }
  const IdVector<AttributesId, RoadAttributes>& attributes() const { return attributes_; }

 private:
  std::vector<Row> rows_;
  std::vector<std::int64_t> points_;
  IdVector<AttributesId, RoadAttributes> attributes_;
  std::map<RoadAttributes, AttributesId> known_;
};

/// A car park or rest area.
struct SourceHalt {
  std::int64_t id = 0;
  GeoPoint at;
  std::string name;
  std::int64_t vehicles = 0;
  bool rest = false;     ///< a rest area with services: columns may rest here
  bool assumed = false;  ///< vehicles from spaces for cars or from the area
};

/// How nodes are called in the tables.
enum class NodeNames : std::uint8_t {
  numbers,      ///< "n" and the id
  coordinates,  ///< "c" and twelve letters and digits: ids are positions
  words         ///< the file's own keys
};

struct RoadSource {
  SourceRoads roads;
  std::vector<RoadNode> nodes;        ///< in order of ids, none twice; positions of used points, where known
  std::vector<std::int64_t> blocked;  ///< points that no vehicle passes; in order
  std::map<std::int64_t, PointLimits> limits;
  std::map<std::int64_t, std::string> border_posts;  ///< by point: name
  std::vector<SourceHalt> halts;
  NodeNames names = NodeNames::numbers;
  std::vector<std::string> words;  ///< for NodeNames::words: by id
  std::string origin;              ///< goes into the column source
  std::int64_t points_read = 0;
  std::int64_t roads_read = 0;
  Notes notes;
};

/// Segments between neighbouring points inside `area`; cut at missing and blocked points. Limits at points
/// tighten the segments that touch them.
RoadNetwork make_network(const RoadSource& source, const std::optional<Area>& area, Notes& notes);

}  // namespace homeward::roads
