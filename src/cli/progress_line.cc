// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_line.h"

#include <algorithm>
#include <ostream>

#include "report/clock.h"

namespace homeward {

namespace {

constexpr auto kRedraw = std::chrono::milliseconds(100);
constexpr std::int64_t kPermilleToTrust = 20;  ///< before that the estimate jumps about
constexpr const char* kWipe = "\r\x1b[K";

std::string clock_text(std::int64_t seconds) {
  const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  if (seconds < kHour) return std::to_string(seconds / 60) + ":" + two(seconds % 60);
  return std::to_string(seconds / kHour) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

}  // namespace

std::optional<std::int64_t> seconds_left(std::int64_t permille, std::chrono::milliseconds elapsed,
                                         std::optional<std::chrono::milliseconds> until_deadline) {
  std::optional<std::int64_t> left_ms;
  if (permille >= kPermilleToTrust)
    left_ms = elapsed.count() * std::max<std::int64_t>(0, 1000 - permille) / permille;
  if (until_deadline) left_ms = std::min(left_ms.value_or(until_deadline->count()), until_deadline->count());
  if (!left_ms) return std::nullopt;
  return divide_up(std::max<std::int64_t>(0, *left_ms), 1000);
}

std::string progress_text(const Progress& progress, std::optional<std::int64_t> left_s,
                          const std::function<std::string(Time)>& show_time) {
  std::string text(progress.stage);
  if (progress.permille >= 0) text += "  " + std::to_string(progress.permille / 10) + " %";
  if (left_s) text += "  " + clock_text(*left_s) + " left";
  if (progress.best_closure) text += "  closes " + show_time(*progress.best_closure);
  if (progress.bound) text += "  bound " + show_time(*progress.bound);
  return text;
}

ProgressLine::ProgressLine(std::ostream& terminal, std::function<std::string(Time)> show_time,
                           std::optional<Clock::time_point> deadline)
    : terminal_{terminal}, show_time_{std::move(show_time)}, deadline_{deadline} {}

ProgressLine::~ProgressLine() {
  if (drawn_) terminal_ << kWipe << std::flush;
}

void ProgressLine::on_progress(const Progress& progress) {
  const Clock::time_point now = Clock::now();
  if (drawn_ && now - *drawn_ < kRedraw) return;
  drawn_ = now;
  const auto in_ms = [](Clock::duration d) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(d);
  };
  std::optional<std::chrono::milliseconds> until_deadline;
  if (deadline_) until_deadline = in_ms(*deadline_ - now);
  const auto left_s = seconds_left(progress.permille, in_ms(now - started_), until_deadline);
  terminal_ << kWipe << progress_text(progress, left_s, show_time_) << std::flush;
}

std::unique_ptr<Observer> progress_observer(CommandContext& context, const Model& model,
                                            std::optional<ProgressLine::Clock::time_point> deadline) {
  if (!context.err_is_terminal || context.quiet) return std::make_unique<Observer>();
  const LocalClock clock(model.time_zone, model.clock);
  return std::make_unique<ProgressLine>(
      context.err, [clock](Time time) { return clock.short_date(time) + " " + clock.time_of_day(time); },
      deadline);
}

}  // namespace homeward
