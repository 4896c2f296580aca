// SPDX-License-Identifier: Apache-2.0
//
// What the house-style test reads and what it says.
#pragma once

#include <string>
#include <vector>

namespace homeward::tidy {

/// One text file of the tree; `path` is relative to the top of the tree and uses '/'.
struct SourceFile {
  std::string path;
  std::string text;
};

/// One broken rule at one place. `line` counts from 1.
struct Finding {
  std::string path;
  int line;
  std::string rule;  // one word, e.g. "upward-include"
  std::string what;  // a sentence that says how to mend it
};

using Findings = std::vector<Finding>;

}  // namespace homeward::tidy
