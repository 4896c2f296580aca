// SPDX-License-Identifier: Apache-2.0
#include "report/movement.h"

#include <fmt/format.h>

#include <algorithm>

namespace homeward {

namespace {

/// Names of the links' routes between two stops, without repeats: "MSR Vernon – MSR Tampa".
std::string route_between(const Model& model, const Column& column, std::size_t from, std::size_t to) {
  std::string text;
  std::string last;
  for (std::size_t i = from; i < to; ++i) {
    if (!column.stops[i].out) continue;
    const std::string name = route_name(model.links[column.stops[i].out->link]);
    if (name.empty() || name == last) continue;
    text += (text.empty() ? "" : " – ") + name;
    last = name;
  }
  return text.empty() ? "local roads" : text;
}

void find_sp_and_rp(const Model& model, const Column& column, Movement& movement) {
  const auto named = [&](std::size_t stop) {
    return column.stops[stop].out && !model.links[column.stops[stop].out->link].route.empty();
  };
  const std::size_t last = column.stops.size() - 1;
  std::size_t first_named = 0;
  while (first_named < last && !named(first_named)) ++first_named;
  std::size_t after_named = last;
  while (after_named > 0 && !named(after_named - 1)) --after_named;
  const bool any = first_named < last;
  movement.start_point = any ? first_named : 0;
  movement.release_point = any ? after_named : last;
}

bool is_critical(const Model& model, const Column& column, const Movement& movement, std::size_t i) {
  const Stop& stop = column.stops[i];
  if (i == movement.start_point || i == movement.release_point) return true;
  if (stop.depart > stop.arrive || !stop.services.empty()) return true;
  return model.places[stop.place].kind != PlaceKind::town;
}

std::string remarks_of(const Facts& facts, const Movement& movement) {
  const Column& column = facts.plan.columns[movement.column];
  const ColumnFacts& figures = facts.columns[movement.column];
  std::string text = column_class_text(column.column_class);
  for (std::size_t i = 0; i < column.legs.size(); ++i)
    text += (i == 0 ? ": "
                    : fmt::format("; from {}: ",
                                  facts.model.places[column.stops[column.legs[i].first_stop].place].key)) +
            composition_text(facts.model, column.legs[i]);
  if (figures.people > 0) text += fmt::format("; {} people aboard", figures.people);
  if (column.stops.front().arrive < column.stops.front().depart)
    text += "; loading from " + facts.clock.short_dtg(column.stops.front().arrive);
  for (const CriticalPoint& point : movement.points)
    if (point.halt_s > 0)
      text += fmt::format("; {} {} {}", point.rest ? "rest" : "halt", facts.model.places[point.place].key,
                          duration_text(point.halt_s));
  return text;
}

std::string points_cell(const Facts& facts, const Movement& movement) {
  std::string text;
  for (const CriticalPoint& point : movement.points)
    text += fmt::format("{}{} {}–{}", text.empty() ? "" : "; ", facts.model.places[point.place].key,
                        facts.clock.short_dtg(point.due), facts.clock.short_dtg(point.clear));
  return text;
}

}  // namespace

Movement movement_of(const Facts& facts, std::size_t index) {
  const Column& column = facts.plan.columns[index];
  Movement movement;
  movement.column = index;
  find_sp_and_rp(facts.model, column, movement);
  const std::size_t last = column.stops.size() - 1;
  movement.route = route_between(facts.model, column, movement.start_point, movement.release_point);
  movement.route_to_sp =
      movement.start_point == 0 ? "none" : route_between(facts.model, column, 0, movement.start_point);
  movement.route_from_rp = movement.release_point == last
                               ? "none"
                               : route_between(facts.model, column, movement.release_point, last);
  for (std::size_t i = 0; i <= last; ++i) {
    if (!is_critical(facts.model, column, movement, i)) continue;
    const Stop& stop = column.stops[i];
    const Time due = i == 0 ? stop.depart : stop.arrive;
    movement.points.push_back({stop.place, due, clear_time(column, i), stop.depart - due, stop.rest});
  }
  movement.remarks = remarks_of(facts, movement);
  return movement;
}

std::string route_name(const Link& link) {
  for (const char* prefix : {"MSR ", "ASR "}) {
    const std::size_t at = link.route.find(prefix);
    if (at == std::string::npos) continue;
    const std::string name = link.route.substr(at);
    return name.substr(0, std::min(name.find(" / "), name.find(" (")));
  }
  return link.route;
}

std::string column_class_text(ColumnClass column_class) {
  switch (column_class) {
    case ColumnClass::loaded:
      return "loaded";
    case ColumnClass::empty:
      return "empty";
    case ColumnClass::self_driving:
      return "self-driving";
    case ColumnClass::people:
      return "people";
    case ColumnClass::last_out:
      return "last out";
  }
  return "";
}

Time movement_night(const LocalClock& clock, Time depart) {
  return clock.midnight(depart - 12 * kHour) + 12 * kHour;
}

Table road_movement_table(const Facts& facts) {
  Table table{"road_movement", "Road movement table", "", {}, {}};
  table.columns = {text_column("movement_number", "Movement number"),
                   text_column("serial", "Serial"),
                   day_column("date", "Date"),
                   text_column("unit", "Unit"),
                   whole_column("vehicles", "Vehicles", "number"),
                   whole_column("heaviest_load_class_mlc", "Load class of heaviest vehicle", "MLC"),
                   text_column("from", "From"),
                   text_column("to", "To"),
                   text_column("route", "Route"),
                   text_column("route_to_sp", "Route to SP"),
                   text_column("start_point", "SP"),
                   time_column("sp_due", "SP due"),
                   time_column("sp_clear", "SP clear"),
                   text_column("critical_points", "Critical points, due–clear"),
                   text_column("release_point", "RP"),
                   time_column("rp_due", "RP due"),
                   time_column("rp_clear", "RP clear"),
                   text_column("route_from_rp", "Route from RP"),
                   decimal_column("distance_km", "Distance", "km", 1),
                   text_column("remarks", "Remarks")};
  for (std::size_t i = 0; i < facts.plan.columns.size(); ++i) {
    const Column& column = facts.plan.columns[i];
    const ColumnFacts& figures = facts.columns[i];
    const Movement movement = movement_of(facts, i);
    const Stop& sp = column.stops[movement.start_point];
    const Stop& rp = column.stops[movement.release_point];
    const auto key = [&](PlaceId place) { return facts.model.places[place].key; };
    table.rows.push_back({column.number,
                          column.serial,
                          column.stops.front().depart,
                          column_units_text(facts.model, column),
                          figures.vehicles,
                          cell_of(figures.heaviest_mlc),
                          key(column.stops.front().place),
                          key(column.stops.back().place),
                          movement.route,
                          movement.route_to_sp,
                          key(sp.place),
                          sp.depart,
                          clear_time(column, movement.start_point),
                          points_cell(facts, movement),
                          key(rp.place),
                          rp.arrive,
                          clear_time(column, movement.release_point),
                          movement.route_from_rp,
                          static_cast<double>(figures.distance_m) / 1000,
                          movement.remarks});
  }
  return table;
}

Table critical_points_table(const Facts& facts) {
  Table table{"critical_points", "Critical points of the columns", "", {}, {}};
  table.columns = {text_column("movement_number", "Movement number"),
                   whole_column("order", "Order", "number"),
                   text_column("place", "Place"),
                   text_column("name", "Name"),
                   time_column("due", "Due"),
                   time_column("clear", "Clear"),
                   decimal_column("halt_h", "Halt", "h", 2)};
  for (std::size_t i = 0; i < facts.plan.columns.size(); ++i) {
    std::int64_t order = 0;
    for (const CriticalPoint& point : movement_of(facts, i).points)
      table.rows.push_back({facts.plan.columns[i].number, ++order, facts.model.places[point.place].key,
                            facts.model.places[point.place].name, point.due, point.clear,
                            static_cast<double>(point.halt_s) / kHour});
  }
  return table;
}

Table other_traffic_table(const Facts& facts) {
  Table table{"other_traffic",
              "Other traffic",
              "Columns that are not planned here but have their times already; the plan keeps clear of them.",
              {},
              {}};
  table.columns = {text_column("traffic", "Column"),
                   text_column("name", "Name"),
                   whole_column("vehicles", "Vehicles", "number"),
                   text_column("from", "From"),
                   text_column("to", "To"),
                   time_column("start", "Head leaves"),
                   time_column("due", "Due"),
                   time_column("clear", "Clear")};
  for (const OtherColumn& column : facts.model.other_traffic) {
    const OtherStop& first = column.stops.front();
    const OtherStop& last = column.stops.back();
    const Time clear = std::max(last.arrive + column.pass_s, last.stands.end);
    if (clear <= facts.model.start || first.depart >= facts.closure) continue;
    table.rows.push_back({column.key, column.name, column.vehicles, facts.model.places[first.place].key,
                          facts.model.places[last.place].key, first.depart, last.arrive, clear});
  }
  return table;
}

}  // namespace homeward
