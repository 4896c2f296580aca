// SPDX-License-Identifier: Apache-2.0
//
// The brief for a minister or commander: one A4 page that answers who leaves when, whether in time, whether
// it could be faster, what holds it up and what it rests on.
#include <fmt/format.h>

#include <algorithm>

#include "report/escape.h"
#include "report/load.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

constexpr std::size_t kRisksMax = 4;
constexpr std::size_t kAssumptionsMax = 4;
constexpr std::size_t kItemLength = 120;
constexpr std::size_t kClosingsMax = 18;

std::string tile(const std::string& number, const std::string& what) {
  return fmt::format("<div><b>{}</b><span>{}</span></div>", html_escape(number), html_escape(what));
}

std::string tiles(const Facts& facts) {
  std::int64_t out_people = 0;
  std::int64_t leaving = 0;
  for (const CategoryFacts& category : facts.categories) {
    out_people += category.out_by_road + category.out_by_air;
    leaving += category.leaving;
  }
  const std::string out_text =
      out_people == leaving ? "people out" : "of " + grouped(leaving) + " people out";
  const auto count = [](std::size_t n) { return grouped(static_cast<std::int64_t>(n)); };
  std::int64_t vehicles = 0;
  for (const ColumnFacts& column : facts.columns) vehicles += column.vehicles;
  const std::int64_t total_km =
      (facts.figures.loaded_vehicle_m + facts.figures.empty_vehicle_m + facts.figures.escort_vehicle_m) /
      1000;
  const std::int64_t empty_percent = total_km > 0 ? facts.figures.empty_vehicle_m / 10 / total_km : 0;
  return "<div class=\"tiles\">" + tile(grouped(out_people), out_text) +
         tile(count(facts.plan.closings.size()), "bases closed") +
         tile(count(facts.plan.columns.size()), fmt::format("columns, {} vehicles", grouped(vehicles))) +
         tile(count(facts.plan.flights.size()), "flights") +
         tile(count(facts.plan.sailings.size()), "sailings") +
         tile(grouped(total_km), fmt::format("vehicle-km, {} % empty", empty_percent)) + "</div>\n";
}

std::string who_leaves(const Facts& facts) {
  std::string out =
      "<table class=\"small\"><thead><tr><th>Who</th><th class=\"n\">Leave</th><th class=\"n\">By "
      "road</th><th class=\"n\">By air</th><th class=\"n\">Last one "
      "out<small>local</small></th></tr></thead><tbody>";
  for (const CategoryFacts& category : facts.categories) {
    if (category.leaving == 0) continue;
    out += fmt::format(
        "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td "
        "class=\"n\">{}</td></tr>",
        html_escape(facts.model.categories[category.category].name), grouped(category.leaving),
        grouped(category.out_by_road), grouped(category.out_by_air),
        category.last_out ? facts.clock.date_time(*category.last_out) : "–");
  }
  return out + "</tbody></table>\n";
}

std::string closings_line(const Facts& facts) {
  std::string text;
  std::size_t shown = 0;
  for (const BaseFacts& base : facts.bases) {
    if (!base.closes_at || ++shown > kClosingsMax) continue;
    text += fmt::format("<li><b>{}</b> {}</li>", facts.clock.short_date(*base.closes_at),
                        html_escape(short_name(facts.model.places[base.place])));
  }
  if (shown > kClosingsMax) text += fmt::format("<li>and {} more</li>", shown - kClosingsMax);
  return text.empty() ? "" : "<h3>Bases close</h3><ul class=\"dates\">" + text + "</ul>\n";
}

void add_deadline_risk(const Facts& facts, std::vector<std::string>& risks) {
  const Duration slack = facts.model.deadline - facts.closure;
  if (!facts.figures.closure) {
    risks.push_back("Somebody or something never leaves in this plan.");
  } else if (slack < 0) {
    risks.push_back("The deadline is missed by " + duration_text(-slack) + ".");
  } else {
    risks.push_back("The plan can slip by " + duration_text(slack) +
                    " in all before the deadline is missed.");
  }
}

/// How late the answer may come, where that is known.
std::string latest_answer(const Facts& facts, const std::string& condition) {
  if (!facts.options.decisions) return "";
  for (const DecisionLine& line : facts.options.decisions->conditions)
    if (line.condition == condition && line.possible_at)
      return "; the answer may come until " + facts.clock.date_time(*line.possible_at) +
             (line.too_late_at ? ", from " + facts.clock.date_time(*line.too_late_at) + " on it is too late"
                               : "");
  return "";
}

/// What would hurt first, from the figures of the plan itself.
std::vector<std::string> risks_of(const Facts& facts) {
  std::vector<std::string> risks;
  add_deadline_risk(facts, risks);
  for (const Utilisation& use : utilisations(facts)) {
    if (risks.size() >= 3 || use.share() < 0.6) break;
    risks.push_back(fmt::format("{} ({}) is {:.0f} % full: little room to catch up there.", use.name,
                                use.kind, 100 * use.share()));
  }
  for (const Condition& condition : facts.model.conditions)
    risks.push_back(fmt::format("{} is taken as “{}”; another outcome needs another plan{}.",
                                condition.name.empty() ? condition.key : condition.name, condition.outcome,
                                latest_answer(facts, condition.key)));
  if (risks.size() > kRisksMax) risks.resize(kRisksMax);
  return risks;
}

std::string item_list(const std::vector<std::string>& items) {
  std::string out = "<ul>";
  for (const std::string& item : items) out += "<li>" + html_escape(item) + "</li>";
  return out + "</ul>\n";
}

/// Assumed figures of the fullest resources first: they decide the closure. Then what the plan itself names.
std::vector<std::string> weightiest_assumptions(const Facts& facts) {
  std::vector<std::string> items;
  for (const Utilisation& use : utilisations(facts)) {
    if (items.size() + 1 >= kAssumptionsMax) break;
    if (use.row == nullptr || use.row->note.empty()) continue;
    if (use.row->certainty != "assumed" && use.row->certainty != "poor") continue;
    items.push_back(
        clipped_text(fmt::format("{} ({:.0f} % full), {}: {}", use.name, 100 * use.share(),
                                 use.row->certainty == "poor" ? "poorly known" : "assumed", use.row->note),
                     kItemLength));
  }
  for (const std::string& text : facts.plan.assumptions)
    if (items.size() < kAssumptionsMax) items.push_back(clipped_text(text, kItemLength));
  return items;
}

std::string rests_on(const Facts& facts) {
  const std::size_t all = assumption_lines(facts).size();
  std::vector<std::string> items = weightiest_assumptions(facts);
  if (items.empty()) return "<p>No assumption is recorded.</p>";
  if (all > items.size())
    items.push_back(
        fmt::format("All {} assumptions: section Assumptions.", grouped(static_cast<std::int64_t>(all))));
  return item_list(items);
}

/// The force level once a week, or less often where the plan is long.
std::string still_there(const Facts& facts) {
  constexpr std::int64_t kDatesMax = 10;
  const std::int64_t weeks = (facts.closure - facts.model.start) / (7 * kDay) + 1;
  const Duration step = (weeks + kDatesMax - 1) / kDatesMax * 7 * kDay;
  std::string items;
  for (Time t = facts.model.start + step; t < facts.closure; t += step) {
    const Time day = facts.clock.midnight(t);
    items += fmt::format("<li><b>{}</b> {}</li>", facts.clock.short_date(day),
                         grouped(value_at(facts.strength, day)));
  }
  if (items.empty()) return "";
  return fmt::format("<h3>{} still there at 00:00</h3><ul class=\"dates\">{}</ul>\n",
                     html_escape(facts.model.categories[facts.strength_category].name), items);
}

std::string missed_list(const Facts& facts) {
  if (facts.options.violations.empty()) return "";
  std::vector<std::string> items;
  for (const Violation& violation : facts.options.violations) {
    if (items.size() == 3) break;
    items.push_back(clipped_text(fmt::format("{}: {}", rule_name(violation.rule), violation.sentence), 160));
  }
  if (facts.options.violations.size() > items.size())
    items.push_back(
        fmt::format("and {} more: section Requirements.", facts.options.violations.size() - items.size()));
  return "<div class=\"missed\"><h3>Not met</h3>" + item_list(items) + "</div>\n";
}

const char* status_class(Verdict verdict) { return verdict == Verdict::valid ? "good" : "bad"; }

}  // namespace

std::string brief_section(const Facts& facts) {
  std::string out = fmt::format(
      "<section id=\"brief\" class=\"sheet\"><header><h1>{}</h1><p class=\"status {}\">{}</p></header>\n",
      html_escape(facts.model.title), status_class(facts.verdict), status_text(facts));
  out += "<p class=\"lead\">" + html_escape(closure_sentence(facts)) + "</p>\n" + missed_list(facts) +
         tiles(facts);
  out += "<figure>" + plan_curve(facts, 250) + "</figure>\n<div class=\"halves\"><div><h3>Who leaves</h3>" +
         who_leaves(facts) + still_there(facts) + "</div><div>" + closings_line(facts) + "</div></div>\n";
  out += "<div class=\"halves\"><div><h3>Could it be faster?</h3><p>" + html_escape(bound_sentence(facts)) +
         "</p><h3>What holds it up</h3><p>" + html_escape(clipped_text(bottleneck_sentence(facts), 320)) +
         "</p><h3>Risks</h3>" + item_list(risks_of(facts)) + "</div><div><h3>It rests on</h3>" +
         rests_on(facts) + "</div></div>\n";
  const std::string hash =
      facts.options.plan_sha256.empty() ? facts.plan.scenario_sha256 : facts.options.plan_sha256;
  out += fmt::format(
      "<footer>Local time is {} ({}, zone letter {}); Z is UTC. homeward {}, seed {}, {} "
      "{}</footer></section>\n",
      html_escape(facts.model.time_zone), facts.clock.utc_offset(facts.closure),
      facts.clock.letter(facts.closure), html_escape(facts.plan.version), facts.plan.seed,
      facts.options.plan_sha256.empty() ? "scenario" : "plan", html_escape(hash.substr(0, 16)));
  return out;
}

}  // namespace homeward
