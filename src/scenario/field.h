// SPDX-License-Identifier: Apache-2.0
//
// One value of the user's with its place, be it a cell or a YAML scalar, and its conversions. A conversion
// that fails reports to Problems and gives nothing; an empty field gives nothing and reports nothing
// (what must be filled is checked once for the whole table).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/number.h"
#include "scenario/problems.h"

namespace homeward::scenario {

struct Field {
  std::string_view text;
  std::string_view file;
  int line = 0;
  int column = 0;
  std::string_view name;  ///< of the column or key

  bool filled() const { return !text.empty(); }
  Source place() const { return {std::string(file), line, column, ""}; }
};

/// "'12x' in people"
std::string named_value(const Field& field);
/// Reports `named_value what`.
void refuse(const Field& field, const std::string& what, const std::string& mend, Problems& problems);

std::optional<std::int64_t> to_whole(const Field& field, Limits limits, Problems& problems);
std::optional<std::int64_t> to_quantity(const Field& field, const Quantity& quantity, Problems& problems);
std::optional<std::int64_t> to_degrees(const Field& field, std::int64_t degrees_max, Problems& problems);
std::optional<std::int64_t> to_time_of_day(const Field& field, Problems& problems);
/// yes or no.
std::optional<bool> to_yes_no(const Field& field, Problems& problems);
/// Reports why a key may not look like this.
void check_key(const Field& field, Problems& problems);

/// The parts between semicolons, blanks cut off. No part of an empty field; empty parts are kept.
std::vector<Field> parts_of(const Field& field);

template <class Enum>
using Choice = std::pair<std::string_view, Enum>;

/// Index of the word among the names, or nothing after a report.
std::optional<std::size_t> to_index(const Field& field, std::span<const std::string> names,
                                    Problems& problems);

template <class Enum, std::size_t kCount>
std::optional<Enum> to_choice(const Field& field, const std::array<Choice<Enum>, kCount>& choices,
                              Problems& problems) {
  if (!field.filled()) return std::nullopt;
  for (const auto& [word, value] : choices)
    if (word == field.text) return value;
  std::vector<std::string> names;
  for (const auto& [word, value] : choices) names.emplace_back(word);
  to_index(field, names, problems);
  return std::nullopt;
}

}  // namespace homeward::scenario
