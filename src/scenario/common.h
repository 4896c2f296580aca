// SPDX-License-Identifier: Apache-2.0
//
// Small readings that several tables share.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "scenario/draft.h"
#include "scenario/table.h"

namespace homeward::scenario {

inline constexpr Limits kCount{0, 10'000'000};
inline constexpr Limits kPositive{1, 10'000'000};
inline constexpr Limits kMilitaryLoadClass{1, 1000};

/// Registers the row's key and gives it back.
template <class IdType>
std::string take_key(const Row& row, std::string_view column, KeyIndex<IdType>& index, Draft& draft) {
  const Field field = row[column];
  if (field.filled()) check_key(field, draft.problems);
  index.add(field, std::string(field.text), draft.problems);
  return std::string(field.text);
}

/// The id that a column refers to; the first one after a report, so that reading goes on.
template <class IdType>
IdType take_id(const Row& row, std::string_view column, const KeyIndex<IdType>& index, Draft& draft) {
  return index.id(row[column], draft.problems).value_or(IdType());
}

/// The ids of a list with semicolons; repeats are reported.
template <class IdType>
std::vector<IdType> take_ids(const Row& row, std::string_view column, const KeyIndex<IdType>& index,
                             Draft& draft) {
  std::vector<IdType> ids;
  for (const Field& part : parts_of(row[column])) {
    if (!part.filled()) {
      refuse(row[column], "has nothing between two semicolons", "Delete one of them.", draft.problems);
      continue;
    }
    const auto id = index.id(part, draft.problems);
    if (!id) continue;
    if (std::find(ids.begin(), ids.end(), *id) != ids.end()) {
      refuse(part, "stands twice in the list", "Delete one.", draft.problems);
      continue;
    }
    ids.push_back(*id);
  }
  return ids;
}

inline bool yes(const Row& row, std::string_view column, Draft& draft) {
  return to_yes_no(row[column], draft.problems).value_or(false);
}

/// name, or the key where the table gives no name.
inline std::string name_or(const Row& row, const std::string& key) {
  const Field name = row["name"];
  return name.filled() ? std::string(name.text) : key;
}

}  // namespace homeward::scenario
