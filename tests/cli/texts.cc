// SPDX-License-Identifier: Apache-2.0
//
// Limits, figures and the progress line as text.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>

#include "cli/figures_text.h"
#include "cli/progress_line.h"
#include "cli/time_limit.h"

namespace homeward {
namespace {

using std::chrono::milliseconds;

TEST(TimeLimit, IsWrittenWithUnits) {
  EXPECT_EQ(parse_time_limit("20s"), milliseconds(20'000));
  EXPECT_EQ(parse_time_limit("5m"), milliseconds(300'000));
  EXPECT_EQ(parse_time_limit("5min"), milliseconds(300'000));
  EXPECT_EQ(parse_time_limit("1h"), milliseconds(3'600'000));
  EXPECT_EQ(parse_time_limit("1h30m"), milliseconds(5'400'000));
  EXPECT_EQ(parse_time_limit("1h1m1s1ms"), milliseconds(3'661'001));
  EXPECT_EQ(parse_time_limit("90m"), milliseconds(5'400'000));
  EXPECT_EQ(parse_time_limit("500ms"), milliseconds(500));
}

TEST(TimeLimit, OfOtherFormsIsRefused) {
  for (const char* text : {"",      "20",     "s",     "0s",    "-1s",  "+1s",    "1.5h",
                           "1 h",   "1h 30m", "1H",    "30m1h", "1s1s", "1m1min", "9999999999999999999s",
                           "9000h", "1d",     "1hour", "0x10s", "20s ", "1e3s",   "1h1"})
    EXPECT_FALSE(parse_time_limit(text)) << text;
}

RC_GTEST_PROP(TimeLimit, IsReadBackFromItsText, ()) {
  const milliseconds limit(*rc::gen::inRange<std::int64_t>(1, kTimeLimitMax.count() + 1));
  RC_ASSERT(parse_time_limit(time_limit_text(limit)) == limit);
}

RC_GTEST_PROP(TimeLimit, AnyTextIsRefusedOrWithinItsEnds, (const std::string& text)) {
  const auto limit = parse_time_limit(text);
  RC_ASSERT(!limit || (limit->count() >= 1 && *limit <= kTimeLimitMax));
}

RC_GTEST_PROP(TimeLimit, AnyTextOfItsLettersIsRefusedOrMeansTheSameAgain, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0159hmsin")));
  const auto limit = parse_time_limit(text);
  RC_ASSERT(!limit || parse_time_limit(time_limit_text(*limit)) == limit);
}

TEST(FiguresText, CountsOneAndMany) {
  EXPECT_EQ(counted(1, "column", "columns"), "1 column");
  EXPECT_EQ(counted(1000, "column", "columns"), "1,000 columns");
}

TEST(ProgressLine, TellsTheTimeLeftFromWorkOrDeadlineWhicheverEndsFirst) {
  EXPECT_EQ(seconds_left(500, milliseconds(10'000), std::nullopt), 10);
  EXPECT_EQ(seconds_left(500, milliseconds(10'000), milliseconds(4'000)), 4);
  EXPECT_EQ(seconds_left(500, milliseconds(10'000), milliseconds(60'000)), 10);
  EXPECT_EQ(seconds_left(-1, milliseconds(10'000), milliseconds(4'001)), 5);
  EXPECT_EQ(seconds_left(1, milliseconds(10), std::nullopt), std::nullopt);
  EXPECT_EQ(seconds_left(1000, milliseconds(10'000), milliseconds(-5)), 0);
}

TEST(ProgressLine, ShowsStageShareTimeClosureAndBound) {
  const auto show = [](Time time) { return "t" + std::to_string(time); };
  EXPECT_EQ(progress_text({"dispatching columns", 437, 5, 3}, 3661, show),
            "dispatching columns  43 %  1:01:01 left  closes t5  bound t3");
  EXPECT_EQ(progress_text({"reading", -1, {}, {}}, std::nullopt, show), "reading");
}

TEST(ProgressLine, IsDrawnOverAndWiped) {
  std::ostringstream terminal;
  {
    ProgressLine line(
        terminal, [](Time) { return std::string(); }, std::nullopt);
    line.on_progress({"one", -1, {}, {}});
    line.on_progress({"two", -1, {}, {}});
  }
  EXPECT_EQ(terminal.str(), "\r\x1b[Kone\r\x1b[K");
}

}  // namespace
}  // namespace homeward
