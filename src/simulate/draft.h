// SPDX-License-Identifier: Apache-2.0
//
// A replay while it is compiled: events in any order, arcs in any order, and what every part of the compiler
// needs to find the event at which something happens.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "check/ledger.h"
#include "simulate/closed_times.h"
#include "simulate/replay.h"

namespace homeward::simulate {

/// A moment: so long after an event.
struct Moment {
  EventIndex event = kNone;  ///< kNone: from the beginning
  Duration after_s = 0;
};

class Draft {
 public:
  Draft(const check::Ledger& ledger_of_plan, Interval horizon)
      : ledger{ledger_of_plan},
        model{ledger_of_plan.model},
        plan{ledger_of_plan.plan},
        closed(ledger_of_plan.model, horizon) {
    replay.horizon = horizon;
  }

  EventIndex add(Time planned, EventKind kind = EventKind::plain, std::size_t detail = 0);
  void arc(EventIndex from, EventIndex to, Duration weight_s);
  void arc(Moment from, EventIndex to) { arc(from.event, to, from.after_s); }
  Time planned(EventIndex event) const { return events_[event].planned; }
  std::uint32_t detail(EventIndex event) const { return events_[event].detail; }
  /// The event is planned at `at` at the earliest.
  void raise(EventIndex event, Time at) { events_[event].planned = std::max(events_[event].planned, at); }
  Time planned(Moment moment) const { return planned(moment.event) + moment.after_s; }
  /// When something may begin, for visits and for all others.
  Time begins(EventIndex event) const;

  /// A gate of these closed times; equal lists are kept once. Replay::days and first_day are set.
  Gate gate(const Closings& closings);
  /// The same for closed times that are computed only when their signature is new.
  template <class Compute>
  Gate gate(const std::vector<std::int64_t>& signature, Compute compute) {
    const auto known = signatures_.find(signature);
    return known != signatures_.end() ? known->second
                                      : signatures_.emplace(signature, gate(compute())).first->second;
  }

  std::uint32_t link_closable(LinkId link);
  std::uint32_t crossing_closable(PlaceId place);  ///< kNone where it cannot be closed
  std::uint32_t region_closable(PlaceId airfield);
  std::uint32_t airfield_closable(PlaceId airfield);  ///< kNone without permissions
  std::uint32_t service_place(PlaceId place);

  /// When cargo and its trucks are free at a stop.
  Moment unloaded(std::size_t column, std::size_t stop);
  /// When everything else that leaves a column at a stop is there.
  Moment arrived(std::size_t column, std::size_t stop) const;
  /// The event that something waits for that joins a column at a stop.
  EventIndex joining(std::size_t column, std::size_t stop, bool cargo) const;

  /// Puts the events in order and numbers them anew. False when they depend on each other in a circle.
  bool finish();

  const check::Ledger& ledger;
  const Model& model;
  const Plan& plan;
  ClosedTimes closed;
  Duration overrun_s = 0;
  Replay replay;  ///< details, closables; events and arcs after finish()
  // Like ledger.columns, plan.flights, plan.sailings, plan.batches; all of the plan is sound.
  std::vector<ColumnEvents>& columns = replay.columns;
  std::vector<FlightEvents>& flights = replay.flights;
  std::vector<SailingEvents>& sailings = replay.sailings;
  std::vector<EventIndex>& batches = replay.batches;

 private:
  struct DraftArc {
    EventIndex from = 0;
    EventIndex to = 0;
    std::int32_t weight_s = 0;
  };
  std::uint32_t closable(Closable::Kind kind, std::size_t index, const std::string& key,
                         const std::string& name);
  std::optional<std::vector<EventIndex>> ordered() const;
  std::vector<DraftArc> dependencies() const;
  void sort_details();
  void renumber(const std::vector<EventIndex>& position);

  std::vector<Event> events_;
  std::vector<DraftArc> arcs_;
  std::map<std::pair<int, std::size_t>, std::uint32_t> closables_;
  std::map<std::string, std::uint32_t> regions_;
  std::map<std::vector<std::pair<Time, Time>>, Gate> gates_;
  std::map<std::vector<std::int64_t>, Gate> signatures_;
  std::map<std::uint32_t, std::uint32_t> service_places_;
};

}  // namespace homeward::simulate
