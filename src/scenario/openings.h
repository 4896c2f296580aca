// SPDX-License-Identifier: Apache-2.0
//
// How long a thing with windows is open at a stretch.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/model.h"

namespace homeward::scenario {

/// Windows (indices into model.windows) that close something, and those that grant it.
struct Closings {
  std::vector<std::size_t> closed;
  std::optional<std::vector<std::size_t>> granted;  ///< given: closed except in these
  friend auto operator<=>(const Closings&, const Closings&) = default;
};

/// The longest time without a break in which it is open between the start and the deadline (or the final
/// one); 0 when it is never open. An opening that reaches the end of this span counts as endless.
Duration longest_opening(const Model& model, const Closings& closings);

}  // namespace homeward::scenario
