// SPDX-License-Identifier: Apache-2.0
//
// Tables of people, units and bases.
#include <algorithm>
#include <map>
#include <set>

#include "report/tables.h"

namespace homeward {

namespace {

/// When people of one unit leave the places where they are, and how.
struct UnitDepartures {
  std::optional<Time> first;
  std::optional<Time> last;
  std::int64_t by_road = 0;
  std::int64_t by_air = 0;
};

void note_departure(UnitDepartures& unit, Time at) {
  unit.first = std::min(unit.first.value_or(at), at);
  unit.last = std::max(unit.last.value_or(at), at);
}

std::vector<UnitDepartures> unit_departures(const Facts& facts) {
  std::vector<UnitDepartures> units(facts.model.units.size());
  const auto from_home = [&facts](UnitId unit, PlaceId place) {
    return facts.model.units[unit].place == place;
  };
  for (const Column& column : facts.plan.columns)
    for (const Leg& leg : column.legs) {
      const Stop& start = column.stops[leg.first_stop];
      for (const Passengers& who : leg.passengers) {
        if (!from_home(who.unit, start.place)) continue;
        note_departure(units[who.unit.index()], start.depart);
        units[who.unit.index()].by_road += who.count;
      }
    }
  for (const Flight& flight : facts.plan.flights)
    for (const Passengers& who : flight.passengers) {
      if (!from_home(who.unit, flight.from)) continue;
      note_departure(units[who.unit.index()], flight.take_off);
      units[who.unit.index()].by_air += who.count;
    }
  return units;
}

std::string ceiling_text(const Facts& facts, const Target& target) {
  std::string who;
  for (CategoryId category : target.categories)
    who += (who.empty() ? "" : ", ") + facts.model.categories[category].name;
  return who.empty() ? "everybody" : who;
}

}  // namespace

Table departures_table(const Facts& facts) {
  Table table{"departures", "Who leaves", "", {}, {}};
  table.columns = {text_column("category", "Category"),
                   whole_column("leaving_people", "Leaving", "people"),
                   whole_column("by_road_people", "By road", "people"),
                   whole_column("by_air_people", "By air", "people"),
                   whole_column("not_out_people", "Not out", "people"),
                   whole_column("staying_people", "Staying", "people"),
                   time_column("last_out_at", "Last one out")};
  for (const CategoryFacts& facts_of : facts.categories) {
    const std::int64_t out = facts_of.out_by_road + facts_of.out_by_air;
    table.rows.push_back({facts.model.categories[facts_of.category].name, facts_of.leaving,
                          facts_of.out_by_road, facts_of.out_by_air, facts_of.leaving - out, facts_of.staying,
                          cell_of(facts_of.last_out)});
  }
  return table;
}

Table milestones_table(const Facts& facts) {
  Table table{"milestones", "Force level by date", "", {}, {}};
  const std::string category = facts.model.categories[facts.strength_category].name;
  table.columns = {time_column("at", "At"),
                   whole_column("people_in_zone", category + " in " + zone_name(facts.model), "people"),
                   whole_column("bases_open", "Bases open", "number"), text_column("note", "Note")};
  std::map<Time, std::string> dates{{facts.model.start, "start"}};
  Time week = facts.clock.midnight(facts.model.start) + 7 * kDay;
  for (; week < facts.closure; week += 7 * kDay) dates[facts.clock.midnight(week + 6 * kHour)];
  for (const Target& target : facts.model.targets)
    if (target.kind == TargetKind::ceiling)
      dates[target.from] = "ceiling " + std::to_string(target.people) + ", " + ceiling_text(facts, target);
  dates[facts.closure] = "closure: nobody and nothing that must leave is left";
  for (const auto& [at, note] : dates) {
    std::int64_t open = 0;
    for (const BaseFacts& base : facts.bases) open += base.closes_at.value_or(kEndOfTime) > at ? 1 : 0;
    table.rows.push_back({at, value_at(facts.strength, at), open, note});
  }
  return table;
}

Table force_level_table(const Facts& facts) {
  Table table{"force_level", "Force level at the end of each day", "", {}, {}};
  table.columns = {day_column("day", "Day")};
  std::vector<Steps> curves;
  for (const CategoryFacts& category : facts.categories) {
    table.columns.push_back(whole_column(facts.model.categories[category.category].key + "_people",
                                         facts.model.categories[category.category].name, "people"));
    curves.push_back(people_in_zone(facts, {category.category}));
  }
  for (Time day = facts.span.begin; day <= facts.closure; day = facts.clock.next_midnight(day)) {
    std::vector<Cell> row{day};
    for (const Steps& curve : curves) row.push_back(value_at(curve, facts.clock.next_midnight(day) - 1));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table closings_table(const Facts& facts) {
  Table table{"base_closings", "Base closings", "", {}, {}};
  table.columns = {text_column("base", "Base"),
                   text_column("name", "Name"),
                   time_column("closes_at", "Closes"),
                   decimal_column("before_deadline_days", "Before the deadline", "days", 1),
                   time_column("last_out_begins_at", "First last-out departure"),
                   time_column("first_departure_at", "First departure"),
                   whole_column("people", "People", "people"),
                   whole_column("by_road_people", "By road", "people"),
                   whole_column("by_air_people", "By air", "people"),
                   whole_column("pieces", "Things", "pieces"),
                   whole_column("columns", "Columns", "from here"),
                   whole_column("flights", "Flights", "from here")};
  for (const BaseFacts& base : facts.bases) {
    const Place& place = facts.model.places[base.place];
    Cell before;
    if (base.closes_at) before = static_cast<double>(facts.model.deadline - *base.closes_at) / kDay;
    table.rows.push_back({place.key, place.name, cell_of(base.closes_at), before,
                          cell_of(base.last_out_begins), cell_of(base.first_departure), base.people,
                          base.people_by_road, base.people_by_air, base.pieces, base.columns, base.flights});
  }
  return table;
}

Table units_table(const Facts& facts) {
  Table table{"units", "Units", "", {}, {}};
  table.columns = {text_column("uln", "ULN"),
                   text_column("name", "Unit"),
                   text_column("place", "From"),
                   text_column("destination", "To"),
                   whole_column("people", "People", "people"),
                   text_column("role", "Role"),
                   time_column("ready_at", "Ready"),
                   time_column("first_departure_at", "First departure"),
                   time_column("last_departure_at", "Last departure"),
                   whole_column("by_road_people", "By road", "people"),
                   whole_column("by_air_people", "By air", "people")};
  const std::vector<UnitDepartures> departures = unit_departures(facts);
  for (UnitId id : facts.model.units.ids()) {
    const Unit& unit = facts.model.units[id];
    const UnitDepartures& leaves = departures[id.index()];
    const std::string role = unit.stays             ? "stays"
                             : unit.last_out        ? "last out"
                             : unit.stays_elsewhere ? "held"
                                                    : "";
    table.rows.push_back({unit.key, unit.name, facts.model.places[unit.place].key,
                          facts.model.places[unit.destination].key, unit_people(unit), role, unit.ready,
                          cell_of(leaves.first), cell_of(leaves.last), leaves.by_road, leaves.by_air});
  }
  return table;
}

Table actual_table(const Facts& facts) {
  Table table{"plan_and_actual", "Plan beside what really happened", "", {}, {}};
  table.columns = {day_column("day", "Day"), whole_column("actual_people", "Really there", "people"),
                   whole_column("plan_people", "In this plan", "people"),
                   whole_column("difference_people", "Plan less actual", "people"),
                   text_column("note", "Note")};
  std::vector<HistoryPoint> actual;
  for (const HistoryPoint& point : facts.model.history)
    if (point.series == "actual" && point.at >= facts.clock.midnight(facts.model.start))
      actual.push_back(point);
  std::stable_sort(actual.begin(), actual.end(),
                   [](const HistoryPoint& a, const HistoryPoint& b) { return a.at < b.at; });
  for (const HistoryPoint& point : actual) {
    const std::int64_t planned = value_at(facts.strength, moment_of(facts, point));
    table.rows.push_back({point.at, point.people, planned, planned - point.people, point.label});
  }
  return table;
}

}  // namespace homeward
