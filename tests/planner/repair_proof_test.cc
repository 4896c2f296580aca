// SPDX-License-Identifier: Apache-2.0
//
// What a repair proves when the deadline is lost: it is about what has not begun, and check accepts it.
#include <fmt/format.h>

#include "check/certificate_given.h"
#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "check/plan_figures.h"
#include "planner/bounds/certificate_sentence.h"
#include "planner/bounds/find_certificate.h"
#include "repairs.h"
#include "scenario/draw.h"

namespace homeward {
namespace {

/// The proof holds, also beside what the old plan begins before the end of the freeze, and not for less.
void expect_proved(const Model& cut, const Plan& old, const Repaired& answer) {
  ASSERT_TRUE(answer.certificate.has_value());
  const Certificate& proof = *answer.certificate;
  EXPECT_TRUE(answer.deadline_lost_for_sure);
  EXPECT_GT(proof.no_closure_before, cut.deadline);
  EXPECT_TRUE(check_certificate(cut, proof).holds);
  ASSERT_TRUE(proof.given.has_value()) << proof.sentence;
  EXPECT_EQ(proof.given->until, answer.freeze_end);
  EXPECT_TRUE(check::begun_beyond(cut, *proof.given, old).empty());
  EXPECT_FALSE(mends(cut, proof).empty());
}

TEST(RepairProof, SaysWhoHasNoRoadAnyMore) {
  const Model model = draw_scenario(
      "far -120min- mid(parking 100) -120min- gate(outside, parking 100) -30min- port;"
      "1st: far to port, 30 people, 15 cars; 2nd: far to port, 30 people, 15 cars, ready 200h;"
      "deadline 20d");
  const Plan plan = built(model);
  ASSERT_TRUE(check_plan(model, plan).empty());
  const Time now = model.start + 4 * kDay;
  const Model cut = with_cut(model, plan, link_of(model, "far-mid"), now);
  const Repaired answer = repaired(cut, plan, at(now));
  EXPECT_FALSE(answer.plan && answer.missed.empty());
  expect_proved(cut, plan, answer);
  EXPECT_TRUE(answer.lost_by_far);
  EXPECT_NE(answer.certificate->sentence.find("no way out"), std::string::npos)
      << answer.certificate->sentence;
  EXPECT_EQ(answer.certificate->lots.at(0).substr(0, 3), "2nd");
}

/// By day nobody drives. The short road is lost, and on the long one all must stand at side, where there is
/// room for four. What leaves before the cut does not count.
TEST(RepairProof, CountsWhatMustStandOnTheOnlyRoadLeft) {
  std::string text =
      "far -100min- mid(parking 300) -100min- gate(outside, parking 300) -30min- port; far -200min- "
      "side(parking 4) "
      "-200min- gate; 1st: far to port, 40 people, 40 cars; 2nd: far to port, 90 people, 90 cars, ready "
      "120h; "
      "deadline 20d";
  for (int day = 0; day < 100; ++day)
    for (const char* link : {"far-mid", "mid-gate", "far-side", "side-gate"})
      text += fmt::format("; closed {}: {}h to {}h", link, 24 * day + 5, 24 * day + 24);
  const Model model = draw_scenario(text);
  const Plan plan = built(model);
  ASSERT_TRUE(check_plan(model, plan).empty());
  const Time now = model.start + 4 * kDay + 12 * kHour;
  const Model cut = with_cut(model, plan, link_of(model, "far-mid"), now);
  RepairOptions options = at(now);
  options.freeze = 0;
  const Repaired answer = repaired(cut, plan, options);
  expect_proved(cut, plan, answer);
  EXPECT_EQ(answer.certificate->resources.at(0).id, "stand:side") << answer.certificate->sentence;
  EXPECT_NE(answer.certificate->sentence.find("; 90 things"), std::string::npos)
      << answer.certificate->sentence;
  Model more = cut;
  for (Place& place : more.places)
    if (place.key == "side") place.parking_vehicles = 100;
  const Repaired mended = repaired(more, plan, options);
  EXPECT_TRUE(mended.plan.has_value() && mended.missed.empty()) << "with room for all there is a plan";
}

TEST(RepairProof, OfADeadlineThatIsTooSoonLeavesTheLatePlan) {
  const Model model = draw_scenario(
      "far -120min- mid(parking 100) -120min- gate(outside, parking 100) -30min- port;"
      "1st: far to port, 30 people, 15 cars; deadline 3d");
  const Plan plan = built(model);
  Model sooner = model;
  sooner.deadline = model.start + 3 * kHour;
  const Repaired answer = repaired(sooner, plan, at(model.start));
  ASSERT_TRUE(answer.certificate.has_value());
  EXPECT_TRUE(answer.deadline_lost_for_sure);
  EXPECT_FALSE(answer.lost_by_far);
  EXPECT_TRUE(answer.plan && answer.closure == plan_figures(model, plan).closure);
  EXPECT_TRUE(check_certificate(sooner, *answer.certificate).holds);
}

}  // namespace
}  // namespace homeward
