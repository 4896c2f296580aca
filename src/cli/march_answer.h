// SPDX-License-Identifier: Apache-2.0
//
// What the subcommands of homeward march share: figures read from text with their unit, and answers that
// print as lines or as one JSON object.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/time.h"
#include "cli/command.h"

namespace homeward {

/// Turns option texts into whole numbers and collects every problem with the option's name.
class FigureReader {
 public:
  /// Decimal text with at most `digits` places, in units of 10^-digits; 0 when it is wrong.
  std::int64_t decimal(const std::string& text, int digits, const char* option);
  /// A whole number of `unit` each, for example minutes to seconds.
  std::int64_t whole(const std::string& text, std::int64_t unit, const char* option);
  /// Takes the value over or notes its problems under the option's name.
  template <class T>
  T take(Result<T> result, const char* option, T otherwise) {
    if (result.ok()) return result.take();
    note(result.problems(), option);
    return otherwise;
  }
  /// Notes one problem of our own.
  void refuse(const char* option, std::string what, std::string mend);
  bool ok() const { return problems_.empty(); }
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  void note(std::vector<Problem> problems, const char* option);
  std::vector<Problem> problems_;
};

/// One answer in both its forms. Units stand in the JSON keys and in the lines.
struct Answer {
  nlohmann::json json = nlohmann::json::object();
  std::vector<std::string> lines;
  int exit_code = kExitDone;
};

void print_answer(CommandContext& context, const Answer& answer);

/// Problems of a Result, or the answer made from its value.
template <class T, class Describe>
void answer_with(CommandContext& context, const FigureReader& figures, Result<T> result, Describe describe) {
  if (!figures.ok()) return refuse(context, figures.problems());
  if (!result.ok()) return refuse(context, result.problems());
  print_answer(context, describe(result.value()));
}

/// "5 h 10 min", "7 min 56 s", "0 s". duration ≥ 0.
std::string march_duration_text(Duration duration_s);

// The subcommands, by subject.
void add_march_movement_commands(Command& march, CommandContext& context);
void add_march_timing_commands(Command& march, CommandContext& context);
void add_march_code_commands(Command& march, CommandContext& context);
void add_march_date_commands(Command& march, CommandContext& context);
void add_march_capacity_commands(Command& march, CommandContext& context);

}  // namespace homeward
