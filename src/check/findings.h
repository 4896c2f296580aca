// SPDX-License-Identifier: Apache-2.0
//
// Collects violations and puts them into their order. Sentences are written only when something is wrong.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/time.h"
#include "model/model.h"
#include "plan/violation.h"

namespace homeward::check {

class Findings {
 public:
  /// More are counted but not listed.
  static constexpr std::size_t kListedMax = 1000;

  explicit Findings(const Model& model) : model_{model} {}

  void add(Rule rule, std::vector<std::string> objects, Time at, std::string sentence, Duration late_s = 0);
  /// Local time of the scenario's zone: 2011-12-04 18:05.
  std::string when(Time at) const;
  /// Sorted by time, then code. When there are more than kListedMax, the last entry counts the others and has
  /// the code of a hard rule if one of them is hard, so that the verdict stays right.
  std::vector<Violation> take();

 private:
  void drop(const Violation& violation);

  const Model& model_;
  std::vector<Violation> found_;
  std::map<Rule, std::int64_t> dropped_;
};

}  // namespace homeward::check
