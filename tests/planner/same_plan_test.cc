// SPDX-License-Identifier: Apache-2.0
//
// The same plan for any number of threads, on drawn scenarios. With HOMEWARD_PLAN_HASHES=FILE their hashes
// are also written to a file, so that ./test compares what two compilers built.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "base/random.h"
#include "base/sha256.h"
#include "planner/plan_withdrawal.h"
#include "planner/tiny_withdrawal.h"
#include "scenario/draw.h"
#include "scenario/plan_file.h"

namespace homeward {
namespace {

/// Two bases, lorries, escorts, buses, a ramp and a border post, all scarce.
std::string busy_scenario(Rng& rng) {
  const auto pick = [&](std::int64_t low, std::int64_t high) { return rng.between(low, high); };
  return fmt::format(
      "base(closes) -{}min- fork(parking {}) -{}min alternating- gate(outside, parking 90) -30min- port;"
      "camp -{}min- fork;1st: base to port, {} people, {} cars, {} boxes, ready {}h;"
      "2nd: camp to port, {} people, {} cars, {} boxes;rear: base to port, 8 people, 2 cars, last_out;"
      "lorries haul: {} at port, {} at base;buses coach: {} at port;escorts guard: 12 at gate;"
      "service ramp at base: loading, {}/h, 1 lanes;service post at gate: leaving, {}/h, {} lanes;deadline "
      "15d",
      pick(20, 200), pick(40, 120), pick(20, 200), pick(20, 100), pick(20, 60), pick(1, 15), pick(0, 40),
      pick(0, 30), pick(20, 60), pick(1, 15), pick(0, 20), pick(3, 20), pick(0, 4), pick(1, 4), pick(4, 20),
      pick(6, 40), pick(1, 2));
}

std::string plan_hash(const Model& model, int threads, std::uint64_t seed) {
  Budget budget(5'000'000, Budget::Clock::now() + std::chrono::minutes(5));
  PlannerOptions options;
  options.seed = seed;
  options.threads = threads;
  Observer observer;
  const Outcome outcome = plan_withdrawal(model, options, budget, observer);
  return outcome.best ? sha256_hex(write_plan(model, *outcome.best)) : "none";
}

TEST(SamePlan, ForAnyNumberOfThreadsOnDrawnScenarios) {
  const char* path = std::getenv("HOMEWARD_PLAN_HASHES");
  std::ofstream file;
  if (path != nullptr) file.open(path);
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 12);
    const std::string text = seed % 2 == 0 ? tiny::draw_tiny(rng) : busy_scenario(rng);
    const Model model = draw_scenario(text);
    const std::string hash = plan_hash(model, 1, seed);
    if (file) file << seed << ' ' << hash << '\n';
    found += hash == "none" ? 0 : 1;
    if (seed % 5 != 0 && path == nullptr) continue;  // each fifth in the usual run
    for (int threads : {2, 3, 8})
      ASSERT_EQ(plan_hash(model, threads, seed), hash) << threads << " threads: " << text;
  }
  EXPECT_GE(found, 80);
}

}  // namespace
}  // namespace homeward
