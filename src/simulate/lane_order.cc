// SPDX-License-Identifier: Apache-2.0
//
// Lanes of services. A lane is taken by whoever waits for the one that was free first, and visits of one lane
// keep their order. Where reduced windows take lanes, it is those that are free longest at their begin: for
// their time these are closed, whoever comes late to them.
#include <algorithm>
#include <deque>
#include <tuple>
#include <vector>

#include "check/reduced.h"
#include "simulate/compile_parts.h"

namespace homeward::simulate {

namespace {

/// A visit or batch: when it holds a lane in the plan, and for whom the service opens.
struct Use {
  Interval when;
  EventIndex event = kNone;
  std::optional<ColumnClass> column_class;
};

std::vector<std::vector<Use>> uses_by_service(const Draft& draft) {
  std::vector<std::vector<Use>> uses(draft.model.services.size());
  for (std::size_t c = 0; c < draft.columns.size(); ++c) {
    const check::ColumnFacts& facts = draft.ledger.columns[c];
    const auto& stops = facts.column->stops;
    for (std::size_t i = 0; i < stops.size(); ++i)
      for (std::size_t v = 0; v < stops[i].services.size(); ++v) {
        const ServiceVisit& visit = stops[i].services[v];
        uses[visit.service.index()].push_back(
            {{visit.begin, visit.end}, draft.columns[c].visits[i][v], facts.column_class});
      }
  }
  for (std::size_t b : draft.ledger.sound.batches) {
    const Batch& batch = draft.plan.batches[b];
    uses[batch.service.index()].push_back({{batch.begin, batch.end}, draft.batches[b], std::nullopt});
  }
  return uses;
}

class Lanes {
 public:
  Lanes(Draft& draft, ServiceId service, const std::vector<Use>& uses)
      : draft_{draft}, service_{service}, uses_{uses} {
    for (std::int64_t lane = 0; lane < draft.model.services[service].lanes; ++lane)
      free_.push_back({static_cast<std::size_t>(lane), {kNone, 0}});
    closed_.resize(free_.size());
    lane_of_.assign(uses.size(), 0);
  }

  void connect(const std::vector<check::Step>& taken) {
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      if (uses_[i].when.empty()) continue;
      changes_.push_back({uses_[i].when.begin, Order::begins, i});
      changes_.push_back({uses_[i].when.end, Order::ends, i});
    }
    for (const check::Step& step : taken)
      for (std::int64_t n = 0; n < std::abs(step.delta); ++n)
        changes_.push_back({step.at, step.delta > 0 ? Order::closes : Order::opens, 0});
    std::stable_sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) {
      return std::tie(a.at, a.order) < std::tie(b.at, b.order);
    });
    for (const Change& change : changes_) apply(change);
    close_lanes();
  }

 private:
  /// Within a second: what gives a lane back comes first.
  enum class Order { ends, opens, closes, begins };
  struct Change {
    Time at = 0;
    Order order = Order::ends;
    std::size_t use = 0;
  };
  struct Free {
    std::size_t lane = 0;
    Moment since;
  };

  void apply(const Change& change) {
    switch (change.order) {
      case Order::ends:
        return free_.push_back({lane_of_[change.use], {uses_[change.use].event, 0}});
      case Order::opens:
        if (shut_.empty()) return;
        closed_[shut_.front()].back().end = change.at;
        free_.push_back({shut_.front(), {kNone, 0}});
        return shut_.pop_front();
      case Order::closes:
        if (free_.empty()) return;
        shut_.push_back(free_.front().lane);
        closed_[shut_.back()].push_back({change.at, kEndOfTime});
        return free_.pop_front();
      case Order::begins:
        if (free_.empty()) return;
        draft_.arc(free_.front().since, uses_[change.use].event);
        lane_of_[change.use] = free_.front().lane;
        return free_.pop_front();
    }
  }

  void close_lanes() {
    for (std::size_t i = 0; i < uses_.size(); ++i) {
      const Closings& closed = closed_[lane_of_[i]];
      if (closed.empty()) continue;
      std::vector<Interval> all = draft_.closed.service(service_, uses_[i].column_class);
      all.insert(all.end(), closed.begin(), closed.end());
      draft_.replay.visits[draft_.detail(uses_[i].event)].gate = draft_.gate(joined(std::move(all)));
    }
  }

  Draft& draft_;
  const ServiceId service_;
  const std::vector<Use>& uses_;
  std::vector<Change> changes_;
  std::deque<Free> free_;             ///< longest first
  std::deque<std::size_t> shut_;      ///< lanes that reduced windows have taken
  std::vector<Closings> closed_;      ///< by lane
  std::vector<std::size_t> lane_of_;  ///< by use
};

}  // namespace

void order_lanes(Draft& draft) {
  const auto uses = uses_by_service(draft);
  for (ServiceId service : draft.model.services.ids()) {
    const check::Reduced reduced(draft.model, service, draft.replay.horizon);
    Lanes(draft, service, uses[service.index()]).connect(reduced.steps(0));
  }
}

}  // namespace homeward::simulate
