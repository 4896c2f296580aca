// SPDX-License-Identifier: Apache-2.0
//
// Collects what is wrong with a scenario. All problems are found in one run; the first
// fifty are kept in full, the rest is counted.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace homeward {

/// 'file:line:column: what' and, on a second line indented by four, how to mend it. Without a final newline.
std::string describe(const Problem& problem);

namespace scenario {

class Problems {
 public:
  static constexpr std::size_t kKept = 50;

  void add(Source place, std::string what, std::string mend);
  bool empty() const { return count_ == 0; }
  std::size_t count() const { return count_; }
  /// Nothing wrong was found in this file so far.
  bool clean(std::string_view file) const { return !files_.contains(file); }
  /// The problems by file, line and column; a last one says how many more there are.
  std::vector<Problem> take();

 private:
  std::vector<Problem> kept_;
  std::set<std::string, std::less<>> files_;
  std::size_t count_ = 0;
};

}  // namespace scenario
}  // namespace homeward
