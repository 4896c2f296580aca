// SPDX-License-Identifier: Apache-2.0
//
// The public convoy benchmark (Mokhtar, Krishnamoorthy, Dayama, Ram Kumar, 2020; definition P1 of Chardaire
// et al., 2005) as plans of ours: exclusive places, alternating links, no halts, p + g = H. Greedy schedules,
// whole and spoilt, must be judged by check_plan as by a direct reading of the definition. The data is not
// part of this tree.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/random.h"
#include "check/build.h"

namespace homeward::testing {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t kNoArc = 10000000;

struct Instance {
  std::size_t nodes = 0;
  std::int64_t headway = 0, longest = 0;
  std::vector<std::size_t> from, to;
  std::vector<std::vector<std::int64_t>> time;
  std::vector<std::int64_t> earliest, latest;
};

/// One convoy: its nodes and when its head is at each.
struct Schedule {
  std::size_t convoy = 0;
  std::vector<std::size_t> path;
  std::vector<std::int64_t> at;
};

std::vector<std::vector<std::int64_t>> sections(const fs::path& file) {
  std::ifstream in(file);
  std::vector<std::vector<std::int64_t>> result;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("//", 0) == 0) {
      result.emplace_back();
      continue;
    }
    std::istringstream words(line);
    for (double value; words >> value;) result.back().push_back(static_cast<std::int64_t>(value));
  }
  return result;
}

Instance read(const fs::path& file) {
  const auto all = sections(file);
  Instance instance;
  while (instance.nodes * instance.nodes < all.at(5).size()) ++instance.nodes;
  instance.headway = all[2].at(0);
  instance.longest = all.at(7).at(0);
  for (std::int64_t node : all[3]) instance.from.push_back(static_cast<std::size_t>(node));
  for (std::int64_t node : all[4]) instance.to.push_back(static_cast<std::size_t>(node));
  for (std::size_t i = 0; i < instance.nodes; ++i)
    instance.time.emplace_back(all[5].begin() + static_cast<std::ptrdiff_t>(i * instance.nodes),
                               all[5].begin() + static_cast<std::ptrdiff_t>((i + 1) * instance.nodes));
  instance.earliest = all.at(8);
  instance.latest = all.at(10);
  return instance;
}

std::vector<std::size_t> shortest(const Instance& instance, std::size_t from, std::size_t to) {
  std::vector<std::int64_t> far(instance.nodes, kNoArc * 100);
  std::vector<std::size_t> back(instance.nodes, instance.nodes);
  std::vector<bool> done(instance.nodes, false);
  far[from] = 0;
  for (std::size_t round = 0; round < instance.nodes; ++round) {
    std::size_t best = instance.nodes;
    for (std::size_t node = 0; node < instance.nodes; ++node)
      if (!done[node] && (best == instance.nodes || far[node] < far[best])) best = node;
    done[best] = true;
    for (std::size_t next = 0; next < instance.nodes; ++next)
      if (instance.time[best][next] < kNoArc && far[best] + instance.time[best][next] < far[next]) {
        far[next] = far[best] + instance.time[best][next];
        back[next] = best;
      }
  }
  std::vector<std::size_t> path{to};
  while (path.back() != from) path.push_back(back.at(path.back()));
  return {path.rbegin(), path.rend()};
}

Schedule timed(const Instance& instance, std::size_t convoy, const std::vector<std::size_t>& path,
               std::int64_t start) {
  Schedule schedule{convoy, path, {start}};
  for (std::size_t i = 1; i < path.size(); ++i)
    schedule.at.push_back(schedule.at.back() + instance.time[path[i - 1]][path[i]]);
  return schedule;
}

std::optional<std::int64_t> time_at(const Schedule& schedule, std::size_t node) {
  for (std::size_t i = 0; i < schedule.path.size(); ++i)
    if (schedule.path[i] == node) return schedule.at[i];
  return std::nullopt;
}

/// P1, two convoys: heads are at least H apart at every node of both, and at both ends of an edge of both
/// they come in the same order.
bool agree(const Instance& instance, const Schedule& a, const Schedule& b) {
  for (std::size_t i = 0; i < a.path.size(); ++i) {
    const auto here = time_at(b, a.path[i]);
    if (here && std::abs(*here - a.at[i]) < instance.headway) return false;
    if (i + 1 == a.path.size()) continue;
    const auto there = time_at(b, a.path[i + 1]);
    if (!here || !there) continue;
    bool shared = false;
    for (std::size_t k = 0; k + 1 < b.path.size(); ++k)
      shared = shared || (b.path[k] == a.path[i] && b.path[k + 1] == a.path[i + 1]) ||
               (b.path[k] == a.path[i + 1] && b.path[k + 1] == a.path[i]);
    if (shared && (a.at[i] < *here) != (a.at[i + 1] < *there)) return false;
  }
  return true;
}

bool holds(const Instance& instance, const std::vector<Schedule>& schedules) {
  for (std::size_t i = 0; i < schedules.size(); ++i) {
    const Schedule& one = schedules[i];
    if (one.at.front() < instance.earliest[one.convoy] || one.at.back() > instance.latest[one.convoy])
      return false;
    if (one.at.back() - one.at.front() > instance.longest) return false;
    for (std::size_t k = 0; k < i; ++k)
      if (!agree(instance, one, schedules[k])) return false;
  }
  return true;
}

/// Convoy after convoy on its shortest way, at the first start (in quarter headways) that fits; those that
/// fit nowhere are left out.
std::vector<Schedule> greedy(const Instance& instance) {
  std::vector<Schedule> schedules;
  for (std::size_t convoy = 0; convoy < instance.from.size(); ++convoy) {
    const auto path = shortest(instance, instance.from[convoy], instance.to[convoy]);
    for (int step = 0; step < 200; ++step) {
      schedules.push_back(
          timed(instance, convoy, path, instance.earliest[convoy] + step * (instance.headway + 3) / 4));
      if (holds(instance, schedules)) break;
      schedules.pop_back();
    }
  }
  return schedules;
}

/// Times are metres at 1 m/s; a convoy is one vehicle with its drivers, pass time 1 s.
World translate(const Instance& instance, const std::vector<Schedule>& schedules) {
  World world;
  Rules& rules = world.model.rules;
  rules.start_step_s = 1;
  rules.vehicle_gap_mm = rules.close_gap_mm = 0;
  rules.column_gap_s = instance.headway - 1;
  rules.drive_max_s = instance.longest;
  world.model.item_types[world.humvee].length_mm = 1000;
  world.model.start = 0;
  world.model.deadline = world.model.final_deadline.emplace(kDay * 3000);
  for (std::size_t i = 0; i < instance.nodes; ++i) {
    const PlaceId place = world.camp("N" + std::to_string(i));
    world.model.places[place].exclusive = true;
    for (std::size_t k = 0; k < i; ++k)
      if (instance.time[i][k] < kNoArc)
        world.model.links[world.road(place, PlaceId(k), LinkUse::alternating)].length_m = instance.time[i][k];
  }
  for (const Schedule& schedule : schedules) {
    const PlaceId from(schedule.path.front()), to(schedule.path.back());
    const UnitId unit = world.unit("U" + std::to_string(schedule.convoy), from, 1, to);
    world.model.units[unit].ready = instance.earliest[schedule.convoy];
    world.model.units[unit].due = instance.latest[schedule.convoy] + 1;
    const LotId lot = world.lot("L" + std::to_string(schedule.convoy), unit, world.humvee, 1, to);
    world.model.lots[lot].ready = instance.earliest[schedule.convoy];
    std::vector<PlaceId> route;
    for (std::size_t node : schedule.path) route.push_back(PlaceId(node));
    const std::size_t column = world.column(route, 0, {of_lot(lot, 1)}, {people(unit, 1)});
    world[column].legs[0].march_rate_m_per_hour = 3600;
    world[column].legs[0].pass_time_s = 1;
    for (std::size_t i = 0; i < route.size(); ++i)
      world[column].stops[i].arrive = world[column].stops[i].depart = schedule.at[i];
  }
  return world;
}

fs::path archive() {
  const char* shared = std::getenv("HOMEWARD_SHARED");
  return (shared ? fs::path(shared) : fs::path(HOMEWARD_SOURCE_DIR) / ".." / "shared") / "data" / "gcmp" /
         "cmp.zip";
}

TEST(Benchmark, CheckPlanAgreesWithTheDefinitionOfTheConvoyMovementProblem) {
  if (!fs::exists(archive()))
    GTEST_SKIP() << "the public benchmark is not at " << archive() << " (set HOMEWARD_SHARED)";
  const fs::path folder = fs::path(::testing::TempDir()) / "homeward-convoy-benchmark";
  fs::create_directories(folder);
  const std::string unpack = "unzip -qqo '" + archive().string() + "' -d '" + folder.string() + "'";
  if (std::system(unpack.c_str()) != 0) GTEST_SKIP() << "unzip cannot unpack " << archive();
  int files = 0, valid = 0, broken = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".txt") continue;
    const Instance instance = read(entry.path());
    const std::vector<Schedule> schedules = greedy(instance);
    Rng rng(7, static_cast<std::uint64_t>(++files));
    ASSERT_FALSE(schedules.empty()) << entry.path();
    for (int round = 0; round < 25; ++round) {
      std::vector<Schedule> tried = schedules;
      if (round > 0) {
        const std::int64_t shift = rng.between(-2 * instance.headway, 2 * instance.headway);
        for (std::int64_t& at : tried[rng.below(tried.size())].at) at += shift;
      }
      const bool expected = holds(instance, tried);
      const World world = translate(instance, tried);
      ASSERT_EQ(found(world).empty(), expected) << entry.path() << " round " << round << "\n"
                                                << sentences(world);
      ++(expected ? valid : broken);
    }
  }
  EXPECT_EQ(files, 276);
  EXPECT_GT(valid, 276);
  EXPECT_GT(broken, 276);
  RecordProperty("valid", valid);
  RecordProperty("broken", broken);
}

}  // namespace
}  // namespace homeward::testing
