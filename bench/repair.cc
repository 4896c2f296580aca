// SPDX-License-Identifier: Apache-2.0
//
// Every link of iraq-2011 cut in turn from 1 November on: time of each repair, columns affected, others that
// changed. Usage: bench_repair [hours after the start, default 246] [length of the cut in hours, default for
// ever] [links (default), places or fleets, or the key of one of them] [file of a plan, default the first one
// of seed 1]
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "check/check_plan.h"
#include "planner/plan_withdrawal.h"
#include "planner/repair/drill.h"
#include "planner/repair/repair_plan.h"
#include "scenario/plan_file.h"
#include "scenario/read_scenario.h"

namespace {

using namespace homeward;
using Clock = std::chrono::steady_clock;

struct Row {
  std::string link;
  std::int64_t ms = 0;            ///< from the changed model to the checked plan
  std::int64_t processor_ms = 0;  ///< of all threads
  Repaired repaired;
};

Plan first_plan(const Model& model) {
  Budget budget(1, Clock::now() + std::chrono::minutes(5));
  Observer observer;
  return *plan_withdrawal(model, {}, budget, observer).best;
}

Plan plan_of_file(const Model& model, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  return read_plan(model, bytes, path).take();
}

/// Something that is taken away.
struct Loss {
  std::string key;
  Model changed;
  std::optional<LinkId> link = std::nullopt;
};

std::vector<Loss> losses(const Model& model, const Plan& plan, Time at, Time until, const std::string& what) {
  std::vector<Loss> all;
  const auto add = [&](const char* kind, const std::string& key, auto take_away) {
    if (what != kind && what != key) return;
    all.push_back({key, model});
    take_away(all.back().changed);
  };
  for (LinkId link : model.links.ids()) {
    const std::size_t before = all.size();
    add("links", model.links[link].key, [&](Model& changed) { cut_link(changed, plan, link, at, until); });
    if (all.size() > before) all.back().link = link;
  }
  for (PlaceId place : model.places.ids())
    add("places", model.places[place].key,
        [&](Model& changed) { close_place(changed, plan, place, at, until); });
  for (FleetId fleet : model.fleets.ids())
    add("fleets", model.fleets[fleet].key, [&](Model& changed) { withdraw_fleet(changed, fleet, 50, at); });
  return all;
}

Row repair(const Loss& loss, const Plan& plan, Time at) {
  Row row{loss.key, 0, 0, {}};
  RepairOptions options;
  options.at = at;
  Budget budget(Budget::kUnlimited, Clock::now() + std::chrono::minutes(5));
  Observer observer;
  const auto begin = Clock::now();
  const std::clock_t work = std::clock();
  row.repaired = repair_plan(loss.changed, plan, options, budget, observer);
  row.ms = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
  row.processor_ms = (std::clock() - work) / (CLOCKS_PER_SEC / 1000);
  return row;
}

/// Columns whose old way never enters the link from `at` on, and how many of them got another time or way.
std::string those_elsewhere(const Loss& loss, const Plan& plan, const Repaired& repaired, Time at) {
  if (!loss.link || !repaired.plan) return "";
  const auto enters = [&](const Column& column) {
    return std::any_of(column.stops.begin(), column.stops.end(), [&](const Stop& stop) {
      return stop.out && stop.out->link == *loss.link && stop.depart >= at;
    });
  };
  const auto all = std::count_if(plan.columns.begin(), plan.columns.end(),
                                 [&](const Column& column) { return !enters(column); });
  const auto moved = std::count_if(
      repaired.changes.columns.begin(), repaired.changes.columns.end(), [&](const ColumnChange& change) {
        return change.old && !enters(*change.old) && (!change.now || !same_stops(*change.old, *change.now));
      });
  return fmt::format("{} of {}", moved, all);
}

const char* outcome_word(const Repaired& repaired) {
  if (!repaired.plan) return repaired.deadline_lost_for_sure ? "impossible" : "no plan";
  if (repaired.way == RepairWay::unchanged) return "unchanged";
  if (!repaired.missed.empty()) return repaired.deadline_lost_for_sure ? "late, proved" : "late";
  if (repaired.way == RepairWay::put_off) return "put off";
  return repaired.way == RepairWay::local ? "local" : "planned";
}

}  // namespace

int main(int argc, char** argv) {
  const Time after = (argc > 1 ? std::atoll(argv[1]) : 246) * kHour;
  auto read = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/iraq-2011");
  if (!read.ok()) return 1;
  const Model model = read.take();
  const Plan plan = argc > 4 ? plan_of_file(model, argv[4]) : first_plan(model);
  const Time at = model.start + after;
  const Time until = argc > 2 ? at + std::atoll(argv[2]) * kHour : kEndOfTime;
  std::vector<std::int64_t> times;
  std::int64_t worst_permille = 0;
  fmt::print(
      "| link | outcome | ms | processor ms | affected | ordered changed | other routes | shifted h | others "
      "changed | "
      "only reloaded | of those never there | closure + h |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
  const std::string what = argc > 3 ? argv[3] : "links";
  const bool one = what != "links" && what != "places" && what != "fleets";
  for (const Loss& loss : losses(model, plan, at, until, what)) {
    const Row row = repair(loss, plan, at);
    if (row.repaired.way == RepairWay::unchanged && row.repaired.plan) continue;
    times.push_back(row.ms);
    const Repaired& repaired = row.repaired;
    const auto others = static_cast<std::int64_t>(plan.columns.size()) - repaired.affected;
    if (repaired.plan)
      worst_permille =
          std::max(worst_permille, 1000 * repaired.others_changed / std::max<std::int64_t>(1, others));
    const Duration later =
        repaired.closure && repaired.closure_before ? *repaired.closure - *repaired.closure_before : 0;
    fmt::print("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", row.link,
               outcome_word(repaired), row.ms, row.processor_ms, repaired.affected, repaired.value.ordered,
               repaired.value.rerouted, repaired.value.shifted_s / kHour, repaired.others_changed,
               repaired.others_reloaded, those_elsewhere(loss, plan, repaired, at), later / kHour);
    if (one) {
      int shown = 0;
      for (const Violation& v : repaired.missed)
        if (++shown < 10) fmt::print("  {} {}\n", rule_name(v.rule), v.sentence);
      for (const std::string& s : repaired.no_way) fmt::print("  {}\n", s);
      for (const auto& c : repaired.changes.columns)
        if (++shown < 60)
          fmt::print("  {} {} {} {} -> {} : {}\n", c.number, static_cast<int>(c.fate), c.affected,
                     c.old ? c.old->stops.front().depart - at : 0,
                     c.now ? c.now->stops.front().depart - at : 0, c.reason);
    }
    std::fflush(stdout);
  }
  std::sort(times.begin(), times.end());
  if (times.empty()) return 0;
  fmt::print(
      "\n{} cuts that matter: median {} ms, worst {} ms; at most {} permille of the other columns changed\n",
      times.size(), times[times.size() / 2], times.back(), worst_permille);
  return 0;
}
