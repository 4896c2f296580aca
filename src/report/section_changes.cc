// SPDX-License-Identifier: Apache-2.0
//
// What a repair changed: the events, how many columns it cost, and every change with its reason.
#include <fmt/format.h>

#include "report/escape.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

constexpr std::size_t kShown = 40;

std::string closure_sentence_of(const Facts& facts, const ChangesAnswer& answer) {
  if (!answer.closure) return "Not everybody and everything leaves.";
  std::string text = "The zone closes " + facts.clock.both(*answer.closure);
  if (!answer.closure_before) return text + ".";
  const Duration later = *answer.closure - *answer.closure_before;
  if (later == 0) return text + ", as before.";
  return text + ", " + duration_text(later < 0 ? -later : later) + (later < 0 ? " earlier" : " later") +
         " than before.";
}

const char* way_sentence(const std::string& way) {
  if (way == "put_off")
    return "What begins after the freeze begins whole days later, and those who were held up go in the time "
           "that this gives.";
  if (way == "planned") return "What begins after the freeze was planned again.";
  if (way == "unchanged") return "Nothing has to change.";
  return "Whoever is not named below keeps time and way.";
}

}  // namespace

Table changed_closings_table(const Facts& facts) {
  Table table{"changed_closings", "Bases that close at another time", "", {}, {}};
  table.columns = {text_column("base", "Base"), time_column("before", "Before"), time_column("now", "Now")};
  for (const ClosingChange& change : facts.options.changes->closings) {
    std::string name = change.place;
    for (const Place& place : facts.model.places)
      if (place.key == change.place) name = place.name.empty() ? place.key : place.name;
    table.rows.push_back({name, change.before, change.now});
  }
  return table;
}

Table changes_table(const Facts& facts) {
  Table table{"changes", "Columns that change, soonest first", "", {}, {}};
  table.columns = {text_column("column", "Column"),
                   text_column("change", "Change"),
                   time_column("old_start", "Old start"),
                   time_column("new_start", "New start"),
                   time_column("new_arrival", "New arrival"),
                   text_column("ordered", "Ordered"),
                   text_column("why", "Why"),
                   text_column("new_way", "New way")};
  for (const ChangeLine& line : facts.options.changes->columns)
    table.rows.push_back({line.number, line.under_way ? "on the way" : line.change, cell_of(line.old_start),
                          cell_of(line.new_start), cell_of(line.new_arrival),
                          std::string(line.ordered ? "yes" : ""), line.reason,
                          line.new_route == line.old_route ? std::string() : line.new_route});
  return table;
}

std::string changes_section(const Facts& facts) {
  if (!facts.options.changes) return "";
  const ChangesAnswer& answer = *facts.options.changes;
  std::string out = "<section id=\"changes\">\n<h2>What changed</h2>\n<ul>";
  for (const std::string& event : answer.events) out += "<li><b>" + html_escape(event) + "</b></li>";
  out += fmt::format(
      "</ul>\n<p class=\"lead\">{}</p>\n<p>Time of the repair {}; orders stay until {}. {} columns are "
      "affected, {} change; of those not affected {} get another time or way. {}</p>\n",
      html_escape(closure_sentence_of(facts, answer)), facts.clock.both(answer.at),
      facts.clock.both(answer.freeze_end), grouped(answer.affected),
      grouped(static_cast<std::int64_t>(answer.columns.size())), grouped(answer.others_changed),
      way_sentence(answer.way));
  if (!answer.closings.empty())
    out += "<details><summary>Bases that close at another time</summary>" +
           html_table(changed_closings_table(facts), facts.clock) + "</details>\n";
  if (answer.columns.empty()) return out + "</section>\n";
  const std::string table = html_table(changes_table(facts), facts.clock);
  if (answer.columns.size() <= kShown) return out + table + "</section>\n";
  return out + "<details open><summary>All changes</summary>" + table + "</details></section>\n";
}

}  // namespace homeward
