// SPDX-License-Identifier: Apache-2.0
//
// homeward march and homeward cmp. Every example in docs/march.md prints what the page says.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/command.h"
#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

struct Answered {
  int exit_code;
  std::string out;
  std::string err;
};

Answered run(Words words) {
  words.insert(words.begin(), "homeward");
  std::ostringstream out;
  std::ostringstream err;
  CommandContext context{.out = out, .err = err};
  const int exit_code = run_command_line(words, context);
  return {exit_code, out.str(), err.str()};
}

/// Words of a command line; blanks inside double quotes belong to the word.
Words split(const std::string& line) {
  Words words;
  bool quoted = false;
  bool inside = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == '"' || (c == ' ' && !quoted)) {
      inside = inside && c == '"';
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    words.back() += c;
  }
  return words;
}

struct Example {
  std::string line;
  std::string printed;
};

std::vector<Example> examples_of(const std::string& page) {
  std::ifstream file(std::string(HOMEWARD_SOURCE_DIR) + "/docs/" + page);
  std::vector<Example> examples;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) inside = false;
    if (inside) examples.back().printed += line + "\n";
    if (!line.starts_with("$ homeward ")) continue;
    examples.push_back({line.substr(11), ""});
    inside = true;
  }
  return examples;
}

TEST(MarchPage, ShowsWhatItsExamplesPrint) {
  const std::vector<Example> examples = examples_of("march.md");
  EXPECT_GE(examples.size(), 15U);
  for (const Example& example : examples) {
    const Answered answered = run(split(example.line));
    EXPECT_EQ(answered.out, example.printed) << example.line;
    EXPECT_EQ(answered.err, "") << example.line;
  }
}

TEST(MarchCommand, AnswersInJsonWithUnitsInTheKeys) {
  const Answered answered =
      run(split("march column --vehicles 110 --road-space-km 5.28 --march-rate-km-h 40 --json"));
  EXPECT_EQ(answered.exit_code, kExitDone);
  const json object = json::parse(answered.out);
  EXPECT_EQ(object["pass_time_s"], 476);
  EXPECT_EQ(object["road_space_m"], 5'280);
  EXPECT_EQ(object["spacing_mm"], 48'000);
}

TEST(MarchCommand, NamesEveryOptionThatIsWrong) {
  const Answered answered =
      run(split("march column --vehicles x --density-per-km 1,5 --march-rate-km-h 40.1234 --json"));
  EXPECT_EQ(answered.exit_code, kExitRefused);
  const json object = json::parse(answered.out);
  Words options;
  for (const json& problem : object["problems"]) options.push_back(problem["pointer"]);
  EXPECT_EQ(options, (Words{"--density-per-km", "--vehicles", "--march-rate-km-h"}));
}

TEST(MarchCommand, TellsByItsExitCodeWhatCannotBe) {
  const std::string table =
      "march table --vehicles 10 --density-per-km 10 --march-rate-km-h 40 --start-point-time "
      "2011-12-18T02:30 "
      "--point SP:0 --point RP:40:15 --deadline ";
  // One hour of driving, 15 min of halt, 90 s of pass time: clear at 03:46:30.
  EXPECT_EQ(run(split(table + "2011-12-18T03:46:30")).exit_code, kExitDone);
  EXPECT_EQ(run(split(table + "2011-12-18T03:46:29")).exit_code, kExitInfeasible);
  EXPECT_EQ(run(split("march movement-number 25-USV-08 --on-day 25")).exit_code, kExitDone);
  EXPECT_EQ(run(split("march movement-number 25-USV-08 --on-day 24")).exit_code, kExitViolations);
  EXPECT_EQ(run(split("march follow --clear 2011-12-18T07:38 --gap-min 22 --due 2011-12-18T08:00")).exit_code,
            kExitDone);
  EXPECT_EQ(run(split("march follow --clear 2011-12-18T07:38 --gap-min 23 --due 2011-12-18T08:00")).exit_code,
            kExitViolations);
  EXPECT_EQ(
      run(split("march requirement --ready 2011-12-12 --ead 2011-12-10 --lad 2011-12-15 --movement-days 4"))
          .exit_code,
      kExitInfeasible);
  EXPECT_EQ(run(split("march route-class 6m/Q/40/5m")).exit_code, kExitRefused);
  EXPECT_EQ(run(split("march column --vehicles 4")).exit_code, kExitUsage);
}

const std::string kMeeting =
    "//Nodes\n3\n//Convoys\n2\n//Headway\n2\n//Starts\n0\n2\n//Ends\n2\n0\n//Matrix\n"
    "10000000 3 10000000\n3 10000000 4\n10000000 4 10000000\n//Density\n0.67\n//Longest\n100\n"
    "//Earliest\n0\n0\n//Waits\nWAIT\nWAIT\n//Latest\n100\n100\n";

std::string meeting(const std::string& wait) {
  std::string text = kMeeting;
  for (std::size_t at = text.find("WAIT"); at != std::string::npos; at = text.find("WAIT"))
    text.replace(at, 4, wait);
  return text;
}

class CmpCommand : public test::ProgramTest {};

TEST_F(CmpCommand, GivesNodesAndTimesOfAnOptimalPlan) {
  write("meeting.txt", meeting("20"));
  const test::Ended ended = homeward({"cmp", "meeting.txt", "--json"});
  EXPECT_EQ(ended.exit_code, kExitDone);
  const json result = json::parse(ended.out)["results"][0];
  EXPECT_EQ(result["file"], "meeting.txt");
  EXPECT_EQ(result["status"], "optimal");
  EXPECT_EQ(result["objective"], 23);
  EXPECT_EQ(result["bound"], 23);
  ASSERT_EQ(result["convoys"].size(), 2U);
  EXPECT_EQ(result["convoys"][0]["nodes"], json({0, 1, 2}));
  EXPECT_EQ(result["convoys"][1]["nodes"], json({2, 1, 0}));
  const json first = result["convoys"][0]["times"];
  const json second = result["convoys"][1]["times"];
  EXPECT_TRUE((first == json({0, 3, 7}) && second == json({9, 13, 16})) ||
              (second == json({0, 4, 7}) && first == json({9, 12, 16})));
}

TEST_F(CmpCommand, ProvesImpossibilityWithExitCode4) {
  write("meeting.txt", meeting("8"));
  const test::Ended ended = homeward({"cmp", "meeting.txt", "--json"});
  EXPECT_EQ(ended.exit_code, kExitInfeasible);
  EXPECT_EQ(json::parse(ended.out)["results"][0]["status"], "infeasible");
  EXPECT_EQ(homeward({"cmp", "meeting.txt", "--wait-max", "9"}).exit_code, kExitDone);
}

TEST_F(CmpCommand, RefusesWhatItCannotRead) {
  write("empty.txt", "");
  EXPECT_EQ(homeward({"cmp", "empty.txt"}).exit_code, kExitRefused);
  EXPECT_EQ(homeward({"cmp", "missing.txt"}).exit_code, kExitStorage);
  EXPECT_EQ(homeward({"cmp", "empty.txt", "--variant", "P6"}).exit_code, kExitUsage);
  EXPECT_EQ(homeward({"cmp", "empty.txt", "--time-limit", "20"}).exit_code, kExitUsage);
}

}  // namespace
}  // namespace homeward
