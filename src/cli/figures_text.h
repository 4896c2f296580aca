// SPDX-License-Identifier: Apache-2.0
//
// Figures as people read them on a terminal.
#pragma once

#include <cstdint>
#include <string>

namespace homeward {

/// "1 column", "1,234 columns"
std::string counted(std::int64_t number, const std::string& one, const std::string& many);

}  // namespace homeward
