// SPDX-License-Identifier: Apache-2.0
//
// Limits of time for tests: processor time of this program, so that a busy machine makes no difference, and
// ten times the limit under sanitizers, which are that much slower.
#pragma once

#include <ctime>

#include "random_cases.h"

namespace homeward {

class ProcessorTime {
 public:
  /// Since this was made, in seconds; under sanitizers a tenth of that.
  double seconds() const {
    return static_cast<double>(std::clock() - begin_) / CLOCKS_PER_SEC / (kSanitized ? 10 : 1);
  }

 private:
  std::clock_t begin_ = std::clock();
};

}  // namespace homeward
