// SPDX-License-Identifier: Apache-2.0
#include "simulate/force_level.h"

#include <algorithm>

#include "check/local_time.h"
#include "model/force_level_category.h"
#include "simulate/compile_parts.h"

namespace homeward::simulate {

namespace {

/// Of the category, passengers and crews.
std::int64_t people_aboard(const Model& model, const Leg& leg, CategoryId category) {
  std::int64_t people = 0;
  for (const Passengers& who : leg.passengers)
    if (who.category == category) people += who.count;
  for (const VehicleGroup& group : leg.groups)
    if (group.fleet && model.fleets[*group.fleet].crew_category == category)
      people += group.vehicles * model.item_types[model.fleets[*group.fleet].vehicle].crew;
  return people;
}

void add_crossing(Moment moment, std::int64_t people, ForceLevelCount& count) {
  if (people != 0)
    count.crossings.push_back({moment.event, static_cast<std::int32_t>(moment.after_s), people});
}

void add_columns(const Draft& draft, CategoryId category, ForceLevelCount& count) {
  for (const check::Passage& passage : draft.ledger.passages) {
    const check::ColumnFacts& facts = draft.ledger.columns[passage.column];
    const bool from = draft.model.in_zone(facts.column->stops[passage.stop].place);
    const bool to = draft.model.in_zone(facts.column->stops[passage.stop + 1].place);
    if (from == to) continue;
    const std::int64_t people = people_aboard(draft.model, facts.leg_out(passage.stop), category);
    add_crossing({draft.columns[passage.column].arrive[passage.stop + 1], passage.pass_s},
                 from ? -people : people, count);
  }
}

void add_flights(const Draft& draft, CategoryId category, ForceLevelCount& count) {
  for (const std::size_t i : draft.ledger.sound.flights) {
    const Flight& flight = draft.plan.flights[i];
    const bool from = draft.model.in_zone(flight.from);
    if (from == draft.model.in_zone(flight.to)) continue;
    std::int64_t people = 0;
    for (const Passengers& who : flight.passengers)
      if (who.category == category) people += who.count;
    add_crossing({from ? draft.flights[i].take_off : draft.flights[i].landing, 0}, from ? -people : people,
                 count);
  }
}

void set_noons(const Model& model, const Replay& replay, ForceLevelCount& count) {
  for (std::int64_t day = check::local_day(model, model.start);; ++day) {
    const Time noon = check::first_instant(model, day * kDay + kDay / 2);
    if (noon >= replay.horizon.end) return;
    count.at.push_back(std::max(noon, model.start));
  }
}

/// Units at the start, and crews with the stocks that come when they come.
void set_before(const Model& model, CategoryId category, ForceLevelCount& count) {
  std::int64_t units = 0;
  for (const Unit& unit : model.units)
    if (model.in_zone(unit.place) && unit.people.contains(category)) units += unit.people[category];
  count.before.assign(count.at.size(), units);
  for (const Fleet& fleet : model.fleets) {
    if (fleet.crew_category != category) continue;
    for (const Fleet::Stock& stock : fleet.stocks)
      for (std::size_t i = 0; i < count.at.size(); ++i)
        if (model.in_zone(stock.place) && count.at[i] >= stock.from)
          count.before[i] += model.item_types[fleet.vehicle].crew * stock.count;
  }
}

/// The first of the ascending instants that is not before `wanted`, or their number. They lie about a day
/// apart, so that the guess is at most a few wrong.
std::size_t first_from(const std::vector<Time>& at, Time wanted) {
  const std::int64_t guess = (wanted - at.front()) / kDay;
  auto i = static_cast<std::size_t>(std::clamp<std::int64_t>(guess, 0, std::ssize(at)));
  while (i > 0 && at[i - 1] >= wanted) --i;
  while (i < at.size() && at[i] < wanted) ++i;
  return i;
}

}  // namespace

void add_force_level(Draft& draft) {
  const CategoryId category = force_level_category(draft.model);
  ForceLevelCount& count = draft.replay.force_level;
  if (!draft.model.categories.contains(category)) return;
  count.category = draft.model.categories[category].key;
  count.name = draft.model.categories[category].name;
  set_noons(draft.model, draft.replay, count);
  set_before(draft.model, category, count);
  add_columns(draft, category, count);
  add_flights(draft, category, count);
}

void count_people(const ForceLevelCount& count, const Times& times, std::vector<std::int64_t>& people) {
  people.assign(count.at.size(), 0);
  for (const ZoneCrossing& crossing : count.crossings) {
    const std::size_t from = first_from(count.at, times[crossing.event] + crossing.after_s);
    if (from < people.size()) people[from] += crossing.people;
  }
  std::int64_t crossed = 0;
  for (std::size_t i = 0; i < people.size(); ++i) {
    crossed += people[i];
    people[i] = count.before[i] + crossed;
  }
}

std::vector<std::int64_t> planned_people(const Replay& replay) {
  Times times;
  for (EventIndex i = 0; i < replay.event_count(); ++i) times.push_back(replay.planned(i));
  std::vector<std::int64_t> people;
  count_people(replay.force_level, times, people);
  return people;
}

ForceLevelTally blank_force_level(const Model& model, const Replay& replay) {
  const ForceLevelCount& count = replay.force_level;
  ForceLevelTally tally{count.category, count.name, {}};
  const std::vector<std::int64_t> planned = planned_people(replay);
  std::vector<const HistoryPoint*> actual(count.at.size());  // by day
  const std::int64_t first = check::local_day(model, model.start);
  for (const HistoryPoint& point : model.history) {
    const std::int64_t day = check::local_day(model, point.at) - first;
    if (point.series != "actual" || day < 0 || day >= std::ssize(actual)) continue;
    const HistoryPoint*& known = actual[static_cast<std::size_t>(day)];
    if (known == nullptr || known->at <= point.at) known = &point;
  }
  for (std::size_t i = 0; i < count.at.size(); ++i)
    tally.days.push_back({count.at[i],
                          planned[i],
                          actual[i] != nullptr ? std::optional(actual[i]->people) : std::nullopt,
                          {}});
  return tally;
}

}  // namespace homeward::simulate
