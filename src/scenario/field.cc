// SPDX-License-Identifier: Apache-2.0
#include "scenario/field.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/date_text.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

constexpr std::size_t kKeyLengthMax = 40;

std::optional<std::int64_t> take(const Field& field, const Reading<std::int64_t>& reading,
                                 Problems& problems) {
  if (!reading.value) refuse(field, reading.what, reading.mend, problems);
  return reading.value;
}

bool is_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.';
}

bool all_of_class(std::string_view text, bool (*test)(char)) {
  return !text.empty() && std::all_of(text.begin(), text.end(), test);
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_month(std::string_view word) {
  static const std::vector<std::string> kMonths{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
                                                "sep", "oct", "nov", "dec", "mär", "mai", "okt", "dez",
                                                "fév", "avr", "aoû", "ene", "abr", "ago"};
  std::string lower(word);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return std::find(kMonths.begin(), kMonths.end(), lower) != kMonths.end();
}

// 03-Mar, Mar-03, 03.03.2011, 2011-03-03: what spreadsheets make of ids such as 3-3 or MAR3.
bool looks_like_spreadsheet_date(std::string_view key) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= key.size();) {
    const std::size_t end = std::min(key.find_first_of("-./ ", at), key.size());
    parts.push_back(key.substr(at, end - at));
    at = end + 1;
  }
  const auto short_number = [](std::string_view part) {
    return part.size() <= 2 && all_of_class(part, is_digit);
  };
  const auto year = [](std::string_view part) { return part.size() == 4 && all_of_class(part, is_digit); };
  if (parts.size() == 2)
    return (short_number(parts[0]) && is_month(parts[1])) || (is_month(parts[0]) && short_number(parts[1]));
  if (parts.size() != 3) return false;
  return (short_number(parts[0]) && (short_number(parts[1]) || is_month(parts[1])) && year(parts[2])) ||
         (year(parts[0]) && short_number(parts[1]) && short_number(parts[2]));
}

}  // namespace

std::string named_value(const Field& field) {
  return fmt::format("{} in {}", in_quotes(field.text), field.name);
}

void refuse(const Field& field, const std::string& what, const std::string& mend, Problems& problems) {
  problems.add(field.place(), fmt::format("{} {}", named_value(field), what), mend);
}

std::optional<std::int64_t> to_whole(const Field& field, Limits limits, Problems& problems) {
  if (!field.filled()) return std::nullopt;
  return take(field, read_whole(field.text, limits), problems);
}

std::optional<std::int64_t> to_quantity(const Field& field, const Quantity& quantity, Problems& problems) {
  if (!field.filled()) return std::nullopt;
  return take(field, read_quantity(field.text, quantity), problems);
}

std::optional<std::int64_t> to_degrees(const Field& field, std::int64_t degrees_max, Problems& problems) {
  if (!field.filled()) return std::nullopt;
  return take(field, read_degrees(field.text, degrees_max), problems);
}

std::optional<std::int64_t> to_time_of_day(const Field& field, Problems& problems) {
  if (!field.filled()) return std::nullopt;
  return take(field, read_time_of_day(field.text), problems);
}

std::optional<bool> to_yes_no(const Field& field, Problems& problems) {
  static constexpr std::array<Choice<bool>, 2> kWords{{{"yes", true}, {"no", false}}};
  return to_choice(field, kWords, problems);
}

void check_key(const Field& field, Problems& problems) {
  const std::string_view key = field.text;
  if (looks_like_spreadsheet_date(key)) {
    refuse(field, "looks like a date that a spreadsheet made of an id",
           "Format the column as text, type the id anew; an id may not look like a date.", problems);
    return;
  }
  const auto bad = std::find_if_not(key.begin(), key.end(), is_key_character);
  if (bad != key.end()) {
    const bool foreign = static_cast<unsigned char>(*bad) >= 0x80;
    refuse(field,
           foreign ? "holds a character that is no plain Latin letter, though it may look like one"
                   : fmt::format("holds {}, which a key may not", in_quotes(std::string_view(&*bad, 1))),
           "Use only letters a-z and A-Z, digits, _ - and .", problems);
    return;
  }
  if (key.size() > kKeyLengthMax) {
    refuse(field, fmt::format("has more than {} characters", kKeyLengthMax),
           "Shorten the key; put the rest in the name.", problems);
    return;
  }
}

std::vector<Field> parts_of(const Field& field) {
  std::vector<Field> parts;
  if (!field.filled()) return parts;
  for (std::size_t at = 0; at <= field.text.size();) {
    const std::size_t end = std::min(field.text.find(';', at), field.text.size());
    Field part = field;
    part.text = trimmed(field.text.substr(at, end - at));
    if (part.filled() || end < field.text.size()) parts.push_back(part);
    at = end + 1;
  }
  return parts;
}

std::optional<std::size_t> to_index(const Field& field, std::span<const std::string> names,
                                    Problems& problems) {
  if (!field.filled()) return std::nullopt;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == field.text) return i;
  refuse(field, "is not one of the allowed words",
         fmt::format("Write one of: {}.{}", listed(names), did_you_mean(field.text, names)), problems);
  return std::nullopt;
}

}  // namespace homeward::scenario
