// SPDX-License-Identifier: Apache-2.0
//
// What more of something would buy: bars of days for what closes the zone earlier, and the whole table.
#include <fmt/format.h>

#include <algorithm>

#include "report/chart.h"
#include "report/escape.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

constexpr std::size_t kBarsShown = 15;

double days(Duration seconds) { return static_cast<double>(seconds) / static_cast<double>(kDay); }

bool has_bar(const PriceLine& line) { return line.closure_gain_s > 0 || line.bound_gain_s > 0; }

std::string prices_chart(const std::vector<PriceLine>& lines) {
  constexpr double kRow = 24, kNames = 400;
  const double wide = kChartWidth - kNames - 80;
  Duration most = kHour;
  for (const PriceLine& line : lines) most = std::max({most, line.closure_gain_s, line.bound_gain_s});
  const double largest = nice_above(days(most));
  Svg svg(kChartWidth, 34 + kRow * static_cast<double>(lines.size()), "Days earlier for more of something");
  const double bottom = 24 + kRow * static_cast<double>(lines.size());
  for (int i = 0; i <= 4; ++i) {
    const double x = kNames + wide * i / 4;
    svg.line({x, 20}, {x, bottom}, i == 0 ? "class=\"axis\"" : "class=\"grid\"");
    svg.text({x, 13}, short_number(largest * i / 4) + (i == 4 ? " days" : ""), "class=\"tick m\"");
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const PriceLine& line = lines[i];
    const double top = 24 + kRow * static_cast<double>(i);
    const double width = wide * days(std::max<Duration>(0, line.closure_gain_s)) / largest;
    const double proof = kNames + wide * days(line.bound_gain_s) / largest;
    svg.text({kNames - 8, top + 15}, clipped_text(line.what, 64), "class=\"tick e\"");
    svg.box({kNames, top + 4, width, kRow - 9},
            line.verdict == PriceWord::buys ? "class=\"use full\"" : "class=\"use\"", line.what);
    if (line.bound_gain_s > 0) svg.line({proof, top + 2}, {proof, top + kRow - 3}, "class=\"bound\"");
    const std::string noise = line.verdict == PriceWord::noise ? ", within search noise" : "";
    if (line.closure_gain_s > 0)
      svg.text({std::max(kNames + width, proof) + 6, top + 15}, duration_text(line.closure_gain_s) + noise,
               "class=\"tick\"");
  }
  return svg.finish();
}

const char* verdict_text(PriceWord verdict) {
  switch (verdict) {
    case PriceWord::buys:
      return "buys time";
    case PriceWord::noise:
      return "within search noise";
    case PriceWord::room:
      return "no earlier plan found, the proof leaves room";
    case PriceWord::nothing:
      return "buys nothing by itself";
    case PriceWord::not_looked_at:
      return "not looked at";
  }
  return "";
}

}  // namespace

Table prices_table(const Facts& facts) {
  Table table{"prices", "What more of something buys", "", {}, {}};
  table.columns = {text_column("what", "More of"),
                   text_column("verdict", "Verdict"),
                   decimal_column("closes_earlier_days", "Closes earlier", "days", 2),
                   decimal_column("proof_earlier_days", "Proof earlier", "days", 2),
                   whole_column("people_days_saved", "Saved in the zone", "people-days"),
                   whole_column("road_person_hours_saved", "Saved on its roads", "person-hours")};
  for (const PriceLine& line : facts.options.prices) {
    std::vector<Cell> row{line.what, std::string(verdict_text(line.verdict))};
    if (line.verdict != PriceWord::not_looked_at)
      for (const Cell& cell : {Cell(days(line.closure_gain_s)), Cell(days(line.bound_gain_s)),
                               Cell(line.people_days_saved), Cell(line.road_person_hours_saved)})
        row.push_back(cell);
    row.resize(table.columns.size());
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string prices_section(const Facts& facts) {
  if (facts.options.prices.empty()) return "";
  std::vector<PriceLine> bars;
  for (const PriceLine& line : facts.options.prices)
    if (has_bar(line) && bars.size() < kBarsShown) bars.push_back(line);
  std::string out =
      "<section id=\"prices\"><h2>What more would buy</h2>\n<p>Each change was planned and proved "
      "anew. Bar: days by which the zone closes earlier; dark, if by more than the noise of the "
      "search (" +
      duration_text(facts.options.price_noise_s) + "). Green line: days by which the proof moves.</p>\n";
  if (bars.empty())
    out += "<p>None of the changes alone closes the zone earlier.</p>\n";
  else
    out += "<figure>" + prices_chart(bars) + "</figure>\n";
  return out + "<details><summary>All changes</summary>" + html_table(prices_table(facts), facts.clock) +
         "</details></section>\n";
}

}  // namespace homeward
