// SPDX-License-Identifier: Apache-2.0
//
// The public benchmark of the convoy movement problem: read whole, solved whole, every plan verified. The
// archive is not ours to ship; where it is missing these tests skip.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "planner/convoy_verifier.h"
#include "planner/exact/pool.h"
#include "planner/exact/read_convoy_file.h"
#include "planner/exact/solve_convoys.h"
#include "planner/exact/zip_file.h"

namespace homeward::exact {
namespace {

std::filesystem::path archive_path() {
  const char* const shared = std::getenv("HOMEWARD_SHARED");
  const std::filesystem::path folder =
      shared ? shared : std::filesystem::path(HOMEWARD_SOURCE_DIR) / ".." / "shared";
  return folder / "data" / "gcmp" / "cmp.zip";
}

class PublicCmp : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(archive_path(), std::ios::binary);
    if (!file)
      GTEST_SKIP() << "skipped: no public benchmark at " << archive_path() << " (set HOMEWARD_SHARED)";
    std::ostringstream bytes;
    bytes << file.rdbuf();
    const Result<std::vector<ZipEntry>> entries = read_zip("cmp.zip", bytes.str());
    ASSERT_TRUE(entries.ok());
    for (const ZipEntry& entry : entries.value()) {
      Result<ConvoyFile> read =
          read_convoy_file(std::filesystem::path(entry.name).filename().string(), entry.bytes);
      ASSERT_TRUE(read.ok()) << entry.name << ": " << read.problems().front().what;
      for (const Problem& notice : read.value().notices) notices_.push_back(notice);
      problems_.push_back(std::move(read.value().problem));
    }
  }

  /// Solves all and verifies; returns the labels made.
  std::int64_t solve_all(Variant variant) {
    std::int64_t labels = 0;
    for (const ConvoyProblem& problem : problems_) {
      SCOPED_TRACE(problem.name);
      Budget budget;
      const ConvoyOutcome outcome = solve_convoys(problem, variant, {}, budget);
      EXPECT_EQ(outcome.status, Status::optimal);
      if (!outcome.routes) continue;
      EXPECT_EQ(verify(problem, variant, *outcome.routes), std::vector<std::string>{});
      EXPECT_EQ(verified_objective(problem, variant, *outcome.routes), outcome.bound);
      sum_ += outcome.objective;
      labels += budget.work();
    }
    return labels;
  }

  std::vector<ConvoyProblem> problems_;
  std::vector<Problem> notices_;
  std::int64_t sum_ = 0;
};

TEST_F(PublicCmp, HoldsWhatItsDescriptionSays) {
  ASSERT_EQ(problems_.size(), 276U);
  std::vector<std::string> odd;
  for (const Problem& notice : notices_) odd.push_back(notice.place.file);
  std::sort(odd.begin(), odd.end());
  EXPECT_EQ(odd, (std::vector<std::string>{"A.10.5.45_15k.txt", "C.10.5.30_15k.txt", "C.10.5.30_15k.txt",
                                           "C.10.5.45_25k.txt"}));
  for (const ConvoyProblem& problem : problems_) {
    EXPECT_EQ(problem.headway, 200);
    if (problem.name == "C.10.5.30_15k.txt") {
      EXPECT_EQ(problem.node_count(), 14U);
    }
  }
}

// Sums seen on the day they were first proved; a change means that the model has changed.
TEST_F(PublicCmp, IsSolvedToProvedOptimalityWithFewLabels) {
  EXPECT_LT(solve_all(Variant::p1), 250'000);
  EXPECT_EQ(sum_, 1'239'967);
}

TEST_F(PublicCmp, IsSolvedToProvedOptimalityInTheOtherVariants) {
  solve_all(Variant::p2);
  EXPECT_EQ(std::exchange(sum_, 0), 1'227'180);
  solve_all(Variant::p3);
  EXPECT_EQ(std::exchange(sum_, 0), 1'239'967);
  solve_all(Variant::p4);
  EXPECT_EQ(std::exchange(sum_, 0), 1'237'435);
  solve_all(Variant::p5);
  EXPECT_EQ(std::exchange(sum_, 0), 7'014'822);
}

TEST_F(PublicCmp, PooledByNetworkIsProvedOptimalOrInfeasible) {
  for (const Duration wait_max : {50, 1'000}) {
    int large = 0;
    for (const ConvoyProblem& pool : pool_by_network(problems_, wait_max)) {
      SCOPED_TRACE(pool.name);
      Budget budget{20'000'000, Budget::Clock::time_point::max()};
      const ConvoyOutcome outcome = solve_convoys(pool, Variant::p1, {}, budget);
      large += pool.convoys.size() >= 28 ? 1 : 0;
      EXPECT_TRUE(outcome.status == Status::optimal ||
                  (wait_max == 50 && outcome.status == Status::infeasible));
      if (outcome.routes) {
        EXPECT_EQ(verify(pool, Variant::p1, *outcome.routes), std::vector<std::string>{});
      }
    }
    EXPECT_EQ(large, 23);
  }
}

}  // namespace
}  // namespace homeward::exact
