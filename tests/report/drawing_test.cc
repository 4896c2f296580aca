// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "report/calendar.h"
#include "report/chart.h"
#include "report/labels.h"
#include "report/made_up_plan.h"

namespace homeward {
namespace {

TEST(Steps, changes_add_up_and_hold_until_the_next) {
  const Steps steps = steps_from({{20, -3}, {10, -2}, {20, -1}, {5, -4}}, 8, 100);
  ASSERT_EQ(steps.size(), 3u);
  EXPECT_EQ(value_at(steps, 8), 96);
  EXPECT_EQ(value_at(steps, 10), 94);
  EXPECT_EQ(value_at(steps, 19), 94);
  EXPECT_EQ(value_at(steps, 20), 90);
  EXPECT_EQ(value_at(steps, 0), 96);
  EXPECT_EQ(largest_value(steps), 96);
}

TEST(Steps, open_time_is_what_closures_leave) {
  const auto closed = joined({{10, 20}, {15, 30}, {40, 40}, {50, 60}});
  ASSERT_EQ(closed.size(), 2u);
  EXPECT_EQ(total_length(closed), 30);
  EXPECT_EQ(total_length(open_intervals({0, 100}, closed)), 70);
  EXPECT_EQ(total_length(open_intervals({12, 55}, closed)), 20);
}

TEST(Calendar, a_daily_window_closes_the_same_local_hours_of_every_day) {
  const Model model = made_up::iraq();
  const LocalClock clock(model.time_zone, model.clock);
  const Interval two_days{made_up::kIraqStart, made_up::kIraqStart + 2 * kDay};
  const auto closed =
      closed_intervals(model, clock, Direction{LinkId(0), true}, ColumnClass::loaded, two_days);
  ASSERT_EQ(closed.size(), 2u);
  EXPECT_EQ(clock.date_time(closed[0].begin), "22 Oct 2011 06:00");
  EXPECT_EQ(clock.date_time(closed[0].end), "22 Oct 2011 18:00");
}

TEST(Labels, no_label_covers_another_or_leaves_the_frame) {
  std::vector<LabelRequest> requests;
  for (int i = 0; i < 30; ++i)
    requests.push_back({{200 + 17.0 * (i % 6), 200 + 19.0 * (i / 6)}, 3, 90, 24, i % 3});
  const Box frame{0, 0, 600, 600};
  const auto placed = place_labels(requests, {frame, {}, {}});
  std::size_t count = 0;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    if (!placed[i]) continue;
    ++count;
    EXPECT_GE(placed[i]->box.x, 0);
    EXPECT_LE(placed[i]->box.x + placed[i]->box.width, 600);
    for (std::size_t k = i + 1; k < placed.size(); ++k)
      EXPECT_FALSE(placed[k] && placed[i]->box.overlaps(placed[k]->box));
  }
  EXPECT_GE(count, 10u);
}

TEST(Svg, numbers_are_short) {
  EXPECT_EQ(short_number(3), "3");
  EXPECT_EQ(short_number(-0.04), "0");
  EXPECT_EQ(short_number(-1.25), "-1.3");
  EXPECT_EQ(short_number(899.96), "900");
}

TEST(Chart, axis_steps_are_one_two_or_five) {
  EXPECT_DOUBLE_EQ(nice_above(7800), 10000);
  EXPECT_DOUBLE_EQ(nice_above(0.3), 0.5);
  EXPECT_DOUBLE_EQ(nice_above(200), 200);
  EXPECT_DOUBLE_EQ(nice_above(0), 1);
}

}  // namespace
}  // namespace homeward
