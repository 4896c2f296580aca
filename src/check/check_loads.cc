// SPDX-License-Identifier: Apache-2.0
//
// What a leg's vehicles carry and where they fit: DRIVER, SEAT, LOAD, RESTRICTION.
#include <fmt/format.h>

#include "check/families.h"

namespace homeward::check {

namespace {

void check_people_aboard(const ColumnFacts& facts, std::size_t index, Findings& findings) {
  const LegFacts& leg = facts.legs[index];
  const std::string& number = facts.column->number;
  const Time at = facts.column->stops[facts.column->legs[index].first_stop].depart;
  if (leg.passengers < leg.drivers)
    findings.add(Rule::DRIVER, {number}, at,
                 fmt::format("{} has {} people for its own vehicles from {}, they need {}.", number,
                             leg.passengers, findings.when(at), leg.drivers));
  if (leg.passengers > leg.seats)
    findings.add(Rule::SEAT, {number}, at,
                 fmt::format("{} has {} people and {} seats from {}.", number, leg.passengers, leg.seats,
                             findings.when(at)));
}

void check_load(const Ledger& ledger, const ColumnFacts& facts, const Leg& leg, const VehicleGroup& group,
                Findings& findings) {
  if (!group.cargo) return;
  const Model& model = ledger.model;
  const std::string& number = facts.column->number;
  const std::string& lot = model.lots[group.cargo->lot].key;
  const Time at = facts.column->stops[leg.first_stop].depart;
  const LoadRule* rule = group.fleet ? load_rule(model, group) : nullptr;
  if (rule == nullptr) {
    findings.add(Rule::LOAD, {number, lot}, at,
                 fmt::format("{} carries {} on {} from {}; the load table does not allow it.", number, lot,
                             group_name(model, group), findings.when(at)));
    return;
  }
  if (group.cargo->count > group.vehicles * rule->count)
    findings.add(Rule::LOAD, {number, lot}, at,
                 fmt::format("{} carries {} of {} on {} {} from {}; they take {}.", number,
                             group.cargo->count, lot, group.vehicles, group_name(model, group),
                             findings.when(at), group.vehicles * rule->count));
}

struct Dimension {
  const char* name;
  std::int64_t vehicle;
  const std::optional<std::int64_t>& link;
  const UnknownPolicy& policy;
};

std::string figure(std::int64_t value) { return value >= kRefused ? "unknown" : std::to_string(value); }

void check_restriction(const Ledger& ledger, const Passage& passage, Findings& findings) {
  const Model& model = ledger.model;
  const Link& link = model.links[passage.direction.link];
  const ColumnFacts& facts = ledger.columns[passage.column];
  const Profile& largest = facts.legs[facts.leg_from[passage.stop]].largest;
  const Dimension dimensions[] = {
      {"load class", largest.mlc, link.mlc, model.rules.unknown_link_mlc},
      {"height in mm", largest.height_mm, link.height_mm, model.rules.unknown_link_height_mm},
      {"width in mm", largest.width_mm, link.width_mm, model.rules.unknown_link_width_mm}};
  for (const Dimension& dimension : dimensions) {
    const std::optional<std::int64_t> allowed = dimension.link ? dimension.link : dimension.policy.assume;
    if (dimension.vehicle <= allowed.value_or(-1)) continue;
    findings.add(Rule::RESTRICTION, {facts.column->number, link.key}, passage.enter,
                 fmt::format("{} enters {} at {}: {} of its vehicles {}, of the link {}.",
                             facts.column->number, link.key, findings.when(passage.enter), dimension.name,
                             figure(dimension.vehicle), figure(allowed.value_or(kRefused))));
  }
}

}  // namespace

void check_loads(const Ledger& ledger, Findings& findings) {
  for (const ColumnFacts& facts : ledger.columns)
    for (std::size_t i = 0; i < facts.legs.size(); ++i) {
      check_people_aboard(facts, i, findings);
      for (const VehicleGroup& group : facts.column->legs[i].groups)
        check_load(ledger, facts, facts.column->legs[i], group, findings);
    }
  for (const Passage& passage : ledger.passages) check_restriction(ledger, passage, findings);
}

}  // namespace homeward::check
