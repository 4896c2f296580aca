// SPDX-License-Identifier: Apache-2.0
//
// Later answers never make the bound of a resource earlier. So hours are asked by dividing what is left, two
// at a time, and a resource that proves nothing at an hour is not asked about earlier ones.
#include "decide/too_late.h"

#include <algorithm>
#include <array>
#include <set>

#include "check/check_certificate.h"
#include "decide/side_by_side.h"
#include "planner/bounds/find_certificate.h"

namespace homeward::decide {

namespace {

/// Hours that are asked at a time: fixed, so that any number of threads asks the same.
constexpr std::int64_t kAtATime = 2;

using Resources = std::set<std::string>;

class Prover {
 public:
  Prover(const Model& leaf, const std::function<DecisionTimes(std::int64_t)>& decisions_at, Budget& budget)
      : leaf_{leaf}, decisions_at_{decisions_at}, budget_{budget} {}

  struct Answer {
    bool proved = false;
    Resources behind;  ///< whose bounds lie behind the deadline
  };
  /// Is the hour proved too late by one of the resources (empty: all)?
  Answer ask(std::int64_t hour, const Resources& resources) const {
    const Model late = decided(leaf_, decisions_at_(hour));
    Answer answer;
    for (ResourceBound& bound : bounds_behind_deadline(late, resources, budget_)) {
      answer.behind.insert(bound.resource);
      answer.proved = answer.proved || accepted(late, std::move(bound));
    }
    return answer;
  }

  /// The strongest proof of that hour.
  std::optional<Certificate> proof(std::int64_t hour) const {
    const Model late = decided(leaf_, decisions_at_(hour));
    for (auto* look : {&bounds_by_resource, &bounds_of_all_behind_deadline})
      for (ResourceBound& bound : look(late, budget_)) {
        if (bound.bound <= late.deadline) break;
        if (auto certificate = accepted(late, std::move(bound))) return certificate;
      }
    return std::nullopt;
  }

 private:
  static std::vector<ResourceBound> bounds_of_all_behind_deadline(const Model& model, Budget& budget) {
    return bounds_behind_deadline(model, {}, budget);
  }

  /// As one of the leaf itself, with those who are held named.
  std::optional<Certificate> accepted(const Model& late, ResourceBound&& bound) const {
    Certificate certificate = std::move(bound.certificate);
    for (UnitId unit : late.units.ids())
      if (late.units[unit].stays_elsewhere && late.units[unit].ready > leaf_.units[unit].ready)
        certificate.not_ready_before.emplace_back(late.units[unit].key, late.units[unit].ready);
    std::erase_if(certificate.not_ready_before,
                  [&](const auto& row) { return row.second > certificate.no_closure_before; });
    std::sort(certificate.not_ready_before.begin(), certificate.not_ready_before.end());
    if (!check_certificate(leaf_, certificate).holds) return std::nullopt;
    return certificate;
  }

  const Model& leaf_;
  const std::function<DecisionTimes(std::int64_t)>& decisions_at_;
  Budget& budget_;
};

bool anybody_hangs(const Model& model, ConditionId condition) {
  const auto some = [&](const auto& rows) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](const auto& row) { return hangs_on(row.hangs_on, condition); });
  };
  return some(model.units) || some(model.lots);
}

/// The first hour below `end` that is proved too late, if the last of them is.
std::optional<std::int64_t> first_proved(const Prover& prover, std::int64_t end, int threads,
                                         Budget& budget) {
  Prover::Answer last = prover.ask(end - 1, {});
  if (!last.proved) return std::nullopt;
  std::int64_t low = -1, high = end - 1;
  while (high - low > 1 && !budget.interrupted()) {
    std::array<std::int64_t, kAtATime> hours{};
    std::array<Prover::Answer, kAtATime> answers;
    for (std::int64_t i = 0; i < kAtATime; ++i)
      hours[static_cast<std::size_t>(i)] =
          low + std::max<std::int64_t>(1, (high - low) * (i + 1) / (kAtATime + 1));
    side_by_side(kAtATime, threads, [&](std::size_t i) { answers[i] = prover.ask(hours[i], last.behind); });
    if (budget.interrupted()) break;
    for (std::size_t i = 0; i < kAtATime; ++i) {
      if (hours[i] >= high) break;
      if (!answers[i].proved) {
        low = hours[i];
        continue;
      }
      high = hours[i];
      last = std::move(answers[i]);
      break;
    }
  }
  return high;
}

}  // namespace

bool hangs_on(const std::vector<ConditionId>& list, ConditionId condition) {
  return std::find(list.begin(), list.end(), condition) != list.end();
}

std::optional<TooLate> find_too_late(const Leaves& leaves, ConditionId condition, std::int64_t last_hour,
                                     const std::function<DecisionTimes(std::int64_t)>& decisions_at,
                                     int threads, Budget& budget) {
  std::optional<TooLate> best;
  for (std::size_t leaf = 0; leaf < leaves.size(); ++leaf) {
    if (!anybody_hangs(leaves[leaf], condition)) continue;
    const Prover prover(leaves[leaf], decisions_at, budget);
    const std::int64_t end = best ? best->hour : last_hour + 1;
    if (end <= 0) break;
    const auto hour = first_proved(prover, end, threads, budget);
    if (!hour) continue;
    if (auto certificate = prover.proof(*hour)) best = TooLate{*hour, leaf, std::move(*certificate)};
  }
  return best;
}

}  // namespace homeward::decide
