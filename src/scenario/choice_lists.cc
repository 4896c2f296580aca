// SPDX-License-Identifier: Apache-2.0
#include "scenario/choice_lists.h"

#include <algorithm>

#include "scenario/problems.h"
#include "scenario/schema.h"
#include "scenario/yaml.h"

namespace homeward::scenario {
namespace {

std::vector<std::string> keys_of(const YamlNode* map) {
  std::vector<std::string> keys;
  if (map == nullptr) return keys;
  for (const YamlNode::Key& key : map->keys) keys.push_back(key.text);
  return keys;
}

std::vector<std::string> outcomes_of(const YamlNode* conditions) {
  std::vector<std::string> words;
  if (conditions == nullptr) return words;
  for (std::size_t i = 0; i < conditions->keys.size(); ++i)
    if (const YamlNode* outcomes = conditions->children[i].child("outcomes"))
      for (const YamlNode& outcome : outcomes->children)
        words.push_back(conditions->keys[i].text + ":" + outcome.text);
  return words;
}

}  // namespace

ChoiceLists choice_lists(const std::vector<File>& files) {
  const std::string name(kSettingsFile);
  const auto file =
      std::find_if(files.begin(), files.end(), [&](const File& one) { return one.name == name; });
  Problems unread;
  const auto root = file == files.end() ? std::nullopt : read_yaml(name, file->bytes, unread);
  if (!root) return {};
  return {keys_of(root->child("zones")), keys_of(root->child("categories")),
          outcomes_of(root->child("conditions"))};
}

}  // namespace homeward::scenario
