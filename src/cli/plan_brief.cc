// SPDX-License-Identifier: Apache-2.0
//
// The brief on one page: verdict, closure against deadline, bound, bottleneck, who leaves when, traffic,
// files.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>

#include "cli/figures_text.h"
#include "cli/plan_answer.h"
#include "cli/violation_text.h"
#include "planner/bounds/certificate_sentence.h"
#include "report/clock.h"
#include "report/escape.h"

namespace homeward {

namespace {

constexpr std::size_t kMissedShown = 8;

struct BaseRow {
  PlaceId place;
  std::int64_t people = 0;    ///< of its own, who leave
  std::optional<Time> first;  ///< first departure of somebody or something that leaves
  Time closes = 0;
};

class Brief {
 public:
  Brief(const Model& model, const PlanAnswer& answer, CommandContext& context)
      : model_{model},
        answer_{answer},
        out_{context.out},
        clock_{model.time_zone, model.clock},
        context_{context} {}

  void print() {
    out_ << model_.title << "\n\n";
    verdict();
    bound();
    if (answer_.outcome.best) {
      missed();
      bases();
      traffic();
    }
    files();
    out_ << fmt::format("Took {:.1f} s{}, at most {} MB; seed {}.\n", wall_seconds(context_), first_valid(),
                        peak_memory_bytes() / 1'000'000, answer_.seed);
  }

 private:
  void verdict();
  void bound();
  void missed();
  void bases();
  void traffic();
  void files();
  std::string first_valid() const;
  std::string against_deadline(Time closure) const;
  std::vector<BaseRow> base_rows() const;
  std::map<PlaceId, Time> first_departures() const;

  const Model& model_;
  const PlanAnswer& answer_;
  std::ostream& out_;
  LocalClock clock_;
  CommandContext& context_;
};

std::string Brief::against_deadline(Time closure) const {
  const Duration spare = model_.deadline - closure;
  const std::string deadline = "the deadline (" + clock_.end_date_time(model_.deadline) + " local)";
  if (spare == 0) return "exactly at " + deadline;
  return spare > 0 ? duration_text(spare) + " before " + deadline
                   : duration_text(-spare) + " AFTER " + deadline;
}

void Brief::verdict() {
  const PlanStatus status = plan_status(answer_);
  if (status == PlanStatus::none_found) {
    out_ << "NO PLAN was found within the budget, and nothing is proved. Give more time: --time-limit.\n";
    return;
  }
  if (status == PlanStatus::infeasible) {
    out_ << "IMPOSSIBLE: it is proved that the deadline cannot be met.\n";
    return;
  }
  out_ << (status == PlanStatus::valid ? "VALID PLAN" : "*** LATE *** This plan misses requirements") << ". ";
  const std::string zone = model_.zones[model_.zone].name;
  const auto& closure = answer_.figures->closure;
  if (closure) {
    out_ << "Everybody and everything is out of " << zone << " on\n"
         << clock_.both(*closure) << ", " << against_deadline(*closure) << ".\n";
  } else {
    out_ << "Not everybody and everything leaves " << zone << ".\n";
  }
}

void Brief::bound() {
  const Outcome& outcome = answer_.outcome;
  if (outcome.bound) {
    const bool no_way = outcome.certificate && proves_no_way(model_, *outcome.certificate);
    out_ << "Bound: ";
    no_way ? out_ << "no plan does it, however late"
           : out_ << "no plan closes before " << clock_.both(*outcome.bound);
    const auto closure = answer_.figures ? answer_.figures->closure : std::nullopt;
    if (outcome.why == StopReason::proved_best) {
      out_ << ": this plan is proved best";
    } else if (closure && *closure >= *outcome.bound) {
      out_ << "; gap " << duration_text(*closure - *outcome.bound);
    }
    out_ << ".\n";
  }
  if (outcome.certificate && !outcome.certificate->sentence.empty())
    out_ << "Bottleneck: " << outcome.certificate->sentence << '\n';
  if (outcome.certificate)
    for (const std::string& mend : mends(model_, *outcome.certificate)) out_ << "  " << mend << '\n';
}

void Brief::missed() {
  if (answer_.violations.empty()) return;
  out_ << "\nMISSED (" << counted_by_code(answer_.violations) << ")\n";
  for (std::size_t i = 0; i < std::min(kMissedShown, answer_.violations.size()); ++i)
    out_ << "  " << violation_text(answer_.violations[i], clock_) << '\n';
  if (answer_.violations.size() > kMissedShown)
    out_ << "  and " << answer_.violations.size() - kMissedShown << " more: homeward check lists them\n";
}

std::map<PlaceId, Time> Brief::first_departures() const {
  std::map<PlaceId, Time> first;
  const auto note = [&first](PlaceId place, Time time) {
    const auto [entry, is_new] = first.emplace(place, time);
    if (!is_new) entry->second = std::min(entry->second, time);
  };
  for (const Column& column : answer_.outcome.best->columns)
    if (column.column_class != ColumnClass::empty)
      note(column.stops.front().place, column.stops.front().depart);
  for (const Flight& flight : answer_.outcome.best->flights)
    if (!flight.passengers.empty()) note(flight.from, flight.take_off);
  return first;
}

std::vector<BaseRow> Brief::base_rows() const {
  const std::map<PlaceId, Time> first = first_departures();
  std::vector<BaseRow> rows;
  for (const BaseClosing& closing : answer_.outcome.best->closings) {
    BaseRow row{closing.place, 0, {}, closing.at};
    if (const auto found = first.find(closing.place); found != first.end()) row.first = found->second;
    for (const Unit& unit : model_.units)
      if (unit.place == closing.place && !unit.stays)
        for (const std::int64_t people : unit.people) row.people += people;
    rows.push_back(row);
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const BaseRow& a, const BaseRow& b) { return a.closes < b.closes; });
  return rows;
}

void Brief::bases() {
  const std::vector<BaseRow> rows = base_rows();
  if (rows.empty()) return;
  out_ << fmt::format("\n{:<32} {:>8}  {:<14} {}\n", "Who leaves when", "people", "from", "closed");
  for (const BaseRow& row : rows)
    out_ << fmt::format("  {:<30} {:>8}  {:<14} {}\n", model_.places[row.place].name, grouped(row.people),
                        row.first ? clock_.short_date(*row.first) : "", clock_.both(row.closes));
}

void Brief::traffic() {
  const Plan& plan = *answer_.outcome.best;
  const PlanFigures& figures = *answer_.figures;
  out_ << "\nOut:";
  for (const CategoryId category : model_.categories.ids())
    out_ << (category.index() == 0 ? " " : ", ") << grouped(figures.people_out[category]) << ' '
         << model_.categories[category].name;
  const auto size = [](const auto& list) { return static_cast<std::int64_t>(list.size()); };
  out_ << "\nMoves: " << counted(size(plan.columns), "column", "columns") << ", "
       << counted(size(plan.flights), "flight", "flights") << ", "
       << counted(size(plan.sailings), "sailing", "sailings") << "; everything at its final place "
       << (figures.final_closure ? "on " + clock_.both(*figures.final_closure) : "never") << '\n';
  const std::int64_t driven_m = figures.loaded_vehicle_m + figures.empty_vehicle_m + figures.escort_vehicle_m;
  const std::int64_t empty_percent = driven_m == 0 ? 0 : figures.empty_vehicle_m * 100 / driven_m;
  out_ << "Roads: " << grouped(driven_m / 1000) << " vehicle-km, " << empty_percent
       << " % of them empty; columns wait " << grouped(figures.waiting_s / kHour) << " column-hours\n";
}

void Brief::files() {
  if (answer_.plan_file.empty() && answer_.certificate_file.empty()) return;
  out_ << '\n';
  if (!answer_.plan_file.empty()) {
    const std::string report = answer_.plan_file.substr(0, answer_.plan_file.rfind(".json")) + ".html";
    out_ << "Plan:   " << answer_.plan_file << "  (SHA-256 " << answer_.plan_sha256.substr(0, 12) << "…)\n"
         << "Report: homeward report " << answer_.plan_file << " --scenario " << answer_.scenario_dir
         << " --out " << report << '\n';
  }
  if (!answer_.certificate_file.empty()) out_ << "Proof:  " << answer_.certificate_file << '\n';
}

std::string Brief::first_valid() const {
  if (answer_.first_valid_ms < 0) return "";
  return fmt::format(" (first valid plan after {:.1f} s)",
                     static_cast<double>(answer_.first_valid_ms) / 1000);
}

}  // namespace

void print_brief(const Model& model, const PlanAnswer& answer, CommandContext& context) {
  Brief(model, answer, context).print();
}

}  // namespace homeward
