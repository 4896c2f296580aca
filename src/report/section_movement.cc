// SPDX-License-Identifier: Apache-2.0
//
// The road movement table for reading and printing: header paragraphs, then one folded table a night.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/escape.h"
#include "report/movement.h"

namespace homeward {

namespace {

struct NightSum {
  std::vector<std::size_t> columns;  ///< indexes into Plan::columns
  std::int64_t vehicles = 0;
  std::int64_t people = 0;
  Time first_start = kEndOfTime;
  Time last_clear = kStartOfTime;
};

std::map<Time, NightSum> sum_nights(const Facts& facts) {
  std::map<Time, NightSum> nights;
  for (std::size_t i = 0; i < facts.plan.columns.size(); ++i) {
    const Time depart = facts.plan.columns[i].stops.front().depart;
    NightSum& night = nights[movement_night(facts.clock, depart)];
    night.columns.push_back(i);
    night.vehicles += facts.columns[i].vehicles;
    night.people += facts.columns[i].people;
    night.first_start = std::min(night.first_start, depart);
    night.last_clear =
        std::max(night.last_clear, clear_time(facts.plan.columns[i], facts.plan.columns[i].stops.size() - 1));
  }
  return nights;
}

std::string place_keys(const Facts& facts) {
  std::set<PlaceId> used;
  for (const Column& column : facts.plan.columns)
    for (const Stop& stop : column.stops) used.insert(stop.place);
  std::string text;
  for (PlaceId place : used)
    text += (text.empty() ? "" : "; ") + facts.model.places[place].key + " " + facts.model.places[place].name;
  return text;
}

std::string routes_used(const Facts& facts) {
  std::set<std::string> names;
  for (const Column& column : facts.plan.columns)
    for (const Stop& stop : column.stops)
      if (stop.out && !facts.model.links[stop.out->link].route.empty())
        names.insert(route_name(facts.model.links[stop.out->link]));
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "; ") + name;
  return text.empty() ? "unnamed roads" : text;
}

std::string header_paragraphs(const Facts& facts) {
  const Rules& rules = facts.model.rules;
  const double spacing_m = static_cast<double>(rules.vehicle_gap_mm) / 1000;
  std::string out = "<dl class=\"orders\">";
  const auto add = [&out](std::string_view title, const std::string& text) {
    out += fmt::format("<dt>{}</dt><dd>{}</dd>", title, html_escape(text));
  };
  add("1. Average speed", fmt::format("{} km in the hour unless the column is slower; short halts included.",
                                      rules.march_rate_m_per_hour / 1000));
  add("2. Traffic density",
      fmt::format("{} m between vehicles; {} min between march units of {} vehicles; {} min between columns.",
                  spacing_m, rules.march_unit_gap_s / kMinute, rules.march_unit_vehicles,
                  rules.column_gap_s / kMinute));
  add("3. Halts", fmt::format("as in the remarks; after {} h of driving a rest of at least {} h.",
                              rules.drive_max_s / kHour, rules.rest_min_s / kHour));
  add("4. Routes", routes_used(facts));
  add("5. Start and release points",
      "SP is where a column's first named route begins, RP where its last one ends; routes to SP and from RP "
      "stand in the table.");
  add("6. Times", fmt::format("day, hour and minute in local time with the zone letter ({}, {}); due: head, "
                              "clear: tail has left. UTC dates stand under each night.",
                              facts.model.time_zone, facts.clock.utc_offset(facts.model.start)));
  add("7. Places", place_keys(facts));
  return out + "</dl>\n";
}

std::string points_html(const Facts& facts, const Movement& movement) {
  std::string text;
  for (const CriticalPoint& point : movement.points)
    text += fmt::format("{}<b>{}</b> {}‑{}", text.empty() ? "" : " ",
                        html_escape(facts.model.places[point.place].key), facts.clock.short_dtg(point.due),
                        facts.clock.short_dtg(point.clear));
  return text;
}

std::string movement_row(const Facts& facts, std::size_t index) {
  const Column& column = facts.plan.columns[index];
  const ColumnFacts& figures = facts.columns[index];
  const Movement movement = movement_of(facts, index);
  const std::string mlc = figures.heaviest_mlc
                              ? fmt::format("{}{}", *figures.heaviest_mlc, figures.mlc_unknown ? "+?" : "")
                              : "?";
  const auto key = [&](PlaceId place) { return html_escape(facts.model.places[place].key); };
  return fmt::format(
      "<tr><td><b>{}</b><br>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td><td "
      "class=\"n\">{}</td><td>{}</td><td>{}</td>"
      "<td>{}</td><td>{}</td><td class=\"cp\">{}</td><td>{}</td><td>{}</td></tr>\n",
      html_escape(column.number), html_escape(column.serial),
      facts.clock.short_date(column.stops.front().depart),
      html_escape(column_units_text(facts.model, column)), figures.vehicles, mlc,
      key(column.stops.front().place), key(column.stops.back().place), html_escape(movement.route),
      html_escape(movement.route_to_sp), points_html(facts, movement), html_escape(movement.route_from_rp),
      html_escape(movement.remarks));
}

std::string night_table(const Facts& facts, Time night, const NightSum& sum) {
  const char* open = facts.options.nights == MovementNights::open ? " open" : "";
  std::string out = fmt::format(
      "<details class=\"night\"{}><summary><b>Night {} / {}</b> {} columns, {} vehicles, {} people aboard; "
      "first SP {}, last clear {} ({})</summary>\n"
      "<table class=\"data moves\"><thead><tr><th>Movement "
      "number<small>serial</small></th><th>Date</th><th>Unit</th><th class=\"n\">Vehicles"
      "<small>number</small></th><th "
      "class=\"n\">Heaviest<small>MLC</small></th><th>From</th><th>To</th><th>Route</th><th>Route to SP</th>"
      "<th>Critical points<small>due (head) – clear (tail), local</small></th><th>Route from "
      "RP</th><th>Remarks</th></tr></thead><tbody>\n",
      open, facts.clock.short_date(night), facts.clock.date(night + kDay), sum.columns.size(),
      grouped(sum.vehicles), grouped(sum.people), facts.clock.short_dtg(sum.first_start),
      facts.clock.short_dtg(sum.last_clear), dtg(sum.last_clear));
  for (const std::size_t index : sum.columns) out += movement_row(facts, index);
  return out + "</tbody></table></details>\n";
}

}  // namespace

std::string movement_section(const Facts& facts) {
  if (facts.plan.columns.empty()) return "";
  std::string out =
      "<section id=\"movements\"><h2>Road movement table</h2>\n<p>In the columns of STANAG 2041; open a "
      "night to see its "
      "columns. The same table is in the workbook and in road_movement.csv.</p>\n";
  out += header_paragraphs(facts);
  for (const auto& [night, sum] : sum_nights(facts)) out += night_table(facts, night, sum);
  if (!facts.model.other_traffic.empty()) {
    const Table table = other_traffic_table(facts);
    out += fmt::format(
        "<details class=\"night\"><summary><b>Other traffic</b> {} columns</summary>\n{}</details>\n",
        table.rows.size(), html_table(table, facts.clock));
  }
  return out + "</section>\n";
}

}  // namespace homeward
