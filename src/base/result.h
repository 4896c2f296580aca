// SPDX-License-Identifier: Apache-2.0
//
// Bad input is a value. A reader collects every Problem it finds and returns either
// the thing read or all problems, never the first one only and never half a thing.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/check.h"

namespace homeward {

/// Where something stands in a file of the user's. Line and column count from 1;
/// 0 means that the whole file (or folder) is meant. JSON files use the pointer; so do workbooks ("units:B7").
struct Source {
  std::string file;
  int line = 0;
  int column = 0;
  std::string pointer;
};

/// One thing wrong with the input, with its place, the rule that is broken and how to mend it.
struct Problem {
  Source place;
  std::string what;  ///< one sentence that names the value and the rule
  std::string mend;  ///< one sentence: what to do
};

template <class T>
class Result {
 public:
  Result(T value) : content_{std::move(value)} {}
  Result(std::vector<Problem> problems) : content_{std::move(problems)} { HW_CHECK(!this->problems().empty()); }
  Result(Problem problem) : content_{std::vector<Problem>{std::move(problem)}} {}

  bool ok() const { return std::holds_alternative<T>(content_); }
  explicit operator bool() const { return ok(); }
  const T& value() const {
    HW_CHECK(ok());
    return std::get<T>(content_);
  }
  T& value() {
    HW_CHECK(ok());
    return std::get<T>(content_);
  }
  T take() {
    HW_CHECK(ok());
    return std::move(std::get<T>(content_));
  }
  const std::vector<Problem>& problems() const {
    HW_CHECK(!ok());
    return std::get<std::vector<Problem>>(content_);
  }

 private:
  std::variant<T, std::vector<Problem>> content_;
};

}  // namespace homeward
