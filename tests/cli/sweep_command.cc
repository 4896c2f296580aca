// SPDX-License-Identifier: Apache-2.0
//
// homeward sweep from end to end, whole and in shards.
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using test::Ended;
using test::ProgramTest;

class SweepCommand : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
  }
  Ended sweep(const std::vector<std::string>& more) {
    std::vector<std::string> words = {"sweep",        "mine",
                                      "--vary",       "rules.column_gap_min=15:45:15",
                                      "--vary",       "deadline=2030-03-05,2030-04-30",
                                      "--work-limit", "1"};
    words.insert(words.end(), more.begin(), more.end());
    return homeward(words);
  }
};

TEST_F(SweepCommand, SolvesEveryPoint) {
  const Ended ended = sweep({"--csv", "s.csv", "--json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  const json answer = json::parse(ended.out);
  EXPECT_EQ(answer.at("status"), "swept");
  ASSERT_EQ(answer.at("rows").size(), 6u);
  for (const json& row : answer.at("rows")) {
    const bool early = row.at("values").at("deadline") == "2030-03-05";
    EXPECT_EQ(row.at("status"), early ? "late" : "valid") << row;
    EXPECT_LE(row.at("bound"), row.at("closure"));
  }
  EXPECT_NE(read("s.csv").find("point,rules.column_gap_min,deadline,status,valid,closure_utc"),
            std::string::npos);
}

TEST_F(SweepCommand, ComesIntoTheReportOfItsScenario) {
  ASSERT_EQ(sweep({"--out", "s.json"}).exit_code, 0);
  ASSERT_EQ(homeward({"plan", "mine", "--work-limit", "1", "--out", "p.json"}).exit_code, 0);
  const Ended report = homeward(
      {"report", "p.json", "--scenario", "mine", "--sweep", "s.json", "--out", "r.html", "--csv", "t"});
  ASSERT_EQ(report.exit_code, 0) << report.err;
  EXPECT_NE(read("r.html").find("What other figures would change"), std::string::npos);
  EXPECT_NE(read("t/sweep.csv").find("rules.column_gap_min = 45"), std::string::npos);
  json other = json::parse(read("s.json"));
  other["scenario"] = std::string(64, '0');
  write("other.json", other.dump());
  const Ended refused =
      homeward({"report", "p.json", "--scenario", "mine", "--sweep", "other.json", "--out", "n.html"});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_NE(refused.err.find("sweep of another scenario"), std::string::npos) << refused.err;
}

TEST_F(SweepCommand, ShardsPutTogetherAreTheSameBytes) {
  ASSERT_EQ(sweep({"--out", "whole.json", "--threads", "2"}).exit_code, 0);
  std::vector<std::string> merge = {"sweep", "--out", "merged.json", "--merge"};
  for (const std::string part : {"3", "1", "4", "2"}) {
    ASSERT_EQ(sweep({"--out", part + ".json", "--shard", part + "/4", "--threads", "1"}).exit_code, 0);
    merge.push_back(part + ".json");
  }
  const Ended merged = homeward(merge);
  ASSERT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_EQ(read("merged.json"), read("whole.json"));
}

TEST_F(SweepCommand, ShardsThatAreMissingOrStrangeAreRefused) {
  ASSERT_EQ(sweep({"--out", "1.json", "--shard", "1/2"}).exit_code, 0);
  ASSERT_EQ(sweep({"--out", "other.json", "--shard", "2/2", "--seed", "9"}).exit_code, 0);
  const Ended missing = homeward({"sweep", "--merge", "1.json"});
  EXPECT_EQ(missing.exit_code, 3);
  EXPECT_NE(missing.err.find("Shard 2 of 2 is missing"), std::string::npos) << missing.err;
  EXPECT_NE(homeward({"sweep", "--merge", "1.json", "1.json"}).err.find("comes twice"), std::string::npos);
  EXPECT_NE(homeward({"sweep", "--merge", "1.json", "other.json"}).err.find("another sweep"),
            std::string::npos);
  json cut = json::parse(read("1.json"));
  cut["rows"].erase(0);
  write("cut.json", cut.dump());
  EXPECT_EQ(homeward({"sweep", "--merge", "cut.json"}).exit_code, 3);
  EXPECT_EQ(homeward({"sweep", "--merge", "nowhere.json"}).exit_code, 6);
}

TEST_F(SweepCommand, APointThatTheReaderRefusesIsOnePoint) {
  const Ended ended = homeward({"sweep", "mine", "--vary", "rules.column_vehicles_max=0,40", "--work-limit",
                                "1", "--one-at-a-time", "--json"});
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  const json answer = json::parse(ended.out);
  ASSERT_EQ(answer.at("rows").size(), 3u);
  EXPECT_EQ(answer.at("rows").at(0).at("status"), "valid");
  EXPECT_EQ(answer.at("rows").at(1).at("status"), "refused");
  EXPECT_NE(std::string(answer.at("rows").at(1).at("problem")).find("column_vehicles_max"),
            std::string::npos);
  EXPECT_EQ(answer.at("rows").at(2).at("status"), "valid");
}

TEST_F(SweepCommand, RefusesWhatMakesNoSense) {
  EXPECT_EQ(homeward({"sweep", "mine"}).exit_code, 2);
  EXPECT_EQ(homeward({"sweep", "--vary", "a=1:2:1"}).exit_code, 2);
  EXPECT_EQ(homeward({"sweep", "mine", "--vary", "rules.column_gap_min=9:1:1"}).exit_code, 2);
  EXPECT_EQ(sweep({"--shard", "3/2"}).exit_code, 2);
  EXPECT_EQ(sweep({"--shard", "2"}).exit_code, 2);
  EXPECT_EQ(sweep({"--merge", "a.json"}).exit_code, 2);
  const Ended unknown = homeward({"sweep", "mine", "--vary", "units.A9.priority=1:2:1"});
  EXPECT_EQ(unknown.exit_code, 3);
  EXPECT_NE(unknown.err.find("no row 'A9'"), std::string::npos) << unknown.err;
}

}  // namespace
}  // namespace homeward
