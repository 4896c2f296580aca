// SPDX-License-Identifier: Apache-2.0
//
// A dispatch of one of the examples, up to where its columns are placed again.
#pragma once

#include <string>

#include "planner/dispatch/build_plan.h"
#include "planner/dispatch/rounds.h"
#include "planner/dispatch/work.h"
#include "scenario/read_scenario.h"

namespace homeward {

class Dispatched {
 public:
  explicit Dispatched(const std::string& folder) : Dispatched(read_scenario(folder).take()) {}
  explicit Dispatched(Model the_model)
      : model{std::move(the_model)},
        ground{model},
        travel{model, ground.graph, ground.calendar, model.start},
        draft{model, ground.graph, ground.calendar, travel},
        before{draft.save()},
        work{sort_out_work(model, travel)} {
    const Tuning tuning = plain_tuning(model);
    Budget budget(Budget::kUnlimited, Budget::Clock::now() + std::chrono::minutes(5));
    Rounds(draft, work, std::span(&tuning, 1)).run(budget);
  }

  const Model model;
  const Ground ground;
  TravelCache travel;
  Draft draft;
  const Draft::Saved before;
  const Work work;
};

}  // namespace homeward
