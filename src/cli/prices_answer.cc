// SPDX-License-Identifier: Apache-2.0
#include "cli/prices_answer.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/figures_text.h"
#include "cli/plan_answer.h"
#include "report/escape.h"
#include "report/table.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

using nlohmann::json;

double days(std::int64_t seconds) { return static_cast<double>(seconds) / static_cast<double>(kDay); }

std::int64_t nearest(double number) { return static_cast<std::int64_t>(std::llround(number)); }

const char* verdict_word(PriceVerdict verdict) {
  switch (verdict) {
    case PriceVerdict::buys:
      return "buys";
    case PriceVerdict::noise:
      return "noise";
    case PriceVerdict::room:
      return "room";
    case PriceVerdict::nothing:
      return "nothing";
    case PriceVerdict::not_looked_at:
      return "not_looked_at";
  }
  return "";
}

json time_or_null(std::optional<Time> time) { return time ? json(utc_text(*time)) : json(nullptr); }

json figures_json(const PriceFigures& figures) {
  return {{"closure", time_or_null(figures.closure)},
          {"bound", time_or_null(figures.bound)},
          {"late_seconds", figures.late_s},
          {"people_days", nearest(days(figures.zone_person_s))},
          {"road_person_hours", nearest(figures.road_person_hours)},
          {"risk_weight", figures.risk_person_hours},
          {"unmoved", figures.unmoved}};
}

json row_json(const PriceRow& row, const Prices& prices) {
  json object = {{"id", row.id},
                 {"kind", price_kind_name(row.kind)},
                 {"what", row.what},
                 {"verdict", verdict_word(price_verdict(row, prices))}};
  if (!row.solved) return object;
  object["figures"] = figures_json(row.figures);
  object["closure_gain_seconds"] = row.closure_gain_s;
  object["bound_gain_seconds"] = row.bound_gain_s;
  object["late_gain_seconds"] = prices.base.late_s - row.figures.late_s;
  object["people_days_saved"] = nearest(days(prices.base.zone_person_s - row.figures.zone_person_s));
  object["road_person_hours_saved"] = nearest(prices.base.road_person_hours - row.figures.road_person_hours);
  object["risk_weight_saved"] = prices.base.risk_person_hours - row.figures.risk_person_hours;
  object["beyond_noise"] = row.beyond_noise;
  object["kept_base_plan"] = row.kept_base;
  return object;
}

/// "4 d 2 h", "−3 h", "0"
std::string gain_text(Duration seconds) { return seconds == 0 ? "0" : duration_text(seconds); }

std::string signed_count(double number) {
  const std::int64_t rounded = nearest(number);
  return rounded < 0 ? "−" + grouped(-rounded) : grouped(rounded);
}

/// Right-aligned in so many columns of a terminal; the minus sign is one column and three bytes.
std::string right(const std::string& text, std::size_t width) {
  std::size_t shown = 0;
  for (const char c : text) shown += (c & 0xC0) != 0x80 ? 1 : 0;
  return std::string(shown < width ? width - shown : 0, ' ') + text;
}

void print_rows(const Prices& prices, PriceVerdict wanted, const std::string& heading, std::ostream& out) {
  bool is_first = true;
  for (const PriceRow& row : prices.rows) {
    if (price_verdict(row, prices) != wanted) continue;
    if (is_first) out << '\n' << heading << '\n';
    is_first = false;
    out << right(gain_text(row.closure_gain_s), 15) << right(gain_text(row.bound_gain_s), 15)
        << right(signed_count(days(prices.base.zone_person_s - row.figures.zone_person_s)), 13)
        << right(signed_count(prices.base.road_person_hours - row.figures.road_person_hours), 14) << "  "
        << row.what << '\n';
  }
}

void print_names(const Prices& prices, PriceVerdict wanted, const std::string& heading, std::ostream& out) {
  std::string text;
  std::int64_t count = 0;
  for (const PriceRow& row : prices.rows) {
    if (price_verdict(row, prices) != wanted) continue;
    text += "  " + row.what + "\n";
    ++count;
  }
  if (count > 0) out << '\n' << heading << " (" << count << "):\n" << text;
}

}  // namespace

json prices_json(const Model& model, const Prices& prices, const PriceOptions& options,
                 const CommandContext& context) {
  json outcomes = json::object();
  for (const Condition& condition : model.conditions) outcomes[condition.key] = condition.outcome;
  json rows = json::array();
  for (const PriceRow& row : prices.rows) rows.push_back(row_json(row, prices));
  const char* status = !prices.base_plan ? "none_found" : prices.complete ? "priced" : "incomplete";
  return {{"status", status},
          {"scenario", model.scenario_sha256},
          {"outcomes", outcomes},
          {"base", figures_json(prices.base)},
          {"noise_seconds", prices.noise_s},
          {"seed", options.seed},
          {"seeds", options.seeds},
          {"work_limit", options.work},
          {"times", options.times},
          {"prices", rows},
          {"wall_seconds", wall_seconds(context)}};
}

void print_prices(const Model& model, const Prices& prices, const PriceOptions& options,
                  CommandContext& context) {
  const LocalClock clock(model.time_zone, model.clock);
  std::ostream& out = context.out;
  out << model.title << "\n\nAs it is: ";
  if (prices.base.closure)
    out << "closed " << clock.both(*prices.base.closure);
  else
    out << (prices.base_plan ? "not everybody and everything leaves" : "no plan was found");
  if (prices.base.late_s > 0)
    out << "; LATE, requirements are missed by " << duration_text(prices.base.late_s);
  if (prices.base.bound) out << "; no plan closes before " << clock.both(*prices.base.bound);
  out << ".\nSearch noise: " << gain_text(prices.noise_s) << ", from "
      << counted(std::max(options.seeds, options.noise_seeds), "search", "searches")
      << " of the same scenario and from those with more of something that came out later.\n";
  out << fmt::format("\n{:>15}{:>15}{:>13}{:>14}\n", "closes earlier", "proof earlier", "people-days",
                     "hours on road")
      << fmt::format("{:>15}{:>15}{:>13}{:>14}\n", "", "", "saved", "saved");
  print_rows(prices, PriceVerdict::buys, "What buys time", out);
  print_rows(prices, PriceVerdict::noise, "Within search noise: not to be believed without a longer search",
             out);
  print_rows(prices, PriceVerdict::room, "No earlier plan was found, but the proof leaves room for one", out);
  print_names(prices, PriceVerdict::nothing, "Buys nothing by itself", out);
  print_names(prices, PriceVerdict::not_looked_at, "Not looked at, the time ran out", out);
  out << fmt::format("\nTook {:.1f} s.\n", wall_seconds(context));
}

std::string prices_csv(const Model& model, const Prices& prices) {
  Table table{"prices", "Prices", "", {}, {}};
  table.columns = {text_column("id", "Change"),
                   text_column("kind", "Kind"),
                   text_column("what", "What"),
                   text_column("verdict", "Verdict"),
                   time_column("closure_at", "Closed"),
                   decimal_column("closes_earlier_days", "Closes earlier", "days", 3),
                   time_column("bound_at", "Not before"),
                   decimal_column("proof_earlier_days", "Proof earlier", "days", 3),
                   decimal_column("people_days_saved", "Saved", "people-days", 1),
                   decimal_column("road_person_hours_saved", "Saved", "person-hours", 1),
                   decimal_column("risk_weight_saved", "Saved", "person-hours × risk ÷ 10⁶", 3)};
  for (const PriceRow& row : prices.rows) {
    std::vector<Cell> cells{row.id, std::string(price_kind_name(row.kind)), row.what,
                            std::string(verdict_word(price_verdict(row, prices)))};
    if (row.solved) {
      const PriceFigures& base = prices.base;
      for (const Cell& cell :
           {cell_of(row.figures.closure), Cell(days(row.closure_gain_s)), cell_of(row.figures.bound),
            Cell(days(row.bound_gain_s)), Cell(days(base.zone_person_s - row.figures.zone_person_s)),
            Cell(base.road_person_hours - row.figures.road_person_hours),
            Cell(base.risk_person_hours - row.figures.risk_person_hours)})
        cells.push_back(cell);
    }
    cells.resize(table.columns.size());
    table.rows.push_back(std::move(cells));
  }
  return csv_text(table, LocalClock(model.time_zone, model.clock));
}

}  // namespace homeward
