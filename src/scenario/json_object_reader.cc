// SPDX-License-Identifier: Apache-2.0
#include "scenario/json_object_reader.h"

#include <algorithm>
#include <utility>

#include "scenario/text.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {
constexpr std::size_t kTextMax = 1000;
constexpr std::size_t kShownMax = 60;

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  });
}
}  // namespace

std::string shown(JsonValue value) {
  switch (value.kind()) {
    case JsonKind::null:
      return "null";
    case JsonKind::truth:
      return value.whole() != 0 ? "true" : "false";
    case JsonKind::whole:
      return std::to_string(value.whole());
    case JsonKind::large_whole:
      return std::to_string(value.large_whole());
    case JsonKind::fraction:
      return "the number " + std::string(value.text().substr(0, kShownMax));
    case JsonKind::list:
      return "a list";
    case JsonKind::object:
      return "an object";
    case JsonKind::text:
      break;
  }
  std::string text(value.text().substr(0, kShownMax));
  while (!text.empty() && text.size() < value.text().size() &&
         (static_cast<unsigned char>(value.text()[text.size()]) & 0xc0) == 0x80)
    text.pop_back();  // do not cut a UTF-8 character in two
  for (char& c : text)
    if (has_control_character(std::string_view(&c, 1))) c = '?';
  return "\"" + text + (text.size() < value.text().size() ? "…\"" : "\"");
}

std::string checked_text(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  const Source place{value.file(), 0, 0, path.pointer()};
  if (value.kind() != JsonKind::text) {
    problems.add(place, "Text is due here, not " + shown(value) + ".", "Write it in double quotes.");
    return "";
  }
  if (value.text().size() > kTextMax || has_control_character(value.text())) {
    problems.add(place, "The text " + shown(value) + " is over 1,000 bytes long or has control characters.",
                 "Write one shorter line.");
    return "";
  }
  return std::string(value.text());
}

Time checked_time(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  const auto time = value.kind() == JsonKind::text ? parse_utc_text(value.text()) : std::nullopt;
  if (time) return *time;
  problems.add({value.file(), 0, 0, path.pointer()},
               "An instant in UTC is due here, not " + shown(value) + ".",
               "Write it like \"2011-10-21T15:00:00Z\".");
  return 0;
}

std::int64_t checked_whole(JsonValue value, const JsonPath& path, WholeRange range,
                           scenario::Problems& problems) {
  if (value.kind() == JsonKind::whole && value.whole() >= range.least && value.whole() <= range.most)
    return value.whole();
  problems.add({value.file(), 0, 0, path.pointer()},
               "A whole number from " + std::to_string(range.least) + " to " + std::to_string(range.most) +
                   " is due here, not " + shown(value) + ".",
               "Write digits only: no quotes, fraction or exponent.");
  return range.least;
}

JsonObjectReader::JsonObjectReader(JsonValue value, const JsonPath& path, scenario::Problems& problems)
    : value_{value}, path_{path}, problems_{problems}, is_object_{value.kind() == JsonKind::object} {
  if (!is_object_) wrong(path_, value, "an object {…}");
}

void JsonObjectReader::wrong(const JsonPath& path, JsonValue value, const std::string& wanted) {
  problems_.add({value_.file(), 0, 0, path.pointer()},
                "Here " + wanted + " is due, not " + shown(value) + ".",
                "See the description of the file format.");
}

void JsonObjectReader::refuse(std::string_view key, const std::string& what, const std::string& mend) {
  problems_.add({value_.file(), 0, 0, JsonPath(path_, key).pointer()}, what, mend);
}

std::optional<JsonValue> JsonObjectReader::optional_member(std::string_view key) {
  asked_.push_back(key);
  if (!is_object_) return std::nullopt;
  for (const JsonValue entry : value_)
    if (entry.key() == key) return entry;
  return std::nullopt;
}

std::optional<JsonValue> JsonObjectReader::member(std::string_view key) {
  auto value = optional_member(key);
  if (!value && is_object_)
    problems_.add({value_.file(), 0, 0, path_.pointer()}, "The key \"" + std::string(key) + "\" is missing.",
                  "Add it; see the description of the file format.");
  return value;
}

std::string JsonObjectReader::text(std::string_view key) {
  const auto value = member(key);
  return value ? checked_text(*value, JsonPath(path_, key), problems_) : "";
}

std::optional<std::string> JsonObjectReader::optional_text(std::string_view key) {
  const auto value = optional_member(key);
  if (!value) return std::nullopt;
  return checked_text(*value, JsonPath(path_, key), problems_);
}

std::int64_t JsonObjectReader::whole(std::string_view key, WholeRange range) {
  const auto value = member(key);
  return value ? checked_whole(*value, JsonPath(path_, key), range, problems_) : range.least;
}

std::uint64_t JsonObjectReader::unsigned_whole(std::string_view key) {
  const auto value = member(key);
  if (!value) return 0;
  if (value->kind() == JsonKind::large_whole) return value->large_whole();
  if (value->kind() == JsonKind::whole && value->whole() >= 0)
    return static_cast<std::uint64_t>(value->whole());
  refuse(key, "A whole number from 0 to 18446744073709551615 is due here, not " + shown(*value) + ".",
         "Write digits only: no quotes, sign, fraction or exponent.");
  return 0;
}

Time JsonObjectReader::time(std::string_view key) {
  const auto value = member(key);
  return value ? checked_time(*value, JsonPath(path_, key), problems_) : 0;
}

std::optional<Time> JsonObjectReader::optional_time(std::string_view key) {
  const auto value = optional_member(key);
  if (!value) return std::nullopt;
  return checked_time(*value, JsonPath(path_, key), problems_);
}

bool JsonObjectReader::truth_or_false(std::string_view key) {
  const auto value = optional_member(key);
  if (!value) return false;
  if (value->kind() == JsonKind::truth) return value->whole() != 0;
  refuse(key, "true or false is due here, not " + shown(*value) + ".", "Write true or false without quotes.");
  return false;
}

void JsonObjectReader::refuse_unknown() {
  if (!is_object_) return;
  for (const JsonValue entry : value_) {
    if (std::find(asked_.begin(), asked_.end(), entry.key()) != asked_.end()) continue;
    const std::vector<std::string> known(asked_.begin(), asked_.end());
    const std::string near = scenario::did_you_mean(entry.key(), known);
    refuse(entry.key(), "The key \"" + std::string(entry.key().substr(0, kShownMax)) + "\" is unknown here.",
           near.empty() ? "Leave it out." : near.substr(1));
  }
}

}  // namespace homeward
