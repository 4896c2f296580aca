// SPDX-License-Identifier: Apache-2.0
//
// risks.yaml: what can go wrong, in figures (docs/simulate.md). Everything is optional; what is not named
// keeps its default. Read as strictly as scenario.yaml: unknown and repeated keys are refused with their line
// and how to mend them.
#pragma once

#include <string>

#include "base/result.h"
#include "model/risks.h"

namespace homeward {

/// `file` is only for messages.
Result<Risks> read_risks(const std::string& bytes, const std::string& file);

/// The file that read_risks() turns into the same figures, every key named.
std::string write_risks(const Risks& risks);

}  // namespace homeward
