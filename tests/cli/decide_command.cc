// SPDX-License-Identifier: Apache-2.0
//
// homeward decide: the bracket, its files, and what check says of them.
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using test::Ended;
using test::ProgramTest;

class DecideCommand : public ProgramTest {
 protected:
  const std::string small = std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011-small";
};

TEST_F(DecideCommand, WritesAPolicyAndAProofThatCheckAccepts) {
  const Ended ended =
      homeward({"decide", small, "--points", "2", "--time-limit", "4m", "--out", "d", "--json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  const json answer = json::parse(ended.out);
  EXPECT_EQ(answer.at("status"), "decided");
  const json& condition = answer.at("conditions").at(0);
  EXPECT_EQ(condition.at("condition"), "immunity_agreement");
  EXPECT_LT(condition.at("possible_at"), condition.at("too_late_at"));
  EXPECT_EQ(condition.at("plans").size(), 2u);
  EXPECT_EQ(condition.at("held").size(), 3u);
  EXPECT_FALSE(answer.at("slack").empty());
  const Ended policy = homeward(
      {"check", small, "d/immunity_agreement.agreed.plan.json", "d/immunity_agreement.refused.plan.json"});
  EXPECT_EQ(policy.exit_code, 0) << policy.out;
  EXPECT_NE(policy.out.find("POLICY"), std::string::npos) << policy.out;
  const Ended proof =
      homeward({"check", small, "--certificate", "d/immunity_agreement.too-late.certificate.json"});
  EXPECT_EQ(proof.exit_code, 0) << proof.out << proof.err;
  // An answer after the proof: the same plans are no policy for it.
  EXPECT_EQ(homeward({"check", small, "d/immunity_agreement.agreed.plan.json",
                      "d/immunity_agreement.refused.plan.json", "--decided-at",
                      condition.at("too_late_at").get<std::string>()})
                .exit_code,
            1);
}

TEST_F(DecideCommand, NamesTheConditionsThatThereAre) {
  const Ended ended = homeward({"decide", small, "--condition", "immunity"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_NE(ended.err.find("immunity_agreement"), std::string::npos) << ended.err;
}

TEST_F(DecideCommand, ThePlanThatNewWritesIsBracketedToTheHour) {
  ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
  const Ended ended = homeward({"decide", "mine", "--points", "2", "--time-limit", "4m", "--json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(json::parse(ended.out).at("conditions").at(0).at("gap_seconds"), 3600);
}

TEST_F(DecideCommand, TheBracketComesIntoTheReportOfItsScenario) {
  ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
  write("d.json", homeward({"decide", "mine", "--points", "2", "--work-limit", "20000000", "--json"}).out);
  ASSERT_EQ(homeward({"plan", "mine", "--work-limit", "1", "--out", "p.json"}).exit_code, 0);
  const std::vector<std::string> report = {"report", "p.json", "--scenario", "mine",  "--decision",
                                           "d.json", "--out",  "r.html",     "--csv", "tables"};
  ASSERT_EQ(homeward(report).exit_code, 0);
  EXPECT_NE(read("r.html").find("How late may they decide"), std::string::npos);
  EXPECT_NE(read("r.html").find("the answer may come until"), std::string::npos) << "in the brief";
  EXPECT_TRUE(exists("tables/decision_orders.csv"));
  json answer = json::parse(read("d.json"));
  answer["conditions"][0]["held"][0]["people"] = -1;
  answer["scenario"] = "another";
  write("other.json", answer.dump());
  const Ended other =
      homeward({"report", "p.json", "--scenario", "mine", "--decision", "other.json", "--out", "n.html"});
  EXPECT_EQ(other.exit_code, 3);
  EXPECT_NE(other.err.find("answer about another scenario"), std::string::npos) << other.err;
  EXPECT_NE(other.err.find("/conditions/0/held/0/people"), std::string::npos) << other.err;
  EXPECT_FALSE(exists("n.html"));
}

/// The first columns of a plan as orders that stand whatever the answer is.
TEST_F(DecideCommand, AllPlansHoldTheOrders) {
  ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
  ASSERT_EQ(homeward({"plan", "mine", "--work-limit", "1", "--out", "first.json"}).exit_code, 0);
  json orders = json::parse(read("first.json"));
  for (const char* key : {"bound", "bound_certificate"}) orders.erase(key);
  for (const char* list : {"flights", "sailings", "batches", "closings"}) orders[list] = json::array();
  ASSERT_GT(orders.at("columns").size(), 2u);
  while (orders["columns"].size() > 2) orders["columns"].erase(orders["columns"].size() - 1);
  write("orders.json", orders.dump());
  const Ended ended = homeward({"decide", "mine", "--points", "2", "--orders", "orders.json", "--work-limit",
                                "20000000", "--out", "d", "--json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  for (const json& plan : json::parse(ended.out).at("conditions").at(0).at("plans"))
    EXPECT_EQ(homeward({"check", "mine", plan.at("plan_file").get<std::string>(), "--orders", "orders.json"})
                  .exit_code,
              0)
        << plan;
  const Ended drill = homeward({"drill", "mine", "--orders", "orders.json", "--time-limit", "20s", "--json"});
  EXPECT_EQ(drill.exit_code, 0) << drill.out << drill.err;
}

TEST_F(DecideCommand, AScenarioWithoutConditionsHasNothingToDecide) {
  ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
  std::string yaml = read("mine/scenario.yaml");
  const std::size_t begin = yaml.find("\nconditions:") + 1;
  std::size_t end = yaml.find('\n', begin) + 1;
  while (end < yaml.size() && (yaml[end] == ' ' || yaml[end] == '\n')) end = yaml.find('\n', end) + 1;
  write("mine/scenario.yaml", yaml.erase(begin, end - begin));
  for (const std::string table : {"units", "items", "windows", "targets", "garrisons"}) {
    const std::string name = "mine/" + table + ".csv";
    if (!exists(name)) continue;
    std::string text = read(name);
    for (const std::string word : {"training_mission:agreed", "training_mission:refused"})
      for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word))
        text.erase(at, word.size());
    write(name, text);
  }
  ASSERT_EQ(homeward({"validate", "mine"}).exit_code, 0) << homeward({"validate", "mine"}).out;
  const Ended ended = homeward({"decide", "mine"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_NE(ended.err.find("no open condition"), std::string::npos) << ended.err;
}

}  // namespace
}  // namespace homeward
