// SPDX-License-Identifier: Apache-2.0
//
// What can go wrong: the answer of homeward simulate for this plan.
#include <fmt/format.h>

#include <algorithm>

#include "report/chart.h"
#include "report/escape.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

using simulate::BaseSpread;
using simulate::Simulation;
using simulate::Spread;

constexpr std::size_t kCausesShown = 15;

std::string percent(std::int64_t per_million) {
  return fmt::format("{:.1f} %", static_cast<double>(per_million) / 10'000);
}

Time percentile_of(const Spread& spread, int wanted) {
  for (std::size_t i = 0; i < simulate::kPercentiles.size(); ++i)
    if (simulate::kPercentiles[i] == wanted) return spread.at[i];
  return spread.latest;
}

/// One row a base and one for the zone: from the 5th to the 95th percentile, the middle half darker, the plan
/// as a line.
std::string spread_chart(const Facts& facts, const Simulation& answer) {
  std::vector<std::pair<std::string, const Spread*>> rows;
  for (const BaseSpread& base : answer.bases) rows.emplace_back(base.name, &base.closing);
  rows.emplace_back("Closure", &answer.closure);
  constexpr double kRow = 22, kNames = 250, kTop = 12;
  Interval span = facts.span;
  for (const auto& [name, spread] : rows) {
    span.end = std::max(span.end, facts.clock.next_midnight(percentile_of(*spread, 95)));
    span.begin = std::min(span.begin, spread->planned);
  }
  span.begin = facts.clock.midnight(std::max(span.begin, answer.closure.planned - 20 * kDay));
  const double height = kTop + kRow * static_cast<double>(rows.size()) + 36;
  Svg svg(kChartWidth, height, "When bases close, planned and played");
  const Plot plot{
      span, 1, {kNames, kTop, kChartWidth - kNames - 20, kRow * static_cast<double>(rows.size())}};
  draw_time_axis(svg, plot, facts.clock);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double top = kTop + kRow * static_cast<double>(i);
    const Spread& spread = *rows[i].second;
    const auto x = [&](int wanted) { return plot.x(std::max(span.begin, percentile_of(spread, wanted))); };
    svg.text({kNames - 8, top + 15}, rows[i].first, "class=\"tick e\"");
    svg.box({x(5), top + 5, std::max(1.0, x(95) - x(5)), kRow - 10}, "class=\"offer\"");
    svg.box({x(25), top + 5, std::max(1.0, x(75) - x(25)), kRow - 10}, "class=\"use\"");
    const double planned = plot.x(std::max(span.begin, spread.planned));
    svg.line({planned, top + 2}, {planned, top + kRow - 2}, "class=\"axis\"");
  }
  const double deadline = plot.x(facts.model.deadline);
  svg.line({deadline, kTop}, {deadline, kTop + plot.area.height}, "class=\"ceiling line\"");
  return svg.finish();
}

std::string closure_table(const Facts& facts, const Simulation& answer) {
  Table table{"risk_closure", "Closure of the zone", "", {}, {}};
  table.columns = {text_column("share", "Share of the replications"), time_column("closed_by", "Closed by"),
                   text_column("later", "Later than planned")};
  for (std::size_t i = 0; i < simulate::kPercentiles.size(); ++i)
    table.rows.push_back({fmt::format("{} %", simulate::kPercentiles[i]), answer.closure.at[i],
                          duration_text(answer.closure.at[i] - answer.closure.planned)});
  return html_table(table, facts.clock);
}

std::string driver_table(const Facts& facts, const Simulation& answer) {
  Table table{"risk_drivers", "What drives it", "", {}, {}};
  table.columns = {text_column("family", "Without"), text_column("misses_less", "misses less"),
                   text_column("mean_earlier", "mean closure earlier"),
                   text_column("variance_less", "variance less")};
  for (const simulate::Driver& driver : answer.drivers)
    table.rows.push_back({std::string(kRiskFamilyKeys[static_cast<std::size_t>(driver.family)]),
                          percent(driver.misses_per_million), duration_text(driver.mean_s),
                          percent(driver.variance_per_million)});
  return html_table(table, facts.clock);
}

std::string cause_table(const Facts& facts, const Simulation& answer) {
  Table table{"risk_causes", "Where the delay arises", "", {}, {}};
  table.columns = {text_column("where", "Where"), text_column("what", "What"),
                   text_column("added", "Added, mean of all replications"),
                   text_column("misses", "On the way to so many misses")};
  for (std::size_t i = 0; i < std::min(kCausesShown, answer.causes.size()); ++i) {
    const simulate::Cause& cause = answer.causes[i];
    table.rows.push_back({cause.kind + " " + cause.key + ": " + cause.name, cause.what,
                          duration_text(cause.added_s / answer.frame.replications),
                          std::to_string(cause.misses)});
  }
  return html_table(table, facts.clock);
}

std::string force_level_part(const Facts& facts, const Simulation& answer) {
  if (answer.force_level.empty()) return "";
  return fmt::format(
      "<h3>How many are still there</h3>\n<figure>{}</figure>\n<p class=\"note\">{} in {} at noon of each "
      "day. Where delays pile up they stay longer than planned.</p>\n<details><summary>Every "
      "day</summary>{}</details>\n",
      played_curve(facts, 340), html_escape(answer.force_level_name), html_escape(zone_name(facts.model)),
      html_table(played_table(facts), facts.clock));
}

std::string reserve_sentences(const Facts& facts, const Simulation& answer) {
  std::string out;
  for (const simulate::Reserve& reserve : answer.reserves)
    out += fmt::format(
        "<li>{} %: {} of reserve; a plan should close by {}{}.</li>\n", reserve.percent,
        duration_text(reserve.reserve_s), facts.clock.date_time(reserve.plan_to_close),
        reserve.short_s > 0 ? fmt::format("; this one is {} short", duration_text(reserve.short_s)) : "");
  return out;
}

}  // namespace

std::string risk_section(const Facts& facts) {
  if (!facts.options.simulation) return "";
  const Simulation& answer = *facts.options.simulation;
  const simulate::Share& share = answer.out_by_deadline;
  std::string out = "<section id=\"risk\">\n<h2>What can go wrong</h2>\n";
  out += fmt::format(
      "<p>Played {} times against breakdowns, attacks, slow services, closed roads and weather, with nobody "
      "planning anew: "
      "everybody and everything is out by {} in <b>{}</b> of the replications (95 % interval {} to {}). Seed "
      "{}.</p>\n",
      share.of, html_escape(facts.clock.end_date_time(facts.model.deadline)), percent(share.per_million),
      percent(share.low_per_million), percent(share.high_per_million), answer.frame.seed);
  out +=
      "<p class=\"note\">Every column keeps its order and waits for what the plan gives it. Whoever plans "
      "anew "
      "when something happens does better: read the probability as a lower bound.</p>\n";
  out += "<figure>" + spread_chart(facts, answer) +
         "</figure>\n<p class=\"note\">Light: from the 5th to the 95th percentile; dark: the middle half; "
         "line: the plan; last "
         "line: the deadline.</p>\n";
  out += closure_table(facts, answer);
  out += force_level_part(facts, answer);
  out += "<h3>What certainty takes</h3>\n<ul>\n" + reserve_sentences(facts, answer) + "</ul>\n";
  if (!answer.drivers.empty()) out += driver_table(facts, answer);
  if (!answer.causes.empty()) out += cause_table(facts, answer);
  return out + "</section>\n";
}

}  // namespace homeward
