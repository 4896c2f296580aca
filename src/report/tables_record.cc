// SPDX-License-Identifier: Apache-2.0
//
// What the plan rests on: summary, requirements, assumptions, provenance, and the sentences of the brief.
#include <fmt/format.h>

#include <algorithm>

#include "report/escape.h"
#include "report/load.h"
#include "report/movement.h"
#include "report/tables.h"

namespace homeward {

namespace {

std::string percent_text(double share) { return fmt::format("{:.1f} %", 100 * share); }

std::string categories_text(const Facts& facts, const std::vector<CategoryId>& categories) {
  std::string text;
  for (CategoryId category : categories)
    text += (text.empty() ? "" : ", ") + facts.model.categories[category].name;
  return text.empty() ? "everybody" : text;
}

/// Until when a ceiling row holds: the next one of the same zone and categories.
Time ceiling_end(const Model& model, const Target& target) {
  Time end = kEndOfTime;
  for (const Target& other : model.targets)
    if (other.kind == TargetKind::ceiling && other.zone == target.zone &&
        other.categories == target.categories && other.from > target.from)
      end = std::min(end, other.from);
  return end;
}

/// Empty where there is no end.
Cell end_cell(Time end) {
  Cell cell;
  if (end < kEndOfTime) cell = end;
  return cell;
}

std::vector<Cell> target_row(const Facts& facts, const Target& target) {
  const Steps level = people_in_zone(facts, target.categories);
  const bool ceiling = target.kind == TargetKind::ceiling;
  const Time end = ceiling ? ceiling_end(facts.model, target) : target.until;
  std::int64_t worst = value_at(level, target.from);
  for (const Step& step : level) {
    if (step.at < target.from || step.at >= end) continue;
    worst = ceiling ? std::max(worst, step.value) : std::min(worst, step.value);
  }
  const std::string what =
      fmt::format("{} {} people, {}, {}", ceiling ? "at most" : "at least", grouped(target.people),
                  categories_text(facts, target.categories), facts.model.zones[target.zone].name);
  const std::int64_t margin = ceiling ? target.people - worst : worst - target.people;
  const Cell until = end_cell(end);
  return {ceiling ? "ceiling" : "floor", what, target.from, until, worst, margin,
          margin >= 0 ? "met" : "missed"};
}

std::vector<Cell> counted_elsewhere_row(const Facts& facts, const Target& target) {
  const Cell until = end_cell(target.until);
  if (target.kind != TargetKind::cover)
    return {"level",          "of another zone: " + facts.model.zones[target.zone].name,
            target.from,      until,
            Cell{},           Cell{},
            "see the checker"};
  return {"cover",
          "permission to be in " + facts.model.zones[target.zone].name + ", " +
              categories_text(facts, target.categories),
          target.from,
          until,
          Cell{},
          Cell{},
          "see the checker"};
}

void add_row_assumption(const std::string& where, const Provenance& provenance, const std::string& name,
                        std::vector<AssumptionLine>& lines) {
  if (provenance.certainty != "assumed" && provenance.certainty != "poor") return;
  std::string text = name;
  if (!provenance.note.empty())
    text += ": " + provenance.note;
  else if (!provenance.source.empty())
    text += ": " + provenance.source;
  lines.push_back(
      {provenance.row > 0 ? fmt::format("{}:{}", where, provenance.row) : where, text, provenance.certainty});
}

std::string branch_text(const Facts& facts) {
  std::string text;
  for (const auto& [key, outcome] : facts.plan.branch) {
    std::string name = key;
    for (const Condition& condition : facts.model.conditions)
      if (condition.key == key && !condition.name.empty()) name = condition.name;
    text += (text.empty() ? "" : "; ") + name + ": " + outcome;
  }
  return text.empty() ? "no open conditions" : text;
}

std::int64_t bases_that_close(const Facts& facts) {
  std::int64_t count = 0;
  for (const BaseFacts& base : facts.bases) count += base.closes_at ? 1 : 0;
  return count;
}

const char* proof_text(Proof proof) {
  switch (proof) {
    case Proof::holds:
      return "verified by the checker";
    case Proof::refuted:
      return "REFUTED by the checker";
    case Proof::unchecked:
      break;
  }
  return "not checked for this report";
}

}  // namespace

std::string status_text(const Facts& facts) {
  switch (facts.verdict) {
    case Verdict::valid:
      return "ON TIME";
    case Verdict::late:
      return "LATE";
    case Verdict::draft:
      break;
  }
  return "DRAFT, NOT VALID";
}

std::string closure_sentence(const Facts& facts) {
  if (!facts.figures.closure)
    return fmt::format(
        "In this plan not everybody and everything leaves {}: the last exit is on {} at {} local time ({}).",
        zone_name(facts.model), facts.clock.long_date(facts.closure), facts.clock.time_of_day(facts.closure),
        dtg(facts.closure));
  const Duration slack = facts.model.deadline - facts.closure;
  return fmt::format("{} is left on {} at {} local time ({}), {} {} the deadline of {}.",
                     zone_name(facts.model), facts.clock.long_date(facts.closure),
                     facts.clock.time_of_day(facts.closure), dtg(facts.closure),
                     duration_text(slack < 0 ? -slack : slack), slack < 0 ? "AFTER" : "before",
                     facts.clock.end_date_time(facts.model.deadline));
}

std::string bound_sentence(const Facts& facts) {
  if (!facts.plan.bound) return "No lower bound was proved: whether a faster plan exists is not known.";
  if (!facts.figures.closure)
    return fmt::format("No valid plan can close before {}.", facts.clock.both(*facts.plan.bound));
  const Duration gap = facts.closure - *facts.plan.bound;
  const Duration horizon = facts.model.deadline - facts.model.start;
  const double share = horizon > 0 ? static_cast<double>(gap) / static_cast<double>(horizon) : 0;
  const std::string proof = facts.plan.bound_certificate
                                ? fmt::format("certificate {}", proof_text(facts.options.certificate))
                                : std::string("without a certificate");
  if (gap <= 0) return fmt::format("No valid plan closes earlier: closure is proved best ({}).", proof);
  return fmt::format(
      "No valid plan can close before {} ({}). At most {} ({} of the time given) could still be won.",
      facts.clock.both(*facts.plan.bound), proof, duration_text(gap), percent_text(share));
}

std::string bottleneck_sentence(const Facts& facts) {
  if (facts.plan.bound_certificate && !facts.plan.bound_certificate->sentence.empty())
    return facts.plan.bound_certificate->sentence;
  const std::vector<Utilisation> all = utilisations(facts);
  if (all.empty()) return "No resource is used.";
  return fmt::format(
      "Nothing is proved about the bottleneck. The fullest resource is {} ({}): {} of its open time is used.",
      all.front().name, all.front().kind, percent_text(all.front().share()));
}

Table summary_table(const Facts& facts) {
  Table table{"summary", "Summary", "", {text_column("what", "What"), text_column("value", "Value")}, {}};
  const auto add = [&table](std::string what, std::string value) {
    table.rows.push_back({std::move(what), std::move(value)});
  };
  add("Plan", facts.model.title);
  add("Status", status_text(facts));
  add("Start", facts.clock.both(facts.model.start));
  add("Deadline", facts.clock.end_date_time(facts.model.deadline) + " (" + dtg(facts.model.deadline) + ")");
  add("Closure",
      facts.figures.closure ? facts.clock.both(facts.closure) : "never: somebody or something stays");
  add("Final closure", facts.figures.final_closure ? facts.clock.both(facts.final_closure)
                                                   : "never: something is not at its destination");
  add("Bound", facts.plan.bound ? facts.clock.both(*facts.plan.bound) : "none");
  add("Outcomes planned for", branch_text(facts));
  for (const CategoryFacts& category : facts.categories)
    add(facts.model.categories[category.category].name + " out",
        fmt::format("{} of {}", grouped(category.out_by_road + category.out_by_air),
                    grouped(category.leaving)));
  add("Bases closed", grouped(bases_that_close(facts)));
  add("Columns", grouped(static_cast<std::int64_t>(facts.plan.columns.size())));
  add("Flights", grouped(static_cast<std::int64_t>(facts.plan.flights.size())));
  add("Sailings", grouped(static_cast<std::int64_t>(facts.plan.sailings.size())));
  add("Driven laden or going home", grouped(facts.figures.loaded_vehicle_m / 1000) + " vehicle-km");
  add("Driven empty", grouped(facts.figures.empty_vehicle_m / 1000) + " vehicle-km");
  add("Driven by escorts", grouped(facts.figures.escort_vehicle_m / 1000) + " vehicle-km");
  add("Columns waiting or resting", grouped(facts.figures.waiting_s / kHour) + " column-hours");
  return table;
}

Table requirements_table(const Facts& facts) {
  Table table{"requirements", "Requirements", "", {}, {}};
  table.columns = {text_column("kind", "Kind"),
                   text_column("requirement", "Requirement"),
                   time_column("from", "From"),
                   time_column("until", "Until"),
                   whole_column("worst_people", "Worst level", "people"),
                   whole_column("margin_people", "Margin", "people"),
                   text_column("verdict", "Verdict")};
  table.rows.push_back({"deadline",
                        "everybody and everything that must leave has left " + zone_name(facts.model),
                        facts.model.deadline, Cell{}, Cell{}, Cell{},
                        !facts.figures.closure ? "missed: not everybody and everything leaves"
                        : facts.closure <= facts.model.deadline
                            ? "met, " + duration_text(facts.model.deadline - facts.closure) + " to spare"
                            : "missed by " + duration_text(facts.closure - facts.model.deadline)});
  for (const Target& target : facts.model.targets)
    table.rows.push_back(target.kind == TargetKind::cover || target.zone != facts.model.zone
                             ? counted_elsewhere_row(facts, target)
                             : target_row(facts, target));
  return table;
}

Table violations_table(const Facts& facts) {
  Table table{"violations", "What the checker found", "", {}, {}};
  table.columns = {text_column("rule", "Rule"), text_column("objects", "Objects"), time_column("at", "At"),
                   decimal_column("late_h", "Late by", "h", 1), text_column("sentence", "Finding")};
  for (const Violation& violation : facts.options.violations) {
    std::string objects;
    for (const std::string& object : violation.objects) objects += (objects.empty() ? "" : ", ") + object;
    table.rows.push_back({rule_name(violation.rule), objects, violation.at,
                          static_cast<double>(violation.late_s) / kHour, violation.sentence});
  }
  return table;
}

std::vector<AssumptionLine> assumption_lines(const Facts& facts) {
  std::vector<AssumptionLine> lines;
  const auto& said = facts.plan.assumptions;
  const auto full_text = [](const Assumption& one) { return one.where + ": " + one.text; };
  for (const std::string& text : said) {
    const auto same = std::find_if(facts.model.assumptions.begin(), facts.model.assumptions.end(),
                                   [&](const Assumption& one) { return full_text(one) == text; });
    if (same == facts.model.assumptions.end()) lines.push_back({"plan", text, "assumed"});
  }
  for (const Assumption& assumption : facts.model.assumptions)
    lines.push_back({assumption.where, assumption.text, "assumed"});
  const Model& model = facts.model;
  for (const Place& row : model.places) add_row_assumption("places.csv", row.provenance, row.name, lines);
  for (const Link& row : model.links) add_row_assumption("links.csv", row.provenance, row.key, lines);
  for (const Service& row : model.services)
    add_row_assumption("services.csv", row.provenance, row.name, lines);
  for (const Window& row : model.windows)
    add_row_assumption("windows.csv", row.provenance, row.reason, lines);
  for (const Reduction& row : model.reductions)
    add_row_assumption("windows.csv", row.when.provenance, row.when.reason, lines);
  for (const Fleet& row : model.fleets) add_row_assumption("fleets.csv", row.provenance, row.name, lines);
  for (const Aircraft& row : model.aircraft)
    add_row_assumption("aircraft.csv", row.provenance, row.name, lines);
  for (const Ship& row : model.ships) add_row_assumption("ships.csv", row.provenance, row.name, lines);
  for (const ItemType& row : model.item_types)
    add_row_assumption("item_types.csv", row.provenance, row.name, lines);
  for (const Unit& row : model.units) add_row_assumption("units.csv", row.provenance, row.name, lines);
  for (const Lot& row : model.lots) add_row_assumption("items.csv", row.provenance, row.key, lines);
  return lines;
}

Table assumptions_table(const Facts& facts) {
  Table table{"assumptions", "Assumptions", "", {}, {}};
  table.columns = {text_column("where", "Where"), text_column("certainty", "Certainty"),
                   text_column("assumption", "Assumption")};
  for (const AssumptionLine& line : assumption_lines(facts))
    table.rows.push_back({line.where, line.certainty, line.text});
  return table;
}

Table provenance_table(const Facts& facts) {
  Table table{
      "provenance", "Provenance", "", {text_column("what", "What"), text_column("value", "Value")}, {}};
  const auto add = [&table](std::string what, std::string value) {
    if (!value.empty()) table.rows.push_back({std::move(what), std::move(value)});
  };
  add("Scenario", facts.plan.scenario_title);
  add("Scenario, SHA-256", facts.plan.scenario_sha256);
  add("Model read, SHA-256", facts.model.scenario_sha256);
  add("Plan file, SHA-256", facts.options.plan_sha256);
  add("Outcomes planned for", branch_text(facts));
  add("Program", "homeward " + facts.plan.version);
  add("Seed", std::to_string(facts.plan.seed));
  add("Work units", grouped(facts.plan.work));
  add("Time zone", facts.model.time_zone + " (" + facts.clock.utc_offset(facts.closure) + " at closure)");
  add("Certificate of the bound",
      facts.plan.bound_certificate ? proof_text(facts.options.certificate) : "none");
  add("Borders", "Natural Earth (public domain) through world-atlas 2");
  return table;
}

std::vector<Table> all_tables(const Facts& facts) {
  std::vector<Table> tables{
      summary_table(facts),         departures_table(facts),   milestones_table(facts),
      force_level_table(facts),     actual_table(facts),       closings_table(facts),
      units_table(facts),           things_table(facts),       road_movement_table(facts),
      critical_points_table(facts), flights_table(facts),      sailings_table(facts),
      services_table(facts),        service_days_table(facts), fleets_table(facts),
      utilisation_table(facts),     requirements_table(facts), violations_table(facts),
      assumptions_table(facts),     provenance_table(facts)};
  if (!facts.model.other_traffic.empty()) tables.push_back(other_traffic_table(facts));
  if (facts.options.simulation && !facts.options.simulation->force_level.empty())
    tables.push_back(played_table(facts));
  if (!facts.options.prices.empty()) tables.push_back(prices_table(facts));
  if (facts.options.decisions)
    for (Table& table : std::vector<Table>{decisions_table(facts), decision_orders_table(facts, ""),
                                           decision_waiting_table(facts, ""), decision_slack_table(facts)})
      tables.push_back(std::move(table));
  if (facts.options.changes) {
    tables.push_back(changes_table(facts));
    tables.push_back(changed_closings_table(facts));
  }
  if (!facts.options.sweep.empty()) tables.push_back(sweep_table(facts));
  if (facts.options.drill) tables.push_back(drill_table(facts));
  return tables;
}

}  // namespace homeward
