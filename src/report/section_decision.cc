// SPDX-License-Identifier: Apache-2.0
//
// How late open conditions may be decided: the answer of homeward decide. A bar from what is still possible
// to what is proved too late, what must be ordered by when, what waiting costs, which units have least slack.
#include <fmt/format.h>

#include <algorithm>

#include "report/chart.h"
#include "report/escape.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

constexpr std::size_t kHeldShown = 20;
constexpr std::size_t kSlackShown = 20;
constexpr double kRow = 22, kNames = 250, kTop = 12;

std::string unit_name(const Facts& facts, const std::string& key) {
  for (const Unit& unit : facts.model.units)
    if (unit.key == key) return unit.name.empty() ? key : unit.name;
  return key;
}

std::string condition_name(const Facts& facts, const std::string& key) {
  for (const Condition& condition : facts.model.conditions)
    if (condition.key == key) return condition.name.empty() ? key : condition.name;
  return key;
}

/// Green: every outcome has a plan; pale: unknown; red: one is proved to be lost.
void draw_bracket(Svg& svg, const Plot& plot, const DecisionLine& line) {
  const Interval span = plot.span;
  const Time possible = std::clamp(line.possible_at.value_or(span.begin), span.begin, span.end);
  const Time too_late = std::clamp(line.too_late_at.value_or(span.end), possible, span.end);
  const auto part = [&](Time from, Time to, std::string_view attributes, std::string_view tip) {
    if (to > from) svg.box({plot.x(from), kTop + 3, plot.x(to) - plot.x(from), kRow - 6}, attributes, tip);
  };
  part(span.begin, possible, "class=\"still\"", "still possible");
  part(possible, too_late, "class=\"offer\"", "unknown");
  part(too_late, span.end, "class=\"too-late\"", "proved too late");
  svg.text({kNames - 8, kTop + 15}, "The answer may come", "class=\"tick e\"");
}

/// Below it one row for each held unit: from its order to its first move.
std::string bracket_chart(const Facts& facts, const DecisionLine& line) {
  std::vector<const HeldLine*> rows;
  for (const HeldLine& held : line.held)
    if (held.order_by && held.first_move && rows.size() < kHeldShown) rows.push_back(&held);
  Interval span{facts.clock.midnight(facts.model.start), facts.clock.next_midnight(facts.model.deadline - 1)};
  for (const HeldLine* held : rows)
    span.end = std::max(span.end, facts.clock.next_midnight(*held->first_move));
  const double rows_high = kRow * static_cast<double>(rows.size() + 1);
  Svg svg(kChartWidth, kTop + rows_high + 36,
          "How late " + condition_name(facts, line.condition) + " may be decided");
  const Plot plot{span, 1, {kNames, kTop, kChartWidth - kNames - 20, rows_high}};
  draw_time_axis(svg, plot, facts.clock);
  draw_bracket(svg, plot, line);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double top = kTop + kRow * static_cast<double>(i + 1);
    const double from = plot.x(*rows[i]->order_by), to = plot.x(*rows[i]->first_move);
    svg.text({kNames - 8, top + 15}, clipped_text(unit_name(facts, rows[i]->unit), 40), "class=\"tick e\"");
    svg.box({from, top + 6, std::max(1.0, to - from), kRow - 12}, "class=\"use\"",
            "from the order to the first move");
  }
  return svg.finish();
}

std::string bracket_sentence(const Facts& facts, const DecisionLine& line) {
  if (!line.possible_at)
    return "<p>No set of plans was found that carries out every outcome, not even for an answer at "
           "once.</p>\n";
  std::string out = fmt::format(
      "<p class=\"lead\">The answer may come as late as <b>{}</b>: until then every outcome can still be "
      "carried out, with a checked plan for each.</p>\n",
      facts.clock.both(*line.possible_at));
  if (!line.too_late_at) return out + "<p>No later date is proved to be too late.</p>\n";
  return out +
         fmt::format(
             "<p>From <b>{}</b> on it is proved to be too late: {} would miss the deadline. Between the "
             "two, {}, nobody knows.</p>\n<p class=\"note\">{}</p>\n",
             facts.clock.both(*line.too_late_at), html_escape(line.too_late_outcome),
             duration_text(*line.too_late_at - *line.possible_at), html_escape(line.why));
}

std::string trigger_sentence(const Facts& facts, const DecisionLine& line) {
  if (line.held.empty() || !line.possible_at) return "";
  std::int64_t people = 0, things = 0;
  for (const HeldLine& held : line.held) people += held.people, things += held.things;
  return fmt::format(
      "<p><b>If the answer has not come by {}, act as for “{}”.</b> Held until then: {} people and {} "
      "things, "
      "ready {} after the answer. What must be ordered by when stands in the table; bars go from the order "
      "to "
      "the first move.</p>\n",
      facts.clock.date_time(*line.possible_at), html_escape(line.if_no_answer), grouped(people),
      grouped(things), duration_text(line.prepare_s));
}

/// For people the heading says of which condition the rows are.
Table without_condition(Table table) {
  table.columns.erase(table.columns.begin());
  for (std::vector<Cell>& row : table.rows) row.erase(row.begin());
  return table;
}

template <class Row>
void add_rows(const Facts& facts, const std::string& condition, Table& table, const Row& row) {
  for (const DecisionLine& line : facts.options.decisions->conditions)
    if (condition.empty() || condition == line.condition) row(line, table.rows);
}

std::string condition_part(const Facts& facts, const DecisionLine& line) {
  std::string out = "<h3>" + html_escape(condition_name(facts, line.condition)) + "</h3>\n" +
                    bracket_sentence(facts, line) + "<figure>" + bracket_chart(facts, line) +
                    "</figure>\n<p class=\"keys\"><span class=\"key still\"></span>every outcome has a plan "
                    "<span class=\"key offer\"></span>unknown <span class=\"key "
                    "too-late\"></span>proved too late</p>\n" +
                    trigger_sentence(facts, line);
  for (const OutcomeLine& plan : line.plans)
    out += fmt::format("<p class=\"note\">{}: closes {}.</p>\n", html_escape(plan.outcome),
                       plan.closure ? facts.clock.both(*plan.closure) : "never");
  if (!line.held.empty())
    out += html_table(without_condition(decision_orders_table(facts, line.condition)), facts.clock);
  if (!line.waiting.empty())
    out += html_table(without_condition(decision_waiting_table(facts, line.condition)), facts.clock);
  return out;
}

}  // namespace

Table decisions_table(const Facts& facts) {
  Table table{"decisions", "How late may they decide", "", {}, {}};
  table.columns = {text_column("condition", "Condition"),
                   time_column("possible_until", "Still possible"),
                   time_column("too_late_from", "Proved too late"),
                   text_column("outcome_lost", "Outcome lost first"),
                   text_column("without_an_answer", "Without an answer act as for"),
                   text_column("why", "Why")};
  add_rows(facts, "", table, [&](const DecisionLine& line, auto& rows) {
    rows.push_back({condition_name(facts, line.condition), cell_of(line.possible_at),
                    cell_of(line.too_late_at), line.too_late_outcome, line.if_no_answer, line.why});
  });
  return table;
}

Table decision_orders_table(const Facts& facts, const std::string& condition) {
  Table table{"decision_orders", "What must be ordered by when, without an answer", "", {}, {}};
  table.columns = {text_column("condition", "Condition"),
                   time_column("order_by", "Order by"),
                   text_column("unit", "Unit"),
                   text_column("outcome", "Outcome"),
                   whole_column("people", "People", ""),
                   whole_column("things", "Things", ""),
                   time_column("first_move", "First move")};
  add_rows(facts, condition, table, [&](const DecisionLine& line, auto& rows) {
    for (const HeldLine& held : line.held)
      rows.push_back({line.condition, cell_of(held.order_by), unit_name(facts, held.unit), held.outcome,
                      held.people, held.things, cell_of(held.first_move)});
  });
  return table;
}

Table decision_waiting_table(const Facts& facts, const std::string& condition) {
  Table table{"decision_waiting", "What waiting costs, in the worst outcome", "", {}, {}};
  table.columns = {
      text_column("condition", "Condition"), time_column("answer_at", "Answer at"),
      time_column("closes", "Closes"),       whole_column("held_person_days", "Held", "person-days"),
      whole_column("peak_use", "Peak", ""),  text_column("peak_unit", "Peak of")};
  add_rows(facts, condition, table, [&](const DecisionLine& line, auto& rows) {
    for (const WaitingLine& wait : line.waiting) {
      std::vector<Cell> row{line.condition, wait.decision};
      if (wait.possible)
        for (const Cell& cell : {Cell(wait.worst_closure), Cell(wait.held_person_days), Cell(wait.peak_use),
                                 Cell(line.peak_unit)})
          row.push_back(cell);
      row.resize(table.columns.size());
      rows.push_back(std::move(row));
    }
  });
  return table;
}

Table decision_slack_table(const Facts& facts) {
  Table table{"decision_slack", "Latest departures and slack of units", "", {}, {}};
  table.columns = {text_column("unit", "Unit"), time_column("last_departure", "Last departure"),
                   time_column("too_late_from", "Too late"),
                   decimal_column("slack_days", "Slack", "days", 2)};
  for (const SlackLine& line : facts.options.decisions->slack)
    table.rows.push_back({unit_name(facts, line.unit), line.last_departure, line.too_late_at,
                          static_cast<double>(line.too_late_at - line.last_departure) / kDay});
  return table;
}

std::string decision_section(const Facts& facts) {
  if (!facts.options.decisions) return "";
  std::string out = "<section id=\"decision\">\n<h2>How late may they decide</h2>\n";
  for (const DecisionLine& line : facts.options.decisions->conditions) out += condition_part(facts, line);
  Table slack = decision_slack_table(facts);
  if (slack.rows.empty()) return out + "</section>\n";
  const std::size_t all = slack.rows.size();
  slack.rows.resize(std::min(all, kSlackShown));
  slack.note = all > kSlackShown ? fmt::format(
                                       "The {} with least slack of {}; all stand in decision_slack.csv "
                                       "and in the workbook.",
                                       kSlackShown, all)
                                 : "";
  return out + "<details><summary>Latest departures and slack of units</summary>" +
         html_table(slack, facts.clock) + "</details></section>\n";
}

}  // namespace homeward
