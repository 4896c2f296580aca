// SPDX-License-Identifier: Apache-2.0
//
// A map of scenario.yaml held against its schema: keys by name, scalars as Fields.
#pragma once

#include <string>
#include <string_view>

#include "scenario/field.h"
#include "scenario/schema.h"
#include "scenario/yaml.h"

namespace homeward::scenario {

class Section {
 public:
  /// Reports unknown and missing keys. `node` may be null (an absent section) and must outlive the section.
  Section(const YamlNode* node, const SectionSpec& spec, Problems& problems);

  /// The scalar of a key; empty when the key is absent or holds nothing. Reports a list or map.
  Field operator[](std::string_view key) const;
  const YamlNode* node(std::string_view key) const { return node_ == nullptr ? nullptr : node_->child(key); }
  Source place() const;

 private:
  void check_keys(const SectionSpec& spec) const;

  const YamlNode* node_;
  Problems& problems_;
};

Field scalar(const YamlNode& node, std::string_view name);

}  // namespace homeward::scenario
