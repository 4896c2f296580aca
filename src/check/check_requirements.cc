// SPDX-License-Identifier: Apache-2.0
//
// What the plan is for: DUE, DEADLINE, CEILING, FLOOR, COVER.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "check/families.h"
#include "check/zone_count.h"

namespace homeward::check {

namespace {

void check_deadline(const Ledger& ledger, const std::string& key, const Curve& curve, Findings& findings) {
  const Model& model = ledger.model;
  const std::optional<Time> out = settled(curve.levels, curve.initial, 0, model.start);
  if (out && *out <= model.deadline) return;
  const std::string in_zone = fmt::format("{} of {} are still in {} at the deadline, {}",
                                          level_at(curve.levels, curve.initial, model.deadline), key,
                                          model.zones[model.zone].key, findings.when(model.deadline));
  if (out)
    findings.add(Rule::DEADLINE, {key}, model.deadline,
                 fmt::format("{}; the last leave at {}, {} s late.", in_zone, findings.when(*out),
                             *out - model.deadline),
                 *out - model.deadline);
  else
    findings.add(Rule::DEADLINE, {key}, model.deadline,
                 fmt::format("{}; not all of them ever leave.", in_zone));
}

struct Arrival {
  const std::string& key;
  PlaceId destination;
  std::optional<Time> due;
  std::optional<Time> home;
};

void check_due(const Ledger& ledger, const Arrival& arrival, Findings& findings) {
  const Model& model = ledger.model;
  std::optional<Time> due = arrival.due;
  if (model.final_deadline) due = std::min(due.value_or(*model.final_deadline), *model.final_deadline);
  const std::string& place = model.places[arrival.destination].key;
  if (!arrival.home)
    findings.add(Rule::DUE, {arrival.key, place}, due.value_or(model.deadline),
                 fmt::format("Not all of {} ever reach {}{}.", arrival.key, place,
                             due ? ", due at " + findings.when(*due) : ""));
  else if (due && *arrival.home > *due)
    findings.add(Rule::DUE, {arrival.key, place}, *due,
                 fmt::format("{} is complete at {} at {}, {} s after it is due at {}.", arrival.key, place,
                             findings.when(*arrival.home), *arrival.home - *due, findings.when(*due)),
                 *arrival.home - *due);
}

/// First piece of [from, until) in which `bad(level)` holds, up to the second at which it ends.
template <class Bad>
std::optional<std::pair<Interval, std::int64_t>> first_bad(const Curve& curve, Interval within, Bad bad) {
  const std::vector<Level> all = levels_in(curve.levels, curve.initial, within);
  const auto first = std::ranges::find_if(all, bad, &Level::value);
  if (first == all.end()) return std::nullopt;
  const auto good = std::ranges::find_if_not(first, all.end(), bad, &Level::value);
  return std::pair{Interval{first->at, good == all.end() ? within.end : good->at}, first->value};
}

/// 0: for ever.
Duration lasts(Interval bad) { return bad.end == kEndOfTime ? 0 : bad.length(); }

std::string names(const Model& model, const std::vector<CategoryId>& categories) {
  std::string text;
  for (CategoryId category : categories)
    text += fmt::format("{}{}", text.empty() ? "" : ", ", model.categories[category].key);
  return text.empty() ? "people" : text;
}

void report(const Ledger& ledger, const Target& target, Rule rule,
            const std::pair<Interval, std::int64_t>& bad, Findings& findings) {
  const Model& model = ledger.model;
  const std::string& zone = model.zones[target.zone].key;
  const Duration lasts_s = lasts(bad.first);
  findings.add(
      rule, {zone, names(model, target.categories)}, bad.first.begin,
      fmt::format("{} {} are in {} at {}; {} {} may be there{}.", bad.second, names(model, target.categories),
                  zone, findings.when(bad.first.begin), rule == Rule::CEILING ? "at most" : "no fewer than",
                  target.people, lasts_s > 0 ? ", and so for " + std::to_string(lasts_s) + " s" : ""),
      lasts_s);
}

using Group = std::pair<ZoneId, std::vector<CategoryId>>;

Group group_of(const Target& target) {
  Group group{target.zone, target.categories};
  std::sort(group.second.begin(), group.second.end());
  return group;
}

void check_levels(const Ledger& ledger, Findings& findings) {
  std::map<Group, std::vector<const Target*>> groups;
  for (const Target& target : ledger.model.targets)
    if (target.kind != TargetKind::cover) groups[group_of(target)].push_back(&target);
  for (const auto& [group, rows] : groups) {
    const Curve curve = people_in_zone(ledger, group.first, group.second);
    for (const Target* row : rows) {
      Time until = row->kind == TargetKind::floor ? row->until : kEndOfTime;
      for (const Target* next : rows)
        if (row->kind == TargetKind::ceiling && next->kind == TargetKind::ceiling && next->from > row->from)
          until = std::min(until, next->from);
      const Interval within{std::max(row->from, ledger.model.start), until};
      const bool ceiling = row->kind == TargetKind::ceiling;
      const auto bad = first_bad(curve, within, [&](std::int64_t people) {
        return ceiling ? people > row->people : people < row->people;
      });
      if (bad) report(ledger, *row, ceiling ? Rule::CEILING : Rule::FLOOR, *bad, findings);
    }
  }
}

/// One category (absent: crews without one) under the cover rows that name it.
void check_cover(const Ledger& ledger, ZoneId zone, std::optional<CategoryId> category, Findings& findings) {
  const Model& model = ledger.model;
  std::vector<Interval> covered;
  for (const Target& target : model.targets) {
    const auto& named = target.categories;
    const bool applies = named.empty() || std::find(named.begin(), named.end(), category) != named.end();
    if (target.kind == TargetKind::cover && target.zone == zone && applies)
      covered.push_back({target.from, target.until});
  }
  if (covered.empty()) return;
  std::sort(covered.begin(), covered.end());
  const Curve curve =
      category ? people_in_zone(ledger, zone, category) : nameless_crews_in_zone(ledger, zone);
  const std::string who = category ? model.categories[*category].key : "crews";
  Time from = model.start;
  covered.push_back({kEndOfTime, kEndOfTime});
  for (const Interval& cover : covered) {
    const auto bad = first_bad(curve, {from, cover.begin}, [](std::int64_t people) { return people > 0; });
    if (bad)
      findings.add(Rule::COVER, {model.zones[zone].key, who}, bad->first.begin,
                   fmt::format("{} {} are in {} at {} without cover.", bad->second, who,
                               model.zones[zone].key, findings.when(bad->first.begin)),
                   lasts(bad->first));
    from = std::max(from, cover.end);
  }
}

}  // namespace

void check_dates(const Ledger& ledger, const LotStories& stories, Findings& findings) {
  const Model& model = ledger.model;
  for (UnitId id : model.units.ids()) {
    const Unit& unit = model.units[id];
    if (must_leave(model, id)) check_deadline(ledger, unit.key, unit_in_zone(ledger, id), findings);
    if (!unit.stays)
      check_due(ledger, {unit.key, unit.destination, unit.due, people_home(ledger, id)}, findings);
  }
  for (LotId id : model.lots.ids()) {
    const Lot& lot = model.lots[id];
    if (must_leave(model, id)) check_deadline(ledger, lot.key, lot_in_zone(ledger, id), findings);
    if (!lot.stays)
      check_due(ledger, {lot.key, lot.destination, lot.due, stories.lots[id].finished}, findings);
  }
  for (FleetId id : model.fleets.ids())
    check_deadline(ledger, model.fleets[id].key, fleet_in_zone(ledger, id), findings);
}

void check_targets(const Ledger& ledger, Findings& findings) {
  check_levels(ledger, findings);
  for (ZoneId zone : ledger.model.zones.ids()) {
    for (CategoryId category : ledger.model.categories.ids()) check_cover(ledger, zone, category, findings);
    check_cover(ledger, zone, std::nullopt, findings);
  }
}

}  // namespace homeward::check
