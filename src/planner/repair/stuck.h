// SPDX-License-Identifier: Apache-2.0
//
// What is said of a column on its way that can neither go on nor halt: where it comes to next, and why it can
// stand at none of the places that it can reach before its drivers must rest.
#pragma once

#include <string>

#include "planner/repair/replay.h"

namespace homeward {

struct NextStop {
  PlaceId place;              ///< the first that it has not left at an instant
  std::int64_t vehicles = 0;  ///< with which it comes there
};

/// Of a column that has begun before `at` and has not ended.
NextStop next_stop_of(const Column& column, Time at);

std::string stuck_sentence(const Model& model, const Column& column, const NextStop& next,
                           const std::string& reason, const Replay::Stuck& stuck);

}  // namespace homeward
