// SPDX-License-Identifier: Apache-2.0
//
// Bounded functions and files.
#pragma once

#include "tools/tidy/finding.h"

namespace homeward::tidy {

inline constexpr int function_lines_max = 60;
inline constexpr int file_lines_max = 500;

/// Rules "long-file" and "long-function" over one C++ file. A function reaches from the first line of its
/// head to its closing brace. Found by braces alone: a function inside a macro or a table of lambdas escapes.
Findings check_sizes(const SourceFile& file);

}  // namespace homeward::tidy
