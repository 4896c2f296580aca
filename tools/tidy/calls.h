// SPDX-License-Identifier: Apache-2.0
//
// Calls that break a promise of the house: a result that differs between runs or libraries, an end of the
// program or printing below the command line.
#pragma once

#include "tools/tidy/finding.h"

namespace homeward::tidy {

/// Rules "exit", "print" (src/ but cli and server) and "chance" (every C++ file) over one file.
Findings check_calls(const SourceFile& file);

}  // namespace homeward::tidy
