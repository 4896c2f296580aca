// SPDX-License-Identifier: Apache-2.0
#include "cli/decision_option.h"

#include <algorithm>
#include <set>

#include "cli/instant_text.h"

namespace homeward {

namespace {

struct NamedTimes {
  std::map<std::string, Time> by_condition;
  std::optional<Time> alone;
  std::set<Time> all;
};

bool is_condition(const Model& model, const std::string& key) {
  return std::any_of(model.conditions.begin(), model.conditions.end(),
                     [&key](const Condition& condition) { return condition.key == key; });
}

/// False after a complaint.
bool take(CommandContext& context, const Model& model, const std::string& text, NamedTimes& named) {
  const std::size_t sign = text.find('=');
  const bool has_condition = sign != std::string::npos;
  const std::string condition = has_condition ? text.substr(0, sign) : "";
  if (has_condition && !is_condition(model, condition)) {
    refuse_usage(context, "The scenario has no condition \"" + condition + "\".",
                 "Write --decided-at CONDITION=TIME with one of its conditions, or --decided-at TIME.");
    return false;
  }
  const Result<Time> time = instant_of(model, has_condition ? text.substr(sign + 1) : text);
  if (!time) {
    const Problem& problem = time.problems().front();
    refuse_usage(context, "--decided-at: " + problem.what, problem.mend);
    return false;
  }
  const bool is_new =
      has_condition ? named.by_condition.emplace(condition, time.value()).second : !named.alone.has_value();
  if (!is_new) {
    refuse_usage(context, "--decided-at is given twice for the same condition.", "Keep one of them.");
    return false;
  }
  if (!has_condition) named.alone = time.value();
  named.all.insert(time.value());
  return true;
}

}  // namespace

std::optional<std::map<std::string, Time>> decision_times(CommandContext& context,
                                                          const std::vector<std::string>& texts,
                                                          const Model& model) {
  if (model.conditions.empty()) {
    refuse_usage(context, "The scenario has no condition: nothing is undecided in it.",
                 "Leave --decided-at away.");
    return std::nullopt;
  }
  NamedTimes named;
  for (const std::string& text : texts)
    if (!take(context, model, text, named)) return std::nullopt;
  std::map<std::string, Time> times = named.by_condition;
  for (const Condition& condition : model.conditions) {
    std::optional<Time> otherwise = named.alone ? named.alone : condition.expected_by;
    if (!otherwise && named.all.size() == 1) otherwise = *named.all.begin();
    if (otherwise) times.emplace(condition.key, *otherwise);
    if (times.contains(condition.key)) continue;
    refuse_usage(context, "It is not said when \"" + condition.key + "\" is decided.",
                 "Write --decided-at " + condition.key + "=TIME as well.");
    return std::nullopt;
  }
  return times;
}

}  // namespace homeward
