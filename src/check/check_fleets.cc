// SPDX-License-Identifier: Apache-2.0
//
// FLEET: stocks are never negative, and from the last day on vehicles stand unused outside the zone.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "check/families.h"
#include "check/group.h"
#include "check/sweep.h"

namespace homeward::check {

namespace {

std::int64_t initially(const Fleet& fleet, PlaceId place) {
  std::int64_t sum = 0;
  for (const Fleet::Stock& stock : fleet.stocks)
    if (stock.place == place && !stock.comes_later()) sum += stock.count;
  return sum;
}

void check_stock(const Ledger& ledger, std::span<const FleetChange> changes, Findings& findings) {
  const Fleet& fleet = ledger.model.fleets[changes.front().fleet];
  const std::string& place = ledger.model.places[changes.front().place].key;
  const std::int64_t there = initially(fleet, changes.front().place);
  for (const Excess& excess : excesses(taken(changes), there)) {
    const std::string& who = ledger.name(changes[excess.who].source);
    findings.add(Rule::FLEET, {fleet.key, place, who}, excess.at,
                 fmt::format("{} takes {} more of {} from {} at {} than stand ready there.", who,
                             excess.value - there, fleet.key, place, findings.when(excess.at)));
  }
}

void check_last_day(const Ledger& ledger, FleetId id, Findings& findings) {
  const Fleet& fleet = ledger.model.fleets[id];
  if (!fleet.last_day) return;
  std::int64_t outside = 0;
  for (const Fleet::Stock& stock : fleet.stocks)
    if (!ledger.model.in_zone(stock.place) && !stock.comes_later()) outside += stock.count;
  std::vector<Step> steps;
  for (const FleetChange& change : ledger.stock)
    if (change.fleet == id && !ledger.model.in_zone(change.place)) steps.push_back({change.at, change.delta});
  const std::vector<Level> stock = levels(outside, std::move(steps));
  const std::vector<Level> then = levels_in(stock, outside, {*fleet.last_day, kEndOfTime});
  const Level& least = *std::ranges::min_element(then, {}, &Level::value);
  if (least.value < fleet.last_day_count)
    findings.add(Rule::FLEET, {fleet.key}, least.at,
                 fmt::format("{} of {} stand unused outside the zone at {}; {} must from {} on.", least.value,
                             fleet.key, findings.when(least.at), fleet.last_day_count,
                             findings.when(*fleet.last_day)));
}

}  // namespace

void check_fleets(const Ledger& ledger, Findings& findings) {
  const auto alike = [](const FleetChange& a, const FleetChange& b) {
    return a.fleet == b.fleet && a.place == b.place;
  };
  for_each_group(std::span<const FleetChange>(ledger.stock), alike,
                 [&](std::span<const FleetChange> changes) { check_stock(ledger, changes, findings); });
  for (FleetId fleet : ledger.model.fleets.ids()) check_last_day(ledger, fleet, findings);
}

}  // namespace homeward::check
