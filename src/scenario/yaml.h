// SPDX-License-Identifier: Apache-2.0
//
// scenario.yaml as a tree of text with positions. Every scalar stays text, so that 012 is not
// octal and NO is not false; anchors, aliases, tags, repeated keys and deep nesting are refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/problems.h"

namespace homeward::scenario {

struct YamlNode {
  enum class Kind { empty, scalar, list, map };
  struct Key {
    std::string text;
    int line = 0;
    int column = 0;
  };
  Kind kind = Kind::empty;
  std::string text;                ///< of a scalar
  int line = 0;                    ///< from 1
  int column = 0;                  ///< from 1, in characters
  std::vector<Key> keys;           ///< of a map, one for each child
  std::vector<YamlNode> children;  ///< of a list or map

  const YamlNode* child(std::string_view key) const {
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (keys[i].text == key) return &children[i];
    return nullptr;
  }
};

/// The one document of the file; nothing when it cannot be read as a map. `bytes` is UTF-8 with LF line ends.
std::optional<YamlNode> read_yaml(const std::string& file, const std::string& bytes, Problems& problems);

}  // namespace homeward::scenario
