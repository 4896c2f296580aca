// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planner/lift/air_schedule.h"
#include "planner/lift/closed_times.h"
#include "planner/lift/local_days.h"
#include "planner/lift_verifier.h"
#include "planner/lift_worlds.h"

namespace homeward {
namespace {

using testing::IsEmpty;

TEST(AirSchedule, an_aircraft_flies_out_empty_and_just_in_time) {
  Model model = air_world(1);
  model.aircraft.push_back(transport(model, 1, 64));
  AirSchedule schedule{model};
  const auto option = schedule.earliest(kBase, kGate, kNoon + kDay);
  ASSERT_TRUE(option);
  EXPECT_EQ(option->take_off(), kNoon + kDay);
  EXPECT_EQ(option->leg_count, 2u);
  EXPECT_EQ(option->legs[0].landing, kNoon + kDay - 90 * kMinute);
  schedule.commit(*option, {});
  EXPECT_THAT(judge_flights(model, schedule.flights()), IsEmpty());
}

TEST(AirSchedule, two_rotations_a_local_day_are_not_exceeded) {
  Model model = air_world(1);
  model.aircraft.push_back(transport(model, 1, 64));
  AirSchedule schedule{model};
  for (int i = 0; i < 20; ++i) {
    const auto option = schedule.earliest(kBase, kGate, kNoon);
    ASSERT_TRUE(option);
    schedule.commit(*option, {});
  }
  EXPECT_THAT(judge_flights(model, schedule.flights()), IsEmpty());
  EXPECT_LE(schedule.flights().back().landing, kNoon + 11 * kDay);
}

TEST(AirSchedule, one_position_serves_one_aircraft_at_a_time) {
  Model model = air_world(1);
  model.places[kBase].mog_positions = 1;
  model.aircraft.push_back(transport(model, 3, 64));
  AirSchedule schedule{model};
  std::vector<Time> take_offs;
  for (int i = 0; i < 3; ++i) {
    const auto option = schedule.earliest(kBase, kGate, kNoon);
    ASSERT_TRUE(option);
    take_offs.push_back(option->take_off());
    schedule.commit(*option, {});
  }
  EXPECT_EQ(take_offs[1] - take_offs[0], 90 * kMinute);
  EXPECT_EQ(take_offs[2] - take_offs[1], 90 * kMinute);
  EXPECT_THAT(judge_flights(model, schedule.flights()), IsEmpty());
}

TEST(AirSchedule, nothing_stands_at_a_place_after_it_has_closed) {
  Model model = air_world(1);
  model.aircraft.push_back(transport(model, 1, 64));
  AirSchedule schedule{model};
  schedule.close_from(kBase, kNoon + kDay);
  const auto last = schedule.earliest(kBase, kGate, kNoon + kDay);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->take_off(), kNoon + kDay);
  EXPECT_FALSE(schedule.earliest(kBase, kGate, kNoon + kDay + 1));
}

TEST(AirSchedule, an_aircraft_with_no_block_time_does_not_fly) {
  Model model = air_world(2);
  model.aircraft.push_back(charter(model, kBase, 1, 300));
  const AirSchedule schedule{model};
  EXPECT_FALSE(schedule.earliest(PlaceId(3), kHome, kNoon));
  const auto option = schedule.earliest(kBase, kHome, kNoon);
  ASSERT_TRUE(option);
  EXPECT_EQ(option->take_off(), kNoon + 17 * kHour);
}

TEST(AirSchedule, a_copy_does_not_change_with_the_original) {
  Model model = air_world(1);
  model.aircraft.push_back(transport(model, 1, 64));
  AirSchedule schedule{model};
  const AirSchedule copy = schedule;
  schedule.commit(*schedule.earliest(kBase, kGate, kNoon), {});
  EXPECT_EQ(copy.flight_count(), 0u);
  EXPECT_EQ(schedule.flight_count(), 2u);
}

TEST(AirSchedule, whatever_is_committed_in_any_order_keeps_the_rules) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Rng rng{seed};
    const auto bases = static_cast<std::size_t>(rng.between(1, 4));
    const Model model = random_air_world(rng, bases);
    AirSchedule schedule{model};
    for (int i = 0; i < 60; ++i) {
      const PlaceId from{static_cast<std::size_t>(rng.between(1, static_cast<std::int64_t>(bases) + 1))};
      const PlaceId to = from == kGate || rng.chance(1, 5) ? kHome : kGate;
      const Time not_before = kNoon + rng.between(0, 20 * kDay);
      const bool any = rng.chance(1, 2);
      const auto airframe = static_cast<std::size_t>(rng.below(schedule.airframes()));
      const auto option =
          any ? schedule.earliest(from, to, not_before) : schedule.earliest(airframe, from, to, not_before);
      if (!option) continue;
      ASSERT_GE(option->take_off(), not_before);
      schedule.commit(*option, {});
    }
    const auto faults = judge_flights(model, schedule.flights());
    ASSERT_THAT(faults, IsEmpty());
  }
}

TEST(LocalDays, the_day_of_a_change_of_clocks_is_shorter_or_longer) {
  // Clocks go forward by an hour at 100 days + 2 h local standard time (UTC).
  const LocalDays days{{ClockChange{kStartOfTime, 0}, ClockChange{100 * kDay + 2 * kHour, kHour}}};
  EXPECT_EQ(days.begin(101) - days.begin(100), 23 * kHour);
  EXPECT_EQ(days.first_instant(100, 2 * kHour + 1800), 100 * kDay + 2 * kHour);
  EXPECT_EQ(days.day(101 * kDay - kHour - 1), 100);
  EXPECT_EQ(days.day(101 * kDay - kHour), 101);
}

TEST(LocalDays, a_time_that_comes_twice_has_two_instants) {
  // Clocks go back by an hour at 100 days + 2 h UTC (03:00 local becomes 02:00).
  const LocalDays days{{ClockChange{kStartOfTime, kHour}, ClockChange{100 * kDay + 2 * kHour, 0}}};
  EXPECT_EQ(days.first_instant(100, 2 * kHour + 1800), 100 * kDay + kHour + 1800);
  EXPECT_EQ(days.last_instant(100, 2 * kHour + 1800), 100 * kDay + 2 * kHour + 1800);
  EXPECT_EQ(days.last_instant(100, 12 * kHour), 100 * kDay + 12 * kHour);
  EXPECT_EQ(days.last_instant(99, 12 * kHour), 99 * kDay + 11 * kHour);
}

TEST(ClosedTimes, permissions_close_the_times_between_them) {
  Model model = air_world(1);
  model.places[kBase].needs_permission = true;
  Window granted;
  granted.effect = WindowEffect::granted;
  granted.target = WindowTarget::airfield;
  granted.place = kBase;
  granted.once = Interval{kNoon + kDay, kNoon + 2 * kDay};
  model.windows.push_back(granted);
  const ClosedTimes closed = closed_times_of_airfield(model, kBase, kNoon + 9 * kDay);
  EXPECT_EQ(closed.next_open(kNoon), kNoon + kDay);
  EXPECT_EQ(closed.next_closed(kNoon + kDay), kNoon + 2 * kDay);
  EXPECT_GE(closed.next_open(kNoon + 2 * kDay), kEndOfTime);
}

TEST(ClosedTimes, overlapping_rows_are_one_closure) {
  const ClosedTimes closed{{Interval{10, 20}, Interval{15, 30}, Interval{30, 40}, Interval{50, 60}}};
  EXPECT_EQ(closed.next_open(9), 9);
  EXPECT_EQ(closed.next_open(10), 40);
  EXPECT_EQ(closed.last_open(39), 9);
  EXPECT_EQ(closed.next_closed(40), 50);
  EXPECT_EQ(closed.next_closed(60), kEndOfTime);
}

}  // namespace
}  // namespace homeward
