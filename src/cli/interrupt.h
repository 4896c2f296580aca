// SPDX-License-Identifier: Apache-2.0
//
// Ctrl-C. The first SIGINT or SIGTERM asks the search to stop, so that the best checked plan is still
// written; the second one ends the program.
#pragma once

#include "base/budget.h"

namespace homeward {

/// As long as it lives, the first signal cancels the budget. One at a time; the budget must outlive it.
class CancelOnInterrupt {
 public:
  explicit CancelOnInterrupt(Budget& budget);
  ~CancelOnInterrupt();
  CancelOnInterrupt(const CancelOnInterrupt&) = delete;
  CancelOnInterrupt& operator=(const CancelOnInterrupt&) = delete;
};

}  // namespace homeward
