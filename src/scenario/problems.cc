// SPDX-License-Identifier: Apache-2.0
#include "scenario/problems.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace homeward {

std::string describe(const Problem& problem) {
  std::string place = problem.place.file;
  if (problem.place.line > 0) place += fmt::format(":{}", problem.place.line);
  if (problem.place.line > 0 && problem.place.column > 0) place += fmt::format(":{}", problem.place.column);
  if (!problem.place.pointer.empty())
    place += fmt::format("{}{}", place.empty() ? "" : ":", problem.place.pointer);
  std::string text = place.empty() ? problem.what : fmt::format("{}: {}", place, problem.what);
  if (!problem.mend.empty()) text += fmt::format("\n    {}", problem.mend);
  return text;
}

namespace scenario {

void Problems::add(Source place, std::string what, std::string mend) {
  ++count_;
  files_.insert(place.file);
  if (kept_.size() < kKept) kept_.push_back({std::move(place), std::move(what), std::move(mend)});
}

std::vector<Problem> Problems::take() {
  std::stable_sort(kept_.begin(), kept_.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) <
           std::tie(b.place.file, b.place.line, b.place.column);
  });
  if (count_ > kept_.size()) {
    kept_.push_back({{},
                     fmt::format("and {} more problems", count_ - kept_.size()),
                     "Mend the ones above first; many of the others may vanish with them."});
  }
  return std::exchange(kept_, {});
}

}  // namespace scenario
}  // namespace homeward
