// SPDX-License-Identifier: Apache-2.0
#include "cli/march_answer.h"

#include <ostream>

#include "march/decimal.h"
#include "march/range.h"

namespace homeward {

std::int64_t FigureReader::decimal(const std::string& text, int digits, const char* option) {
  return take<std::int64_t>(march::parse_decimal(text, digits, option), option, 0);
}

std::int64_t FigureReader::whole(const std::string& text, std::int64_t unit, const char* option) {
  constexpr std::int64_t kWholeMax = 1'000'000'000'000;
  const std::int64_t value = decimal(text, 0, option);
  if (value <= kWholeMax) return value * unit;
  refuse(option, "\"" + text + "\" is too large.", "Give a smaller number.");
  return 0;
}

void FigureReader::refuse(const char* option, std::string what, std::string mend) {
  problems_.push_back(march::problem_of(option, std::move(what), std::move(mend)));
}

void FigureReader::note(std::vector<Problem> problems, const char* option) {
  for (Problem& problem : problems) {
    problem.place.pointer = option;
    problems_.push_back(std::move(problem));
  }
}

void print_answer(CommandContext& context, const Answer& answer) {
  context.exit_code = answer.exit_code;
  if (context.json) return print_json(context, answer.json);
  for (const std::string& line : answer.lines) context.out << line << '\n';
}

std::string march_duration_text(Duration duration_s) {
  std::string text;
  const auto add = [&text](std::int64_t count, const char* unit) {
    if (count == 0) return;
    if (!text.empty()) text += " ";
    text += std::to_string(count) + " " + unit;
  };
  add(duration_s / kDay, "d");
  add(duration_s / kHour % 24, "h");
  add(duration_s / kMinute % 60, "min");
  add(duration_s % kMinute, "s");
  return text.empty() ? "0 s" : text;
}

}  // namespace homeward
