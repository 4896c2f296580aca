// SPDX-License-Identifier: Apache-2.0
#include "cli/repair_answer.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/figures_text.h"
#include "cli/plan_answer.h"
#include "cli/violation_text.h"
#include "planner/bounds/certificate_sentence.h"
#include "report/clock.h"
#include "scenario/certificate_file.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

using nlohmann::json;

json time_or_null(std::optional<Time> time) { return time ? json(utc_text(*time)) : json(nullptr); }
json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

const char* fate_word(ColumnFate fate) {
  switch (fate) {
    case ColumnFate::shifted:
      return "shifted";
    case ColumnFate::rerouted:
      return "rerouted";
    case ColumnFate::reloaded:
      return "reloaded";
    case ColumnFate::cancelled:
      return "cancelled";
    case ColumnFate::added:
      return "added";
  }
  return "";
}

const char* way_word(RepairWay way) {
  switch (way) {
    case RepairWay::unchanged:
      return "unchanged";
    case RepairWay::local:
      return "local";
    case RepairWay::put_off:
      return "put_off";
    case RepairWay::planned:
      return "planned";
  }
  return "";
}

const char* status_word(const RepairAnswer& answer) {
  const Repaired& repaired = answer.repaired;
  if (repaired.plan && repaired.missed.empty()) return "valid";
  if (repaired.plan) return "late";
  return repaired.deadline_lost_for_sure ? "infeasible" : "none_found";
}

std::string route_text(const Model& model, const Column& column) {
  std::string text;
  for (const Stop& stop : column.stops) text += (text.empty() ? "" : "-") + model.places[stop.place].key;
  return text;
}

/// The event that gives them room.
std::string room_event(const Model& model, PlaceId place, std::int64_t vehicles) {
  return fmt::format("set parking of {} to {}", model.places[place].key,
                     model.places[place].parking_vehicles + vehicles);
}

json side_json(const Model& model, const Column* column) {
  if (column == nullptr) return nullptr;
  return {{"depart", utc_text(column->stops.front().depart)},
          {"arrive", utc_text(column->stops.back().arrive)},
          {"route", route_text(model, *column)}};
}

json changes_json(const Model& model, const PlanChanges& changes) {
  json list = json::array();
  for (const ColumnChange& change : changes.columns)
    list.push_back({{"number", change.number},
                    {"change", fate_word(change.fate)},
                    {"old", side_json(model, change.old)},
                    {"new", side_json(model, change.now)},
                    {"ordered", change.ordered},
                    {"under_way", change.under_way},
                    {"affected", change.affected},
                    {"reason", change.reason}});
  return list;
}

class RepairText {
 public:
  RepairText(const Model& model, const RepairAnswer& answer, CommandContext& context, int shown)
      : model_{model},
        answer_{answer},
        repaired_{answer.repaired},
        out_{context.out},
        clock_{model.time_zone, model.clock},
        shown_{shown} {}

  void print() {
    verdict();
    out_ << '\n';
    for (const std::string& event : answer_.events) out_ << "Event:  " << event << '\n';
    out_ << "Time:   " << clock_.both(answer_.at) << "; orders stay until "
         << clock_.both(repaired_.freeze_end) << '\n';
    if (repaired_.plan) {
      counts();
      orders();
      columns();
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(8, repaired_.no_way.size()); ++i)
      out_ << "  " << repaired_.no_way[i] << '\n';
    room();
    missed();
    files();
  }

 private:
  void verdict() {
    if (!repaired_.plan) {
      out_ << (repaired_.deadline_lost_for_sure
                   ? "NO, AND THAT IS PROVED: not everybody and everything can be where they must be in time "
                     "any more."
                   : "NO PLAN WAS FOUND that keeps the hard rules; nothing is proved.")
           << '\n';
      proof();
      return;
    }
    const auto& closure = repaired_.closure;
    const bool in_time = closure && *closure <= model_.deadline;
    if (repaired_.way == RepairWay::unchanged && repaired_.missed.empty())
      out_ << "YES, and nothing has to change. ";
    else if (repaired_.missed.empty())
      out_ << "YES, everybody is still out in time. ";
    else if (in_time)
      out_ << "OUT IN TIME, but other requirements are missed. ";
    else
      out_ << "NO, THE DEADLINE IS LOST with every plan found. ";
    if (closure) {
      out_ << "Closure " << clock_.both(*closure);
      if (repaired_.closure_before) {
        const Duration later = *closure - *repaired_.closure_before;
        out_ << (later == 0  ? ", as before"
                 : later > 0 ? ", " + duration_text(later) + " later than before"
                             : ", " + duration_text(-later) + " earlier than before");
      }
      const Duration spare = model_.deadline - *closure;
      out_ << "; " << duration_text(spare >= 0 ? spare : -spare) << (spare >= 0 ? " before" : " AFTER")
           << " the deadline";
    } else {
      out_ << "Not everybody and everything leaves";
    }
    out_ << ".\n";
    if (!in_time) proof();
  }
  void orders() {
    constexpr std::size_t kShown = 8;
    const auto& broken = answer_.broken_orders;
    if (broken.empty()) return;
    out_ << "Orders: " << counted(static_cast<std::int64_t>(broken.size()), "order cannot", "orders cannot")
         << " stay as given:\n";
    for (std::size_t i = 0; i < std::min(kShown, broken.size()); ++i)
      out_ << "  " << broken[i].sentence << '\n';
    if (broken.size() > kShown) out_ << "  and " << broken.size() - kShown << " more, with --json\n";
  }
  void proof() {
    if (!repaired_.deadline_lost_for_sure) {
      out_ << "Proof: none found; a better plan may exist.\n";
      return;
    }
    const Certificate& certificate = *repaired_.certificate;
    const bool no_way = proves_no_way(model_, certificate);
    out_ << "Proof: "
         << (no_way ? "no plan does it, however late"
                    : "no plan closes before " + clock_.both(certificate.no_closure_before))
         << ". " << certificate.sentence << '\n';
    for (const std::string& mend : mends(model_, certificate)) out_ << "  " << mend << '\n';
    if (repaired_.lost_by_far && !repaired_.plan && !no_way)
      out_ << "  No plan was looked for that is so late: repeat with --event \"deadline …\" to have one.\n";
  }
  void counts() {
    const PlanChanges& changes = repaired_.changes;
    const auto count = static_cast<std::int64_t>(changes.columns.size());
    out_ << fmt::format(
        "Change: {} affected; {} of {} change, {} of them ordered already\n"
        "        of those not affected {} another time or way{}\n",
        counted(repaired_.affected, "column is", "columns are"), counted(count, "column", "columns"),
        repaired_.plan->columns.size(), repaired_.value.ordered,
        counted(repaired_.others_changed, "gets", "get"),
        repaired_.others_reloaded == 0
            ? std::string()
            : fmt::format(", {} only other people or things", repaired_.others_reloaded));
    if (changes.flights_changed + changes.flights_cancelled + changes.flights_added > 0)
      out_ << fmt::format("        flights: {} with other people or times, {} cancelled, {} new\n",
                          changes.flights_changed, changes.flights_cancelled, changes.flights_added);
    if (changes.sailings_changed + changes.batches_changed > 0)
      out_ << fmt::format("        port: {} sailings, {} batches\n", changes.sailings_changed,
                          changes.batches_changed);
    for (const auto& [old, now] : changes.closings)
      out_ << fmt::format("        {} closes {} instead of {}\n", model_.places[old.place].key,
                          clock_.both(now.at), clock_.both(old.at));
    if (repaired_.way == RepairWay::put_off)
      out_ << "        No plan was found that leaves the others at their times: what begins after the\n"
              "        freeze begins whole days later, and those who were held up go in the time that this "
              "gives.\n";
    if (repaired_.way == RepairWay::planned)
      out_ << "        Least change would have missed requirements, or too much hangs together: what begins "
              "after\n"
              "        the freeze was planned again.\n";
  }
  std::string when(const Column* column) const {
    if (column == nullptr) return "-";
    const Time at = column->stops.front().depart;
    return clock_.short_date(at) + " " + clock_.time_of_day(at);
  }
  void columns() {
    const auto& changes = repaired_.changes.columns;
    if (changes.empty()) return;
    out_ << fmt::format("\n{:<11} {:<10} {:<13} {:<13} {:<13} {}\n", "Column", "change", "old start",
                        "new start", "new arrival", "why");
    int left = shown_;
    for (const ColumnChange& change : changes) {
      if (left-- == 0) break;
      const std::string arrives = change.now ? clock_.short_date(change.now->stops.back().arrive) + " " +
                                                   clock_.time_of_day(change.now->stops.back().arrive)
                                             : "-";
      out_ << fmt::format("{:<11} {:<10} {:<13} {:<13} {:<13} {}{}\n", change.number,
                          change.under_way ? "on the way" : fate_word(change.fate), when(change.old),
                          when(change.now), arrives, change.ordered ? "[ordered] " : "", change.reason);
      if (change.fate == ColumnFate::rerouted && change.now)
        out_ << "            now " << route_text(model_, *change.now) << '\n';
    }
    if (left < 0)
      out_ << fmt::format("and {} more: --changes all, or --json\n",
                          changes.size() - static_cast<std::size_t>(shown_));
  }
  void room() {
    if (repaired_.room_missing.empty()) return;
    out_ << "\nSomebody must decide where they stand. If there is room for them where they come to next,\n"
            "repeat with\n";
    for (const auto& [place, vehicles] : repaired_.room_missing)
      out_ << fmt::format("  --event \"{}\"    {} more than the {} that may stand there\n",
                          room_event(model_, place, vehicles), counted(vehicles, "vehicle", "vehicles"),
                          model_.places[place].parking_vehicles);
  }
  void missed() {
    if (repaired_.missed.empty()) return;
    out_ << "\nMISSED (" << counted_by_code(repaired_.missed) << ")\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(8, repaired_.missed.size()); ++i)
      out_ << "  " << violation_text(repaired_.missed[i], clock_) << '\n';
  }
  void files() {
    out_ << '\n';
    if (!answer_.plan_file.empty())
      out_ << "Plan:     " << answer_.plan_file << "\nScenario: " << answer_.scenario_dir
           << "\nCheck:    homeward check " << answer_.scenario_dir << ' ' << answer_.plan_file << '\n';
    if (!answer_.certificate_file.empty()) out_ << "Proof:    " << answer_.certificate_file << '\n';
  }

  const Model& model_;
  const RepairAnswer& answer_;
  const Repaired& repaired_;
  std::ostream& out_;
  LocalClock clock_;
  int shown_;
};

}  // namespace

int repair_exit_code(const RepairAnswer& answer) {
  if (answer.repaired.plan && answer.repaired.missed.empty()) return kExitDone;
  return answer.repaired.deadline_lost_for_sure ? kExitInfeasible : kExitNoPlan;
}

json repair_answer_json(const Model& model, const RepairAnswer& answer, const CommandContext& context) {
  const Repaired& repaired = answer.repaired;
  const PlanChanges& changes = repaired.changes;
  json object = {{"status", status_word(answer)},
                 {"at", utc_text(answer.at)},
                 {"events", answer.events},
                 {"freeze_end", utc_text(repaired.freeze_end)},
                 {"way", way_word(repaired.way)},
                 {"closure", time_or_null(repaired.closure)},
                 {"closure_before", time_or_null(repaired.closure_before)},
                 {"affected", repaired.affected},
                 {"others_changed", repaired.others_changed},
                 {"others_reloaded", repaired.others_reloaded},
                 {"ordered_changed", repaired.value.ordered},
                 {"rerouted", repaired.value.rerouted},
                 {"shifted_seconds", repaired.value.shifted_s},
                 {"changes", changes_json(model, changes)},
                 {"flights",
                  {{"changed", changes.flights_changed},
                   {"cancelled", changes.flights_cancelled},
                   {"added", changes.flights_added}}},
                 {"sailings_changed", changes.sailings_changed},
                 {"batches_changed", changes.batches_changed},
                 {"no_way", repaired.no_way},
                 {"missed", violations_json(repaired.missed)},
                 {"broken_orders", violations_json(answer.broken_orders)},
                 {"deadline_lost_proved", repaired.deadline_lost_for_sure},
                 {"bound_certificate", nullptr},
                 {"mends", json::array()},
                 {"plan_file", text_or_null(answer.plan_file)},
                 {"plan_sha256", text_or_null(answer.plan_sha256)},
                 {"scenario", text_or_null(answer.scenario_dir)},
                 {"certificate_file", text_or_null(answer.certificate_file)},
                 {"wall_seconds", wall_seconds(context)}};
  json closings = json::array();
  for (const auto& [old, now] : changes.closings)
    closings.push_back(
        {{"place", model.places[old.place].key}, {"old", utc_text(old.at)}, {"new", utc_text(now.at)}});
  object["closings"] = closings;
  json room = json::array();
  for (const auto& [place, vehicles] : repaired.room_missing)
    room.push_back({{"place", model.places[place].key},
                    {"vehicles", vehicles},
                    {"event", room_event(model, place, vehicles)}});
  object["room_missing"] = room;
  if (repaired.deadline_lost_for_sure) object["mends"] = mends(model, *repaired.certificate);
  if (repaired.certificate)
    object["bound_certificate"] = json::parse(write_certificate(*repaired.certificate));
  return object;
}

void print_repair(const Model& model, const RepairAnswer& answer, CommandContext& context,
                  int changes_shown) {
  RepairText(model, answer, context, changes_shown).print();
}

}  // namespace homeward
