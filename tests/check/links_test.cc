// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"

namespace homeward::testing {
namespace {

/// Two columns of 6 trucks (pass time 60 s) from VBC over RUM to KHA; the second is `later` behind.
struct Road : World {
  PlaceId vbc = base("VBC"), rum = base("RUM"), kha = camp("KHA");
  LinkId north = road(vbc, rum), south = road(rum, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 12);
  explicit Road(Duration later) {
    column({vbc, rum, kha}, kStart, {of_fleet(trucks, 6)});
    column({vbc, rum, kha}, kStart + later, {of_fleet(trucks, 6)});
    model.rules.start_step_s = 1;
  }
};

TEST(Follow, ASecondColumnMayEnterWhenTheTailOfTheFirstAndTheGapAreIn) { EXPECT_VALID(Road(960)); }
TEST(Follow, ASecondColumnMayNotEnterASecondEarlier) { EXPECT_CODES(Road(959), "FOLLOW"); }
TEST(Follow, TwoColumnsMayNotEnterTogether) { EXPECT_CODES(Road(0), "FOLLOW"); }

TEST(Follow, TheSentenceNamesColumnsLinkAndSeconds) {
  const auto violations = found(Road(120));
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_EQ(violations[0].sentence,
            "C2 enters VBC-RUM at 2011-10-21 03:02, 120 s after C1; 960 s are needed.");
}
}  // namespace
}  // namespace homeward::testing
