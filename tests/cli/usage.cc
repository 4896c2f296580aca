// SPDX-License-Identifier: Apache-2.0
//
// Help, wrong command lines, refused input: exit codes and the one JSON object.
#include "cli/options.h"
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/commands.h"
#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using test::Ended;
using test::ProgramTest;

using Words = std::vector<std::string>;

void collect(const Command& app, const Words& path, std::vector<Words>& paths) {
  paths.push_back(path);
  for (const Command* each : app.commands()) {
    Words longer = path;
    longer.push_back(each->get_name());
    collect(*each, longer, paths);
  }
}

std::vector<Words> every_command() {
  std::ostringstream out;
  CommandContext context{.out = out, .err = out};
  Command app;
  add_all_commands(app, context);
  std::vector<Words> paths;
  collect(app, {}, paths);
  return paths;
}

TEST_F(ProgramTest, HelpOfEveryCommandHasExamplesAndEndsWith0) {
  for (Words words : every_command()) {
    const bool is_program = words.empty();
    words.push_back("--help");
    const Ended ended = homeward(words);
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_EQ(ended.err, "");
    EXPECT_NE(ended.out.find(is_program ? "Exit codes" : "Examples:\n"), std::string::npos) << ended.out;
  }
}

TEST_F(ProgramTest, EveryCommandTakesJson) {
  for (Words words : every_command()) {
    if (words.empty()) continue;
    words.push_back("--help");
    EXPECT_NE(homeward(words).out.find("--json"), std::string::npos) << words.front();
  }
}

TEST_F(ProgramTest, ExamplesInTheHelpAreCommandLinesThatParse) {
  for (Words words : every_command()) {
    if (words.empty()) continue;
    words.push_back("--help");
    std::istringstream lines(homeward(words).out);
    bool in_examples = false;
    for (std::string line; std::getline(lines, line);) {
      if (line.empty()) in_examples = false;
      if (in_examples && line.starts_with("  homeward ") && line.find_first_of("|<>\"") == std::string::npos) {
        std::istringstream pieces(line + " --help");
        std::string piece;
        Words example;
        pieces >> piece;
        while (pieces >> piece) example.push_back(piece);
        EXPECT_EQ(homeward(example).exit_code, 0) << line;
      }
      if (line == "Examples:") in_examples = true;
    }
  }
}

TEST_F(ProgramTest, WrongCommandLinesEndWith2AndSayWhatToDo) {
  const std::vector<Words> wrong = {{},
                                    {"plam"},
                                    {"plam", "--help"},
                                    {"--jsn"},
                                    {"validate"},
                                    {"validate", "--nothing", "x"},
                                    {"validate", "a", "b"},
                                    {"check", "only-a-scenario"},
                                    {"completion", "tcsh"},
                                    {"validate", "x", "--outcome", "y"},
                                    {"report", "p.json", "--scenario", "s"}};
  for (const Words& words : wrong) {
    const Ended ended = homeward(words);
    EXPECT_EQ(ended.exit_code, 2) << ended.err;
    EXPECT_EQ(ended.out, "");
    EXPECT_NE(ended.err.find("\n    "), std::string::npos) << ended.err;
  }
}

TEST_F(ProgramTest, ItAsksWhetherTheNearestWordWasMeant) {
  EXPECT_NE(homeward({"validat", "x"}).err.find("Did you mean 'validate'?"), std::string::npos);
  EXPECT_NE(homeward({"validate", "x", "--outcom", "a=b"}).err.find("Did you mean '--outcome'?"),
            std::string::npos);
}

TEST_F(ProgramTest, WithJsonAWrongCommandLineIsOneObject) {
  const Ended ended = homeward({"validate", "--json"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(ended.err, "");
  EXPECT_EQ(json::parse(ended.out).at("status"), "usage");
}

TEST_F(ProgramTest, RefusedInputEndsWith3AndNamesTheFile) {
  const Ended ended = homeward({"validate", "nowhere"});
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_NE(ended.err.find("nowhere"), std::string::npos);
}

TEST_F(ProgramTest, WithJsonRefusedInputIsOneObjectWithItsProblems) {
  const Ended ended = homeward({"validate", "nowhere", "--json"});
  EXPECT_EQ(ended.exit_code, 3);
  const json answer = json::parse(ended.out);
  EXPECT_EQ(answer.at("status"), "refused");
  EXPECT_FALSE(answer.at("problems").at(0).at("what").get<std::string>().empty());
  EXPECT_FALSE(answer.at("problems").at(0).at("mend").get<std::string>().empty());
}

TEST_F(ProgramTest, AMissingPlanFileEndsWith6) {
  EXPECT_EQ(homeward({"check", "nowhere", "no.plan.json"}).exit_code, 6);
  EXPECT_EQ(homeward({"check", "nowhere", folder().string()}).exit_code, 6);
}

TEST_F(ProgramTest, AFileThatIsNoPlanEndsWith3) {
  write("x.json", "{\"a\":1,\n}");
  const Ended ended = homeward({"check", "nowhere", "x.json"});
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_NE(ended.err.find("x.json:2:1"), std::string::npos) << ended.err;
}

TEST_F(ProgramTest, AFullDiskUnderStandardOutputEndsWith6) {
  EXPECT_EQ(homeward({"completion", "bash"}, "/dev/full").exit_code, 6);
}

TEST_F(ProgramTest, NewWritesAScenarioThatIsSoundAndNeverOverwrites) {
  ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
  const std::string before = read("mine/scenario.yaml");
  EXPECT_FALSE(before.empty());
  const Ended sound = homeward({"validate", "mine", "--json"});
  EXPECT_EQ(sound.exit_code, 0) << sound.out << sound.err;
  EXPECT_EQ(json::parse(sound.out).at("status"), "valid");
  write("mine/scenario.yaml", before + "# mine\n");
  EXPECT_EQ(homeward({"new", "mine"}).exit_code, 2);
  EXPECT_EQ(read("mine/scenario.yaml"), before + "# mine\n");
}

TEST_F(ProgramTest, CompletionScriptsAreGoodShell) {
  ASSERT_EQ(homeward({"completion", "bash"}).exit_code, 0);
  const std::string check = "bash -n '" + (folder() / ".stdout").string() + "'";
  EXPECT_EQ(std::system(check.c_str()), 0);
  EXPECT_NE(homeward({"completion", "fish"}).out.find("-a validate"), std::string::npos);
}

TEST_F(ProgramTest, CompletionKnowsCommandsAndOptions) {
  ASSERT_EQ(homeward({"completion", "bash"}).exit_code, 0);
  write("ask",
        "source '" + (folder() / ".stdout").string() +
            "'\nCOMP_WORDS=(homeward val)\nCOMP_CWORD=1\n_homeward\necho \"${COMPREPLY[@]}\"\n"
            "COMP_WORDS=(homeward validate --ou)\nCOMP_CWORD=2\n_homeward\necho \"${COMPREPLY[@]}\"\n");
  const std::string ask = "cd '" + folder().string() + "' && bash ask > answer";
  ASSERT_EQ(std::system(ask.c_str()), 0);
  EXPECT_EQ(read("answer"), "validate\n--outcome\n");
}

TEST_F(ProgramTest, VersionIsOneLine) {
  const Ended ended = homeward({"--version"});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(ended.out, "homeward " HOMEWARD_VERSION "\n");
}

}  // namespace
}  // namespace homeward
