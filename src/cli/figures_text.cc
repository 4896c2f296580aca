// SPDX-License-Identifier: Apache-2.0
#include "cli/figures_text.h"

#include "report/escape.h"

namespace homeward {

std::string counted(std::int64_t number, const std::string& one, const std::string& many) {
  return grouped(number) + " " + (number == 1 ? one : many);
}

}  // namespace homeward
