// SPDX-License-Identifier: Apache-2.0
//
// Imports a made-up country: a grid of CELLS × CELLS junctions (default 400), each road drawn with 12 points
// and changing attributes, as segments in memory. Prints sizes, seconds of each step and the most memory
// held. With files as arguments it imports those instead (.osm.pbf, .geojson or two .csv).
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/random.h"
#include "network/import/read_roads.h"
#include "network/import/scenario_tables.h"
#include "network/road_import.h"

namespace {

using namespace homeward;
using namespace homeward::roads;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t kPointsOfRoad = 12;
constexpr std::int32_t kCellE7 = 50'000;

class Country {
 public:
  explicit Country(std::int64_t cells) : cells_{cells} {}

  RoadSource make() {
    for (int i = 0; i < 40; ++i) kinds_.push_back(random_kind());
    for (std::int64_t row = 0; row < cells_; ++row)
      for (std::int64_t column = 0; column < cells_; ++column) add_junction(row, column);
    next_point_ = cells_ * cells_ + 1;
    for (std::int64_t row = 0; row < cells_; ++row)
      for (std::int64_t column = 0; column < cells_; ++column) {
        if (column + 1 < cells_) add_road(row, column, 0, 1);
        if (row + 1 < cells_) add_road(row, column, 1, 0);
      }
    return std::move(source_);
  }

 private:
  RoadAttributes random_kind() {
    RoadAttributes kind;
    kind.road_class = static_cast<RoadClass>(rng_.below(6));
    kind.speeds.fill(10'000 * rng_.between(2, 8));
    if (rng_.chance(1, 5)) kind.mlc = 20 * rng_.between(1, 5);
    return kind;
  }

  std::int64_t junction(std::int64_t row, std::int64_t column) const { return row * cells_ + column + 1; }

  void add_junction(std::int64_t row, std::int64_t column) {
    source_.nodes.push_back(
        {junction(row, column),
         {static_cast<std::int32_t>(row * kCellE7), static_cast<std::int32_t>(column * kCellE7)}});
  }

  void add_road(std::int64_t row, std::int64_t column, std::int64_t down, std::int64_t right) {
    std::vector<std::int64_t> points{junction(row, column)};
    std::size_t kind = rng_.below(kinds_.size());
    for (std::int64_t i = 1; i <= kPointsOfRoad; ++i) {
      const auto along = static_cast<std::int32_t>(i * kCellE7 / (kPointsOfRoad + 1));
      const auto aside = static_cast<std::int32_t>(rng_.between(-500, 500));
      const auto lat = static_cast<std::int32_t>(row * kCellE7 + down * along + right * aside);
      const auto lon = static_cast<std::int32_t>(column * kCellE7 + right * along + down * aside);
      source_.nodes.push_back({next_point_, {lat, lon}});
      points.push_back(next_point_++);
      if (i % 4 != 0) continue;
      source_.roads.add(kinds_[kind], points, std::nullopt, next_point_);
      points = {points.back()};
      if (rng_.chance(1, 3)) kind = rng_.below(kinds_.size());
    }
    points.push_back(junction(row + down, column + right));
    source_.roads.add(kinds_[kind], points, std::nullopt, next_point_);
  }

  std::int64_t cells_;
  Rng rng_{1};
  RoadSource source_;
  std::vector<RoadAttributes> kinds_;
  std::int64_t next_point_ = 1;
};

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double memory_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1000;
}

Result<std::string> load(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const bool files = !words.empty() && words[0].find('.') != std::string::npos;
  const Clock::time_point begin = Clock::now();
  auto read = files ? read_roads(words, {TagRules::standard(), false, load})
                    : Result<RoadSource>(Country(words.empty() ? 400 : std::atoll(words[0].c_str())).make());
  if (!read.ok()) return std::fprintf(stderr, "%s\n", read.problems()[0].what.c_str()), 1;
  const double reading = seconds_since(begin);
  const double source_mb = memory_mb();
  const Clock::time_point import_begin = Clock::now();
  const auto roads = import_roads(read.value(), {});
  if (!roads.ok()) return std::fprintf(stderr, "%s\n", roads.problems()[0].what.c_str()), 1;
  const double importing = seconds_since(import_begin);
  const Clock::time_point table_begin = Clock::now();
  const ScenarioTables tables = make_tables(roads.value(), {});
  std::printf("segments %lld, pieces %lld, links %zu, km %lld\n",
              static_cast<long long>(roads.value().segments.pieces),
              static_cast<long long>(roads.value().useful.pieces), tables.links,
              static_cast<long long>(roads.value().useful.length_mm / 1'000'000));
  std::printf("read or made %.2f s (%.0f MB), import %.2f s, tables %.2f s, most memory %.0f MB\n", reading,
              source_mb, importing, seconds_since(table_begin), memory_mb());
  return 0;
}
