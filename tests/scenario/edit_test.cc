// SPDX-License-Identifier: Apache-2.0
#include "scenario/scenario_edit.h"

#include "scenario/edited.h"

namespace homeward {
namespace {

Model edited(const std::string& name, const std::string& value) {
  const auto files = scenario::with_figure(new_scenario_files(), name, value);
  EXPECT_TRUE(files.ok()) << (files.ok() ? "" : all_of(files.problems()));
  const Result<Model> model = read_scenario_files(files.value());
  EXPECT_TRUE(model.ok()) << name << " = " << value << "\n" << (model.ok() ? "" : all_of(model.problems()));
  return model.value();
}

std::string refusal(const std::string& name, const std::string& value) {
  const auto files = scenario::with_figure(new_scenario_files(), name, value);
  if (!files) return all_of(files.problems());
  const Result<Model> model = read_scenario_files(files.value());
  return model ? "" : all_of(model.problems());
}

TEST(ScenarioEdit, ChangesAKeyOfScenarioYaml) {
  EXPECT_EQ(edited("rules.column_gap_min", "20").rules.column_gap_s, 1200);
  EXPECT_EQ(edited("deadline", "2030-05-10").deadline, 1904688000);
  EXPECT_EQ(edited("conditions.training_mission.prepare_days", "9").conditions[ConditionId(0)].prepare_s,
            9 * kDay);
  EXPECT_EQ(edited("title", "A \"title\" with # and : \\").title, "A \"title\" with # and : \\");
}

TEST(ScenarioEdit, AddsAKeyThatIsNotThereYet) {
  EXPECT_EQ(edited("rules.escort_min", "3").rules.escort_min, 3) << "in a block";
  EXPECT_EQ(edited("final_deadline", "2030-06-01").final_deadline, 1906588800) << "at the top";
  EXPECT_EQ(edited("zones.sea", "The sea").zones.size(), 3u) << "in braces";
}

TEST(ScenarioEdit, ChangesNothingElse) {
  const Model before = read_scenario_files(new_scenario_files()).take();
  const Model after = edited("rules.column_gap_min", "20");
  EXPECT_EQ(after.title, before.title);
  EXPECT_EQ(after.rules.march_rate_m_per_hour, before.rules.march_rate_m_per_hour);
  EXPECT_EQ(after.units.size(), before.units.size());
  EXPECT_NE(after.scenario_sha256, before.scenario_sha256);
}

TEST(ScenarioEdit, ChangesACellOfATable) {
  const Model model = edited("units.A1.priority", "7");
  EXPECT_EQ(model.units[UnitId(0)].priority, 7);
  EXPECT_EQ(model.units[UnitId(2)].priority, 1);
}

TEST(ScenarioEdit, AddsAColumnThatIsNotThereYet) {
  const Model model = edited("units.A1.group", "first");
  EXPECT_EQ(model.units[UnitId(0)].group, "first");
  EXPECT_EQ(model.units[UnitId(1)].group, "");
}

TEST(ScenarioEdit, FindsRowsByTheirLineOrTheirFirstCells) {
  EXPECT_EQ(edited("garrisons.north.people", "19").garrisons[0].people, 19);
  EXPECT_EQ(edited("garrisons.#2.people", "18").garrisons[0].people, 18);
}

TEST(ScenarioEdit, AFleetsCountIsTheSumOfItsStocks) {
  const Model before = read_scenario_files(new_scenario_files()).take();
  const Fleet& fleet = before.fleets[FleetId(0)];
  const std::string more = std::to_string(fleet.total() + 7);
  EXPECT_EQ(edited("fleets." + fleet.key + ".count", more).fleets[FleetId(0)].total(), fleet.total() + 7);
  EXPECT_NE(refusal("fleets." + fleet.key + ".count", "many").find("not a whole number"), std::string::npos);
}

TEST(ScenarioEdit, NamesWhatIsNotThere) {
  EXPECT_NE(refusal("units.A9.people_military", "1").find("has no row 'A9'"), std::string::npos);
  EXPECT_NE(refusal("units.A1", "1").find("names no column"), std::string::npos);
  EXPECT_NE(refusal("units.A1.poeple", "1").find("units.csv has no column 'poeple'"), std::string::npos);
  EXPECT_NE(refusal("rules.culumn_gap_min", "1").find("column_gap_min"), std::string::npos) << "a suggestion";
  EXPECT_NE(refusal("rules", "1").find("no single figure"), std::string::npos);
  EXPECT_NE(refusal("conditions.weather.prepare_days", "1"), "");
}

TEST(ScenarioEdit, ValuesGoThroughTheStrictReader) {
  EXPECT_NE(refusal("units.A1.people_military", "90").find("totals.csv"), std::string::npos)
      << "control sums are held too";
  EXPECT_NE(refusal("rules.column_gap_min", "soon").find("'soon'"), std::string::npos);
  EXPECT_NE(refusal("units.A1.people_military", "-3"), "");
  EXPECT_NE(refusal("deadline", "2029-01-01"), "");
}

}  // namespace
}  // namespace homeward
