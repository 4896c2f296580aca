// SPDX-License-Identifier: Apache-2.0
//
// Events as lines of words, and the scenario after them.
#include "scenario/event.h"

#include <gtest/gtest.h>

#include "scenario/change_scenario.h"
#include "scenario/read_scenario.h"

namespace homeward {
namespace {

class Events : public testing::Test {
 protected:
  void SetUp() override {
    scenario::Problems problems;
    files_ = scenario::load_files(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011", problems);
    model_ = read_scenario_files(files_).take();
    plan_.columns.resize(1);
    plan_.columns[0].number = "25-HWD-01";
    at_ = model_.start + 11 * kDay;
  }
  Result<ScenarioEvent> read(const std::string& text) { return read_event(model_, plan_, text, at_); }
  Model after(const std::string& text) {
    const auto event = read(text);
    EXPECT_TRUE(event.ok()) << (event.ok() ? "" : event.problems().front().what);
    auto changed = change_scenario(files_, model_, {event.value()}, at_);
    EXPECT_TRUE(changed.ok());
    auto model = read_scenario_files(changed.value().files);
    EXPECT_TRUE(model.ok()) << (model.ok() ? "" : describe(model.problems().front()));
    return model.take();
  }
  std::vector<scenario::File> files_;
  Model model_;
  Plan plan_;
  Time at_ = 0;
};

TEST_F(Events, CutBecomesAClosedWindow) {
  const Model model = after("cut KHA-RUM until 2011-11-08");
  ASSERT_EQ(model.windows.size(), model_.windows.size() + 1);
  EXPECT_EQ(model.links[model.windows.back().link].key, "KHA-RUM");
  EXPECT_EQ(model.windows.back().once.begin, at_);
  EXPECT_NE(model.scenario_sha256, model_.scenario_sha256);
}

TEST_F(Events, FiguresDeadlineFleetAndUnitAreChanged) {
  EXPECT_EQ(after("set lines of khabari_south to 3").services[ServiceId(0)].lanes, 3);
  const Model deadline = after("deadline 2011-12-15");
  EXPECT_EQ(deadline.deadline, model_.deadline - 16 * kDay);
  EXPECT_EQ(after("fleet het loses 20 from 2011-11-20").fleets[FleetId(1)].last_day_count, 20);
  const Model more = after("unit LATECOMER at VBC to HOME ready 2011-11-20 120 military 10 mrap");
  EXPECT_EQ(more.units.size(), model_.units.size() + 1);
  EXPECT_EQ(more.lots.size(), model_.lots.size() + 1);
}

TEST_F(Events, LanesAndParkingMayBeFewerForATime) {
  const auto timed = read("set lines of khabari_south to 1 from 2011-11-03 until 2011-11-04");
  ASSERT_TRUE(timed.ok());
  EXPECT_EQ(timed.value().kind, EventKind::figure);
  EXPECT_EQ(timed.value().target, WindowTarget::service);
  EXPECT_EQ(timed.value().from, model_.start + 12 * kDay + 6 * kHour);
  EXPECT_EQ(*timed.value().until - timed.value().from, 2 * kDay);
  EXPECT_EQ(read("set parking of KHA to 300").value().from, at_);
  EXPECT_FALSE(read("set beds of KHA to 300 until 2011-11-04").ok()) << "only lines and parking can change";
  ScenarioEvent event = timed.value();
  event.kind = EventKind::reduced;
  event.number = 1;
  auto changed = change_scenario(files_, model_, {event}, at_);
  ASSERT_TRUE(changed.ok());
  const auto after = read_scenario_files(changed.value().files);
  ASSERT_TRUE(after.ok()) << describe(after.problems().front());
  ASSERT_EQ(after.value().reductions.size(), 1u);
  const Reduction& reduction = after.value().reductions.front();
  EXPECT_EQ(reduction.fewer, 1);
  EXPECT_EQ(reduction.when.target, WindowTarget::service);
  EXPECT_EQ(after.value().services[reduction.when.service].key, "khabari_south");
  EXPECT_EQ(reduction.when.once, (Interval{event.from, *event.until}));
  EXPECT_EQ(after.value().windows.size(), model_.windows.size());
}

TEST_F(Events, WhoHasLeftDoesNotStayWhenThatIsDecided) {
  const auto unit_of = [](const Model& model, const std::string& key) -> const Unit* {
    for (const Unit& unit : model.units)
      if (unit.key == key) return &unit;
    return nullptr;
  };
  const Unit& trainers = *unit_of(model_, "SPET000");
  UnitId id;
  for (UnitId one : model_.units.ids())
    if (model_.units[one].key == "SPET000") id = one;
  Flight flight;
  flight.from = trainers.place;
  flight.to = trainers.destination;
  flight.take_off = at_ - kDay;
  flight.passengers = {{id, CategoryId(0), 64}};
  plan_.columns.clear();
  plan_.flights = {flight};
  auto event = read("decide immunity_agreement=agreed").take();
  event.left = who_left(model_, plan_, at_);
  const auto changed = change_scenario(files_, model_, {event}, at_);
  ASSERT_TRUE(changed.ok());
  auto read_back = read_scenario_files(changed.value().files, {{{"immunity_agreement", "agreed"}}});
  ASSERT_TRUE(read_back.ok()) << describe(read_back.problems().front());
  const Model model = read_back.take();
  ASSERT_EQ(model.units.size(), model_.units.size() + 1);
  EXPECT_EQ(unit_of(model, "SPET000")->people[CategoryId(0)], 64);
  EXPECT_FALSE(unit_of(model, "SPET000")->stays);
  EXPECT_EQ(unit_of(model, "SPET000-REST")->people[CategoryId(0)], trainers.people[CategoryId(0)] - 64);
  EXPECT_TRUE(unit_of(model, "SPET000-REST")->stays);
  EXPECT_TRUE(unit_of(model, "KIRT000")->stays) << "nobody of them has left";
  for (const Lot& lot : model.lots)
    if (lot.unit == id) ADD_FAILURE() << lot.key << " has not left and stays with the rest";
}

TEST_F(Events, WrongWordsAreRefusedWithWhatWasMeant) {
  const auto mend = [&](const std::string& text) {
    const auto event = read(text);
    EXPECT_FALSE(event.ok()) << text;
    return event.ok() ? "" : event.problems().front().mend;
  };
  EXPECT_NE(mend("cut KHA-RMU").find("KHA-RUM"), std::string::npos);
  EXPECT_NE(mend("clsoe link KHA-RUM").find("close"), std::string::npos);
  EXPECT_NE(mend("late 25-HWD-02 by 3h").find("25-HWD-01"), std::string::npos);
  EXPECT_NE(mend("decide immunity_agreement=agred").find("agreed"), std::string::npos);
  for (const char* text : {"", "cut", "cut KHA-RUM until", "late 25-HWD-01 by 3", "late 25-HWD-01 by -3h",
                           "cut KHA-RUM from 2011-10-25", "cut KHA-RUM until 2011-10-25", "cut KHA-RUM soon",
                           "set lines of khabari_south to 0", "unit X at VBC to HOME", "deadline yesterday"})
    EXPECT_FALSE(read(text).ok()) << text;
}

TEST_F(Events, LateColumnsChangeNoFile) {
  const auto event = read("broken 25-HWD-01 at KHA for 90min");
  ASSERT_TRUE(event.ok());
  EXPECT_EQ(event.value().by, 90 * kMinute);
  EXPECT_FALSE(change_scenario(files_, model_, {event.value()}, at_).value().changed);
}

}  // namespace
}  // namespace homeward
