// SPDX-License-Identifier: Apache-2.0
#include "check/check_policy.h"

#include "check/build.h"

namespace homeward::testing {
namespace {

constexpr Time kFirst = kStart + 2 * kDay;
constexpr Time kSecond = kStart + 4 * kDay;

Condition condition(const std::string& key, std::optional<Time> decided_at) {
  Condition condition;
  condition.key = key;
  condition.outcomes = {"yes", "no"};
  condition.decided_at = decided_at;
  return condition;
}

/// A branch of conditions "a" (decided first) and perhaps "b" that closes one base at a time of its own.
struct Side : World {
  Side(std::vector<std::string> outcomes, Time closes) {
    model.conditions.push_back(condition("a", kFirst));
    if (outcomes.size() > 1) model.conditions.push_back(condition("b", kSecond));
    for (std::size_t i = 0; i < outcomes.size(); ++i) model.conditions[ConditionId(i)].outcome = outcomes[i];
    close(base("VBC"), closes);
  }
  Branch branch() const { return {&model, &plan}; }
};

std::vector<std::string> sentences_of(const std::vector<Violation>& violations) {
  std::vector<std::string> all;
  for (const Violation& violation : violations) {
    EXPECT_EQ(violation.rule, Rule::SHARED);
    all.push_back(violation.sentence);
  }
  return all;
}

TEST(Policy, IsOnePlanForEachOutcome) {
  const Side yes({"yes"}, kFirst), no({"no"}, kFirst + 1);
  EXPECT_TRUE(check_policy({yes.branch(), no.branch()}).empty());
  EXPECT_EQ(sentences_of(check_policy({yes.branch()})),
            std::vector<std::string>{"There is no plan for a: no."});
  EXPECT_EQ(sentences_of(check_policy({yes.branch(), no.branch(), no.branch()})),
            std::vector<std::string>{"There are 2 plans for a: no; a policy has one."});
}

TEST(Policy, WhatIsOrderedBeforeTheDecisionIsTheSame) {
  const Side yes({"yes"}, kFirst - 1), no({"no"}, kFirst);
  const auto found = check_policy({yes.branch(), no.branch()});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].sentence.find("is not in the plan for a: no"), std::string::npos) << found[0].sentence;
  const Side late({"yes"}, kFirst);
  EXPECT_TRUE(check_policy({late.branch(), no.branch()}).empty());
}

/// Times of closing for (yes, yes), (yes, no), (no, yes), (no, no).
std::size_t found_for(Time yes_yes, Time yes_no, Time no_yes, Time no_no) {
  const Side a({"yes", "yes"}, yes_yes), b({"yes", "no"}, yes_no), c({"no", "yes"}, no_yes),
      d({"no", "no"}, no_no);
  return check_policy({a.branch(), b.branch(), c.branch(), d.branch()}).size();
}

TEST(Policy, ALaterDecisionBindsOnlyPlansThatCannotBeToldApartYet) {
  EXPECT_EQ(found_for(kSecond, kSecond + 1, kSecond + 2, kSecond + 3), 0u);
  // After the first answer the two halves go their own ways …
  EXPECT_EQ(found_for(kFirst, kFirst, kFirst + 9, kFirst + 9), 0u);
  // … but within a half nobody knows the second answer yet,
  EXPECT_EQ(found_for(kFirst, kFirst, kFirst + 8, kFirst + 9), 2u);
  // and before the first all four are one.
  EXPECT_GT(found_for(kFirst - 1, kFirst - 1, kFirst + 9, kFirst + 9), 0u);
}

TEST(Policy, WhatIsKnownFromTheStartNeedNotBeShared) {
  Side yes({"yes"}, kStart + 1), no({"no"}, kStart + 2);
  for (Side* side : {&yes, &no}) side->model.conditions[ConditionId(0)].decided_at.reset();
  EXPECT_TRUE(check_policy({yes.branch(), no.branch()}).empty());
}

TEST(Policy, MoreThanEightOutcomesAreRefused) {
  Side side({"yes"}, kFirst);
  for (const char* key : {"c", "d"}) side.model.conditions.push_back(condition(key, kFirst));
  EXPECT_EQ(outcome_combinations(side.model), 8u);
  side.model.conditions.push_back(condition("e", kFirst));
  EXPECT_EQ(outcome_combinations(side.model), 9u);
  EXPECT_EQ(sentences_of(check_policy({side.branch()})),
            std::vector<std::string>{"The conditions have more than 8 outcomes together."});
}

TEST(Policy, CountsWhatIsOrdered) {
  const Side side({"yes"}, kFirst);
  EXPECT_EQ(committed_events(side.branch(), kFirst), 0);
  EXPECT_EQ(committed_events(side.branch(), kFirst + 1), 1);
}

}  // namespace
}  // namespace homeward::testing
