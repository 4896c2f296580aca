// SPDX-License-Identifier: Apache-2.0
//
// Rules for every text of the tree: licence line, blanks, unfinished marks, words that name a machine or a
// host.
#pragma once

#include "tools/tidy/finding.h"

namespace homeward::tidy {

/// Rules "licence-line", "tab", "trailing-blank" (code and documents, not data), "unfinished" (code) and
/// "machine-word" (every file) over one file.
Findings check_text(const SourceFile& file);

}  // namespace homeward::tidy
