// SPDX-License-Identifier: Apache-2.0
#include "planner/convoys/profile.h"

#include <gtest/gtest.h>

#include <map>

#include "base/random.h"

namespace homeward {
namespace {

TEST(Profile, AddsHalfOpenSpans) {
  Profile used;
  used.add({10, 20}, 3);
  EXPECT_EQ(used.at(9), 0);
  EXPECT_EQ(used.at(10), 3);
  EXPECT_EQ(used.at(19), 3);
  EXPECT_EQ(used.at(20), 0);
}

TEST(Profile, FindsTheFirstSpanWithRoom) {
  Profile used;
  used.add({10, 20}, 2);
  used.add({25, 30}, 2);
  EXPECT_EQ(used.first_below(0, 10, 1), 0);   // ends at the very second at which the other begins
  EXPECT_EQ(used.first_below(0, 11, 1), 30);  // the gap of 5 seconds is too short
  EXPECT_EQ(used.first_below(12, 5, 1), 20);
  EXPECT_EQ(used.first_below(12, 5, 2), 12);
}

TEST(Profile, KnowsFromWhenOnItIsTooMuchForEver) {
  Profile used(1);
  EXPECT_EQ(used.above_for_ever_from(1), kEndOfTime);
  EXPECT_EQ(used.above_for_ever_from(0), kStartOfTime);
  used.add({10, 20}, 5);
  EXPECT_EQ(used.above_for_ever_from(1), kEndOfTime) << "it ends";
  used.add({30, kEndOfTime}, 5);
  used.add({40, kEndOfTime}, 5);
  EXPECT_EQ(used.above_for_ever_from(1), 30);
  EXPECT_EQ(used.above_for_ever_from(6), 40);
  EXPECT_EQ(used.above_for_ever_from(11), kEndOfTime);
}

TEST(Profile, KnowsFromWhenOnEnoughIsThereForEver) {
  Profile stock(5);
  stock.add({100, kEndOfTime}, -4);
  stock.add({200, kEndOfTime}, 2);
  EXPECT_EQ(stock.first_at_least_for_ever(0, 1), 0);
  EXPECT_EQ(stock.first_at_least_for_ever(0, 3), 200);
  EXPECT_EQ(stock.first_at_least_for_ever(0, 4), std::nullopt);
}

TEST(Profile, AgreesWithCountingSecondBySecond) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    Rng rng(seed);
    Profile profile;
    std::map<Time, std::int64_t> plain;
    for (int i = 0; i < 12; ++i) {
      const Time begin = rng.between(0, 60), end = rng.between(begin, 70);
      const std::int64_t amount = rng.between(-2, 3);
      profile.add({begin, end}, amount);
      for (Time t = begin; t < end; ++t) plain[t] += amount;
    }
    const Duration length = rng.between(1, 9);
    const std::int64_t limit = rng.between(0, 3);
    Time first = 0;
    const auto fits = [&](Time from) {
      for (Time t = from; t < from + length; ++t)
        if (plain[t] > limit) return false;
      return true;
    };
    while (!fits(first)) ++first;
    EXPECT_EQ(profile.first_below(0, length, limit), first);
    for (Time t = -2; t < 75; ++t) ASSERT_EQ(profile.at(t), plain[t]) << t;
  }
}

}  // namespace
}  // namespace homeward
