// SPDX-License-Identifier: Apache-2.0
//
// shard.json: the tally of one shard of homeward simulate, for homeward merge (docs/simulate.md). Canonical:
// the same tally gives the same bytes.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "simulate/tally.h"

namespace homeward {

std::string write_tally(const simulate::Tally& tally);

/// Strict: nothing unknown, missing, out of order or negative. `file` is only for messages.
Result<simulate::Tally> read_tally(std::string_view bytes, const std::string& file);

}  // namespace homeward
