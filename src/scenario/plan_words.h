// SPDX-License-Identifier: Apache-2.0
//
// The fixed words of plan.json.
#pragma once

#include <array>
#include <string>

#include "model/network.h"

namespace homeward {

inline constexpr std::int64_t kPlanFormat = 1;

/// By ColumnClass.
inline const std::array<std::string, kColumnClasses> kColumnClassWords = {"loaded", "empty", "self_driving",
                                                                          "people", "last_out"};

inline const std::string& column_class_word(ColumnClass column_class) {
  return kColumnClassWords[static_cast<std::size_t>(column_class)];
}

}  // namespace homeward
