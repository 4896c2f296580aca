// SPDX-License-Identifier: Apache-2.0
//
// The house style as a test: all rules over a whole tree.
#pragma once

#include <filesystem>
#include <span>

#include "tools/tidy/finding.h"

namespace homeward::tidy {

/// Every text file below `top`, sorted by path. Leaves out what is no part of the tree (.git, build*,
/// node_modules) and binary files (a zero byte within the first 8 kB).
std::vector<SourceFile> read_tree(const std::filesystem::path& top);

/// Everything that breaks a rule, sorted by path and line; empty for a tidy tree.
Findings check_tree(std::span<const SourceFile> files);

}  // namespace homeward::tidy
