// SPDX-License-Identifier: Apache-2.0
//
// Things through the services of one place after another, first come, first served, in order of time:
// whatever a batch finishes may be the next service's arrival. No line stands idle while something waits and
// fits.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "planner/lift/batch_line.h"
#include "planner/lift/closed_times.h"
#include "planner/lift/sealift.h"

namespace homeward {

namespace {

class BatchRun {
 public:
  BatchRun(const Model& model, const SealiftOptions& options)
      : model_{model},
        batch_s_{options.batch_s},
        horizon_{options.horizon.value_or(lift_horizon(model))},
        not_before_{options.not_before} {
    for (const Batch& batch : options.batches) given_.emplace(batch.begin, batch);
  }

  BatchPlan run(std::span<const ThingArrival> arrivals) {
    for (const ThingArrival& things : arrivals) {
      if (things.count > 0) arrivals_.emplace(things.at, things);
    }
    for (;;) {
      const auto first = [](const auto& events) {
        return events.empty() ? kEndOfTime : events.begin()->first;
      };
      if (!arrivals_.empty() && first(arrivals_) <= std::min(first(given_), first(chances_))) {
        take_arrival();
      } else if (!given_.empty() && first(given_) <= first(chances_)) {
        take_given();
      } else if (!chances_.empty()) {
        take_chance();
      } else {
        return finish();
      }
    }
  }

 private:
  void take_arrival() {
    const ThingArrival things = arrivals_.begin()->second;
    arrivals_.erase(arrivals_.begin());
    const std::vector<ServiceId>& process = model_.lots[things.lot].process;
    const bool more_here =
        things.processed < process.size() && model_.services[process[things.processed]].place == things.place;
    if (!more_here) {
      plan_.ready.push_back(things);
      return;
    }
    const ServiceId service = process[things.processed];
    const auto line = lines_.try_emplace(service, model_, service, batch_s_, horizon_).first;
    line->second.arrive(things);
    ask_again(service, things.at);
  }

  void take_given() {
    const Batch batch = given_.begin()->second;
    given_.erase(given_.begin());
    const auto line = lines_.find(batch.service);
    const auto done = line == lines_.end() ? std::nullopt : line->second.take_batch(batch);
    if (!done) return;
    plan_.batches.push_back(batch);
    arrivals_.emplace(done->at, *done);
  }

  void take_chance() {
    const auto [now, service] = *chances_.begin();
    chances_.erase(chances_.begin());
    BatchLine& line = lines_.at(service);
    while (const auto begun = line.begin_batch(now)) {
      plan_.batches.push_back(begun->first);
      arrivals_.emplace(begun->second.at, begun->second);
    }
    ask_again(service, now);
  }

  void ask_again(ServiceId service, Time now) {
    const auto chance = lines_.at(service).next_chance(std::max(now, not_before_));
    if (chance) chances_.emplace(*chance, service);
  }

  BatchPlan finish() {
    for (const auto& [service, line] : lines_) {
      plan_.left.insert(plan_.left.end(), line.waiting().begin(), line.waiting().end());
      plan_.yards.push_back(line.yard_use());
    }
    std::sort(plan_.batches.begin(), plan_.batches.end(), [](const Batch& a, const Batch& b) {
      return std::tie(a.begin, a.service, a.lot, a.count) < std::tie(b.begin, b.service, b.lot, b.count);
    });
    return std::move(plan_);
  }

  const Model& model_;
  Duration batch_s_;
  Time horizon_;
  Time not_before_;
  std::multimap<Time, Batch> given_;
  std::multimap<Time, ThingArrival> arrivals_;    // equal times keep their order
  std::set<std::pair<Time, ServiceId>> chances_;  // when a line may begin something
  std::map<ServiceId, BatchLine> lines_;
  BatchPlan plan_;
};

}  // namespace

BatchPlan plan_batches(const Model& model, std::span<const ThingArrival> arrivals,
                       const SealiftOptions& options) {
  return BatchRun{model, options}.run(arrivals);
}

}  // namespace homeward
