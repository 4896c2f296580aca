// SPDX-License-Identifier: Apache-2.0
#include "scenario/audits.h"

namespace homeward::scenario {

void run_audits(Draft&) {}

}  // namespace homeward::scenario
