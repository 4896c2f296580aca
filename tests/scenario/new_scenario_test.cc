// SPDX-License-Identifier: Apache-2.0
#include "scenario/new_scenario.h"

#include <gtest/gtest.h>

#include "scenario/read_scenario.h"

namespace homeward {
namespace {

std::string all(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += describe(problem) + "\n";
  return text;
}

TEST(NewScenario, PassesTheReader) {
  const Result<Model> model = read_scenario_files(new_scenario_files());
  ASSERT_TRUE(model.ok()) << all(model.problems());
  std::int64_t people = 0;
  for (const Unit& unit : model.value().units)
    for (const std::int64_t count : unit.people) people += count;
  EXPECT_EQ(people, 510);
}

}  // namespace
}  // namespace homeward
