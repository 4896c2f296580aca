// SPDX-License-Identifier: Apache-2.0
//
// Keys of places for the nodes of an imported network: stable from one import to the next, none like another
// in the sense of docs/formats/scenario.md.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "network/road_source.h"

namespace homeward::roads {

/// Keys given out; two that look alike (case, O and 0, I, l and 1, _ - .) are never given.
class KeySet {
 public:
  /// False when it looks like a key that is there.
  bool add(std::string_view key);
  /// The key, or with ".2", ".3" … behind it; added.
  std::string add_numbered(const std::string& key);

 private:
  std::set<std::string> forms_;
};

/// "n123", "c0a1b2c3d4e5f6", or the file's word where that can be a key.
std::string key_of_node(const RoadNode& node, NodeNames names, const std::vector<std::string>& words);

/// Text from a map made fit for a table: only whole UTF-8 characters, no controls, at most 60 bytes.
std::string clean_text(std::string_view text);

}  // namespace homeward::roads
