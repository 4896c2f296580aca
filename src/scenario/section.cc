// SPDX-License-Identifier: Apache-2.0
#include "scenario/section.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/text.h"

namespace homeward::scenario {

Section::Section(const YamlNode* node, const SectionSpec& spec, Problems& problems)
    : node_{node}, problems_{problems} {
  if (node_ == nullptr || node_->kind == YamlNode::Kind::empty) {
    node_ = nullptr;
    return;
  }
  if (node_->kind != YamlNode::Kind::map) {
    problems_.add(place(), fmt::format("'{}' must hold keys and values", spec.path),
                  "Write one 'key: value' a line.");
    node_ = nullptr;
    return;
  }
  check_keys(spec);
}

void Section::check_keys(const SectionSpec& spec) const {
  const std::vector<std::string> names = names_of(spec.keys);
  const std::string where = spec.path.empty() ? "scenario.yaml" : "'" + spec.path + "'";
  for (const YamlNode::Key& key : node_->keys) {
    if (std::find(names.begin(), names.end(), key.text) != names.end()) continue;
    const std::string hint = did_you_mean(key.text, names);
    problems_.add(
        {std::string(kSettingsFile), key.line, key.column, ""},
        fmt::format("{} has no key {}", where, in_quotes(key.text)),
        hint.empty() ? "Use one of: " + listed(names) + "." : "Correct the key, or delete it." + hint);
  }
  for (const ColumnSpec& key : spec.keys) {
    const YamlNode* child = node_->child(key.name);
    if (key.need == Need::optional || (child != nullptr && child->kind != YamlNode::Kind::empty)) continue;
    const Source at =
        child == nullptr ? place() : Source{std::string(kSettingsFile), child->line, child->column, ""};
    problems_.add(
        at, fmt::format("the key {} is {}", in_quotes(key.name), child == nullptr ? "missing" : "empty"),
        fmt::format("Write '{}: …'; it is required.", key.name));
  }
}

Field Section::operator[](std::string_view key) const {
  const YamlNode* child = node(key);
  if (child == nullptr) return {{}, kSettingsFile, 0, 0, key};
  if (child->kind == YamlNode::Kind::list || child->kind == YamlNode::Kind::map) {
    problems_.add({std::string(kSettingsFile), child->line, child->column, ""},
                  fmt::format("{} must be one value", in_quotes(key)),
                  fmt::format("Write '{}: value'.", key));
    return {{}, kSettingsFile, child->line, child->column, key};
  }
  return scalar(*child, key);
}

Source Section::place() const {
  if (node_ == nullptr) return {std::string(kSettingsFile), 0, 0, ""};
  return {std::string(kSettingsFile), node_->line, node_->column, ""};
}

Field scalar(const YamlNode& node, std::string_view name) {
  return {node.text, kSettingsFile, node.line, node.column, name};
}

}  // namespace homeward::scenario
