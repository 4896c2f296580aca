// SPDX-License-Identifier: Apache-2.0
//
// bench/all and its tables_to_json.awk, run in a tree of their own with stand-ins for set-up and benches.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

namespace homeward {
namespace {

using Json = nlohmann::json;

class BenchAll : public testing::Test {
 protected:
  BenchAll() {
    std::filesystem::remove_all(tree_);
    for (const char* folder : {"bench", "tools", "build"})
      std::filesystem::create_directories(tree_ / folder);
    const std::filesystem::path source{HOMEWARD_SOURCE_DIR};
    for (const char* file : {"all", "tables_to_json.awk"})
      std::filesystem::copy(source / "bench" / file, tree_ / "bench");
    script("tools/setup", "[ \"$*\" = --bench ]");
    script("build/bench_public_cmp", table("public"));
    script("build/bench_iraq_2011", table("example"));
    script("build/bench_convoys",
           "echo \"$*\" >\"${0%/*}/options\"; echo '{\"class\":\"c\",\"seed\":1}' >\"${!#}\"; " +
               table("convoys") + "; echo 'skipped: the world: no \"file\"'");
  }
  ~BenchAll() override { std::filesystem::remove_all(tree_); }

  static std::string table(const std::string& cell) {
    return "printf '| what | s |\\n|---|---:|\\n| " + cell + " | 1.50 |\\n'";
  }
  void script(const std::string& path, const std::string& body) const {
    std::ofstream{tree_ / path} << "#!/bin/bash\n" << body << "\n";
    std::filesystem::permissions(tree_ / path, std::filesystem::perms::owner_all);
  }
  int run(const std::string& command) const {
    return WEXITSTATUS(std::system(("cd '" + tree_.string() + "' && " + command + " 2>said").c_str()));
  }
  std::string text(const std::string& path) const {
    std::ifstream stream{tree_ / path};
    return {std::istreambuf_iterator<char>{stream}, {}};
  }
  Json json(const std::string& path) const { return Json::parse(text(path), nullptr, false); }

  /// What the awk program makes of a text.
  Json converted(const std::string& markdown) const {
    std::ofstream{tree_ / "in"} << markdown;
    EXPECT_EQ(run("awk -f bench/tables_to_json.awk in >out"), 0);
    return json("out");
  }

 private:
  const std::filesystem::path tree_ =
      std::filesystem::path{testing::TempDir()} /
      (std::string{"homeward_bench_"} + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(BenchAll, WritesTheTablesOfAllBenchesInBothForms) {
  ASSERT_EQ(run("bench/all out --seeds 3"), 0) << text("said");
  EXPECT_EQ(text("build/options").rfind("--seeds 3 --json ", 0), 0U);
  const Json json_of_all = json("out/bench.json");
  ASSERT_EQ(json_of_all["tables"].size(), 4U) << json_of_all;
  EXPECT_EQ(json_of_all["tables"][0],
            (Json{{"title", "public set"}, {"rows", {{{"what", "public"}, {"s", 1.5}}}}}));
  EXPECT_EQ(json_of_all["tables"][1]["title"], "iraq-2011");
  EXPECT_EQ(json_of_all["tables"][3]["rows"][0], (Json{{"figure", "options"}, {"value", "--seeds 3"}}));
  EXPECT_EQ(json_of_all["skipped"], Json{"the world: no \"file\""});
  EXPECT_EQ(json_of_all["instances"], (Json{{{"class", "c"}, {"seed", 1}}}));
  EXPECT_NE(text("out/bench.md").find("## many columns\n\n| what | s |\n"), std::string::npos);
  EXPECT_NE(text("said").find("skipped: the world"), std::string::npos);
}

TEST_F(BenchAll, RunsOnlyWhatIsAskedFor) {
  ASSERT_EQ(run("bench/all --only 2011"), 0) << text("said");
  const Json tables = json("build/bench/bench.json")["tables"];
  ASSERT_EQ(tables.size(), 3U);
  EXPECT_EQ(tables[0]["title"], "iraq-2011");
  EXPECT_EQ(text("build/options").rfind("--only 2011 --json ", 0), 0U);
}

TEST_F(BenchAll, FailsWhenABenchFailsAndRunsTheOthers) {
  script("build/bench_public_cmp", "exit 3");
  EXPECT_EQ(run("bench/all out"), 1);
  EXPECT_NE(text("said").find("failed: public set"), std::string::npos);
  EXPECT_EQ(json("out/bench.json")["tables"].size(), 3U);
}

TEST_F(BenchAll, RefusesWrongOptionsBeforeAnythingRuns) {
  for (const char* options : {"--seeds", "--seeds 0", "--seeds x", "--seed 3", "out more"})
    EXPECT_EQ(run(std::string("bench/all ") + options), 2) << options;
  EXPECT_NE(text("said").find("usage: bench/all [OUT_FOLDER]"), std::string::npos);
  EXPECT_EQ(text("build/options"), "");
}

TEST_F(BenchAll, EndsWithTheStatusOfTheSetUp) {
  script("tools/setup", "exit 8");
  EXPECT_EQ(run("bench/all out"), 8);
}

TEST_F(BenchAll, CellsBecomeNumbersPairsNullsOrText) {
  const Json rows = converted(
      "# One\n\n| a b | c |\n|---|---:|\n| 1,234,567.5 | 0.20 / 13.10 |\n| 1,23 | 007 |\n| -5 | |\n"
      "| 3 of 3 | a \\| \"b\" \\\\ |\n| 0 / x | 1e5 |\n")["tables"][0]["rows"];
  EXPECT_EQ(rows[0], (Json{{"a b", 1234567.5}, {"c", {{"median", 0.2}, {"worst", 13.1}}}}));
  EXPECT_EQ(rows[1], (Json{{"a b", "1,23"}, {"c", "007"}}));
  EXPECT_EQ(rows[2], (Json{{"a b", -5}, {"c", nullptr}}));
  EXPECT_EQ(rows[3], (Json{{"a b", "3 of 3"}, {"c", "a | \"b\" \\\\"}}));
  EXPECT_EQ(rows[4], (Json{{"a b", "0 / x"}, {"c", "1e5"}}));
}

TEST_F(BenchAll, TablesEndWhereTheyEndAndFaultsAreTold) {
  const Json all = converted(
      "## First\n| a |\n|---|\n| 1 |\n\ntext | no table |\n| b |\n|---|\n| 2 |\nFAULT: it breaks\n## "
      "Empty\n\n### Last\n| c |\n");
  ASSERT_EQ(all["tables"].size(), 2U) << all;
  EXPECT_EQ(all["tables"][1], (Json{{"title", "First"}, {"rows", {{{"b", 2}}}}}));
  EXPECT_EQ(all["faults"], Json{"it breaks"});
}

}  // namespace
}  // namespace homeward
