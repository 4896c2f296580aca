// SPDX-License-Identifier: Apache-2.0
//
// Which loss would hurt most: the ranking of homeward drill.
#include <fmt/format.h>

#include <algorithm>

#include "report/escape.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

std::string name_of_link(const Facts& facts, const std::string& key) {
  for (const Link& link : facts.model.links)
    if (link.key == key)
      return fmt::format("{} ({} – {})", key, short_name(facts.model.places[link.from]),
                         short_name(facts.model.places[link.to]));
  return key;
}

std::string name_of(const Facts& facts, const DrillLine& line) {
  if (line.kind == "link") return name_of_link(facts, line.what);
  if (line.kind == "place")
    for (const Place& place : facts.model.places)
      if (place.key == line.what) return place.name.empty() ? place.key : place.name;
  if (line.kind == "fleet")
    for (const Fleet& fleet : facts.model.fleets)
      if (fleet.key == line.what) return fleet.name.empty() ? fleet.key : fleet.name;
  return line.what;
}

std::string meaning_of(const DrillLine& line) {
  if (line.harm == "impossible") return "proved: not in time any more";
  if (line.harm == "no_plan") return "no valid plan found, nothing proved";
  if (line.harm == "late")
    return "late: " + grouped(line.people_late.value_or(0)) + " people still there at the deadline";
  if (line.harm == "later") return "in time, closes later";
  if (line.harm == "absorbed") return "absorbed";
  if (line.harm == "unused") return "not used";
  return "not examined: time ran out";
}

}  // namespace

Table drill_table(const Facts& facts) {
  Table table{"drill", "What is taken away, worst first", "", {}, {}};
  table.columns = {text_column("kind", "Kind"),
                   text_column("what", "What"),
                   text_column("meaning", "What it means"),
                   decimal_column("closes_later_days", "Closes later", "days", 1),
                   whole_column("affected", "Affected", "columns"),
                   whole_column("changed", "Changed", "columns"),
                   text_column("no_other_road_from", "No other road from"),
                   text_column("proof", "Proof")};
  for (const DrillLine& line : facts.options.drill->cuts) {
    if (line.harm == "unused") continue;
    std::string places;
    for (const std::string& key : line.cut_off) places += (places.empty() ? "" : ", ") + key;
    std::vector<Cell> row{line.kind,     name_of(facts, line), meaning_of(line), {},
                          line.affected, line.changed,         places,           line.proof};
    if (line.later_s) row[3] = static_cast<double>(*line.later_s) / kDay;
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string drill_section(const Facts& facts) {
  if (!facts.options.drill) return "";
  const DrillAnswer& answer = *facts.options.drill;
  const auto unused = std::count_if(answer.cuts.begin(), answer.cuts.end(),
                                    [](const DrillLine& line) { return line.harm == "unused"; });
  return fmt::format(
             "<section id=\"drill\">\n<h2>Which loss would hurt most</h2>\n<p>Every link, place and fleet is "
             "taken away in turn from {} on{}; fleets lose {} %. Then the plan is repaired. {} of {} are not "
             "used after that time: without them it stays as it is.</p>\n",
             facts.clock.both(answer.at), answer.until ? " until " + facts.clock.both(*answer.until) : "",
             answer.fleet_percent, unused, answer.cuts.size()) +
         html_table(drill_table(facts), facts.clock) + "</section>\n";
}

}  // namespace homeward
