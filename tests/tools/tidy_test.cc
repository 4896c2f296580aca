// SPDX-License-Identifier: Apache-2.0
//
// The house-style test proves itself: for each rule a broken tree that it must refuse and a just-tidy twin.
#include "tools/tidy/tidy.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace homeward::tidy {
namespace {

const std::string licence = "// SPDX-License-Identifier: Apache-2.0\n";

// The rules that one file of C++ breaks, in order of lines.
std::vector<std::string> rules_broken(const std::string& path, const std::string& body) {
  const std::vector<SourceFile> tree{{path, licence + body}};
  std::vector<std::string> rules;
  for (const Finding& finding : check_tree(tree)) rules.push_back(finding.rule);
  return rules;
}

using Rules = std::vector<std::string>;

std::string lines(int count, const std::string& line) {
  std::string text;
  for (int i = 0; i < count; ++i) text += line + "\n";
  return text;
}

// A function of `total` lines, head and closing brace included.
std::string function_of(int total, const std::string& head = "int f() {") {
  return head + "\n" + lines(total - 2, "  ++n;") + "}\n";
}

TEST(Tidy, AcceptsAFolderThatIncludesWhatStandsAboveIt) {
  EXPECT_EQ(rules_broken("src/planner/load/a.cc", "#include \"planner/load/a.h\"\n#include \"check/b.h\"\n"),
            Rules{});
  EXPECT_EQ(rules_broken("src/model/a.h", "#include \"march/b.h\"\n"), Rules{});
}

TEST(Tidy, RefusesAnUpwardInclude) {
  EXPECT_EQ(rules_broken("src/check/a.cc", "#include \"planner/b.h\"\n"), Rules{"upward-include"});
  EXPECT_EQ(rules_broken("src/march/a.h", "#include \"model/b.h\"\n"), Rules{"upward-include"});
  EXPECT_EQ(rules_broken("src/base/a.h", "  // x\n#include \"march/b.h\"  // why\n"),
            Rules{"upward-include"});
}

TEST(Tidy, IgnoresAnIncludeInAComment) {
  EXPECT_EQ(rules_broken("src/check/a.cc", "// #include \"planner/b.h\"\n/*\n#include \"planner/b.h\"\n*/\n"),
            Rules{});
}

TEST(Tidy, RefusesAFolderWithoutAPlaceInTheOrder) {
  EXPECT_EQ(rules_broken("src/util/a.cc", ""), Rules{"unknown-folder"});
  EXPECT_EQ(rules_broken("src/base/a.cc", "#include \"a.h\"\n"), Rules{"unknown-folder"});
  EXPECT_EQ(rules_broken("src/base/a.cc", "#include \"../march/a.h\"\n"), Rules{"unknown-folder"});
}

TEST(Tidy, KeepsHeavyLibrariesInTheirFolders) {
  EXPECT_EQ(rules_broken("src/check/a.cc", "#include <nlohmann/json.hpp>\n"), Rules{"library"});
  EXPECT_EQ(rules_broken("src/network/a.cc", "#include <coin/ClpSimplex.hpp>\n"), Rules{"library"});
  EXPECT_EQ(rules_broken("src/report/a.cc", "#include <yaml-cpp/yaml.h>\n"), Rules{"library"});
  EXPECT_EQ(rules_broken("src/scenario/a.cc", "#include <nlohmann/json.hpp>\n#include <yaml-cpp/yaml.h>\n"),
            Rules{});
  EXPECT_EQ(rules_broken("src/cli/plan_command.cc", "#include <CLI/CLI.hpp>\n"), Rules{"library"});
  EXPECT_EQ(rules_broken("src/cli/options.cc", "#include <CLI/CLI.hpp>\n"), Rules{});
}

TEST(Tidy, RefusesFilesThatIncludeEachOtherInACircle) {
  std::vector<SourceFile> tree{{"src/base/a.h", licence + "#include \"base/b.h\"\n"},
                               {"src/base/b.h", licence + "#include \"base/c.h\"\n"},
                               {"src/base/c.h", licence + "#include \"base/a.h\"\n"}};
  const Findings findings = check_tree(tree);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "include-cycle");
  EXPECT_EQ(findings[0].what, "src/base/a.h → src/base/b.h → src/base/c.h → src/base/a.h");
  tree[2].text = licence;
  EXPECT_TRUE(check_tree(tree).empty());
}

TEST(Tidy, AcceptsTwoWaysToOneHeader) {
  const std::vector<SourceFile> tree{
      {"src/base/a.h", licence + "#include \"base/b.h\"\n#include \"base/c.h\"\n"},
      {"src/base/b.h", licence + "#include \"base/c.h\"\n"},
      {"src/base/c.h", licence}};
  EXPECT_TRUE(check_tree(tree).empty());
}

TEST(Tidy, RefusesAFunctionOfMoreThanSixtyLines) {
  EXPECT_EQ(rules_broken("src/base/a.cc", function_of(60)), Rules{});
  EXPECT_EQ(rules_broken("src/base/a.cc", function_of(61)), Rules{"long-function"});
}

TEST(Tidy, FindsLongFunctionsWhereverTheyStand) {
  const Rules long_one{"long-function"};
  EXPECT_EQ(rules_broken("src/base/a.cc", "namespace a {\nnamespace {\n" + function_of(61) + "}\n}\n"),
            long_one);
  EXPECT_EQ(rules_broken("src/base/a.h", "class A : public B {\n public:\n" + function_of(61) + "};\n"),
            long_one);
  EXPECT_EQ(rules_broken("src/base/a.h", function_of(61, "template <class T> T f(T n = {}) const {")),
            long_one);
  EXPECT_EQ(rules_broken("src/base/a.cc", function_of(61, "A::A(int n) : size_{n}, rest_{} {")), long_one);
  EXPECT_EQ(rules_broken("src/base/a.cc", function_of(61, "bool operator==(A a, B b) {")), long_one);
  EXPECT_EQ(rules_broken("tests/base/a.cc", function_of(61, "TEST(A, B) {")), long_one);
}

TEST(Tidy, CountsAFunctionFromTheFirstLineOfItsHead) {
  EXPECT_EQ(rules_broken("src/base/a.cc", "int f(int a,\n" + function_of(59, "      int b) {")), Rules{});
  EXPECT_EQ(rules_broken("src/base/a.cc", "int f(int a,\n" + function_of(60, "      int b) {")),
            Rules{"long-function"});
}

TEST(Tidy, AcceptsLongClassesNamespacesAndTables) {
  const std::string functions = function_of(40) + function_of(40);
  EXPECT_EQ(rules_broken("src/base/a.h", "struct A {\n" + functions + "};\n"), Rules{});
  EXPECT_EQ(
      rules_broken("src/base/a.cc", "const std::array<int, 99> table = {\n" + lines(70, "  1,") + "};\n"),
      Rules{});
  EXPECT_EQ(rules_broken("src/base/a.h", "enum class E {\n" + lines(70, "  one,") + "};\n"), Rules{});
}

TEST(Tidy, IsNotMisledByBracesInLiteralsCommentsAndMacros) {
  const std::string odd =
      "const char* a = \"{\";\nconst char b = '{';\n// {\n#define C {\nauto d = R\"(\n{ \" {\n)\";\nint e = "
      "10'000;\n";
  EXPECT_EQ(rules_broken("src/base/a.cc", odd + function_of(61)), Rules{"long-function"});
  EXPECT_EQ(rules_broken("src/base/a.cc", odd + function_of(60)), Rules{});
}

TEST(Tidy, RefusesAFileOfMoreThanFiveHundredLines) {
  EXPECT_EQ(rules_broken("src/base/a.cc", lines(499, "int a;")), Rules{});
  EXPECT_EQ(rules_broken("src/base/a.cc", lines(500, "int a;")), Rules{"long-file"});
}

TEST(Tidy, RefusesToEndTheProgramBelowTheCommandLine) {
  for (const char* call :
       {"exit(1);", "std::exit(1);", "::_exit(1);", "abort();", "return std::terminate();"}) {
    const std::string body = "int f() { " + std::string{call} + " }\n";
    EXPECT_EQ(rules_broken("src/planner/a.cc", body), Rules{"exit"}) << call;
    EXPECT_EQ(rules_broken("src/cli/a.cc", body), Rules{}) << call;
  }
  EXPECT_EQ(rules_broken("src/base/check.cc", "void f() { std::abort(); }\n"), Rules{});
}

TEST(Tidy, AcceptsMembersAndFunctionsOfOursThatAreCalledAlike) {
  EXPECT_EQ(rules_broken("src/planner/a.cc", "void exit(Place p); Time time() const; int exit_count = 0;\n"),
            Rules{});
  EXPECT_EQ(rules_broken("src/planner/a.cc", "int f() { road.exit(); road->abort(); return row.time(); }\n"),
            Rules{});
  EXPECT_EQ(rules_broken("src/planner/a.cc", "int f() { return Road::exit(3) + time(column); }\n"), Rules{});
}

TEST(Tidy, RefusesToPrintBelowTheCommandLine) {
  for (const char* call : {"printf(\"a\");", "std::fprintf(f, s);", "puts(s);", "std::cout << 1;",
                           "std::cerr << 1;", "fmt::print(s);"}) {
    const std::string body = "void f() { " + std::string{call} + " }\n";
    EXPECT_EQ(rules_broken("src/report/a.cc", body), Rules{"print"}) << call;
    EXPECT_EQ(rules_broken("src/cli/a.cc", body), Rules{}) << call;
    EXPECT_EQ(rules_broken("tests/report/a.cc", body), Rules{}) << call;
  }
  EXPECT_EQ(rules_broken("src/report/a.cc", "int n = std::snprintf(b, 9, s);  // not printf(\n"), Rules{});
}

TEST(Tidy, RefusesChanceAndClocksThatDifferBetweenRuns) {
  for (const char* call : {"rand()", "std::rand()", "srand(1)", "std::random_device{}()", "std::mt19937{1}()",
                           "std::uniform_int_distribution<int>{}(g)", "std::normal_distribution<>{}(g)",
                           "std::shuffle(a, b, g)", "time(nullptr)", "std::time(&now)", "::time(0)"}) {
    const std::string body = "void f() { (void)" + std::string{call} + "; }\n";
    EXPECT_EQ(rules_broken("src/planner/a.cc", body), Rules{"chance"}) << call;
    EXPECT_EQ(rules_broken("tests/planner/a.cc", body), Rules{"chance"}) << call;
  }
}

TEST(Tidy, RefusesCodeWithoutItsLicenceLine) {
  const auto finds = [](const std::string& path, const std::string& text) {
    return check_tree(std::vector<SourceFile>{{path, text}}).size();
  };
  EXPECT_EQ(finds("src/base/a.h", "#pragma once\n"), 1U);
  EXPECT_EQ(finds("src/base/a.h", "#pragma once\n" + licence), 1U);
  EXPECT_EQ(finds("src/base/a.h", ""), 1U);
  EXPECT_EQ(finds("src/base/a.h", licence), 0U);
  EXPECT_EQ(finds("tools/run", "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\n"), 0U);
  EXPECT_EQ(finds("tools/run", "#!/bin/sh\necho\n"), 1U);
  EXPECT_EQ(finds("README.md", "# Homeward\n"), 0U);
}

TEST(Tidy, RefusesTabsAndBlanksAtTheEndOfALine) {
  EXPECT_EQ(rules_broken("src/base/a.cc", "\tint a;\n"), Rules{"tab"});
  EXPECT_EQ(rules_broken("src/base/a.cc", "int a; \n"), Rules{"trailing-blank"});
  EXPECT_EQ(rules_broken("src/base/a.cc", "int a;\r\n"), Rules{"trailing-blank"});
  EXPECT_EQ(rules_broken("docs/a.md", "text \n"), Rules{"trailing-blank"});
  EXPECT_EQ(rules_broken("scenarios/a/units.csv", "a,b \n"), Rules{});
  EXPECT_EQ(rules_broken("tests/golden/a.md", "text \n"), Rules{});
}

TEST(Tidy, RefusesUnfinishedMarks) {
  EXPECT_EQ(rules_broken("src/base/a.cc",
                         "// TO"
                         "DO: later\n"),
            Rules{"unfinished"});
  EXPECT_EQ(rules_broken("docs/a.md",
                         "FIX"
                         "ME\n"),
            Rules{"unfinished"});
  EXPECT_EQ(rules_broken("src/base/a.cc",
                         "int TO"
                         "DOS = 1;\n"),
            Rules{});
}

TEST(Tidy, RefusesPathsOfOneMachineAndHostsOfRegistries) {
  const Rules machine{"machine-word"};
  EXPECT_EQ(rules_broken("docs/a.md",
                         "see /wo"
                         "rk/main\n"),
            machine);
  EXPECT_EQ(rules_broken("src/base/a.cc",
                         "const char* p = \"/fa"
                         "rm/x\";\n"),
            machine);
  EXPECT_EQ(rules_broken("scenarios/a/links.csv",
                         "https://registry."
                         "npmjs.org/x\n"),
            machine);
  EXPECT_EQ(rules_broken("web/package-lock.json", "      \"resolved\": \"https://example.org/a.tgz\",\n"),
            machine);
  EXPECT_EQ(rules_broken("docs/a.md",
                         "https://example.org/wo"
                         "rk/x and tests/wo"
                         "rk/x\n"),
            Rules{});
}

TEST(Tidy, NamesFileLineAndRemedy) {
  const std::vector<SourceFile> tree{{"src/check/a.cc", licence + "\n#include \"planner/b.h\"\n"}};
  const Findings findings = check_tree(tree);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].path, "src/check/a.cc");
  EXPECT_EQ(findings[0].line, 3);
  EXPECT_EQ(findings[0].what,
            "check may not include planner/b.h: check stands above it in the flow of the design");
}

void write(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream{path, std::ios::binary} << text;
}

TEST(Tidy, ReadsATreeButNotWhatIsBuiltOrBinary) {
  const std::filesystem::path top = std::filesystem::path{testing::TempDir()} / "homeward_tidy_tree";
  std::filesystem::remove_all(top);
  write(top / "src/base/a.cc", "int a;\n");
  write(top / "build/b.cc", "int a;\n");
  write(top / "build-asan/c.cc", "int a;\n");
  write(top / "web/node_modules/d/d.ts", "x\n");
  write(top / "docs/picture.png", std::string("\0PNG", 4));
  const std::vector<SourceFile> files = read_tree(top);
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].path, "src/base/a.cc");
  EXPECT_EQ(check_tree(files).size(), 1U);
  std::filesystem::remove_all(top);
}

}  // namespace
}  // namespace homeward::tidy
