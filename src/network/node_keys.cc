// SPDX-License-Identifier: Apache-2.0
#include "network/node_keys.h"

#include <algorithm>
#include <array>

namespace homeward::roads {
namespace {

constexpr std::size_t kWordMax = 18;  // two and a dash make the key of a link
constexpr std::size_t kTextMax = 60;

std::string form_of(std::string_view key) {
  std::string form(key);
  for (char& c : form) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == 'o') c = '0';
    if (c == 'i' || c == 'l') c = '1';
    if (c == '_' || c == '.') c = '-';
  }
  return form;
}

bool can_be_key(std::string_view word) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto allowed = [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  };
  if (word.empty() || word.size() > kWordMax || !letter(word.front())) return false;
  if (!std::all_of(word.begin(), word.end(), allowed)) return false;
  constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                     "ju1", "aug", "sep", "0ct", "n0v", "dec"};
  const std::string start = form_of(word.substr(0, 3));  // Mar-03 looks like a date
  return std::find(kMonths.begin(), kMonths.end(), start) == kMonths.end() ||
         word.find('-') == std::string_view::npos;
}

/// Digits and small letters without i, l, o, u.
std::string base32(std::int64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string text(13, '0');
  for (std::size_t i = text.size(); i-- > 0; value >>= 5)
    text[i] = kDigits[static_cast<std::size_t>(value & 31)];
  return text;
}

/// Bytes of the UTF-8 character at the front, or 0 when it is none or has no business in a table.
std::size_t good_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return first >= 0x20 && first != 0x7F ? 1 : 0;
  const std::size_t size = first >= 0xC2 && first <= 0xDF   ? 2
                           : first >= 0xE0 && first <= 0xEF ? 3
                           : first >= 0xF0 && first <= 0xF4 ? 4
                                                            : 0;
  if (size == 0 || text.size() < size) return 0;
  std::uint32_t code = first & (0xFFu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
    code = code << 6 | (byte(i) & 0x3F);
  }
  const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  const bool unfit = code < 0xA0 || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF || code == 0xAD ||
                     code == 0x61C || code == 0x180E || (code >= 0x200B && code <= 0x200F) ||
                     (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) ||
                     code == 0xFEFF || (code >= 0xFFF9 && code <= 0xFFFB) ||
                     (code >= 0xE0000 && code <= 0xE007F);
  return overlong || unfit ? 0 : size;
}

}  // namespace

bool KeySet::add(std::string_view key) { return forms_.insert(form_of(key)).second; }

std::string KeySet::add_numbered(const std::string& key) {
  if (add(key)) return key;
  for (int number = 2;; ++number) {
    const std::string next = key + "." + std::to_string(number);
    if (add(next)) return next;
  }
}

std::string key_of_node(const RoadNode& node, NodeNames names, const std::vector<std::string>& words) {
  if (node.id < 0) return "s" + std::to_string(-node.id);
  if (names == NodeNames::coordinates) return "c" + base32(node.id);
  if (names == NodeNames::words) {
    const std::string& word = words[static_cast<std::size_t>(node.id)];
    if (can_be_key(word)) return word;
  }
  return "n" + std::to_string(node.id);
}

std::string clean_text(std::string_view text) {
  std::string clean;
  while (!text.empty() && clean.size() < kTextMax) {
    const std::size_t size = good_character(text);
    if (size > 0) clean += text.substr(0, size);
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  while (!clean.empty() && clean.back() == ' ') clean.pop_back();
  clean.erase(0, std::min(clean.find_first_not_of(' '), clean.size()));
  return clean;
}

}  // namespace homeward::roads
