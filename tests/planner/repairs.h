// SPDX-License-Identifier: Apache-2.0
//
// What tests of repairs begin with: one plan without search, something cut, a repair without a limit.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "planner/dispatch/build_plan.h"
#include "planner/repair/drill.h"
#include "planner/repair/repair_plan.h"

namespace homeward {

inline Budget five_minutes() {
  return Budget(Budget::kUnlimited, Budget::Clock::now() + std::chrono::minutes(5));
}

inline Plan built(const Model& model) {
  const Ground ground(model);
  Budget budget = five_minutes();
  return build_plan(ground, plain_tuning(model), budget).plan;
}

inline Repaired repaired(const Model& model, const Plan& plan, const RepairOptions& options) {
  Budget budget = five_minutes();
  Observer observer;
  return repair_plan(model, plan, options, budget, observer);
}

inline RepairOptions at(Time time) {
  RepairOptions options;
  options.at = time;
  return options;
}

inline LinkId link_of(const Model& model, const std::string& key) {
  for (LinkId link : model.links.ids())
    if (model.links[link].key == key) return link;
  ADD_FAILURE() << "no link " << key;
  return LinkId(0);
}

inline Model with_cut(const Model& model, const Plan& plan, LinkId link, Time from,
                      std::optional<Time> until = {}) {
  Model changed = model;
  cut_link(changed, plan, link, from, until);
  return changed;
}

}  // namespace homeward
