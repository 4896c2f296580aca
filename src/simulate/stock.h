// SPDX-License-Identifier: Apache-2.0
//
// A stock of things that are alike (trucks of a fleet at a place, parking spaces, lanes of a service, people
// of a unit): what goes is matched, first in, first out, with what came before in the plan, and later waits
// for exactly that. So in every replication there is one for each, whatever comes late.
#pragma once

#include <cstdint>
#include <vector>

#include "simulate/draft.h"

namespace homeward::simulate {

class Stock {
 public:
  explicit Stock(std::int64_t initial = 0) : initial_{initial} {}

  void come(Time planned, Moment moment, std::int64_t count) {
    steps_.push_back({planned, false, moment, count});
  }
  void go(Time planned, EventIndex event, std::int64_t count) {
    steps_.push_back({planned, true, {event, 0}, count});
  }
  /// Draws the arcs. What goes and was never there in the plan waits for nothing.
  void connect(Draft& draft);

 private:
  struct Step {
    Time planned = 0;
    bool goes = false;  ///< within a second, what comes is there first
    Moment moment;
    std::int64_t count = 0;
  };
  std::int64_t initial_;
  std::vector<Step> steps_;
};

}  // namespace homeward::simulate
