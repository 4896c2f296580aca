// SPDX-License-Identifier: Apache-2.0
//
// "Did you mean …?" for keys, commands and options.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace homeward {

/// The known word that needs the fewest changes to become `word`: letters added, left out, replaced, or two
/// neighbours swapped (optimal string alignment; case does not count). Nothing when more than a third of the
/// letters would change. Of equals the first.
std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> known);

}  // namespace homeward
