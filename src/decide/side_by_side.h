// SPDX-License-Identifier: Apache-2.0
//
// Many searches, each with work of its own, under one budget of the caller's.
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

#include "base/budget.h"
#include "base/observer.h"

namespace homeward {

/// Lets the caller's budget end a search that has one of its own, as soon as the search shows progress.
class BudgetRelay : public Observer {
 public:
  BudgetRelay(const Budget& parent, Budget& child) : parent_{parent}, child_{child} {}
  void on_progress(const Progress&) override {
    if (parent_.cancelled()) child_.cancel();
  }

 private:
  const Budget& parent_;
  Budget& child_;
};

/// Calls work(i) once for each i below `count`, on so many threads; returns when all are done.
template <class Work>
void side_by_side(std::size_t count, int threads, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> helpers;
  for (int t = 1; t < threads && static_cast<std::size_t>(t) < count; ++t) helpers.emplace_back(run);
  run();
}

}  // namespace homeward
