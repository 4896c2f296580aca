// SPDX-License-Identifier: Apache-2.0
//
// homeward plan from end to end on the scenario that homeward new writes.
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/sha256.h"
#include "cli/plan_limits.h"
#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using test::Ended;
using test::ProgramTest;

class PlanCommand : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    if (homeward({"plan", "--help"}).exit_code != 0) GTEST_SKIP() << "this build has no planner yet";
    ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
  }
};

TEST_F(PlanCommand, GivesAValidPlanThatCheckAccepts) {
  const Ended planned = homeward({"plan", "mine", "--time-limit", "10s"});
  ASSERT_EQ(planned.exit_code, 0) << planned.out << planned.err;
  EXPECT_NE(planned.out.find("VALID PLAN"), std::string::npos);
  EXPECT_EQ(planned.err, "") << "no progress into a pipe";
  const Ended checked = homeward({"check", "mine", "mine.plan.json", "--json"});
  EXPECT_EQ(checked.exit_code, 0);
  const json answer = json::parse(checked.out);
  EXPECT_EQ(answer.at("valid"), true);
  EXPECT_EQ(answer.at("verdict"), "valid");
  EXPECT_TRUE(answer.at("violations").empty());
}

TEST_F(PlanCommand, PrintsTheObjectThatOtherProgramsRelyOn) {
  const Ended planned =
      homeward({"plan", "mine", "--json", "--out", "p.json", "--time-limit", "10s", "--seed", "7"});
  ASSERT_EQ(planned.exit_code, 0) << planned.err;
  const json answer = json::parse(planned.out);
  for (const char* key : {"status", "closure", "final_closure", "bound", "bound_certificate", "gap_seconds",
                          "first_valid_seconds", "columns", "flights", "sailings", "people_out",
                          "wall_seconds", "peak_memory_bytes", "seed", "plan_sha256", "mends"})
    EXPECT_TRUE(answer.contains(key)) << key;
  EXPECT_EQ(answer.at("status"), "valid");
  EXPECT_EQ(answer.at("seed"), 7);
  EXPECT_EQ(answer.at("people_out").at("military"), 470);
  EXPECT_EQ(answer.at("plan_sha256"), sha256_hex(read("p.json")));
  EXPECT_GT(answer.at("columns"), 0);
}

TEST_F(PlanCommand, SaysAtOnceWhoHasNoWayAndWhatWouldMendIt) {
  write("mine/windows.csv",
        read("mine/windows.csv") + "closed,link,border-port,both,,2030-03-01,2031-03-01,,,Washed away,\n");
  write("mine/scenario.yaml", read("mine/scenario.yaml") + "\nfinal_deadline: 2030-06-01\n");
  const Ended planned = homeward({"plan", "mine", "--json", "--out", "p.json", "--certificate", "c.json"});
  EXPECT_EQ(planned.exit_code, 4) << planned.err;
  const json answer = json::parse(planned.out);
  EXPECT_EQ(answer.at("status"), "infeasible");
  ASSERT_EQ(answer.at("mends").size(), 1u);
  EXPECT_EQ(homeward({"check", "mine", "--certificate", "c.json"}).exit_code, 0);
  const Ended told = homeward({"plan", "mine", "--certificate", "c2.json"});
  EXPECT_NE(told.out.find("no plan does it, however late"), std::string::npos) << told.out;
  EXPECT_NE(told.out.find("have no way there"), std::string::npos) << told.out;
}

TEST_F(PlanCommand, WorksTwiceAndOverwritesNothing) {
  const std::vector<std::string> words = {"plan", "mine", "--work-limit", "1000"};
  ASSERT_EQ(homeward(words).exit_code, 0);
  const std::string first = read("mine.plan.json");
  EXPECT_EQ(homeward(words).exit_code, 0);
  EXPECT_EQ(read("mine.plan.json"), first);
  EXPECT_FALSE(exists("mine-2.plan.json"))
      << "the same work limit gives the same plan, which is there already";
  EXPECT_EQ(homeward({"plan", "mine", "--work-limit", "1000", "--seed", "2"}).exit_code, 0);
  EXPECT_EQ(read("mine.plan.json"), first);
  EXPECT_TRUE(exists("mine-2.plan.json"));
}

TEST_F(PlanCommand, RefusesToOverwriteANamedFileBeforeItSearches) {
  write("p.json", "mine");
  EXPECT_EQ(homeward({"plan", "mine", "--out", "p.json"}).exit_code, 2);
  EXPECT_EQ(read("p.json"), "mine");
  EXPECT_EQ(homeward({"plan", "mine", "--out", "p.json", "--force", "--work-limit", "1000"}).exit_code, 0);
  EXPECT_NE(read("p.json"), "mine");
}

TEST_F(PlanCommand, IsTheSameForAnyNumberOfThreads) {
  for (const char* threads : {"1", "2", "3", "8"})
    ASSERT_EQ(homeward({"plan", "mine", "--work-limit", "1000", "--threads", threads, "--out",
                        std::string("p") + threads + ".json"})
                  .exit_code,
              0);
  EXPECT_EQ(read("p1.json"), read("p2.json"));
  EXPECT_EQ(read("p1.json"), read("p3.json"));
  EXPECT_EQ(read("p1.json"), read("p8.json"));
}

TEST_F(PlanCommand, WritesTheBestPlanWithinASecondOfCtrlC) {
  const pid_t process = start({"plan", "mine", "--time-limit", "60s", "--out", "p.json"});
  std::this_thread::sleep_for(std::chrono::seconds(2));
  const auto begin = std::chrono::steady_clock::now();
  kill(process, SIGINT);
  const Ended ended = finish(process);
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2))
      << "twice the promise: tests share the machine";
  EXPECT_EQ(homeward({"check", "mine", "p.json"}).exit_code, 0);
}

/// The first days of a plan as orders: whatever else is planned, they are in it.
TEST_F(PlanCommand, KeepsOrdersAlreadyGiven) {
  ASSERT_EQ(homeward({"plan", "mine", "--work-limit", "1", "--out", "first.json"}).exit_code, 0);
  json orders = json::parse(read("first.json"));
  ASSERT_GT(orders.at("columns").size(), 4u);
  for (const char* key : {"bound", "bound_certificate"}) orders.erase(key);
  for (const char* list : {"flights", "sailings", "batches", "closings"}) orders[list] = json::array();
  while (orders["columns"].size() > 2) orders["columns"].erase(orders["columns"].size() - 1);
  write("orders.json", orders.dump());
  const std::vector<std::string> again = {"plan", "mine",     "--work-limit", "1000",  "--seed",
                                          "5",    "--orders", "orders.json",  "--out", "second.json"};
  const Ended planned = homeward(again);
  ASSERT_EQ(planned.exit_code, 0) << planned.out << planned.err;
  EXPECT_EQ(homeward({"check", "mine", "second.json", "--orders", "orders.json"}).exit_code, 0);
  json changed = json::parse(read("second.json"));
  changed["columns"].erase(0);
  write("changed.json", changed.dump());
  const Ended refused = homeward({"check", "mine", "changed.json", "--orders", "orders.json"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.out.find("ORDERED"), std::string::npos) << refused.out;
}

TEST_F(PlanCommand, RefusesOrdersThatBreakRulesByThemselves) {
  ASSERT_EQ(homeward({"plan", "mine", "--work-limit", "1", "--out", "first.json"}).exit_code, 0);
  json orders = json::parse(read("first.json"));
  orders["columns"][0]["legs"][0]["pass_time_s"] = 1;
  write("orders.json", orders.dump());
  const Ended refused = homeward({"plan", "mine", "--orders", "orders.json", "--work-limit", "1"});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_NE(refused.err.find("the orders break LEG"), std::string::npos) << refused.err;
}

TEST_F(PlanCommand, RefusesLimitsWithoutUnitAndUnknownWords) {
  EXPECT_EQ(homeward({"plan", "mine", "--time-limit", "20"}).exit_code, 2);
  EXPECT_EQ(homeward({"plan", "mine", "--objective", "fast"}).exit_code, 2);
  EXPECT_EQ(homeward({"plan", "mine", "--seed", "-1"}).exit_code, 2);
  EXPECT_EQ(homeward({"plan", "mine", "--outcome", "training_mission"}).exit_code, 2);
  EXPECT_EQ(homeward({"plan", "mine", "--outcome", "training_mission=perhaps"}).exit_code, 3);
}

TEST_F(PlanCommand, RefusesThePlanOfAnotherScenario) {
  ASSERT_EQ(homeward({"plan", "mine", "--out", "p.json", "--work-limit", "1000"}).exit_code, 0);
  write("mine/scenario.yaml", read("mine/scenario.yaml") + "# changed\n");
  const Ended ended = homeward({"check", "mine", "p.json"});
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_NE(ended.err.find("another scenario"), std::string::npos);
}

TEST(PlanLimits, WorkOrTimeWhicheverIsNamed) {
  using std::chrono::milliseconds;
  EXPECT_EQ(search_limits(5, std::nullopt).work, 5);
  EXPECT_FALSE(search_limits(5, std::nullopt).time.has_value());
  EXPECT_EQ(search_limits(std::nullopt, milliseconds(100)).work, Budget::kUnlimited);
  EXPECT_TRUE(search_limits(std::nullopt, std::nullopt).time.has_value());
}

TEST(PlanLimits, TheSearchEndsEarlyEnoughToCheckAndWrite) {
  using std::chrono::milliseconds;
  const Budget::Clock::time_point started{};
  EXPECT_EQ(search_deadline(started, {1, milliseconds(20'000)}), started + milliseconds(19'400));
  EXPECT_EQ(search_deadline(started, {1, milliseconds(1'000)}), started + milliseconds(900));
  EXPECT_EQ(search_deadline(started, {1, std::nullopt}), Budget::Clock::time_point::max());
}

}  // namespace
}  // namespace homeward
