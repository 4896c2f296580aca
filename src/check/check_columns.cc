// SPDX-License-Identifier: Apache-2.0
//
// A column by itself: its way, its pass time, its size, its drivers' rest, its escorts.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "check/families.h"
#include "check/transfers.h"

namespace homeward::check {

namespace {

const std::string& key(const Ledger& ledger, PlaceId place) { return ledger.model.places[place].key; }
const std::string& key(const Ledger& ledger, LinkId link) { return ledger.model.links[link].key; }

bool joins(const Link& link, bool forward, PlaceId from, PlaceId to) {
  if (forward) return link.from == from && link.to == to;
  return link.use != LinkUse::one_way && link.to == from && link.from == to;
}

void check_way(const Ledger& ledger, const Passage& passage, Findings& findings) {
  const Column& column = *ledger.columns[passage.column].column;
  const Stop& from = column.stops[passage.stop];
  const Stop& to = column.stops[passage.stop + 1];
  const std::string& link = key(ledger, passage.direction.link);
  if (!joins(ledger.model.links[passage.direction.link], passage.direction.forward, from.place, to.place))
    findings.add(
        Rule::CONTINUITY, {column.number, link}, from.depart,
        fmt::format("{} drives from {} to {} at {}, but {} does not lead there.", column.number,
                    key(ledger, from.place), key(ledger, to.place), findings.when(from.depart), link));
  if (to.arrive != from.depart + passage.travel_s)
    findings.add(Rule::CONTINUITY, {column.number, link}, from.depart,
                 fmt::format("{} enters {} at {} and arrives at {} after {} s; the way takes {} s.",
                             column.number, link, findings.when(from.depart), key(ledger, to.place),
                             to.arrive - from.depart, passage.travel_s));
}

void check_stop_times(const Ledger& ledger, const ColumnFacts& facts, std::size_t i, Findings& findings) {
  const Stop& stop = facts.column->stops[i];
  const std::string& number = facts.column->number;
  const auto wrong = [&](std::string what) {
    findings.add(
        Rule::CONTINUITY, {number, key(ledger, stop.place)}, stop.depart,
        fmt::format("{} at {}, {}: {}.", number, key(ledger, stop.place), findings.when(stop.depart), what));
  };
  if (stop.depart < stop.arrive)
    wrong(fmt::format("it leaves {} s before it arrives", stop.arrive - stop.depart));
  if (facts.is_last(i)) {
    if (stop.depart > stop.arrive) wrong("it departs from its last stop");
    return;
  }
  if (i == 0) {
    const Time begin = stop.services.empty() ? stop.depart : stop.services.front().begin;
    if (stop.arrive != begin)
      wrong(fmt::format("its time at the start begins {}, its first service or departure {}",
                        findings.when(stop.arrive), findings.when(begin)));
  }
  const Duration step = ledger.model.rules.start_step_s;
  const bool starts = i == 0 || stop.depart > stop.arrive;
  if (starts && stop.depart % std::max<Duration>(1, step) != 0)
    wrong(fmt::format("it sets off at a second that is not a multiple of {} s", step));
}

void check_spacing(const Ledger& ledger, const Passage& passage, Findings& findings) {
  const ColumnFacts& facts = ledger.columns[passage.column];
  const LegFacts& leg = facts.legs[facts.leg_from[passage.stop]];
  const std::int64_t speed = speed_m_per_hour(
      ledger.model, leg, facts.leg_out(passage.stop).march_rate_m_per_hour, passage.direction.link);
  if (passage.pass_s * speed * 1000 >= kHour * leg.closed_mm) return;
  findings.add(
      Rule::SPACING, {facts.column->number, key(ledger, passage.direction.link)}, passage.enter,
      fmt::format("{} on {} from {}: its vehicles need {} m of road, its pass time leaves {} m.",
                  facts.column->number, key(ledger, passage.direction.link), findings.when(passage.enter),
                  divide_up(leg.closed_mm, 1000), passage.pass_s * speed / kHour));
}

void check_leg(const Ledger& ledger, const ColumnFacts& facts, std::size_t index, Findings& findings) {
  const Leg& leg = facts.column->legs[index];
  const LegFacts& figures = facts.legs[index];
  const Time at = facts.column->stops[leg.first_stop].depart;
  const std::string& number = facts.column->number;
  if (leg.march_rate_m_per_hour > figures.slowest_m_per_hour)
    findings.add(Rule::LEG, {number}, at,
                 fmt::format("{} marches at {} m/h from {}, its slowest vehicle at {} m/h.", number,
                             leg.march_rate_m_per_hour, findings.when(at), figures.slowest_m_per_hour));
  const Duration needed = pass_time(ledger.model.rules, figures, leg.march_rate_m_per_hour);
  if (leg.pass_time_s != needed)
    findings.add(Rule::LEG, {number}, at,
                 fmt::format("{} states a pass time of {} s from {}; it is {} s.", number, leg.pass_time_s,
                             findings.when(at), needed));
}

/// A leg may begin only where the whole column before it has come and stands.
void check_leg_change(const Ledger& ledger, const ColumnFacts& facts, std::size_t index, Findings& findings) {
  const Leg& old = facts.column->legs[index - 1];
  const Stop& stop = facts.column->stops[old.last_stop];
  const std::string& number = facts.column->number;
  if (stop.depart - stop.arrive < old.pass_time_s)
    findings.add(Rule::LEG, {number, key(ledger, stop.place)}, stop.depart,
                 fmt::format("{} changes at {} at {} after a halt of {} s; its tail needs {} s to come.",
                             number, key(ledger, stop.place), findings.when(stop.depart),
                             stop.depart - stop.arrive, old.pass_time_s));
}

/// A load stays on its vehicles: at a change of legs loaded vehicles may only leave, each with its load.
void check_load_change(const Ledger& ledger, const ColumnFacts& facts, std::size_t index,
                       Findings& findings) {
  const std::vector<Kinds> comes = vehicles_by_kind(facts.column->legs[index - 1]);
  const Stop& stop = facts.column->stops[facts.column->legs[index].first_stop];
  const std::string& number = facts.column->number;
  for (const Kinds& goes : vehicles_by_kind(facts.column->legs[index])) {
    if (!goes.kind.cargo) continue;
    const auto same =
        std::find_if(comes.begin(), comes.end(), [&](const Kinds& k) { return k.kind == goes.kind; });
    const Kinds came = same == comes.end() ? Kinds() : *same;
    const bool kept = came.vehicles == goes.vehicles && came.things == goes.things;
    const bool fewer = came.vehicles > goes.vehicles && came.things > goes.things;
    if (!kept && !fewer)
      findings.add(
          Rule::LEG, {number, key(ledger, stop.place)}, stop.depart,
          fmt::format(
              "{} comes to {} with {} of {} on {} vehicles and leaves at {} with {} on {}; a load stays "
              "on its vehicles.",
              number, key(ledger, stop.place), came.things, ledger.model.lots[*goes.kind.cargo].key,
              came.vehicles, findings.when(stop.depart), goes.things, goes.vehicles));
  }
}

void check_size(const Ledger& ledger, const ColumnFacts& facts, std::size_t index, Findings& findings) {
  const Rules& rules = ledger.model.rules;
  const bool last_out = facts.column_class == ColumnClass::last_out;
  const std::int64_t most = last_out ? rules.last_out_vehicles_max : rules.column_vehicles_max;
  const std::int64_t vehicles = facts.legs[index].vehicles;
  const Time at = facts.column->stops[facts.column->legs[index].first_stop].depart;
  if (vehicles > most)
    findings.add(Rule::SIZE, {facts.column->number}, at,
                 fmt::format("{} has {} vehicles from {}, at most {} are allowed.", facts.column->number,
                             vehicles, findings.when(at), most));
}

void check_class(const ColumnFacts& facts, Findings& findings) {
  static constexpr const char* kNames[] = {"loaded", "empty", "self_driving", "people", "last_out"};
  const Column& column = *facts.column;
  if (column.column_class == facts.column_class) return;
  findings.add(Rule::LEG, {column.number}, column.stops.front().depart,
               fmt::format("{}, {}, calls itself {}, but what it carries makes it {}.", column.number,
                           findings.when(column.stops.front().depart),
                           kNames[static_cast<std::size_t>(column.column_class)],
                           kNames[static_cast<std::size_t>(facts.column_class)]));
}

void check_rest(const Ledger& ledger, const ColumnFacts& facts, std::span<const Passage> passages,
                Findings& findings) {
  const Rules& rules = ledger.model.rules;
  const auto& stops = facts.column->stops;
  const std::string& number = facts.column->number;
  Duration driving = 0;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const Stop& stop = stops[i];
    const bool rests = ledger.model.places[stop.place].rest && !facts.is_last(i) &&
                       stop.depart - stop.arrive >= rules.rest_min_s;
    if (stop.rest && !rests)
      findings.add(
          Rule::REST, {number, key(ledger, stop.place)}, stop.arrive,
          fmt::format(
              "{} counts its halt at {} from {} as a rest; it lasts {} s, and {} s are due at a place "
              "for rest.",
              number, key(ledger, stop.place), findings.when(stop.arrive), stop.depart - stop.arrive,
              rules.rest_min_s));
    if (rests) driving = 0;
    if (facts.is_last(i)) break;
    driving += passages[i].travel_s;
    if (driving > rules.drive_max_s)
      findings.add(Rule::REST, {number, key(ledger, stops[i + 1].place)}, stops[i + 1].arrive,
                   fmt::format("{} has driven {} s without rest when it reaches {} at {}; {} s are allowed.",
                               number, driving, key(ledger, stops[i + 1].place),
                               findings.when(stops[i + 1].arrive), rules.drive_max_s));
  }
}

void check_escort(const Ledger& ledger, const Passage& passage, Findings& findings) {
  if (!ledger.model.links[passage.direction.link].escort) return;
  const Rules& rules = ledger.model.rules;
  const ColumnFacts& facts = ledger.columns[passage.column];
  const LegFacts& leg = facts.legs[facts.leg_from[passage.stop]];
  const std::int64_t needed = std::max(
      rules.escort_min, divide_up(leg.vehicles - leg.escorts, std::max<std::int64_t>(1, rules.escort_ratio)));
  if (leg.escorts < needed)
    findings.add(
        Rule::ESCORT, {facts.column->number, key(ledger, passage.direction.link)}, passage.enter,
        fmt::format("{} enters {} at {} with {} escort vehicles, {} are needed.", facts.column->number,
                    key(ledger, passage.direction.link), findings.when(passage.enter), leg.escorts, needed));
}

}  // namespace

void check_columns(const Ledger& ledger, Findings& findings) {
  for (const Passage& passage : ledger.passages) {
    check_way(ledger, passage, findings);
    check_spacing(ledger, passage, findings);
    check_escort(ledger, passage, findings);
  }
  std::span<const Passage> rest = ledger.passages;
  for (const ColumnFacts& facts : ledger.columns) {
    for (std::size_t i = 0; i < facts.column->stops.size(); ++i) check_stop_times(ledger, facts, i, findings);
    for (std::size_t i = 0; i < facts.legs.size(); ++i) {
      check_leg(ledger, facts, i, findings);
      check_size(ledger, facts, i, findings);
      if (i > 0) check_leg_change(ledger, facts, i, findings);
      if (i > 0) check_load_change(ledger, facts, i, findings);
    }
    check_class(facts, findings);
    const std::size_t links = facts.column->stops.size() - 1;
    check_rest(ledger, facts, rest.first(links), findings);
    rest = rest.subspan(links);
  }
}

}  // namespace homeward::check
