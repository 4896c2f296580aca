// SPDX-License-Identifier: Apache-2.0
#include "scenario/number_format.h"

#include <algorithm>
#include <string>

namespace homeward::scenario {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// The letters of the first section that stand for parts of a date, one for each run of them: "yyyy-mm-dd
// hh:mm" gives "ymdhm". Elapsed hours, minutes and seconds ([h]) are capitals.
std::string date_letters(std::string_view format) {
  std::string letters;
  const auto add = [&](char letter) {
    if (letters.empty() || letters.back() != letter) letters += letter;
  };
  for (std::size_t i = 0; i < format.size() && format[i] != ';'; ++i) {
    const char c = lower(format[i]);
    if (c == '"') {
      i = std::min(format.find('"', i + 1), format.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;  // the next character is shown, or its width, or repeated
    } else if (c == '[') {
      const std::size_t end = std::min(format.find(']', i), format.size());
      const std::string_view inside = format.substr(i + 1, end - i - 1);
      const char first = inside.empty() ? ' ' : lower(inside.front());
      const bool clock = first == 'h' || first == 'm' || first == 's';
      if (clock && inside.find_first_not_of(inside.front()) == inside.npos)
        add(static_cast<char>(first - 32));
      i = end;
    } else if (c == 'a' && (format.substr(i, 5) == "AM/PM" || format.substr(i, 5) == "am/pm")) {
      add('h');
      i += 4;
    } else if (c == 'y' || c == 'm' || c == 'd' || c == 'h' || c == 's') {
      add(c);
    }
  }
  return letters;
}

// An m beside hours or seconds is minutes.
bool is_minute(std::string_view letters, std::size_t at) {
  const char before = at > 0 ? letters[at - 1] : ' ';
  const char after = at + 1 < letters.size() ? letters[at + 1] : ' ';
  return before == 'h' || before == 'H' || after == 's' || after == 'S';
}

}  // namespace

Shown shown_by(std::string_view format) {
  const std::string_view general = "general";
  bool is_general = format.size() >= general.size();
  for (std::size_t i = 0; i < general.size() && is_general; ++i) is_general = lower(format[i]) == general[i];
  if (is_general) return Shown::number;
  bool date = false, time = false, elapsed = false;
  const std::string letters = date_letters(format);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char c = letters[i];
    const bool minute = c == 'm' && is_minute(letters, i);
    elapsed |= c < 'a';
    time |= c == 'h' || c == 's' || minute;
    date |= c == 'y' || c == 'd' || (c == 'm' && !minute);
  }
  if (date) return time || elapsed ? Shown::date_and_time : Shown::date;
  if (elapsed) return Shown::hours;
  return time ? Shown::time : Shown::number;
}

Shown shown_by_fixed_format(int id) {
  if (id >= 14 && id <= 17) return Shown::date;
  if ((id >= 18 && id <= 21) || id == 45 || id == 47) return Shown::time;
  if (id == 22) return Shown::date_and_time;
  if (id == 46) return Shown::hours;
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return Shown::local_date;
  return Shown::number;
}

}  // namespace homeward::scenario
