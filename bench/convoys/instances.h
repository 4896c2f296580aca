// SPDX-License-Identifier: Apache-2.0
//
// The instances of the convoy bench, made from a seed: every class of docs/benchmarks.md. The same seed gives
// the same instance everywhere. Link times are exact: a link of 10·t metres at 36 km/h takes t seconds.
#pragma once

#include <optional>
#include <string>

#include "base/random.h"
#include "planner/exact/convoy_problem.h"
#include "planner/many/traffic.h"

namespace homeward::bench {

/// A road network before anybody says how it is used: links two_way unless a map says otherwise, nobody halts
/// anywhere.
struct Network {
  std::string name;
  Model model;
};

/// width × width places, every link 100 s.
Network grid_network(std::size_t width);
/// About `places` junctions of a country: a lattice with links of 5 to 15 minutes, a third of them missing,
/// connected.
Network lattice_network(std::size_t places, Rng& rng);
/// Natural Earth roads of the example's region, and the largest connected part of the world graph. Nothing
/// where the file is not there; `why` then says which.
std::optional<Network> region_network(std::string& why);
std::optional<Network> world_network(std::string& why);
/// All streets of "liechtenstein" or "andorra" (OpenStreetMap) on which every place can be reached from every
/// other, contracted to decision points; times, one-way and alternating links as the import gives them.
/// Nothing where the files are not there; `why` then says which.
std::optional<Network> street_network(const std::string& country, std::string& why);

/// 200 × 200, alternating, ways of at least 100 links, ready within an hour, p + g = 100·length.
many::Traffic grid_traffic(std::size_t columns, Duration length, std::uint64_t seed);
/// Pairs of start and end drawn from the convoys of one public network (P1: exclusive places, alternating
/// links).
many::Traffic resampled_traffic(const exact::ConvoyProblem& pool, std::size_t columns, std::uint64_t seed);
constexpr std::uint64_t kExitAlternatingPercent = 15;
/// 40 bases to 4 exits, all ready at once, so many percent of the two-way links alternating. Whatever that
/// is, the same seed gives the same columns.
many::Traffic exit_traffic(const Network& network, std::size_t columns, std::uint64_t seed,
                           std::uint64_t alternating_percent = kExitAlternatingPercent);
/// Random pairs, ready over a span in which the busiest link direction is used 70 % by shortest ways.
many::Traffic pair_traffic(const Network& network, std::size_t columns, std::uint64_t seed);
/// Random pairs, all ready at once, 15 % alternating, halts at 5 % of the places.
many::Traffic tangled_traffic(const Network& network, std::size_t columns, std::uint64_t seed);
/// 17 columns that take `links` times as long to pass as the mean link takes, all links alternating, halts at
/// 10 %.
many::Traffic long_traffic(std::size_t places, Duration links, std::uint64_t seed);

}  // namespace homeward::bench
