// SPDX-License-Identifier: Apache-2.0
//
// Tries in a fixed order, several at a time: the answer is that of the first that succeeds, whatever the
// threads make of it.
#pragma once

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "decide/side_by_side.h"

namespace homeward {

/// try_one(i, budget) for i = 0 … count − 1, each with a budget of its own, gives an optional; the value of
/// the lowest i that has one. Tries after that one are not begun, or cancelled. `whole` is charged with the
/// work up to it.
template <class Try>
auto first_in_order(std::size_t count, int threads, Budget& whole, const Try& try_one) {
  using Answer = decltype(try_one(std::size_t{0}, whole));
  std::deque<Budget> budgets;
  for (std::size_t i = 0; i < count; ++i) budgets.emplace_back(Budget::kUnlimited, whole);
  std::vector<Answer> answers(count);
  std::atomic<std::size_t> first{count};
  std::mutex found;
  side_by_side(count, threads, [&](std::size_t i) {
    if (i > first || whole.interrupted()) return;
    answers[i] = try_one(i, budgets[i]);
    if (!answers[i]) return;
    const std::lock_guard lock(found);
    first = std::min<std::size_t>(first, i);
    for (std::size_t later = i + 1; later < count; ++later) budgets[later].cancel();
  });
  for (std::size_t i = 0; i < std::min(first + 1, count); ++i) whole.spend(budgets[i].work());
  return first < count ? std::move(answers[first]) : Answer();
}

}  // namespace homeward
