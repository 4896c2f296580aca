// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "scenario/drawing.h"

namespace homeward::scenario {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

}  // namespace

void Words::skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r"), rest_.size())); }

bool Words::empty() {
  skip_blanks();
  return rest_.empty();
}

bool Words::take(std::string_view word) {
  skip_blanks();
  if (!rest_.starts_with(word)) return false;
  const std::string_view behind = rest_.substr(word.size());
  const bool is_word = is_letter_or_digit(word.back());
  if (is_word && !behind.empty() && is_letter_or_digit(behind.front())) return false;
  rest_ = behind;
  return true;
}

void Words::need(std::string_view word) {
  if (!take(word)) fail(fmt::format("'{}' is due", word));
}

std::string Words::run(std::string_view more) {
  skip_blanks();
  std::size_t length = 0;
  while (length < rest_.size() &&
         (is_letter_or_digit(rest_[length]) || more.find(rest_[length]) != std::string_view::npos))
    ++length;
  if (length == 0) fail("a name is due");
  const std::string word(rest_.substr(0, length));
  rest_.remove_prefix(length);
  return word;
}

std::string Words::name() { return run(""); }
std::string Words::link_name() { return run("-"); }

std::int64_t Words::number() {
  skip_blanks();
  std::int64_t value = 0;
  std::size_t length = 0;
  for (; length < rest_.size() && rest_[length] >= '0' && rest_[length] <= '9' && length < 12; ++length)
    value = value * 10 + (rest_[length] - '0');
  if (length == 0) fail("a whole number is due");
  rest_.remove_prefix(length);
  return value;
}

Duration Words::duration() {
  const std::int64_t count = number();
  if (take("min")) return count * kMinute;
  if (take("h")) return count * kHour;
  if (take("d")) return count * kDay;
  if (take("s")) return count;
  fail("a unit of time is due: s, min, h or d");
}

void Words::fail(std::string_view why) const {
  const std::string message = fmt::format("draw_scenario: {} at '{}' in '{}'", why, rest_, statement_);
  broken_invariant(message.c_str(), __FILE__, __LINE__);
}

}  // namespace homeward::scenario
