// SPDX-License-Identifier: Apache-2.0
#include "cli/answer_files.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "scenario/json_object_reader.h"
#include "scenario/strict_json.h"

namespace homeward {

namespace {

constexpr WholeRange kCount{0, 1'000'000'000'000};
constexpr WholeRange kSeconds{-1'000'000'000'000, 1'000'000'000'000};
constexpr std::array kChanges = {"shifted", "rerouted", "reloaded", "cancelled", "added"};
constexpr std::array kWays = {"unchanged", "local", "put_off", "planned"};
constexpr std::array kHarms = {"impossible", "no_plan", "late",        "later",
                               "absorbed",   "unused",  "not_examined"};

/// A member that is there, and not null.
std::optional<JsonValue> given(JsonObjectReader& reader, std::string_view key) {
  const auto value = reader.optional_member(key);
  return value && value->kind() != JsonKind::null ? value : std::nullopt;
}

std::optional<Time> time_if_given(JsonObjectReader& reader, std::string_view key) {
  const auto value = given(reader, key);
  if (!value) return std::nullopt;
  return checked_time(*value, JsonPath(reader.path(), key), reader.problems());
}

std::string text_if_given(JsonObjectReader& reader, std::string_view key) {
  const auto value = given(reader, key);
  return value ? checked_text(*value, JsonPath(reader.path(), key), reader.problems()) : "";
}

std::optional<std::int64_t> whole_if_given(JsonObjectReader& reader, std::string_view key, WholeRange range) {
  const auto value = given(reader, key);
  if (!value) return std::nullopt;
  return checked_whole(*value, JsonPath(reader.path(), key), range, reader.problems());
}

/// Members that the report does not show.
void pass_over(JsonObjectReader& reader, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) reader.optional_member(key);
  reader.refuse_unknown();
}

template <class Words>
std::string word_of(JsonObjectReader& reader, std::string_view key, const Words& words) {
  std::string word = reader.text(key);
  if (std::find(words.begin(), words.end(), word) == words.end())
    reader.refuse(key, "The word \"" + word + "\" is unknown here.", "Run the command with --json again.");
  return word;
}

std::vector<std::string> texts(JsonObjectReader& reader, std::string_view key) {
  std::vector<std::string> list;
  reader.list(key, [&](JsonValue value, const JsonPath& path) {
    list.push_back(checked_text(value, path, reader.problems()));
  });
  return list;
}

HeldLine held_line(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  HeldLine line;
  line.unit = reader.text("unit");
  line.outcome = reader.text("outcome");
  line.people = reader.whole("people", kCount);
  line.things = reader.whole("things", kCount);
  line.order_by = time_if_given(reader, "order_by");
  line.first_move = time_if_given(reader, "first_move");
  reader.refuse_unknown();
  return line;
}

WaitingLine waiting_line(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  WaitingLine line;
  line.decision = reader.time("decision");
  line.possible = reader.truth_or_false("possible");
  if (line.possible) {
    line.worst_closure = reader.time("worst_closure");
    line.held_person_days = reader.whole("held_person_days", kCount);
    line.peak_use = reader.whole("peak_use", kCount);
  }
  reader.refuse_unknown();
  return line;
}

OutcomeLine outcome_line(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  OutcomeLine line{reader.text("outcome"), time_if_given(reader, "closure")};
  pass_over(reader, {"plan_file"});
  return line;
}

std::string sentence_of(JsonObjectReader& reader) {
  const auto value = given(reader, "certificate");
  if (!value) return "";
  const JsonPath path(reader.path(), "certificate");
  return JsonObjectReader(*value, path, reader.problems()).text("sentence");
}

DecisionLine decision_line(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  DecisionLine line;
  line.condition = reader.text("condition");
  line.if_no_answer = reader.text("if_no_answer");
  line.prepare_s = reader.whole("prepare_seconds", kCount);
  line.possible_at = time_if_given(reader, "possible_at");
  line.too_late_at = time_if_given(reader, "too_late_at");
  line.too_late_outcome = text_if_given(reader, "too_late_outcome");
  line.why = sentence_of(reader);
  line.peak_unit = text_if_given(reader, "peak_unit");
  reader.list("plans", [&](JsonValue plan, const JsonPath& at) {
    line.plans.push_back(outcome_line(plan, at, problems));
  });
  reader.list("held", [&](JsonValue held, const JsonPath& at) {
    line.held.push_back(held_line(held, at, problems));
  });
  reader.list("waiting", [&](JsonValue waiting, const JsonPath& at) {
    line.waiting.push_back(waiting_line(waiting, at, problems));
  });
  pass_over(reader, {"gap_seconds", "binding", "certificate_file"});
  return line;
}

SlackLine slack_line(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  SlackLine line{reader.text("unit"), reader.time("last_departure"), reader.time("too_late_at")};
  pass_over(reader, {"slack_seconds"});
  return line;
}

/// The times and way of one side of a change, if it has one.
void read_side(JsonObjectReader& change, std::string_view key, std::optional<Time>& start,
               std::optional<Time>& arrival, std::string& route) {
  const auto value = given(change, key);
  if (!value) return;
  const JsonPath path(change.path(), key);
  JsonObjectReader side(*value, path, change.problems());
  start = side.time("depart");
  arrival = side.time("arrive");
  route = side.text("route");
  side.refuse_unknown();
}

ChangeLine change_line(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  ChangeLine line;
  line.number = reader.text("number");
  line.change = word_of(reader, "change", kChanges);
  std::optional<Time> old_arrival;
  read_side(reader, "old", line.old_start, old_arrival, line.old_route);
  read_side(reader, "new", line.new_start, line.new_arrival, line.new_route);
  line.ordered = reader.truth_or_false("ordered");
  line.under_way = reader.truth_or_false("under_way");
  line.affected = reader.truth_or_false("affected");
  line.reason = reader.text("reason");
  reader.refuse_unknown();
  return line;
}

ClosingChange closing_change(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  ClosingChange change{reader.text("place"), reader.time("old"), reader.time("new")};
  reader.refuse_unknown();
  return change;
}

DrillLine drill_line(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  DrillLine line;
  line.kind = reader.text("kind");
  line.what = reader.text("what");
  line.harm = word_of(reader, "harm", kHarms);
  line.later_s = whole_if_given(reader, "later_seconds", kSeconds);
  line.affected = reader.whole("affected", kCount);
  line.changed = reader.whole("changed", kCount);
  line.people_late = whole_if_given(reader, "people_late", kCount);
  line.cut_off = texts(reader, "cut_off");
  line.proof = text_if_given(reader, "proof");
  pass_over(reader, {"closure"});
  return line;
}

/// read(reader) fills the answer from the outermost object.
template <class Answer, class Read>
Result<Answer> read_answer(std::string_view bytes, const std::string& file, const Read& read) {
  const Result<JsonDocument> document = JsonDocument::parse(bytes, file);
  if (!document) return document.problems();
  scenario::Problems problems;
  const JsonPath root;
  JsonObjectReader top(document.value().root(), root, problems);
  Answer answer;
  read(top, answer, problems);
  if (!problems.empty()) return problems.take();
  return answer;
}

}  // namespace

Result<DecisionsAnswer> read_decisions(const Model& model, std::string_view bytes, const std::string& file) {
  return read_answer<DecisionsAnswer>(
      bytes, file, [&](JsonObjectReader& top, DecisionsAnswer& answer, scenario::Problems& problems) {
        if (top.text("scenario") != model.scenario_sha256)
          top.refuse("scenario", "This is an answer about another scenario.",
                     "Run homeward decide --json for the scenario of the plan.");
        top.list("conditions", [&](JsonValue value, const JsonPath& path) {
          answer.conditions.push_back(decision_line(value, path, problems));
        });
        top.list("slack", [&](JsonValue value, const JsonPath& path) {
          answer.slack.push_back(slack_line(value, path, problems));
        });
        pass_over(top, {"status", "wall_seconds", "peak_memory_bytes"});
      });
}

Result<ChangesAnswer> read_changes(const std::string& plan_sha256, std::string_view bytes,
                                   const std::string& file) {
  return read_answer<ChangesAnswer>(
      bytes, file, [&](JsonObjectReader& top, ChangesAnswer& answer, scenario::Problems& problems) {
        if (text_if_given(top, "plan_sha256") != plan_sha256)
          top.refuse("plan_sha256", "This repair led to another plan.",
                     "Name the plan that it wrote: plan_file, with its scenario.");
        answer.at = top.time("at");
        answer.freeze_end = top.time("freeze_end");
        answer.way = word_of(top, "way", kWays);
        answer.events = texts(top, "events");
        answer.closure = time_if_given(top, "closure");
        answer.closure_before = time_if_given(top, "closure_before");
        answer.affected = top.whole("affected", kCount);
        answer.others_changed = top.whole("others_changed", kCount);
        top.list("changes", [&](JsonValue value, const JsonPath& path) {
          answer.columns.push_back(change_line(value, path, problems));
        });
        top.list("closings", [&](JsonValue value, const JsonPath& path) {
          answer.closings.push_back(closing_change(value, path, problems));
        });
        pass_over(top, {"status", "others_reloaded", "ordered_changed", "rerouted", "shifted_seconds",
                        "flights", "sailings_changed", "batches_changed", "no_way", "missed", "broken_orders",
                        "deadline_lost_proved", "bound_certificate", "mends", "plan_file", "scenario",
                        "certificate_file", "wall_seconds", "room_missing"});
      });
}

Result<DrillAnswer> read_drill(const std::string& plan_sha256, std::string_view bytes,
                               const std::string& file) {
  return read_answer<DrillAnswer>(
      bytes, file, [&](JsonObjectReader& top, DrillAnswer& answer, scenario::Problems& problems) {
        if (text_if_given(top, "plan_sha256") != plan_sha256)
          top.refuse("plan_sha256", "Another plan was drilled.",
                     "Run homeward drill --plan PLAN --json for the plan of the report.");
        answer.at = top.time("at");
        answer.until = time_if_given(top, "until");
        answer.fleet_percent = top.whole("fleet_percent", {1, 100});
        top.list("cuts", [&](JsonValue value, const JsonPath& path) {
          answer.cuts.push_back(drill_line(value, path, problems));
        });
        pass_over(top, {"status", "wall_seconds"});
      });
}

}  // namespace homeward
