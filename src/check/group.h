// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace homeward::check {

/// Calls `visit` with each run of neighbours that are alike; `all` is sorted so that alike ones are
/// neighbours.
template <class Row, class Alike, class Visit>
void for_each_group(std::span<const Row> all, Alike alike, Visit visit) {
  while (!all.empty()) {
    std::size_t count = 1;
    while (count < all.size() && alike(all.front(), all[count])) ++count;
    visit(all.first(count));
    all = all.subspan(count);
  }
}

}  // namespace homeward::check
