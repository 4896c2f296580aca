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
      homeward({"decide", small, "--points", "2", "--time-limit", "30s", "--out", "d", "--json"});
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

TEST_F(DecideCommand, AScenarioWithoutConditionsHasNothingToDecide) {
  ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
  const Ended ended = homeward({"decide", "mine"});
  EXPECT_TRUE(ended.exit_code == 2 || ended.exit_code == 0) << ended.err;
}

}  // namespace
}  // namespace homeward
