// SPDX-License-Identifier: Apache-2.0
//
// Small road networks for tests: tables as text, random networks, and plain shortest paths to compare with.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "network/road_import.h"

namespace homeward::roads::test {

/// "A-B 1200 primary oneway=yes mlc=40; B-C 800 …": ends, metres, class, tags. Nodes lie on a grid in order
/// of their names' first appearance, ten to a row, 0.01 degrees apart; their keys are the names.
RoadSource source_of(std::string_view drawing);

/// Roads between junctions, in stretches with shape points, restrictions and one-ways; in an order that
/// `order` shuffles without changing the network.
RoadSource random_source(std::uint64_t seed, std::uint64_t order, std::int64_t junctions, std::int64_t roads);

/// What a column needs: its classes of vehicle (bit c), and the figures that a known limit must not be below.
/// Without `takes_unknown` an unknown limit stops it.
struct Needs {
  unsigned classes = 1;
  std::int64_t mlc = 0;
  std::int64_t height_mm = 0;
  bool takes_unknown = true;
};

/// ceil(3600 · length / min(march rate, slowest speed)); nothing when the road is closed to it.
/// docs/rules.md, section 1.
std::optional<Duration> travel_time(const RoadAttributes& road, std::int64_t length_m,
                                    std::int64_t march_rate, const Needs& needs);

/// Least time from a node to every node; kEndOfTime where there is no way. Over pieces, or over links.
std::vector<Duration> times_over_pieces(const RoadNetwork& network, NodeId from, std::int64_t march_rate,
                                        const Needs& needs);
std::vector<Duration> times_over_links(const ImportedRoads& roads, NodeId from, std::int64_t march_rate,
                                       const Needs& needs);
/// Least millimetres.
std::vector<std::int64_t> lengths_over_pieces(const RoadNetwork& network, NodeId from);

/// Everything about the network and its links as text, to compare two imports.
std::string fingerprint(const ImportedRoads& roads);

ImportedRoads imported(const RoadSource& source, const ImportOptions& options);

}  // namespace homeward::roads::test
