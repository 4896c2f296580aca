// SPDX-License-Identifier: Apache-2.0
//
// homeward simulate and homeward merge as a user calls them; on a Slurm cluster where there is one.
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using test::Ended;
using test::ProgramTest;

class SimulateCommand : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
    ASSERT_EQ(homeward({"plan", "mine", "--work-limit", "1", "--out", "p.json", "--quiet"}).exit_code, 0);
  }

  Ended simulate(std::vector<std::string> more) {
    std::vector<std::string> words{"simulate",       "p.json", "--scenario", "mine",
                                   "--replications", "120",    "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return homeward(words);
  }
};

TEST_F(SimulateCommand, AnswersWithProbabilityPercentilesAndDrivers) {
  const Ended ended = simulate({"--json", "--out", "answer.json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  const json answer = json::parse(ended.out);
  EXPECT_EQ(answer, json::parse(read("answer.json")));
  EXPECT_EQ(answer.at("out_by_deadline").at("of"), 120);
  EXPECT_EQ(answer.at("closure").at("percentiles").size(), 9u);
  EXPECT_FALSE(answer.at("drivers").empty());
  EXPECT_EQ(answer.at("run").at("seed"), 1);
  const json& days = answer.at("force_level").at("days");
  ASSERT_GT(days.size(), 1u);
  EXPECT_EQ(days.front().at("percentiles").size(), 5u);
  EXPECT_EQ(days.back().at("percentiles").at("95"), days.back().at("planned"));  // told until all are out
  EXPECT_NE(days.front().at("planned"), days.back().at("planned"));
  const json again = json::parse(simulate({"--json", "--threads", "1"}).out);
  EXPECT_EQ(again, answer);
}

TEST_F(SimulateCommand, ShardsMergeIntoTheSameBytes) {
  ASSERT_EQ(simulate({"--out", "whole.json"}).exit_code, 0);
  for (const char* shard : {"1", "2", "3"})
    ASSERT_EQ(
        simulate({"--shard", std::string(shard) + "/3", "--out", std::string("shard-") + shard + ".json"})
            .exit_code,
        0);
  const Ended merged =
      homeward({"merge", "shard-3.json", "shard-1.json", "shard-2.json", "--out", "merged.json"});
  ASSERT_EQ(merged.exit_code, 0) << merged.out << merged.err;
  EXPECT_EQ(read("merged.json"), read("whole.json"));
  const Ended text = simulate({});
  EXPECT_EQ(merged.out, text.out + "\nmerged.json\n");
}

TEST_F(SimulateCommand, MergeRefusesWhatIsMissingTwiceOrOfAnotherRun) {
  ASSERT_EQ(simulate({"--shard", "1/3", "--out", "1.json"}).exit_code, 0);
  ASSERT_EQ(simulate({"--shard", "2/3", "--out", "2.json"}).exit_code, 0);
  ASSERT_EQ(simulate({"--shard", "3/3", "--seed", "9", "--out", "other.json"}).exit_code, 0);
  const Ended missing = homeward({"merge", "1.json", "2.json"});
  EXPECT_EQ(missing.exit_code, 3);
  EXPECT_NE(missing.err.find("missing: 3"), std::string::npos) << missing.err;
  EXPECT_EQ(homeward({"merge", "1.json", "2.json", "2.json"}).exit_code, 3);
  EXPECT_EQ(homeward({"merge", "1.json", "2.json", "other.json"}).exit_code, 3);
  EXPECT_EQ(homeward({"merge", "1.json", "2.json", "gone.json"}).exit_code, 6);
  json broken = json::parse(read("2.json"));
  broken["closure"][1] = broken["closure"][1].get<int>() + 1;
  write("broken.json", broken.dump());
  EXPECT_EQ(homeward({"merge", "1.json", "broken.json"}).exit_code, 3);
}

TEST_F(SimulateCommand, MergeRefusesDaysThatNoRunHasWritten) {
  ASSERT_EQ(simulate({"--shard", "1/2", "--out", "1.json"}).exit_code, 0);
  ASSERT_EQ(simulate({"--shard", "2/2", "--out", "2.json"}).exit_code, 0);
  ASSERT_EQ(homeward({"merge", "1.json", "2.json"}).exit_code, 0);
  const json good = json::parse(read("2.json"));
  const auto refused = [&](const json& shard) {
    write("broken.json", shard.dump());
    const Ended ended = homeward({"merge", "1.json", "broken.json"});
    EXPECT_EQ(ended.exit_code, 3);
    return ended.err;
  };
  const auto with = [&](auto change) {
    json shard = good;
    change(shard["force_level"]);
    return refused(shard);
  };
  EXPECT_NE(with([](json& level) { level["days"][1]["people"][1] = 1; }).find("do not add up"),
            std::string::npos);
  EXPECT_NE(with([](json& level) { level["days"][1]["people"][0] = -1; }).find("no list of pairs"),
            std::string::npos);
  EXPECT_NE(with([](json& level) { std::swap(level["days"][0], level["days"][1]); }).find("ascending order"),
            std::string::npos);
  const std::string other = "other people or days";
  EXPECT_NE(with([](json& level) { level["days"].erase(level["days"].size() - 1); }).find(other),
            std::string::npos);
  EXPECT_NE(with([](json& level) { level["days"][0]["planned"] = 77; }).find(other), std::string::npos);
  EXPECT_NE(with([](json& level) { level["days"][0]["actual"] = 77; }).find(other), std::string::npos);
  EXPECT_NE(with([](json& level) { level["category"] = "other"; }).find(other), std::string::npos);
  EXPECT_NE(with([](json& level) { level["days"][0].erase("at"); }).find("/force_level/days/0"),
            std::string::npos);
  EXPECT_NE(with([](json& level) { level["days"][0]["more"] = 1; }).find("more"), std::string::npos);
  json old = good;
  old.erase("force_level");
  old["homeward_shard"] = 1;
  EXPECT_NE(refused(old).find("homeward_shard"), std::string::npos);
}

TEST_F(SimulateCommand, TellsHowManyAreStillThereBesideHistory) {
  const std::string weekly = simulate({}).out;
  EXPECT_NE(weekly.find("still in the zone at noon"), std::string::npos) << weekly;
  EXPECT_EQ(weekly.find("really there"), std::string::npos);
  const json days = json::parse(simulate({"--json"}).out).at("force_level").at("days");
  const std::string second = days[1].at("day");
  write("mine/history.csv", "series,date,people\nactual," + second + ",12345\nstrength," + second + ",777\n");
  ASSERT_EQ(
      homeward({"plan", "mine", "--work-limit", "1", "--out", "p.json", "--force", "--quiet"}).exit_code, 0);
  const Ended told = simulate({"--json"});
  ASSERT_EQ(told.exit_code, 0) << told.err;
  const json beside = json::parse(told.out).at("force_level").at("days");
  EXPECT_EQ(beside[1].at("actual"), 12345);
  EXPECT_FALSE(beside[0].contains("actual"));
  const std::string text = simulate({}).out;
  EXPECT_NE(text.find("really there"), std::string::npos) << text;
  EXPECT_NE(text.find("12,345\n"), std::string::npos) << text;
}

TEST_F(SimulateCommand, PrintsItsRisksAsAFileThatItReads) {
  const Ended printed = homeward({"simulate", "--print-risks"});
  ASSERT_EQ(printed.exit_code, 0);
  write("risks.yaml", printed.out);
  const json with_defaults = json::parse(simulate({"--json"}).out);
  EXPECT_EQ(json::parse(simulate({"--json", "--risks", "risks.yaml"}).out), with_defaults);
  write("wrong.yaml", "homeward_risks: 1\nwether: {}\n");
  EXPECT_EQ(simulate({"--risks", "wrong.yaml"}).exit_code, 3);
}

TEST_F(SimulateCommand, FamiliesCanBeLeftOutAndScaled) {
  std::vector<std::string> none;
  for (const char* family : {"breakdowns", "accidents", "attacks", "services", "roads", "crossings",
                             "weather", "aircraft", "ships", "permissions"}) {
    none.push_back("--without");
    none.push_back(family);
  }
  none.push_back("--json");
  const json calm = json::parse(simulate(none).out);
  EXPECT_EQ(calm.at("closure").at("latest"), calm.at("closure").at("planned"));
  EXPECT_EQ(simulate({"--without", "wether"}).exit_code, 2);
  EXPECT_EQ(simulate({"--scale", "weather"}).exit_code, 2);
  EXPECT_EQ(simulate({"--scale", "weather=-1"}).exit_code, 2);
  EXPECT_EQ(simulate({"--scale", "weather=300"}).exit_code, 0);
}

TEST_F(SimulateCommand, RefusesWrongShardsMissingFilesAndDrafts) {
  EXPECT_EQ(simulate({"--shard", "4/3", "--out", "s.json"}).exit_code, 2);
  EXPECT_EQ(simulate({"--shard", "1/3"}).exit_code, 2);
  EXPECT_EQ(simulate({"--shard", "1/121", "--out", "s.json"}).exit_code, 2);
  EXPECT_EQ(simulate({"--out", "p.json"}).exit_code, 2);
  EXPECT_EQ(homeward({"simulate", "p.json"}).exit_code, 2);
  EXPECT_EQ(homeward({"simulate", "gone.json", "--scenario", "mine"}).exit_code, 6);
  json plan = json::parse(read("p.json"));
  plan["columns"][0]["stops"][0]["depart"] = "2029-01-01T00:00:00Z";
  write("draft.json", plan.dump());
  EXPECT_EQ(homeward({"simulate", "draft.json", "--scenario", "mine"}).exit_code, 3);
}

TEST_F(SimulateCommand, ItsAnswerBecomesASectionOfTheReport) {
  ASSERT_EQ(simulate({"--shard", "1/1", "--out", "played.json"}).exit_code, 0);
  const Ended ended =
      homeward({"report", "p.json", "--scenario", "mine", "--out", "r.html", "--simulation", "played.json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_NE(read("r.html").find("<section id=\"risk\""), std::string::npos);
  EXPECT_NE(read("r.html").find("Played 120 times"), std::string::npos);
  EXPECT_NE(read("r.html").find("class=\"likely half\""), std::string::npos);
  EXPECT_NE(read("r.html").find("class=\"median line\""), std::string::npos);
  ASSERT_EQ(homeward({"report", "p.json", "--scenario", "mine", "--out", "without.html"}).exit_code, 0);
  EXPECT_EQ(read("without.html").find("<section id=\"risk\""), std::string::npos);
  json other = json::parse(read("played.json"));
  other["frame"]["plan_sha256"] = "0";
  write("other.json", other.dump());
  EXPECT_EQ(
      homeward({"report", "p.json", "--scenario", "mine", "--out", "x.html", "--simulation", "other.json"})
          .exit_code,
      3);
}

/// sbatch that runs each task at once on this machine, and squeue that finds nothing: the first call loses a
/// task.
class FakeSlurm : public SimulateCommand {
 protected:
  void SetUp() override {
    SimulateCommand::SetUp();
    write("sbatch",
          "#!/bin/sh\n"
          "for word; do case $word in --array=*) tasks=${word#--array=} ;; esac; done\n"
          "cat > script; echo \"$tasks\" >> calls\n"
          "for task in $(echo \"$tasks\" | tr , ' '); do\n"
          "  if [ \"$task\" = 2 ] && [ ! -e lost ]; then touch lost; continue; fi\n"
          "  SLURM_ARRAY_TASK_ID=$task sh script >/dev/null || exit 1\n"
          "done\necho '4711;cluster'\n");
    write("squeue", "#!/bin/sh\nexit 0\n");
    std::filesystem::permissions(folder() / "sbatch", std::filesystem::perms::owner_all);
    std::filesystem::permissions(folder() / "squeue", std::filesystem::perms::owner_all);
    path_ = std::getenv("PATH");
    ::setenv("PATH", (folder().string() + ":" + path_).c_str(), 1);
  }
  void TearDown() override {
    ::setenv("PATH", path_.c_str(), 1);
    SimulateCommand::TearDown();
  }
  std::string path_;
};

TEST_F(FakeSlurm, LostShardsAreRepeatedAndTheAnswerIsTheSame) {
  ASSERT_EQ(simulate({"--out", "whole.json"}).exit_code, 0);
  const Ended ended = simulate({"--slurm", "--slurm-shards", "3", "--out", "slurm.json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_EQ(read("calls"), "1,2,3\n2\n");
  EXPECT_EQ(read("slurm.json"), read("whole.json"));
}

TEST_F(SimulateCommand, WithoutSlurmSaysSo) {
  if (std::system("command -v sbatch >/dev/null 2>&1") == 0) GTEST_SKIP() << "Slurm is installed here";
  const Ended ended = simulate({"--slurm"});
  EXPECT_EQ(ended.exit_code, 6);
  EXPECT_NE(ended.err.find("Slurm is not installed"), std::string::npos) << ended.err;
}

}  // namespace
}  // namespace homeward
