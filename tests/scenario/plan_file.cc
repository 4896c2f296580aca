// SPDX-License-Identifier: Apache-2.0
#include "scenario/plan_file.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

#include "scenario/plan_example.h"

namespace homeward {
namespace {

using test::difference;
using test::plan_example;
using test::plan_example_model;
using test::random_plan;

const std::string kExampleText =
    R"({"about":{"branch":{"immunity":"refused"},"format":1,"scenario":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","seed":7,"title":"Two places","version":"0.1.0","work":1234},
"assumptions":[
"links.csv row 2: MLC 100 is assumed"],
"batches":[
{"begin":"2011-11-26T00:00:00Z","count":40,"end":"2011-11-26T08:00:00Z","lot":"VBC/flatbed_load","service":"wash"}],
"bound":"2011-12-04T03:00:00Z",
"bound_certificate":{"branch":{"immunity":"refused"},"format":1,"lots":["VBC/flatbed_load"],"no_closure_before":"2011-12-04T03:00:00Z","not_ready_before":{"1-8 IN":"2011-12-01T00:00:00Z"},"resources":[
{"from":"2011-10-21T15:00:00Z","id":"fleet:flatbed","until":"2011-12-04T03:00:00Z","weight":1}],
"scenario":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","sentence":"Short 166."},
"closings":[
{"at":"2011-12-18T04:30:00Z","place":"base"}],
"columns":[
{"class":"loaded","legs":[{"first_stop":0,"groups":[{"cargo":{"count":40,"lot":"VBC/flatbed_load"},"fleet":"flatbed","vehicles":40},{"own_lot":"VBC/mrap","vehicles":5}],"last_stop":1,"march_rate_m_per_hour":40000,"pass_time_s":2520,"passengers":[{"category":"military","count":10,"unit":"1-8 IN"}]}],"number":"25-USV-08","serial":"VBC flatbed 001","stops":[{"arrive":"2011-11-25T14:00:00Z","depart":"2011-11-25T16:00:00Z","direction":"forward","lane":1,"link":"base-port","place":"base","rest":true,"services":[{"begin":"2011-11-25T14:00:00Z","end":"2011-11-25T15:30:00Z","service":"gate"}]},{"arrive":"2011-11-25T20:00:00Z","depart":"2011-11-25T20:00:00Z","place":"port"}]}],
"flights":[
{"aircraft":"C-17","airframe":0,"from":"base","landing":"2011-12-01T08:00:00Z","number":"C17-001","passengers":[{"category":"military","count":100,"unit":"2-82 FA"}],"take_off":"2011-12-01T06:00:00Z","to":"port"}],
"sailings":[
{"arrive":"2012-01-03T00:00:00Z","berth":"2011-12-02T00:00:00Z","cargo":[{"count":40,"lot":"VBC/flatbed_load"}],"sail":"2011-12-04T00:00:00Z","ship":"USNS Bob Hope"}]
}
)";

/// The example with one piece of its text replaced.
std::string changed(const std::string& from, const std::string& to) {
  std::string text = kExampleText;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

/// All problems as "pointer what mend", one a line.
std::string problems_of(const std::string& text) {
  const Model model = plan_example_model();
  const Result<Plan> plan = read_plan(model, text, "plan.json");
  if (plan) return "";
  std::string all;
  for (const Problem& problem : plan.problems()) {
    EXPECT_FALSE(problem.what.empty() || problem.mend.empty());
    EXPECT_TRUE(problem.place.file == "plan.json" || problem.place.file.empty());
    all += problem.place.pointer + " " + problem.what + " " + problem.mend + "\n";
  }
  return all;
}

TEST(PlanFile, IsWrittenAsThePageDescribesIt) {
  const Model model = plan_example_model();
  EXPECT_EQ(write_plan(model, plan_example(model)), kExampleText);
}

TEST(PlanFile, CarriesWhenItsConditionsAreDecided) {
  const Model model = plan_example_model();
  const std::string text =
      changed(R"("format":1,"scenario")",
              R"("decided_at":{"immunity":"2011-12-01T09:00:00Z"},"format":1,"scenario")");
  const Result<Plan> plan = read_plan(model, text, "plan.json");
  ASSERT_TRUE(plan);
  ASSERT_EQ(plan.value().decided_at.size(), 1u);
  EXPECT_EQ(plan.value().decided_at.front().second, 1322730000);
  EXPECT_EQ(write_plan(model, plan.value()).find(R"("decided_at":{"immunity":"2011-12-01T09:00:00Z"})"),
            std::string(R"({"about":{"branch":{"immunity":"refused"},)").size());
  const auto document = JsonDocument::parse(text, "plan.json");
  ASSERT_TRUE(document);
  EXPECT_EQ(read_plan_header(document.value()).value().decided_at, plan.value().decided_at);
}

TEST(PlanFile, RefusesTheDecisionOnWhatIsNoCondition) {
  EXPECT_NE(problems_of(changed(R"("format":1,"scenario")",
                                R"("decided_at":{"weather":"2011-12-01T09:00:00Z"},"format":1,"scenario")"))
                .find("/about/decided_at The scenario has no condition \"weather\""),
            std::string::npos);
}

TEST(PlanFile, ReadsWhatItWrote) {
  const Model model = plan_example_model();
  const Result<Plan> plan = read_plan(model, kExampleText, "plan.json");
  ASSERT_TRUE(plan);
  EXPECT_EQ(difference(plan.value(), plan_example(model)), "");
}

RC_GTEST_PROP(PlanFile, GivesBackEveryPlanAndTheSameBytes, (std::uint64_t seed)) {
  const Model model = plan_example_model();
  Rng rng(seed);
  const Plan plan = random_plan(model, rng);
  const std::string text = write_plan(model, plan);
  const Result<Plan> again = read_plan(model, text, "plan.json");
  RC_ASSERT(again.ok());
  RC_ASSERT(difference(plan, again.value()) == "");
  RC_ASSERT(write_plan(model, again.value()) == text);
}

RC_GTEST_PROP(PlanFile, HasTheSameBytesWhateverTheOrderOfTheRecords, (std::uint64_t seed)) {
  const Model model = plan_example_model();
  Rng rng(seed);
  Plan plan = random_plan(model, rng);
  const std::string text = write_plan(model, plan);
  std::reverse(plan.columns.begin(), plan.columns.end());
  std::reverse(plan.flights.begin(), plan.flights.end());
  RC_ASSERT(write_plan(model, plan) == text);
}

TEST(PlanFile, IsReadWithBlanksAndOtherOrderOfKeysToo) {
  const Model model = plan_example_model();
  std::string text = changed(R"("at":"2011-12-18T04:30:00Z","place":"base")", R"( "place" : "base" ,
  "at":"2011-12-18T04:30:00Z" )");
  const Result<Plan> plan = read_plan(model, text, "plan.json");
  ASSERT_TRUE(plan);
  EXPECT_EQ(write_plan(model, plan.value()), kExampleText);
}

TEST(PlanFile, TellsItsScenarioAndOutcomesBeforeTheScenarioIsRead) {
  const auto document = JsonDocument::parse(kExampleText, "plan.json");
  const auto header = read_plan_header(document.value());
  ASSERT_TRUE(header);
  EXPECT_EQ(header.value().scenario_title, "Two places");
  EXPECT_EQ(header.value().branch.at(0).second, "refused");
}

TEST(PlanFile, OfAnotherScenarioIsRefusedUnlessWanted) {
  const std::string text = changed("\"scenario\":\"aaa", "\"scenario\":\"abc");
  EXPECT_NE(problems_of(text).find("/about/scenario This is the plan of another scenario"),
            std::string::npos);
  EXPECT_TRUE(read_plan(plan_example_model(), text, "plan.json", OtherScenario::accept));
}

TEST(PlanFile, OfOtherOutcomesIsRefused) {
  EXPECT_NE(problems_of(changed("\"immunity\":\"refused\"", "\"immunity\":\"agreed\"")).find("/about/branch"),
            std::string::npos);
}

struct Mistake {
  const char* from;
  const char* to;
  const char* expected;  ///< a part of one line of problems_of
};

class PlanFileRefuses : public testing::TestWithParam<Mistake> {};

TEST_P(PlanFileRefuses, WithPointerAndReason) {
  const std::string problems = problems_of(changed(GetParam().from, GetParam().to));
  EXPECT_NE(problems.find(GetParam().expected), std::string::npos) << problems;
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, PlanFileRefuses,
    testing::Values(
        Mistake{"\"format\":1", "\"format\":2", "/about/format This plan has format 2"},
        Mistake{"\"seed\":7", "\"seed\":-7", "/about/seed A whole number from 0"},
        Mistake{"\"seed\":7", "\"seed\":7,\"seed\":8", "/about/seed The key \"seed\" stands more than once"},
        Mistake{"\"work\":1234", "\"work\":1234.0", "/about/work A whole number"},
        Mistake{"\"work\":1234", "\"work\":1e3", "/about/work A whole number"},
        Mistake{"\"work\":1234", "\"work\":\"1234\"", "/about/work A whole number"},
        Mistake{"\"work\":1234", "\"work\":99999999999999999999", "/about/work A whole number"},
        Mistake{"\"work\":1234", "\"works\":1234",
                "/about/works The key \"works\" is unknown here. Did you mean 'work'?"},
        Mistake{"\"work\":1234", "\"wrok\":1234", "/about The key \"work\" is missing"},
        Mistake{"\"airframe\":0", "\"airframe\":null", "/flights/0/airframe A whole number"},
        Mistake{"\"count\":40,\"end\"", "\"count\":5000000000,\"end\"", "/batches/0/count A whole number"},
        Mistake{"\"vehicles\":40", "\"vehicles\":-1", "/columns/0/legs/0/groups/0/vehicles A whole number"},
        Mistake{"\"own_lot\"", "\"fleet\":\"flatbed\",\"own_lot\"",
                "/columns/0/legs/0/groups/1 A group is either"},
        Mistake{"\"fleet\":\"flatbed\",", "", "/columns/0/legs/0/groups/0 A group is either"},
        Mistake{"\"fleet\":\"flatbed\"", "\"fleet\":\"flatbet\"",
                "/columns/0/legs/0/groups/0/fleet The scenario has no fleet with the key \"flatbet\""},
        Mistake{"\"class\":\"loaded\"", "\"class\":\"Loaded\"", "/columns/0/class There is no class"},
        Mistake{"\"forward\"", "\"onward\"", "/columns/0/stops/0/direction The direction \"onward\""},
        Mistake{"\"link\":\"base-port\",", "",
                "/columns/0/stops/0/lane The key \"lane\" stands here without"},
        Mistake{"\"rest\":true", "\"rest\":1", "/columns/0/stops/0/rest true or false is due"},
        Mistake{"2011-11-25T14:00:00Z", "2011-11-25 14:00",
                "/columns/0/stops/0/arrive An instant in UTC is due"},
        Mistake{"2011-12-18T04:30:00Z", "2011-02-29T04:30:00Z", "/closings/0/at An instant in UTC is due"},
        Mistake{"\"serial\":\"VBC flatbed 001\"", "\"serial\":\"a\\u0007b\"", "/columns/0/serial The text"},
        Mistake{"\"groups\":[", "\"groups\":{},\"x\":[", "/columns/0/legs/0/groups Here a list […] is due"},
        Mistake{"{\"at\":\"2011-12-18T04:30:00Z\",\"place\":\"base\"}", "7",
                "/closings/0 Here an object {…} is due"},
        Mistake{"\"weight\":1", "\"weight\":-1", "/bound_certificate/resources/0/weight A whole number"},
        Mistake{"\"flights\"", "\"flihgts\"",
                "/flihgts The key \"flihgts\" is unknown here. Did you mean 'flights'?"},
        Mistake{"\"bound\":\"2011", "\"bound\":null,\"b\":\"2011",
                "/bound An instant in UTC is due here, not null"}));

TEST(PlanFile, NamesAllProblemsAtOnce) {
  std::string text = changed("\"seed\":7", "\"seed\":7.5");
  text.replace(text.find("\"work\":1234"), 11, "\"work\":true");
  const std::string problems = problems_of(text);
  EXPECT_NE(problems.find("/about/seed"), std::string::npos);
  EXPECT_NE(problems.find("/about/work"), std::string::npos);
}

TEST(PlanFile, StopsAfterFiftyProblems) {
  std::string closings = "\"closings\":[";
  for (int i = 0; i < 300; ++i) closings += "7,";
  const std::string problems = problems_of(changed("\"closings\":[", closings));
  EXPECT_LE(std::count(problems.begin(), problems.end(), '\n'), 52);
}

TEST(PlanFile, CutAnywhereIsRefused) {
  const Model model = plan_example_model();
  for (std::size_t size = 0; size + 1 < kExampleText.size(); ++size)
    ASSERT_FALSE(read_plan(model, kExampleText.substr(0, size), "plan.json")) << size;
}

}  // namespace
}  // namespace homeward
