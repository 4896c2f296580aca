// SPDX-License-Identifier: Apache-2.0
//
// STOCK: batches of things, lines, yards, and the order of services; COUNT and SAIL for things that are not
// there.
#include <fmt/format.h>

#include <algorithm>

#include "check/families.h"
#include "check/reduced.h"
#include "check/sweep.h"

namespace homeward::check {

namespace {

void check_batch(const Ledger& ledger, const Batch& batch, Findings& findings) {
  const Service& service = ledger.model.services[batch.service];
  const Lot& lot = ledger.model.lots[batch.lot];
  const auto wrong = [&](const std::string& what) {
    findings.add(Rule::STOCK, {service.key, lot.key}, batch.begin,
                 fmt::format("{} takes {} of {} at {}: {}.", service.key, batch.count, lot.key,
                             findings.when(batch.begin), what));
  };
  if (service.use != ServiceUse::things) wrong("it is no service of things");
  if (std::find(lot.process.begin(), lot.process.end(), batch.service) == lot.process.end())
    wrong("the lot does not need it");
  const Duration due = service_time(batch.count, service.rate_per_hour);
  if (batch.end - batch.begin != due)
    wrong(fmt::format("it takes {} s, {} s are due", batch.end - batch.begin, due));
  if (batch.begin < ledger.model.start) wrong("it begins before the scenario does");
}

void check_lines(const Ledger& ledger, Findings& findings) {
  IdVector<ServiceId, std::vector<Step>> steps(ledger.model.services.size());
  Interval span{kEndOfTime, kStartOfTime};
  for (std::size_t i : ledger.sound.batches) {
    const Batch& batch = ledger.plan.batches[i];
    steps[batch.service].push_back({batch.begin, 1, i});
    steps[batch.service].push_back({std::max(batch.begin, batch.end), -1, i});
    span = {std::min(span.begin, batch.begin), std::max(span.end, batch.end)};
  }
  for (ServiceId id : ledger.model.services.ids()) {
    const Service& service = ledger.model.services[id];
    if (steps[id].empty()) continue;
    const Reduced reduced(ledger.model, id, span);
    for (const Step& taken : reduced.steps(0)) steps[id].push_back(taken);
    for (const Excess& excess : excesses(std::move(steps[id]), service.lanes)) {
      const std::int64_t fewer = reduced.at(excess.at);
      findings.add(Rule::STOCK, {service.key}, excess.at,
                   fmt::format("{} works on {} batches from {}, it has {} lines{}.", service.key,
                               excess.value - fewer, findings.when(excess.at), service.lanes - fewer,
                               fewer > 0 ? " then" : ""));
    }
  }
}

void check_yards(const Ledger& ledger, const LotStories& stories, Findings& findings) {
  IdVector<ServiceId, std::vector<Step>> steps(ledger.model.services.size());
  for (const YardStep& step : stories.yards) steps[step.service].push_back(step.step);
  for (ServiceId id : ledger.model.services.ids()) {
    const Service& service = ledger.model.services[id];
    if (!service.yard) continue;
    for (const Excess& excess : excesses(std::move(steps[id]), *service.yard))
      findings.add(Rule::STOCK, {service.key, ledger.model.lots[LotId(excess.who)].key}, excess.at,
                   fmt::format("{} things wait for {} from {}, when {} comes; its yard takes {}.",
                               excess.value, service.key, findings.when(excess.at),
                               ledger.model.lots[LotId(excess.who)].key, *service.yard));
  }
}

Rule rule_of(Shortage kind) {
  if (kind == Shortage::absent) return Rule::COUNT;
  return kind == Shortage::sailing ? Rule::SAIL : Rule::STOCK;
}

void report(const Ledger& ledger, const Trouble& trouble, Findings& findings) {
  const std::string& lot = ledger.model.lots[trouble.lot].key;
  const std::string& place = ledger.model.places[trouble.place].key;
  const std::string who = trouble.source ? ledger.name(*trouble.source) : "a batch";
  const std::string service = trouble.service ? ledger.model.services[*trouble.service].key : "";
  const std::string when = findings.when(trouble.at);
  std::string sentence;
  switch (trouble.kind) {
    case Shortage::absent:
      sentence = fmt::format("{} takes {} more of {} at {}, {}, than there are.", who, trouble.count, lot,
                             place, when);
      break;
    case Shortage::unprocessed:
      sentence = fmt::format("{} takes {} of {} from {}, {}, before they have passed {}.", who, trouble.count,
                             lot, place, when, service);
      break;
    case Shortage::batch:
      sentence = fmt::format("{} begins on {} more of {} at {} than wait for it.", service, trouble.count,
                             lot, when);
      break;
    case Shortage::sailing:
      sentence = fmt::format("{} loads {} more of {} at {}, {}, than are there and processed.", who,
                             trouble.count, lot, place, when);
      break;
    case Shortage::stranded:
      sentence =
          fmt::format("{} gives up {} of {} at {}, {}, which is neither their final place nor on their way.",
                      who, trouble.count, lot, place, when);
      break;
    case Shortage::skipped:
      sentence =
          fmt::format("{} of {} are at {} without having passed {}.", trouble.count, lot, place, service);
      break;
  }
  std::vector<std::string> objects{lot, place};
  if (trouble.source) objects.push_back(who);
  findings.add(rule_of(trouble.kind), std::move(objects), trouble.at, std::move(sentence));
}

}  // namespace

void check_batches(const Ledger& ledger, Findings& findings) {
  for (std::size_t i : ledger.sound.batches) check_batch(ledger, ledger.plan.batches[i], findings);
  check_lines(ledger, findings);
}

void check_stories(const Ledger& ledger, const LotStories& stories, Findings& findings) {
  check_yards(ledger, stories, findings);
  for (const Trouble& trouble : stories.troubles) report(ledger, trouble, findings);
}

}  // namespace homeward::check
