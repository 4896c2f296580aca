// SPDX-License-Identifier: Apache-2.0
//
// homeward compare from end to end.
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using test::Ended;
using test::ProgramTest;

class CompareCommand : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
    ASSERT_EQ(homeward({"new", "later"}).exit_code, 0);
    std::string units = read("later/units.csv");
    const std::string date = "2030-03-03";
    for (std::size_t at = units.find(date); at != std::string::npos; at = units.find(date))
      units.replace(at, date.size(), "2030-03-20");
    write("later/units.csv", units);
    for (const std::string scenario : {"mine", "later"})
      ASSERT_EQ(homeward({"plan", scenario, "--work-limit", "1000"}).exit_code, 0);
  }
};

TEST_F(CompareCommand, LaysPlansOfDifferentScenariosSideBySide) {
  const Ended ended = homeward({"compare", "later.plan.json", "mine.plan.json", "--scenario", "mine",
                                "--scenario", "later", "--html", "c.html", "--csv", "tables", "--json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  const json answer = json::parse(ended.out);
  EXPECT_EQ(answer.at("status"), "compared");
  const json& later = answer.at("courses").at(0);
  const json& mine = answer.at("courses").at(1);
  EXPECT_EQ(later.at("course"), "later");
  EXPECT_GT(later.at("closure_at"), mine.at("closure_at"));
  EXPECT_EQ(later.at("status"), "valid");
  EXPECT_TRUE(later.at("gap_seconds").is_number_integer());
  EXPECT_EQ(answer.at("files").size(), 5u);
  EXPECT_TRUE(exists("c.html"));
  EXPECT_TRUE(exists("tables/courses.csv"));
  EXPECT_NE(homeward({"compare", "later.plan.json", "mine.plan.json", "--scenario", "mine", "--scenario",
                      "later", "--name", "wait"})
                .out.find("“mine” closes"),
            std::string::npos);
}

TEST_F(CompareCommand, RefusesWhatCannotBeCompared) {
  EXPECT_EQ(homeward({"compare", "mine.plan.json", "--scenario", "mine"}).exit_code, 2);
  EXPECT_EQ(homeward({"compare", "mine.plan.json", "later.plan.json"}).exit_code, 2);
  EXPECT_EQ(homeward({"compare", "mine.plan.json", "later.plan.json", "--scenario", "mine"}).exit_code, 3);
  ASSERT_EQ(homeward({"new", "third"}).exit_code, 0);
  write("third/scenario.yaml", read("third/scenario.yaml") + "# another\n");
  const Ended ended =
      homeward({"compare", "mine.plan.json", "later.plan.json", "--scenario", "mine", "--scenario", "third"});
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_NE(ended.err.find("none of the scenarios"), std::string::npos) << ended.err;
  write("c.html", "mine");
  EXPECT_EQ(
      homeward({"compare", "mine.plan.json", "mine.plan.json", "--scenario", "mine", "--html", "c.html"})
          .exit_code,
      2);
  EXPECT_EQ(read("c.html"), "mine");
}

TEST_F(CompareCommand, SaysHowLikelyEachPlanIsOutInTime) {
  const json plain = json::parse(homeward({"simulate", "mine.plan.json", "--scenario", "mine",
                                           "--replications", "200", "--json", "--out", "mine.risk.json"})
                                     .out);
  ASSERT_EQ(homeward({"simulate", "mine.plan.json", "--scenario", "mine", "--replications", "200", "--shard",
                      "1/1", "--out", "mine.shard.json"})
                .exit_code,
            0);
  const std::vector<std::string> both{"compare", "mine.plan.json", "later.plan.json", "--scenario",
                                      "mine",    "--scenario",     "later",           "--json"};
  auto with_file = both;
  with_file.insert(with_file.end(), {"--simulation", "mine.shard.json"});
  const json from_file = json::parse(homeward(with_file).out);
  auto with_play = both;
  with_play.insert(with_play.end(), {"--replications", "200", "--threads", "2"});
  const json played = json::parse(homeward(with_play).out);
  const json& mine = from_file.at("courses").at(0);
  EXPECT_EQ(mine.at("replications"), 200);
  EXPECT_NEAR(mine.at("in_time_percent").get<double>(),
              plain.at("out_by_deadline").at("per_million").get<double>() / 10'000, 1e-9);
  EXPECT_LE(mine.at("in_time_low_percent"), mine.at("in_time_percent"));
  EXPECT_LE(mine.at("closure_50_at"), mine.at("closure_95_at"));
  EXPECT_TRUE(from_file.at("courses").at(1).at("in_time_percent").is_null()) << "nobody played it";
  for (const char* key : {"in_time_percent", "closure_50_at", "closure_90_at", "closure_95_at"})
    EXPECT_EQ(played.at("courses").at(0).at(key), mine.at(key)) << key;
  EXPECT_GE(played.at("courses").at(1).at("closure_50_at"), mine.at("closure_50_at"));
  EXPECT_NE(played.at("sentences").at(0).get<std::string>().find("out in time in"), std::string::npos);
  const Ended other = homeward({"compare", "later.plan.json", "later.plan.json", "--scenario", "later",
                                "--simulation", "mine.shard.json"});
  EXPECT_EQ(other.exit_code, 3) << "the simulation is of none of them";
}

TEST_F(CompareCommand, PlansOfOneNameKeepThemApart) {
  const json answer = json::parse(
      homeward({"compare", "mine.plan.json", "mine.plan.json", "--scenario", "mine", "--json"}).out);
  EXPECT_EQ(answer.at("courses").at(1).at("course"), "mine (2)");
}

}  // namespace
}  // namespace homeward
