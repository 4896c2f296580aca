// SPDX-License-Identifier: Apache-2.0
//
// Data flows one way: a folder of src/ includes only what stands above it (DESIGN section 2), no two files
// include each other in a circle, and heavy libraries stay in the folders that own them.
#pragma once

#include <span>

#include "tools/tidy/finding.h"

namespace homeward::tidy {

/// Rules "upward-include", "unknown-folder", "library" and "include-cycle" over the files of src/.
Findings check_includes(std::span<const SourceFile> files);

}  // namespace homeward::tidy
