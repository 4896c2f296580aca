// SPDX-License-Identifier: Apache-2.0
//
// What no single row shows: contradictions between tables. An audit runs only when the tables it looks at
// were read without a problem, so that one mistake is not reported twice.
#pragma once

#include "scenario/draft.h"

namespace homeward::scenario {

void run_audits(Draft& draft);

}  // namespace homeward::scenario
