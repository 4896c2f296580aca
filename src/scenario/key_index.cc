// SPDX-License-Identifier: Apache-2.0
#include "scenario/key_index.h"

#include <fmt/format.h>

#include "scenario/text.h"

namespace homeward::scenario {

void KeyList::add(const Field& field, const std::string& key, Problems& problems) {
  const Entry entry{key, keys_.size(), field.line};
  keys_.push_back(key);
  if (key.empty()) return;
  if (const auto [known, fresh] = by_key_.try_emplace(key, entry); !fresh) {
    problems.add(field.place(),
                 fmt::format("the {} {} is entered twice, first in line {}", noun_, in_quotes(key),
                             known->second.line),
                 "Delete one of the two rows, or give one another key.");
    return;
  }
  if (const auto [known, fresh] = by_form_.try_emplace(look_alike_form(key), entry); !fresh) {
    problems.add(
        field.place(),
        fmt::format(
            "the {} {} looks like {} in line {}: keys may not differ only in case, O and 0, I, l and 1, "
            "or _ - and .",
            noun_, in_quotes(key), in_quotes(known->second.key), known->second.line),
        "If they are one, use one spelling and one row; if not, rename one so that nobody mistakes it.");
  }
}

std::optional<std::size_t> KeyList::find_quietly(std::string_view key) const {
  const auto entry = by_key_.find(std::string(key));
  if (entry == by_key_.end()) return std::nullopt;
  return entry->second.index;
}

std::optional<std::size_t> KeyList::find(const Field& field, Problems& problems) const {
  if (!field.filled()) return std::nullopt;
  if (const auto index = find_quietly(field.text)) return index;
  if (keys_.empty() && !problems.clean(file_)) return std::nullopt;
  const auto alike = by_form_.find(look_alike_form(field.text));
  const std::string hint = alike != by_form_.end()
                               ? fmt::format(" Did you mean {}?", in_quotes(alike->second.key))
                               : did_you_mean(field.text, keys_);
  refuse(field, fmt::format("is not the key of any {}", noun_),
         fmt::format("Add it to {}, or correct the key.{}", file_, hint), problems);
  return std::nullopt;
}

}  // namespace homeward::scenario
