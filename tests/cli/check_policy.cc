// SPDX-License-Identifier: Apache-2.0
//
// homeward check with several plans: a policy for what is undecided.
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using test::Ended;
using test::ProgramTest;

class CheckPolicy : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
    ASSERT_EQ(plan("refused"), 0);
    ASSERT_EQ(plan("agreed"), 0);
  }
  int plan(const std::string& outcome) {
    return homeward({"plan", "mine", "--work-limit", "1000", "--outcome", "training_mission=" + outcome,
                     "--out", outcome + ".json"})
        .exit_code;
  }
  Ended check(std::vector<std::string> words) {
    words.insert(words.begin(), {"check", "mine"});
    return homeward(words);
  }
  /// The plan says itself when the condition is decided.
  void decide(const std::string& name, const std::string& instant) {
    json plan = json::parse(read(name));
    plan["about"]["decided_at"] = {{"training_mission", instant}};
    write(name, plan.dump());
  }
};

TEST_F(CheckPolicy, HoldsWhenNothingIsOrderedBefore) {
  const Ended ended = check({"agreed.json", "refused.json", "--decided-at", "2030-03-01 06:00", "--json"});
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  const json answer = json::parse(ended.out);
  EXPECT_EQ(answer.at("valid"), true);
  EXPECT_EQ(answer.at("policy").at("holds"), true);
  EXPECT_EQ(answer.at("policy").at("decided_at").at("training_mission"), "2030-03-01T06:00:00Z");
  EXPECT_EQ(answer.at("policy").at("ordered_before"), 0);
  EXPECT_EQ(answer.at("policy").at("plans").at(0).at("branch").at("training_mission"), "agreed");
}

TEST_F(CheckPolicy, WhoHangsOnTheAnswerMayNotLeaveBeforeIt) {
  const Ended ended =
      check({"agreed.json", "refused.json", "--decided-at", "training_mission=2030-03-08", "--json"});
  EXPECT_EQ(ended.exit_code, 1);
  const json answer = json::parse(ended.out);
  EXPECT_EQ(answer.at("policy").at("holds"), false);
  EXPECT_EQ(answer.at("violations").at(0).at("code"), "READY");
  EXPECT_EQ(answer.at("violations").at(0).at("plan"), "refused.json");
}

TEST_F(CheckPolicy, DifferencesBeforeTheDecisionAreShared) {
  const Ended ended = check({"agreed.json", "refused.json", "--decided-at", "2030-03-12", "--json"});
  EXPECT_EQ(ended.exit_code, 1);
  const json answer = json::parse(ended.out);
  bool found = false;
  for (const json& violation : answer.at("violations")) {
    if (violation.at("code") != "SHARED") continue;
    found = true;
    EXPECT_FALSE(violation.contains("plan"));
  }
  EXPECT_TRUE(found);
  EXPECT_EQ(answer.at("verdict"), "draft");
}

TEST_F(CheckPolicy, TheDecisionTimeMayStandInThePlans) {
  decide("agreed.json", "2030-03-01T06:00:00Z");
  decide("refused.json", "2030-03-01T06:00:00Z");
  const json answer = json::parse(check({"agreed.json", "refused.json", "--json"}).out);
  EXPECT_EQ(answer.at("policy").at("holds"), true);
  decide("refused.json", "2030-03-02T06:00:00Z");
  const Ended ended = check({"agreed.json", "refused.json"});
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_NE(ended.err.find("other decision times"), std::string::npos) << ended.err;
  EXPECT_NE(check({"agreed.json", "refused.json", "--decided-at", "2030-03-01 06:00"}).out.find("POLICY"),
            std::string::npos)
      << "the option stands above the plans";
}

TEST_F(CheckPolicy, AnOutcomeWithoutPlanIsNamed) {
  const Ended ended = check({"agreed.json", "agreed.json", "--decided-at", "2030-03-01 06:00"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_NE(ended.out.find("There is no plan for training_mission: refused."), std::string::npos);
  EXPECT_NE(ended.out.find("NOT A POLICY"), std::string::npos);
}

TEST_F(CheckPolicy, WithoutADecisionEachPlanIsCheckedForItself) {
  const Ended ended = check({"agreed.json", "refused.json"});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_NE(ended.out.find("--decided-at TIME tells"), std::string::npos);
  EXPECT_TRUE(json::parse(check({"agreed.json", "refused.json", "--json"}).out).at("policy").is_null());
}

TEST_F(CheckPolicy, RefusesTimesThatAreNone) {
  EXPECT_EQ(check({"agreed.json", "--decided-at", "soon"}).exit_code, 2);
  EXPECT_EQ(check({"agreed.json", "--decided-at", "weather=2030-03-02"}).exit_code, 2);
  EXPECT_EQ(check({"agreed.json", "--decided-at", "2030-03-02", "--decided-at", "2030-03-03"}).exit_code, 2);
  EXPECT_EQ(check({"agreed.json", "--decided-at", "2029-03-02"}).exit_code, 3);
  EXPECT_EQ(check({"--decided-at", "2030-03-02"}).exit_code, 2);
}

}  // namespace
}  // namespace homeward
