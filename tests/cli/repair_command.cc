// SPDX-License-Identifier: Apache-2.0
//
// homeward repair and homeward drill.
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using test::Ended;
using test::ProgramTest;

class RepairCommand : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
    ASSERT_EQ(homeward({"plan", "mine", "--work-limit", "1", "--out", "p.json"}).exit_code, 0);
    start_ = json::parse(homeward({"bound", "mine", "--json"}).out).at("bound");
  }
  std::string start_;
};

TEST_F(RepairCommand, WithoutEventWritesThePlanByteForByte) {
  const Ended ended =
      homeward({"repair", "p.json", "--scenario", "mine", "--at", start_, "--out", "q.json", "--json"});
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_EQ(json::parse(ended.out).at("way"), "unchanged");
  EXPECT_EQ(read("q.json"), read("p.json"));
}

TEST_F(RepairCommand, NeedsAKnownEvent) {
  const Ended ended =
      homeward({"repair", "p.json", "--scenario", "mine", "--at", start_, "--event", "cutt x"});
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_NE(ended.err.find("Did you mean 'cut'"), std::string::npos) << ended.err;
}

TEST_F(RepairCommand, WritesAScenarioThatCheckAccepts) {
  const Ended ended =
      homeward({"repair", "p.json", "--scenario", "mine", "--at", start_, "--event", "deadline 2030-12-31",
                "--out", "q.json", "--scenario-out", "after", "--json"});
  if (ended.exit_code == 3) GTEST_SKIP() << "the example begins in another year: " << ended.out;
  ASSERT_TRUE(exists("q.json")) << ended.out << ended.err;
  EXPECT_EQ(homeward({"check", "after", "q.json"}).exit_code, 0);
}

/// An order that the plan never held cannot stay; those that it holds do where nothing has happened.
TEST_F(RepairCommand, SaysWhichOrdersCannotStay) {
  json orders = json::parse(read("p.json"));
  for (const char* key : {"bound", "bound_certificate"}) orders.erase(key);
  for (const char* list : {"flights", "sailings", "batches", "closings"}) orders[list] = json::array();
  while (orders["columns"].size() > 1) orders["columns"].erase(orders["columns"].size() - 1);
  write("orders.json", orders.dump());
  const auto repaired = [&](const char* plan) {
    const Ended ended = homeward({"repair", plan, "--scenario", "mine", "--at", start_, "--orders",
                                  "orders.json", "--out", "q.json", "--force", "--json"});
    EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
    return json::parse(ended.out).at("broken_orders").size();
  };
  EXPECT_EQ(repaired("p.json"), 0u);
  ASSERT_EQ(
      homeward({"plan", "mine", "--work-limit", "2000000", "--objective", "latest", "--out", "other.json"})
          .exit_code,
      0);
  EXPECT_EQ(repaired("other.json"), 1u) << "it holds everybody back";
}

/// The proof is about what the orders do not begin: with other orders check refuses it.
TEST_F(RepairCommand, ProvesWhatIsLostAndCheckComparesTheProofWithTheOrders) {
  const std::string small = std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small";
  ASSERT_EQ(homeward({"plan", small, "--work-limit", "1", "--out", "s.json"}).exit_code, 0);
  const Ended ended =
      homeward({"repair", "s.json", "--scenario", small, "--at", "2011-11-01", "--event", "cut RUM-JAL",
                "--certificate", "proof.json", "--scenario-out", "cut", "--out", "r.json", "--json"});
  EXPECT_EQ(ended.exit_code, 4) << ended.out << ended.err;
  const json answer = json::parse(ended.out);
  EXPECT_TRUE(answer.at("deadline_lost_proved"));
  EXPECT_FALSE(answer.at("mends").empty());
  const json proof = json::parse(read("proof.json"));
  EXPECT_FALSE(proof.at("given").at("begun").empty());
  const Ended checked =
      homeward({"check", "cut", "--certificate", "proof.json", "--orders", "s.json", "--json"});
  EXPECT_EQ(checked.exit_code, 0) << checked.out;
  const json first = json::parse(checked.out).at("certificates").at(0);
  EXPECT_EQ(first.at("given_until"), proof.at("given").at("until"));
  EXPECT_TRUE(first.at("holds"));
  json less = proof;
  less["given"]["begun"] = json::object();
  write("less.json", less.dump());
  const Ended other = homeward({"check", "cut", "--certificate", "less.json", "--orders", "s.json"});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_NE(other.out.find("begin to leave before"), std::string::npos) << other.out;
}

TEST_F(RepairCommand, DrillRanksWhatIsTakenAway) {
  const Ended ended = homeward({"drill", "mine", "--plan", "p.json", "--pairs", "0", "--json"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const json cuts = json::parse(ended.out).at("cuts");
  ASSERT_FALSE(cuts.empty());
  EXPECT_EQ(
      json::parse(
          homeward({"drill", "mine", "--plan", "p.json", "--pairs", "0", "--threads", "1", "--json"}).out)
          .at("cuts"),
      cuts);
  write("d.json", ended.out);
  ASSERT_EQ(
      homeward({"report", "p.json", "--scenario", "mine", "--drill", "d.json", "--out", "r.html"}).exit_code,
      0);
  EXPECT_NE(read("r.html").find("Which loss would hurt most"), std::string::npos);
}

TEST_F(RepairCommand, WhatItChangedComesIntoTheReportOfTheNewPlanOnly) {
  const std::string small = std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small";
  ASSERT_EQ(homeward({"plan", small, "--work-limit", "1", "--out", "s.json"}).exit_code, 0);
  const Ended ended =
      homeward({"repair", "s.json", "--scenario", small, "--at", "2011-11-01", "--event",
                "cut RUM-JAL until 2011-11-02", "--scenario-out", "cut", "--out", "r.json", "--json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_FALSE(json::parse(ended.out).at("changes").empty());
  write("changes.json", ended.out);
  const Ended report = homeward(
      {"report", "r.json", "--scenario", "cut", "--repair", "changes.json", "--out", "r.html", "--csv", "t"});
  ASSERT_EQ(report.exit_code, 0) << report.err;
  EXPECT_NE(read("r.html").find("cut RUM-JAL until 2011-11-02"), std::string::npos);
  EXPECT_TRUE(exists("t/changes.csv"));
  const Ended old =
      homeward({"report", "s.json", "--scenario", small, "--repair", "changes.json", "--out", "n.html"});
  EXPECT_EQ(old.exit_code, 3);
  EXPECT_NE(old.err.find("led to another plan"), std::string::npos) << old.err;
}

}  // namespace
}  // namespace homeward
