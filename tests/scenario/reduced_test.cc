// SPDX-License-Identifier: Apache-2.0
//
// Rows of windows.csv with the effect `reduced`: lanes of a service or parking of a place that are missing
// for a time.
#include "scenario/edited.h"

namespace homeward {
namespace {

using testing::HasSubstr;

constexpr const char* kHeader =
    "effect,target,id,direction,classes,from,until,daily_from,daily_until,no_halt,fewer,reason,when\n"
    "closed,zone,country,,,,,21:00,05:00,,,Night curfew,\n";

Edited with_row(const std::string& row) {
  return Edited().set("windows.csv", std::string(kHeader) + row + "\n");
}

TEST(Reduced, LanesAndSpacesAreReadBesideTheWindows) {
  const Model model =
      accepted(Edited().set("windows.csv", std::string(kHeader) +
                                               "reduced,service,customs,,,2030-03-10,2030-03-11,,,,1,Strike,\n"
                                               "reduced,place,border,,,,,08:00,10:00,,30,Market,\n"));
  EXPECT_EQ(model.windows.size(), accepted(Edited().set("windows.csv", kHeader)).windows.size());
  ASSERT_EQ(model.reductions.size(), 2u);
  const Reduction& lanes = model.reductions[0];
  EXPECT_EQ(lanes.fewer, 1);
  EXPECT_EQ(model.services[lanes.when.service].key, "customs");
  EXPECT_EQ(lanes.when.once.length(), 2 * kDay);
  const Reduction& spaces = model.reductions[1];
  EXPECT_EQ(spaces.fewer, 30);
  EXPECT_EQ(model.places[spaces.when.place].key, "border");
  EXPECT_TRUE(spaces.when.daily);
  EXPECT_EQ(spaces.when.from_second, 8 * kHour);
}

TEST(Reduced, MayTakeAllThereIsButNotMore) {
  EXPECT_EQ(every_problem(with_row("reduced,service,customs,,,2030-03-10,2030-03-11,,,,2,,")), "(accepted)");
  EXPECT_THAT(only_problem(with_row("reduced,service,customs,,,2030-03-10,2030-03-11,,,,3,,")),
              HasSubstr("windows.csv:3"));
  EXPECT_EQ(every_problem(with_row("reduced,place,border,,,2030-03-10,2030-03-11,,,,80,,")), "(accepted)");
  EXPECT_NE(every_problem(with_row("reduced,place,border,,,2030-03-10,2030-03-11,,,,81,,")), "(accepted)");
  EXPECT_NE(every_problem(with_row("reduced,place,border,,,2030-03-10,2030-03-11,,,,0,,")), "(accepted)");
}

TEST(Reduced, SaysByHowMuchAndOfWhat) {
  EXPECT_THAT(only_problem(with_row("reduced,service,customs,,,,,,,,,,")),
              HasSubstr("does not say by how much"));
  EXPECT_THAT(only_problem(with_row("reduced,link,south-border,,,,,,,,1,,")), HasSubstr("cannot be reduced"));
  EXPECT_THAT(only_problem(with_row("reduced,service,customs,,empty,,,,,,1,,")),
              HasSubstr("has no meaning in a reduced window"));
  EXPECT_THAT(only_problem(with_row("closed,service,customs,,,,,21:00,05:00,,1,,")),
              HasSubstr("has a meaning in reduced windows only"));
}

TEST(Reduced, HoldsOnlyInItsOutcome) {
  const std::string row = "reduced,service,customs,,,2030-03-10,2030-03-11,,,,1,,training_mission:";
  const std::size_t agreed = accepted(with_row(row + "agreed")).reductions.size();
  const std::size_t refused = accepted(with_row(row + "refused")).reductions.size();
  EXPECT_EQ(agreed + refused, 1u);
}

}  // namespace
}  // namespace homeward
