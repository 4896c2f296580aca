// SPDX-License-Identifier: Apache-2.0
//
// One service of things (wash rack, customs, port): what waits, which lines are busy, how full its yard was.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/time.h"
#include "model/model.h"
#include "plan/plan.h"
#include "planner/convoys/profile.h"
#include "planner/lift/closed_times.h"
#include "planner/lift/sealift.h"

namespace homeward {

class BatchLine {
 public:
  BatchLine(const Model& model, ServiceId service, Duration batch_s, Time horizon);

  void arrive(const ThingArrival& things);
  /// The next batch that can begin at `now`; absent: nothing waits, no line is free, or it is closed.
  /// Of what came first; as much as a line does in batch_s, what the opening leaves, or its share.
  std::optional<std::pair<Batch, ThingArrival>> begin_batch(Time now);
  /// A batch that was planned before; absent (and nothing changed) if these things do not wait here.
  std::optional<ThingArrival> take_batch(const Batch& batch);
  /// When to ask again; absent: nothing waits, or nothing can begin before the horizon.
  std::optional<Time> next_chance(Time now) const;

  const std::vector<ThingArrival>& waiting() const { return waiting_; }
  YardUse yard_use() const;

 private:
  std::int64_t fits(Time now) const;
  ThingArrival begin(const Batch& batch, std::vector<ThingArrival>::iterator row);
  std::int64_t free_lines(Time now) const { return service_.lanes - busy_.at(now); }
  std::int64_t things_waiting() const;

  const Service& service_;
  ServiceId id_;
  Time horizon_;
  ClosedTimes closed_;
  std::int64_t batch_max_;
  Profile busy_;                                        // lines at work, and those that reduced windows take
  std::vector<ThingArrival> waiting_;                   // one row a lot and step, by arrival
  std::vector<std::pair<Time, std::int64_t>> changes_;  // of the yard
};

}  // namespace homeward
