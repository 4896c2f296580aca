// SPDX-License-Identifier: Apache-2.0
#include "cli/decide_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "check/plan_figures.h"
#include "cli/plan_answer.h"
#include "report/clock.h"
#include "scenario/certificate_file.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

using decide::ConditionAnswer;
using nlohmann::json;

/// Units with less slack than this are shown to people; programs get all.
constexpr std::size_t kUnitsShown = 8;

json time_or_null(const std::optional<Time>& time) { return time ? json(utc_text(*time)) : json(nullptr); }

json held_json(const Model& leaf, const decide::Held& held) {
  return {{"unit", leaf.units[held.unit].key},
          {"outcome", leaf_name(leaf)},
          {"people", held.people},
          {"things", held.things},
          {"first_move", time_or_null(held.first_move)},
          {"order_by", time_or_null(held.order_by)}};
}

json waiting_json(const decide::WaitingCost& cost) {
  json row = {{"decision", utc_text(cost.decision)}, {"possible", cost.possible}};
  if (!cost.possible) return row;
  row["worst_closure"] = utc_text(cost.worst_closure);
  row["held_person_days"] = cost.held_person_days;
  row["peak_use"] = cost.peak_use;
  return row;
}

json condition_json(const DecideResult& result, std::size_t index) {
  const ConditionAnswer& answer = result.answer.conditions[index];
  const DecisionFiles& files = result.files[index];
  const Model& first = result.leaves.front();
  json object = {{"condition", first.conditions[answer.condition].key},
                 {"if_no_answer", first.conditions[answer.condition].if_no_answer},
                 {"prepare_seconds", first.conditions[answer.condition].prepare_s},
                 {"possible_at", time_or_null(answer.possible_at)},
                 {"too_late_at", time_or_null(answer.too_late_at)},
                 {"gap_seconds", nullptr},
                 {"binding", answer.binding.empty() ? json(nullptr) : json(answer.binding)},
                 {"certificate", nullptr},
                 {"certificate_file", files.certificate.empty() ? json(nullptr) : json(files.certificate)},
                 {"peak_unit", answer.peak_unit},
                 {"plans", json::array()},
                 {"held", json::array()},
                 {"waiting", json::array()}};
  if (answer.possible_at && answer.too_late_at)
    object["gap_seconds"] = *answer.too_late_at - *answer.possible_at;
  if (answer.certificate) {
    object["certificate"] = json::parse(write_certificate(*answer.certificate));
    object["too_late_outcome"] = leaf_name(result.leaves[answer.too_late_leaf]);
  }
  for (std::size_t leaf = 0; answer.policy && leaf < result.leaves.size(); ++leaf)
    object["plans"].push_back(
        {{"outcome", leaf_name(result.leaves[leaf])},
         {"closure", time_or_null(plan_figures(result.leaves[leaf], answer.policy->plans[leaf]).closure)},
         {"plan_file", leaf < files.plans.size() ? json(files.plans[leaf]) : json(nullptr)}});
  for (const decide::Held& held : answer.held)
    object["held"].push_back(held_json(result.leaves[held.leaf], held));
  for (const decide::WaitingCost& cost : answer.waiting) object["waiting"].push_back(waiting_json(cost));
  return object;
}

class Page {
 public:
  Page(const DecideResult& result, std::ostream& out)
      : result_{result}, out_{out}, first_{result.leaves.front()}, clock_{first_.time_zone, first_.clock} {}

  void print() {
    out_ << first_.title << "\n\n";
    for (std::size_t i = 0; i < result_.answer.conditions.size(); ++i) print_condition(i);
    print_slack();
  }

 private:
  void print_condition(std::size_t index) {
    const ConditionAnswer& answer = result_.answer.conditions[index];
    const Condition& condition = first_.conditions[answer.condition];
    out_ << "LATEST DECISION: " << condition.name << '\n';
    if (answer.possible_at)
      out_ << "  Still possible  " << clock_.both(*answer.possible_at)
           << "   every outcome has a checked plan\n";
    else
      out_ << "  No policy was found, not even for a decision at the start.\n";
    if (answer.too_late_at)
      out_ << "  Proved too late " << clock_.both(*answer.too_late_at) << "   "
           << leaf_name(result_.leaves[answer.too_late_leaf]) << " misses the deadline\n";
    else
      out_ << "  No decision before the deadline is proved to be too late.\n";
    if (answer.possible_at && answer.too_late_at)
      out_ << "  Unknown between " << duration_text(*answer.too_late_at - *answer.possible_at) << '\n';
    if (answer.certificate) out_ << "  Why             " << answer.certificate->sentence << '\n';
    print_plans(index);
    print_triggers(answer, condition);
    print_waiting(answer);
    out_ << '\n';
  }

  void print_plans(std::size_t index) {
    const ConditionAnswer& answer = result_.answer.conditions[index];
    if (!answer.policy) return;
    out_ << "\n  Plans, the same until the answer:\n";
    for (std::size_t leaf = 0; leaf < result_.leaves.size(); ++leaf) {
      const auto closure = plan_figures(result_.leaves[leaf], answer.policy->plans[leaf]).closure;
      out_ << fmt::format("    {:40} closes {}  {}\n", leaf_name(result_.leaves[leaf]),
                          closure ? clock_.date_time(*closure) : "never",
                          leaf < result_.files[index].plans.size() ? result_.files[index].plans[leaf] : "");
    }
    if (!result_.files[index].certificate.empty())
      out_ << "    proof: " << result_.files[index].certificate << '\n';
  }

  void print_triggers(const ConditionAnswer& answer, const Condition& condition) {
    if (answer.held.empty()) return;
    std::int64_t people = 0, things = 0;
    for (const decide::Held& held : answer.held) people += held.people, things += held.things;
    out_ << fmt::format("\n  Held until the answer: {} people, {} things. Afterwards ready in {}.\n", people,
                        things, duration_text(condition.prepare_s));
    if (!answer.possible_at) return;
    out_ << "  If the answer has not come by " << clock_.date_time(*answer.possible_at) << ", act as for \""
         << condition.if_no_answer << "\":\n";
    for (const decide::Held& held : answer.held) {
      const Model& leaf = result_.leaves[held.leaf];
      if (!held.order_by) continue;
      out_ << fmt::format("    order by {}  {:28} {:>6} people {:>5} things, first move {}\n",
                          clock_.date_time(*held.order_by), leaf.units[held.unit].name, held.people,
                          held.things, clock_.date_time(*held.first_move));
    }
  }

  void print_waiting(const ConditionAnswer& answer) {
    if (answer.waiting.empty()) return;
    out_ << "\n  What waiting costs (worst outcome):\n";
    out_ << fmt::format("    {:18} {:18} {:>16}  {}\n", "answer at", "closes", "held person-days",
                        answer.peak_unit);
    for (const decide::WaitingCost& cost : answer.waiting) {
      if (!cost.possible)
        out_ << fmt::format("    {:18} none found\n", clock_.date_time(cost.decision));
      else
        out_ << fmt::format("    {:18} {:18} {:>16}  {}\n", clock_.date_time(cost.decision),
                            clock_.date_time(cost.worst_closure), cost.held_person_days, cost.peak_use);
    }
  }

  void print_slack() {
    const auto& slack = result_.answer.slack;
    if (slack.empty()) return;
    out_ << "LEAST SLACK: units whose last departure is nearest to being too late\n";
    for (std::size_t i = 0; i < std::min(slack.size(), kUnitsShown); ++i)
      out_ << fmt::format("    {:28} leaves {}  too late {}  slack {}\n", first_.units[slack[i].unit].name,
                          clock_.date_time(slack[i].last_departure), clock_.date_time(slack[i].too_late_at),
                          duration_text(slack[i].slack_s()));
    if (slack.size() > kUnitsShown) out_ << "    " << slack.size() - kUnitsShown << " more with --json\n";
  }

  const DecideResult& result_;
  std::ostream& out_;
  const Model& first_;
  LocalClock clock_;
};

}  // namespace

std::string leaf_name(const Model& leaf) {
  std::string name;
  for (const Condition& condition : leaf.conditions)
    name += (name.empty() ? "" : ", ") + condition.key + "=" + condition.outcome;
  return name;
}

json decide_json(const DecideResult& result, const CommandContext& context) {
  bool all = true;
  json conditions = json::array();
  for (std::size_t i = 0; i < result.answer.conditions.size(); ++i) {
    conditions.push_back(condition_json(result, i));
    all = all && result.answer.conditions[i].possible_at;
  }
  json slack = json::array();
  const Model& first = result.leaves.front();
  for (const decide::UnitSlack& row : result.answer.slack)
    slack.push_back({{"unit", first.units[row.unit].key},
                     {"last_departure", utc_text(row.last_departure)},
                     {"too_late_at", utc_text(row.too_late_at)},
                     {"slack_seconds", row.slack_s()}});
  return {{"status", all ? "decided" : "none_found"},
          {"scenario", first.scenario_sha256},
          {"conditions", conditions},
          {"slack", slack},
          {"wall_seconds", wall_seconds(context)},
          {"peak_memory_bytes", peak_memory_bytes()}};
}

void print_decisions(const DecideResult& result, CommandContext& context) {
  Page(result, context.out).print();
}

}  // namespace homeward
