// SPDX-License-Identifier: Apache-2.0
//
// WINDOW: what is closed, or lacks permission, is not used.
#include <fmt/format.h>

#include "check/families.h"

namespace homeward::check {

namespace {

class WindowCheck {
 public:
  WindowCheck(const Ledger& ledger, const Calendar& calendar, Findings& findings)
      : ledger_{ledger}, calendar_{calendar}, findings_{findings} {}

  void passage(const Passage& passage) {
    const ColumnFacts& facts = ledger_.columns[passage.column];
    const Interval use{passage.enter, passage.cleared()};
    report(facts.column->number, ledger_.model.links[passage.direction.link].key, "uses", use,
           calendar_.link(passage.direction, facts.column_class, use));
  }

  void stop(const ColumnFacts& facts, std::size_t index) {
    const Stop& stop = facts.column->stops[index];
    const Time in_end = stop.arrive + facts.leg_in(index).pass_time_s;
    const Time out_end = stop.depart + facts.leg_out(index).pass_time_s;
    if (index > 0) cross(facts, stop.place, {stop.arrive, in_end});
    if (index == 0 || stop.depart > stop.arrive) cross(facts, stop.place, {stop.depart, out_end});
    for (const ServiceVisit& visit : stop.services)
      report(facts.column->number, ledger_.model.services[visit.service].key, "is served by",
             {visit.begin, visit.end},
             calendar_.service(visit.service, facts.column_class, {visit.begin, visit.end}));
  }

  void standing(const Standing& standing) {
    const ColumnFacts& facts = ledger_.columns[standing.column];
    report(facts.column->number, ledger_.model.places[standing.place].key, "stands at", standing.when,
           calendar_.place(standing.place, PlaceUse::standing, facts.column_class, standing.when));
  }

  void batch(const Batch& batch) {
    const Interval use{batch.begin, batch.end};
    report(ledger_.model.lots[batch.lot].key, ledger_.model.services[batch.service].key, "is served by", use,
           calendar_.batch(batch.service, use));
  }

  void flight(const Flight& flight) {
    report(flight.number, ledger_.model.places[flight.from].key, "takes off from",
           {flight.take_off, flight.take_off}, calendar_.airfield(flight.from, flight.take_off));
    report(flight.number, ledger_.model.places[flight.to].key, "lands at", {flight.landing, flight.landing},
           calendar_.airfield(flight.to, flight.landing));
  }

 private:
  void cross(const ColumnFacts& facts, PlaceId place, Interval use) {
    report(facts.column->number, ledger_.model.places[place].key, "passes", use,
           calendar_.place(place, PlaceUse::crossing, facts.column_class, use));
  }

  void report(const std::string& who, const std::string& what, const char* verb, Interval use,
              const std::optional<Shut>& shut) {
    if (!shut) return;
    const std::string uses = fmt::format("{} {} {} from {} to {}", who, verb, what, findings_.when(use.begin),
                                         findings_.when(use.end));
    if (shut->window == nullptr) {
      findings_.add(
          Rule::WINDOW, {who, what}, use.begin,
          fmt::format("{}; there is no permission from {}.", uses, findings_.when(shut->when.begin)));
      return;
    }
    const std::string& reason = shut->window->reason;
    findings_.add(Rule::WINDOW, {who, what}, use.begin,
                  fmt::format("{}; it is closed from {} to {}{}{}.", uses, findings_.when(shut->when.begin),
                              findings_.when(shut->when.end), reason.empty() ? "" : ": ", reason));
  }

  const Ledger& ledger_;
  const Calendar& calendar_;
  Findings& findings_;
};

}  // namespace

void check_windows(const Ledger& ledger, const Calendar& calendar, Findings& findings) {
  WindowCheck check(ledger, calendar, findings);
  for (const Passage& passage : ledger.passages) check.passage(passage);
  for (const ColumnFacts& facts : ledger.columns)
    for (std::size_t i = 0; i < facts.column->stops.size(); ++i) check.stop(facts, i);
  for (const Standing& standing : ledger.standings) check.standing(standing);
  for (std::size_t i : ledger.sound.batches) check.batch(ledger.plan.batches[i]);
  for (std::size_t i : ledger.sound.flights) check.flight(ledger.plan.flights[i]);
}

}  // namespace homeward::check
