// SPDX-License-Identifier: Apache-2.0
#include "base/check.h"

#include <cstdlib>
#include <iostream>

namespace homeward {

void broken_invariant(const char* condition, const char* file, int line) {
  std::cerr << "homeward: internal error (a bug, please report it): " << condition << " does not hold at " << file
            << ":" << line << std::endl;
  std::_Exit(7);
}

}  // namespace homeward
