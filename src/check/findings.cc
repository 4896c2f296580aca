// SPDX-License-Identifier: Apache-2.0
#include "check/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "check/local_time.h"

namespace homeward::check {

namespace {

/// Enough to sort well, few enough that no plan fills the memory.
constexpr std::size_t kHeldMax = 100'000;

auto order(const Violation& found) { return std::tie(found.at, found.rule, found.objects, found.sentence); }

}  // namespace

void Findings::add(Rule rule, std::vector<std::string> objects, Time at, std::string sentence,
                   Duration late_s) {
  Violation violation{rule, std::move(objects), at, std::move(sentence), late_s};
  if (found_.size() < kHeldMax)
    found_.push_back(std::move(violation));
  else
    drop(violation);
}

std::string Findings::when(Time at) const { return local_text(model_, at); }

void Findings::drop(const Violation& violation) { ++dropped_[violation.rule]; }

std::vector<Violation> Findings::take() {
  std::ranges::sort(found_, {}, order);
  for (std::size_t i = kListedMax; i < found_.size(); ++i) drop(found_[i]);
  found_.resize(std::min(found_.size(), kListedMax));
  if (dropped_.empty()) return std::move(found_);

  std::int64_t count = 0;
  std::string codes;
  Rule closing = dropped_.begin()->first;
  for (const auto& [rule, times] : dropped_) {
    count += times;
    codes += fmt::format("{}{} {}", codes.empty() ? "" : ", ", rule_name(rule), times);
    if (!is_requirement(rule)) closing = rule;
  }
  found_.push_back(
      {closing, {}, found_.back().at, fmt::format("{} more are not listed: {}", count, codes), 0});
  return std::move(found_);
}

}  // namespace homeward::check
