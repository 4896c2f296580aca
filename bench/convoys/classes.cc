// SPDX-License-Identifier: Apache-2.0
#include "convoys/classes.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "planner/exact/pool.h"
#include "planner/exact/read_convoy_file.h"
#include "planner/exact/zip_file.h"

namespace homeward::bench {

namespace {

constexpr std::int64_t kMillion = 1'000'000;

std::string with_comma(std::size_t number) {  // below a million
  return number < 1'000 ? fmt::format("{}", number) : fmt::format("{},{:03}", number / 1'000, number % 1'000);
}

void add_grids(std::vector<Class>& classes) {
  const auto add = [&](std::size_t columns, Duration length) {
    classes.push_back({fmt::format("grid 200 × 200, {} columns, length {}", with_comma(columns), length),
                       [=](std::uint64_t seed) { return grid_traffic(columns, length, seed); }, 2 * kMillion,
                       0});
  };
  for (const std::size_t columns : {100, 200, 400, 800})
    for (const Duration length : {1, 2, 4}) add(columns, length);
  add(3'000, 1);
}

void add_lattices(std::vector<Class>& classes) {
  const auto lattice = [](std::uint64_t seed) {
    Rng rng(seed, 7);
    return lattice_network(4'000, rng);
  };
  classes.push_back({"lattice, 400 pairs",
                     [=](std::uint64_t seed) { return pair_traffic(lattice(seed), 400, seed); },
                     10 * kMillion, 20 * kMillion});
  const auto to_exits = [&](const char* name, std::uint64_t alternating_percent) {
    classes.push_back(
        {name,
         [=](std::uint64_t seed) { return exit_traffic(lattice(seed), 400, seed, alternating_percent); },
         100 * kMillion, 0});
  };
  to_exits("lattice, 400 to exits", kExitAlternatingPercent);
  to_exits("lattice, 400 to exits, two-way roads", 0);
}

void add_long_columns(std::vector<Class>& classes) {
  for (const std::size_t places : {50, 500, 5'000})
    for (const Duration links : {1, 2, 4})
      classes.push_back({fmt::format("17 long columns, {} × link time, {} places", links, with_comma(places)),
                         [=](std::uint64_t seed) { return long_traffic(places, links, seed); },
                         (places < 100 ? 60 : 10) * kMillion, (places < 5'000 ? 25 : 10) * kMillion});
}

/// Exits and pairs with 1,000, 3,000 and 10,000 columns. More columns leave more to improve; pairs of the
/// world graph hardly meet.
void add_country(std::vector<Class>& classes, const std::shared_ptr<const Network>& network,
                 const std::vector<std::int64_t>& pair_work) {
  const std::vector<std::size_t> columns{1'000, 3'000, 10'000};
  const std::vector<std::int64_t> exit_work{100, 150, 200};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    classes.push_back({fmt::format("{}, {} to exits", network->name, with_comma(columns[i])),
                       [=, n = columns[i]](std::uint64_t seed) { return exit_traffic(*network, n, seed); },
                       exit_work[i] * kMillion, 0});
    classes.push_back({fmt::format("{}, {} pairs", network->name, with_comma(columns[i])),
                       [=, n = columns[i]](std::uint64_t seed) { return pair_traffic(*network, n, seed); },
                       pair_work[i] * kMillion, 0});
  }
}

/// 400 columns on all streets of a small country.
void add_streets(std::vector<Class>& classes, const char* country, std::vector<std::string>& skipped) {
  std::string why;
  auto network = street_network(country, why);
  if (!network) {
    skipped.push_back(fmt::format("all classes of {}: {}", country, why));
    return;
  }
  const auto shared = std::make_shared<const Network>(std::move(*network));
  classes.push_back({fmt::format("{}, 400 pairs", country),
                     [=](std::uint64_t seed) { return pair_traffic(*shared, 400, seed); }, 10 * kMillion,
                     20 * kMillion});
  classes.push_back({fmt::format("{}, 400 to exits", country),
                     [=](std::uint64_t seed) { return exit_traffic(*shared, 400, seed); }, 100 * kMillion,
                     0});
}

void add_countries(std::vector<Class>& classes, std::vector<std::string>& skipped) {
  std::string why;
  if (auto region = region_network(why)) {
    const auto shared = std::make_shared<const Network>(std::move(*region));
    add_country(classes, shared, {6, 20, 60});
    for (const std::size_t columns : {400, 1'000, 10'000})
      classes.push_back({fmt::format("region, {} tangled", with_comma(columns)),
                         [=](std::uint64_t seed) { return tangled_traffic(*shared, columns, seed); },
                         10 * kMillion, (columns < 1'000 ? 40 : 0) * kMillion});
  } else {
    skipped.push_back("all classes of the region: " + why);
  }
  if (auto world = world_network(why)) {
    add_country(classes, std::make_shared<const Network>(std::move(*world)), {4, 4, 10});
  } else {
    skipped.push_back("all classes of the world graph: " + why);
  }
}

void add_resampled(std::vector<Class>& classes, const std::vector<exact::ConvoyProblem>& pools) {
  if (pools.empty()) return;
  for (const std::size_t columns : {50, 200, 1'000})
    classes.push_back({fmt::format("public networks, {} resampled", with_comma(columns)),
                       [columns, &pools](std::uint64_t seed) {
                         return resampled_traffic(pools[seed % pools.size()], columns, seed);
                       },
                       5 * kMillion, 20 * kMillion});
}

}  // namespace

std::vector<exact::ConvoyProblem> public_pools(std::vector<std::string>& skipped) {
  const char* const shared = std::getenv("HOMEWARD_SHARED");
  const auto path = (shared ? std::filesystem::path(shared)
                            : std::filesystem::path(HOMEWARD_SOURCE_DIR) / ".." / "shared") /
                    "data" / "gcmp" / "cmp.zip";
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    skipped.push_back("resampled classes and pools: no public benchmark at " + path.string() +
                      " (set HOMEWARD_SHARED)");
    return {};
  }
  std::ostringstream bytes;
  bytes << file.rdbuf();
  std::vector<exact::ConvoyProblem> problems;
  const auto entries = exact::read_zip("cmp.zip", bytes.str());
  if (!entries.ok()) {
    skipped.push_back("resampled classes and pools: " + path.string() + " is damaged");
    return {};
  }
  for (const exact::ZipEntry& entry : entries.value()) {
    auto read = exact::read_convoy_file(std::filesystem::path(entry.name).filename().string(), entry.bytes);
    if (read.ok()) problems.push_back(std::move(read.value().problem));
  }
  std::vector<exact::ConvoyProblem> pools;
  for (exact::ConvoyProblem& pool : exact::pool_by_network(problems, 1'000))
    if (pool.convoys.size() >= 28) pools.push_back(std::move(pool));
  return pools;
}

std::vector<Class> all_classes(const std::vector<exact::ConvoyProblem>& pools,
                               std::vector<std::string>& skipped) {
  std::vector<Class> classes;
  add_grids(classes);
  add_lattices(classes);
  add_long_columns(classes);
  for (const char* const country : {"liechtenstein", "andorra"}) add_streets(classes, country, skipped);
  add_countries(classes, skipped);
  add_resampled(classes, pools);
  return classes;
}

}  // namespace homeward::bench
