// SPDX-License-Identifier: Apache-2.0
#include "scenario/settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/section.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

void read_version(const Section& top, Draft& draft) {
  const Field version = top["homeward"];
  const auto number = to_whole(version, {1, 1'000'000}, draft.problems);
  if (number && *number > kFormatVersion) {
    refuse(version, fmt::format("is a newer format than this program knows ({})", kFormatVersion),
           "Use a newer program, or write the scenario in the older format.", draft.problems);
  }
}

void read_times(const Section& top, Draft& draft) {
  Model& model = draft.model;
  const Field zone = top["time_zone"];
  model.time_zone = zone.text;
  if (zone.filled()) {
    const Reading<TimeZone> found = TimeZone::find(zone.text);
    if (found.value) draft.time_zone = *found.value;
    if (!found.value) refuse(zone, found.what, found.mend, draft.problems);
  }
  const auto start = to_instant(top["start"], DayEdge::begin, draft);
  model.start = start.value_or(0);
  const Field deadline = top["deadline"];
  const auto end = to_instant(deadline, DayEdge::end, draft);
  model.deadline = end.value_or(0);
  if (start && end && *end <= *start)
    refuse(deadline, "is not after the start", "Exchange start and deadline, or correct the year.",
           draft.problems);
  const Field last = top["final_deadline"];
  model.final_deadline = to_instant(last, DayEdge::end, draft);
  if (end && model.final_deadline && *model.final_deadline < *end)
    refuse(last, "is before the deadline",
           "Everything is out before everything is home: make it later, or leave it out.", draft.problems);
}

// zones and categories: key → name.
template <class IdType, class Value>
void read_names(const YamlNode* node, std::string_view section, KeyIndex<IdType>& index,
                IdVector<IdType, Value>& values, Draft& draft) {
  if (node == nullptr || node->kind == YamlNode::Kind::empty) return;
  if (node->kind != YamlNode::Kind::map || node->keys.empty()) {
    draft.problems.add({std::string(kSettingsFile), node->line, node->column, ""},
                       fmt::format("'{}' must hold keys and names", section),
                       fmt::format("Write '{}: {{key: Name, other: Other name}}'.", section));
    return;
  }
  for (std::size_t i = 0; i < node->keys.size(); ++i) {
    const YamlNode::Key& key = node->keys[i];
    const Field field{key.text, kSettingsFile, key.line, key.column, section};
    check_key(field, draft.problems);
    index.add(field, key.text, draft.problems);
    const YamlNode& name = node->children[i];
    const bool is_text = name.kind == YamlNode::Kind::scalar;
    if (!is_text && name.kind != YamlNode::Kind::empty)
      refuse(field, "has a list or map for its name", "Write 'key: Name'.", draft.problems);
    values.push_back({key.text, is_text ? name.text : key.text});
  }
}

std::vector<std::string> read_outcomes(const YamlNode* list, std::string_view condition, Draft& draft) {
  std::vector<std::string> outcomes;
  if (list == nullptr || list->kind == YamlNode::Kind::empty) return outcomes;
  if (list->kind != YamlNode::Kind::list || list->children.size() < 2) {
    draft.problems.add({std::string(kSettingsFile), list->line, list->column, ""},
                       fmt::format("the outcomes of {} are not a list of at least two", in_quotes(condition)),
                       "Write 'outcomes: [agreed, refused]'.");
    return outcomes;
  }
  KeyList seen("outcome", std::string(kSettingsFile));
  for (const YamlNode& child : list->children) {
    const Field field = scalar(child, "outcomes");
    if (!field.filled()) refuse(field, "is no outcome", "Write a word.", draft.problems);
    check_key(field, draft.problems);
    seen.add(field, child.text, draft.problems);
    outcomes.push_back(child.text);
  }
  return outcomes;
}

std::string outcome_of(const Field& field, const std::vector<std::string>& outcomes, Draft& draft) {
  if (!outcomes.empty()) to_index(field, outcomes, draft.problems);
  return std::string(field.text);
}

Condition read_condition(const YamlNode::Key& key, const YamlNode& node, Draft& draft) {
  const Section section(&node, section_spec("conditions.*"), draft.problems);
  Condition condition;
  condition.key = key.text;
  condition.name = section["name"].filled() ? std::string(section["name"].text) : key.text;
  condition.outcomes = read_outcomes(section.node("outcomes"), key.text, draft);
  condition.planned = outcome_of(section["planned"], condition.outcomes, draft);
  condition.if_no_answer = outcome_of(section["if_no_answer"], condition.outcomes, draft);
  condition.outcome = condition.planned;
  const Field expected = section["expected_by"];
  condition.expected_by = to_instant(expected, DayEdge::end, draft);
  if (condition.expected_by && *condition.expected_by <= draft.model.start)
    refuse(expected, "is before the start",
           "A condition that is decided needs no row: remove it, or correct the date.", draft.problems);
  condition.prepare_s = to_quantity(section["prepare_days"], kDays, draft.problems).value_or(0);
  return condition;
}

/// Nothing after a report.
Condition* condition_of_caller(const std::string& key, Draft& draft) {
  const auto id = draft.conditions.id_quietly(key);
  if (id) return &draft.model.conditions[*id];
  draft.problems.add({"", 0, 0, ""}, fmt::format("the scenario has no condition {}", in_quotes(key)),
                     draft.conditions.keys().empty()
                         ? "Nothing is undecided in it: name none."
                         : "Name one of its conditions: " + listed(draft.conditions.keys()) + "." +
                               did_you_mean(key, draft.conditions.keys()));
  return nullptr;
}

void override_outcome(const std::string& key, const std::string& outcome, Draft& draft) {
  const auto report = [&](std::string what, std::string mend) {
    draft.problems.add({"", 0, 0, ""}, std::move(what), std::move(mend));
  };
  Condition* const named = condition_of_caller(key, draft);
  if (named == nullptr) return;
  Condition& condition = *named;
  const auto known = std::find(condition.outcomes.begin(), condition.outcomes.end(), outcome);
  if (known == condition.outcomes.end())
    report(fmt::format("the condition {} has no outcome {}", in_quotes(key), in_quotes(outcome)),
           "Name one of its outcomes: " + listed(condition.outcomes) + "." +
               did_you_mean(outcome, condition.outcomes));
  condition.outcome = outcome;
}

void set_decision(const std::string& key, Time at, Draft& draft) {
  Condition* const condition = condition_of_caller(key, draft);
  if (condition == nullptr) return;
  condition->decided_at = at;
  if (at < draft.model.start)
    draft.problems.add(
        {"", 0, 0, ""},
        fmt::format("the decision on {} comes before the start of the scenario", in_quotes(key)),
        "What is decided before the start is no condition: name a later time.");
}

void read_conditions(const YamlNode* node, Draft& draft) {
  if (node == nullptr || node->kind == YamlNode::Kind::empty) return;
  if (node->kind != YamlNode::Kind::map) {
    draft.problems.add({std::string(kSettingsFile), node->line, node->column, ""},
                       "'conditions' must hold keys", "Write each condition under its own key.");
    return;
  }
  for (std::size_t i = 0; i < node->keys.size(); ++i) {
    const YamlNode::Key& key = node->keys[i];
    const Field field{key.text, kSettingsFile, key.line, key.column, "conditions"};
    check_key(field, draft.problems);
    draft.conditions.add(field, key.text, draft.problems);
    draft.model.conditions.push_back(read_condition(key, node->children[i], draft));
  }
}

}  // namespace

void read_settings(const YamlNode& root, const Answers& answers, Draft& draft) {
  static constexpr std::array<Choice<Objective>, 3> kObjectives{
      {{"earliest", Objective::earliest}, {"latest", Objective::latest}, {"safest", Objective::safest}}};
  const Section top(&root, section_spec(""), draft.problems);
  Model& model = draft.model;
  read_version(top, draft);
  model.title = top["title"].text;
  model.description = top["description"].text;
  read_times(top, draft);
  read_names(top.node("zones"), "zones", draft.zones, model.zones, draft);
  read_names(top.node("categories"), "categories", draft.categories, model.categories, draft);
  model.zone = draft.zones.id(top["zone"], draft.problems).value_or(ZoneId());
  model.objective = to_choice(top["objective"], kObjectives, draft.problems).value_or(Objective::earliest);
  model.buffer_s = to_quantity(top["buffer_days"], kDays, draft.problems).value_or(0);
  read_conditions(top.node("conditions"), draft);
  for (const auto& [key, outcome] : answers.outcomes) override_outcome(key, outcome, draft);
  for (const auto& [key, at] : answers.decided_at) set_decision(key, at, draft);
  read_rules(root, draft);
}

}  // namespace homeward::scenario
