// SPDX-License-Identifier: Apache-2.0
//
// One line on the terminal that is drawn over and over: stage, how far, time left, best closure so far.
#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>

#include "base/observer.h"
#include "cli/command.h"
#include "model/model.h"

namespace homeward {

class ProgressLine : public Observer {
 public:
  using Clock = std::chrono::steady_clock;

  /// Draws on `terminal` at most ten times a second. `show_time` turns an instant into text. `deadline`: when
  /// the search ends at the latest.
  ProgressLine(std::ostream& terminal, std::function<std::string(Time)> show_time,
               std::optional<Clock::time_point> deadline);
  ~ProgressLine() override;  ///< wipes the line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void on_progress(const Progress& progress) override;

 private:
  std::ostream& terminal_;
  std::function<std::string(Time)> show_time_;
  std::optional<Clock::time_point> deadline_;
  Clock::time_point started_ = Clock::now();
  std::optional<Clock::time_point> drawn_;
};

/// A line for a terminal that wants one, with the local times of the model; else an observer that is silent.
std::unique_ptr<Observer> progress_observer(CommandContext& context, const Model& model,
                                            std::optional<ProgressLine::Clock::time_point> deadline);

/// Seconds until the end: the earlier of what the work done so far tells and the deadline. Nothing when
/// neither is known. permille of the work, or -1.
std::optional<std::int64_t> seconds_left(std::int64_t permille, std::chrono::milliseconds elapsed,
                                         std::optional<std::chrono::milliseconds> until_deadline);

/// "dispatching columns  43 %  0:31 left  closes 7 Dec 05:12  bound 4 Dec 03:00"
std::string progress_text(const Progress& progress, std::optional<std::int64_t> left_s,
                          const std::function<std::string(Time)>& show_time);

}  // namespace homeward
