// SPDX-License-Identifier: Apache-2.0
#include "check/check_shared.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/findings.h"

namespace homeward {

namespace {

/// An event written as numbers, its kind first: two are the same if and only if these are.
using Signature = std::vector<std::int64_t>;
enum class Kind : std::int64_t { column, flight, sailing, batch, closing };

std::int64_t number(Kind kind) { return static_cast<std::int64_t>(kind); }

struct Event {
  std::string name;
  Time begin = 0;
  std::vector<std::int64_t> count;  ///< how often each branch has it
};

using Events = std::map<Signature, Event>;

template <class IdType>
std::int64_t number(const std::optional<IdType>& id) {
  return id ? static_cast<std::int64_t>(id->index()) : -1;
}

void write(Signature& out, const std::vector<Passengers>& passengers) {
  std::vector<Passengers> sorted = passengers;
  std::sort(sorted.begin(), sorted.end());
  out.push_back(static_cast<std::int64_t>(sorted.size()));
  for (const Passengers& people : sorted) {
    const Signature line{people.unit.index(), people.category.index(), people.count};
    out.insert(out.end(), line.begin(), line.end());
  }
}

void write(Signature& out, const Stop& stop) {
  const Signature line{stop.place.index(),
                       stop.arrive,
                       stop.depart,
                       static_cast<std::int64_t>(stop.services.size()),
                       stop.out ? static_cast<std::int64_t>(stop.out->link.index()) : -1,
                       stop.out ? static_cast<std::int64_t>(stop.out->forward) : -1,
                       stop.lane};
  out.insert(out.end(), line.begin(), line.end());
  for (const ServiceVisit& visit : stop.services) {
    const Signature service{visit.service.index(), visit.begin, visit.end};
    out.insert(out.end(), service.begin(), service.end());
  }
}

Signature cargo_line(const std::optional<Cargo>& cargo) {
  return cargo ? Signature{static_cast<std::int64_t>(cargo->lot.index()), cargo->count} : Signature{-1, -1};
}

void write(Signature& out, const Leg& leg) {
  std::vector<Signature> groups;
  for (const VehicleGroup& group : leg.groups) {
    groups.push_back({number(group.fleet), number(group.own_lot), group.vehicles});
    const Signature cargo = cargo_line(group.cargo);
    groups.back().insert(groups.back().end(), cargo.begin(), cargo.end());
  }
  std::sort(groups.begin(), groups.end());
  const Signature line{static_cast<std::int64_t>(leg.last_stop), leg.march_rate_m_per_hour, leg.pass_time_s,
                       static_cast<std::int64_t>(groups.size())};
  out.insert(out.end(), line.begin(), line.end());
  for (const Signature& group : groups) out.insert(out.end(), group.begin(), group.end());
  write(out, leg.passengers);
}

Signature signature(const Column& column) {
  Signature out{number(Kind::column), static_cast<std::int64_t>(column.stops.size())};
  for (const Stop& stop : column.stops) write(out, stop);
  for (const Leg& leg : column.legs) write(out, leg);
  return out;
}

Signature signature(const Flight& flight) {
  Signature out{number(Kind::flight), flight.aircraft.index(), flight.airframe, flight.from.index(),
                flight.to.index(),    flight.take_off,         flight.landing};
  write(out, flight.passengers);
  return out;
}

Signature signature(const Sailing& sailing) {
  Signature out{number(Kind::sailing), sailing.ship.index(), sailing.berth, sailing.sail, sailing.arrive};
  std::vector<Cargo> cargo = sailing.cargo;
  std::sort(cargo.begin(), cargo.end());
  for (const Cargo& line : cargo) {
    out.push_back(line.lot.index());
    out.push_back(line.count);
  }
  return out;
}

/// Enters the events of one branch whose commit time is before the decision.
class Reader {
 public:
  Reader(const std::vector<Branch>& branches, std::size_t index, Time decision, Events& events)
      : model_{*branches[index].model},
        plan_{*branches[index].plan},
        branches_{branches.size()},
        index_{index},
        decision_{decision},
        events_{events} {}

  void run() {
    for (const Column& column : plan_.columns)
      if (!column.stops.empty())
        enter(signature(column), column.number, column.stops.front().arrive, model_.rules.notice_column_s);
    for (const Flight& flight : plan_.flights)
      enter(signature(flight), flight.number, flight.take_off, model_.rules.notice_flight_s);
    for (const Sailing& sailing : plan_.sailings)
      enter(signature(sailing),
            model_.ships.contains(sailing.ship) ? model_.ships[sailing.ship].key : "a ship", sailing.berth,
            model_.rules.notice_sailing_s);
    for (const Batch& batch : plan_.batches)
      enter({number(Kind::batch), batch.service.index(), batch.lot.index(), batch.count, batch.begin,
             batch.end},
            model_.services.contains(batch.service) ? model_.services[batch.service].key : "a batch",
            batch.begin, 0);
    for (const BaseClosing& closing : plan_.closings)
      enter({number(Kind::closing), closing.place.index(), closing.at},
            model_.places.contains(closing.place) ? model_.places[closing.place].key : "a closing",
            closing.at, 0);
  }

 private:
  void enter(Signature key, const std::string& name, Time begin, Duration notice) {
    if (begin >= decision_ + notice) return;
    Event& event =
        events_.try_emplace(std::move(key), Event{name, begin, Signature(branches_, 0)}).first->second;
    ++event.count[index_];
  }

  const Model& model_;
  const Plan& plan_;
  std::size_t branches_;
  std::size_t index_;
  Time decision_;
  Events& events_;
};

std::string outcome(const Model& model) {
  std::string text;
  for (const Condition& condition : model.conditions)
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", condition.key, condition.outcome);
  return text.empty() ? "without conditions" : text;
}

}  // namespace

std::int64_t committed_events(const Branch& branch, Time decision) {
  Events events;
  const std::vector<Branch> alone{branch};
  Reader(alone, 0, decision, events).run();
  std::int64_t sum = 0;
  for (const auto& [key, event] : events) sum += event.count.front();
  return sum;
}

std::vector<Violation> check_shared(const std::vector<Branch>& branches, Time decision) {
  if (branches.empty()) return {};
  Events events;
  for (std::size_t i = 0; i < branches.size(); ++i) Reader(branches, i, decision, events).run();
  check::Findings findings(*branches.front().model);
  for (const auto& [key, event] : events) {
    const std::int64_t most = *std::max_element(event.count.begin(), event.count.end());
    for (std::size_t i = 0; i < branches.size(); ++i)
      if (event.count[i] < most)
        findings.add(
            Rule::SHARED, {event.name}, event.begin,
            fmt::format("{}, {}, is ordered before the decision at {} and is not in the plan for {}.",
                        event.name, findings.when(event.begin), findings.when(decision),
                        outcome(*branches[i].model)));
  }
  return findings.take();
}

std::vector<Violation> check_orders(const Model& model, const Plan& orders, const Plan& plan) {
  const std::vector<Branch> both{{&model, &orders}, {&model, &plan}};
  Events events;
  for (std::size_t i = 0; i < both.size(); ++i) Reader(both, i, kEndOfTime, events).run();
  check::Findings findings(model);
  for (const auto& [key, event] : events)
    if (event.count[1] < event.count[0])
      findings.add(Rule::ORDERED, {event.name}, event.begin,
                   fmt::format("{}, {}, is ordered already and is not in the plan as it was ordered.",
                               event.name, findings.when(event.begin)));
  return findings.take();
}

}  // namespace homeward
