// SPDX-License-Identifier: Apache-2.0
//
// Reads RFC 4180 text back, for round trips in tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace homeward {

using CsvRows = std::vector<std::vector<std::string>>;

CsvRows read_csv(std::string_view text);

}  // namespace homeward
