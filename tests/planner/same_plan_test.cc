// SPDX-License-Identifier: Apache-2.0
//
// The same plan for any number of threads, on 100 drawn scenarios and a real one. With
// HOMEWARD_PLAN_HASHES=FILE their hashes are also written to a file: ./test compares what two compilers
// built.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "base/random.h"
#include "base/sha256.h"
#include "planner/drawn.h"
#include "planner/plan_withdrawal.h"
#include "random_cases.h"
#include "scenario/draw.h"
#include "scenario/plan_file.h"
#include "scenario/read_scenario.h"

namespace homeward {
namespace {

std::string plan_hash(const Model& model, int threads, std::uint64_t seed) {
  Budget budget(3'000'000, Budget::Clock::now() + std::chrono::minutes(5));
  PlannerOptions options;
  options.seed = seed;
  options.threads = threads;
  Observer observer;
  const Outcome outcome = plan_withdrawal(model, options, budget, observer);
  return outcome.best ? sha256_hex(write_plan(model, *outcome.best)) : "none";
}

constexpr std::uint64_t kEach = kSanitized ? 10 : 1;

TEST(SamePlan, ForAnyNumberOfThreadsOnDrawnScenarios) {
  const char* path = std::getenv("HOMEWARD_PLAN_HASHES");
  std::ofstream file;
  if (path != nullptr) file.open(path);
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed, 12);
    const std::string text = draw_any(rng, seed);
    const Model model = draw_scenario(text);
    const std::string hash = plan_hash(model, 1, seed);
    if (file) file << seed << ' ' << hash << '\n';
    found += hash == "none" ? 0 : 1;
    if (seed % kEach != 0) continue;
    for (int threads : {2, 3, 8})
      ASSERT_EQ(plan_hash(model, threads, seed), hash) << threads << " threads: " << text;
  }
  auto small = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small");
  ASSERT_TRUE(small.ok());
  const Model model = small.take();
  const std::string hash = plan_hash(model, 1, 1);
  if (kEach == 1) {
    EXPECT_EQ(plan_hash(model, 3, 1), hash);
  }
  if (file) file << "iraq-2011-small " << hash << '\n';
  EXPECT_GE(found, 80);
}

}  // namespace
}  // namespace homeward
