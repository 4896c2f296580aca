// SPDX-License-Identifier: Apache-2.0
//
// Takes the members of one JSON object by name and type. A member that is missing, of the wrong type or out
// of range is reported once and read as a harmless value, so that one pass finds every problem. Members that
// nobody asked for are reported by refuse_unknown().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "scenario/json_path.h"
#include "scenario/problems.h"
#include "scenario/strict_json.h"

namespace homeward {

/// Whole numbers from `least` to `most`, both included.
struct WholeRange {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

class JsonObjectReader {
 public:
  /// Reports it when `value` is no object; then every member is missing without a further problem.
  JsonObjectReader(JsonValue value, const JsonPath& path, scenario::Problems& problems);

  std::optional<JsonValue> optional_member(std::string_view key);  ///< of any type
  std::optional<JsonValue> member(std::string_view key);
  std::string text(std::string_view key);
  std::optional<std::string> optional_text(std::string_view key);
  std::int64_t whole(std::string_view key, WholeRange range);
  std::uint64_t unsigned_whole(std::string_view key);
  Time time(std::string_view key);
  std::optional<Time> optional_time(std::string_view key);
  bool truth_or_false(std::string_view key);  ///< absent: false

  /// Calls read(value, path) for each entry of a list that must be there; list_or_empty: that may be missing.
  template <class Read>
  void list(std::string_view key, const Read& read) {
    if (const auto value = member(key)) entries(*value, key, read);
  }
  template <class Read>
  void list_or_empty(std::string_view key, const Read& read) {
    if (const auto value = optional_member(key)) entries(*value, key, read);
  }
  /// Calls read(key, value, path) for each member of an inner object that must be there; map_or_empty: that
  /// may be missing.
  template <class Read>
  void map(std::string_view key, const Read& read) {
    if (const auto value = member(key)) members(*value, key, read);
  }
  template <class Read>
  void map_or_empty(std::string_view key, const Read& read) {
    if (const auto value = optional_member(key)) members(*value, key, read);
  }

  void refuse_unknown();
  /// Something is wrong with the member `key`.
  void refuse(std::string_view key, const std::string& what, const std::string& mend);
  const JsonPath& path() const { return path_; }
  scenario::Problems& problems() { return problems_; }

 private:
  template <class Read>
  void entries(JsonValue value, std::string_view key, const Read& read) {
    const JsonPath path(path_, key);
    if (value.kind() != JsonKind::list) return wrong(path, value, "a list […]");
    std::size_t index = 0;
    for (const JsonValue entry : value) read(entry, JsonPath(path, index++));
  }
  template <class Read>
  void members(JsonValue value, std::string_view key, const Read& read) {
    const JsonPath path(path_, key);
    if (value.kind() != JsonKind::object) return wrong(path, value, "an object {…}");
    for (const JsonValue entry : value) read(entry.key(), entry, JsonPath(path, entry.key()));
  }
  void wrong(const JsonPath& path, JsonValue value, const std::string& wanted);

  JsonValue value_;
  const JsonPath& path_;
  scenario::Problems& problems_;
  bool is_object_ = true;
  std::vector<std::string_view> asked_;
};

/// The value as people see it in a message: "12", "a list". Long text is cut.
std::string shown(JsonValue value);

/// A text without control characters, at most 1,000 bytes; otherwise a problem and "".
std::string checked_text(JsonValue value, const JsonPath& path, scenario::Problems& problems);
/// A whole number of the range; its least value if it is none.
std::int64_t checked_whole(JsonValue value, const JsonPath& path, WholeRange range,
                           scenario::Problems& problems);

/// An instant like "2011-10-21T15:00:00Z"; otherwise a problem and 0.
Time checked_time(JsonValue value, const JsonPath& path, scenario::Problems& problems);

}  // namespace homeward
