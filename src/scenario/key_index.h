// SPDX-License-Identifier: Apache-2.0
//
// Keys of one table → ids. Refuses keys that repeat, differ only in case, or look alike.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scenario/field.h"

namespace homeward::scenario {

/// The part that does not depend on the id type.
class KeyList {
 public:
  KeyList(std::string noun, std::string file) : noun_{std::move(noun)}, file_{std::move(file)} {}
  /// Registers `key` with the next index; reports a repeated or look-alike key at `field`.
  void add(const Field& field, const std::string& key, Problems& problems);
  /// Looks the field's text up; reports when there is none, except where the whole table could not be read.
  /// Nothing for an empty field.
  std::optional<std::size_t> find(const Field& field, Problems& problems) const;
  std::optional<std::size_t> find_quietly(std::string_view key) const;
  const std::vector<std::string>& keys() const { return keys_; }
  const std::string& noun() const { return noun_; }

 private:
  struct Entry {
    std::string key;
    std::size_t index = 0;
    int line = 0;
  };
  std::string noun_;
  std::string file_;  ///< where the keys stand
  std::vector<std::string> keys_;
  std::unordered_map<std::string, Entry> by_key_;
  std::unordered_map<std::string, Entry> by_form_;
};

template <class IdType>
class KeyIndex : public KeyList {
 public:
  using KeyList::KeyList;
  std::optional<IdType> id(const Field& field, Problems& problems) const {
    return wrap(find(field, problems));
  }
  std::optional<IdType> id_quietly(std::string_view key) const { return wrap(find_quietly(key)); }

 private:
  static std::optional<IdType> wrap(std::optional<std::size_t> index) {
    return index ? std::optional<IdType>(IdType(*index)) : std::nullopt;
  }
};

}  // namespace homeward::scenario
