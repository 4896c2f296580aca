// SPDX-License-Identifier: Apache-2.0
#include "scenario/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace homeward::scenario {
namespace {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 0;  ///< 0: not well-formed
};

Character decode(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > bytes.size()) return {};
  char32_t code = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {};
    code = (code << 6) | (byte(at + i) & 0x3Fu);
  }
  const char32_t least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
  if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, length};
}

bool turns_direction(char32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

bool is_control(char32_t code) {
  return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0) || code == 0xFEFF ||
         turns_direction(code);
}

bool is_odd_space(char32_t code) {
  return code == 0xA0 || (code >= 0x2000 && code <= 0x200F) || code == 0x2028 || code == 0x2029 ||
         code == 0x202F || code == 0x3000;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Optimal string alignment: insertions, deletions, changes and exchanged neighbours, letters' case ignored.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j - 1] + (same ? 0 : 1), last[j] + 1, row[j - 1] + 1});
      const bool exchanged =
          i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (exchanged) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::size_t> first_bad_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = static_cast<unsigned char>(bytes[at]) < 0x80 ? 1 : decode(bytes, at).bytes;
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

std::optional<std::size_t> first_control_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character character = decode(text, at);
    if (character.bytes == 0 || is_control(character.code)) return at;
    at += character.bytes;
  }
  return std::nullopt;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string in_quotes(std::string_view value) {
  std::string out = "'";
  std::size_t shown = 0;
  for (std::size_t at = 0; at < value.size();) {
    if (++shown > 60) {
      out += "…";
      break;
    }
    const Character character = decode(value, at);
    if (character.bytes == 0) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(value[at]));
    } else if (is_control(character.code) || is_odd_space(character.code) || character.code < 0x20) {
      out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(character.code));
    } else {
      out += value.substr(at, character.bytes);
    }
    at += std::max<std::size_t>(character.bytes, 1);
  }
  return out + "'";
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  if (word.empty() || word.size() > 80) return "";
  const std::size_t reach = std::max<std::size_t>(1, (word.size() + 2) / 3);
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& candidate : candidates) {
    const std::size_t difference =
        candidate.size() > word.size() ? candidate.size() - word.size() : word.size() - candidate.size();
    if (difference > reach) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance <= reach) near.emplace_back(distance, candidate);
  }
  if (near.empty()) return "";
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());  // tables may name a thing in several rows
  std::string text = " Did you mean " + in_quotes(near[0].second);
  if (near.size() > 1 && near[1].first == near[0].first) text += " or " + in_quotes(near[1].second);
  return text + "?";
}

std::string look_alike_form(std::string_view key) {
  std::string form(key);
  for (char& c : form) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c == 'o') c = '0';
    if (c == 'i' || c == 'l') c = '1';
    if (c == '_' || c == '.') c = '-';
  }
  return form;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\n\r";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return text.substr(0, 0);
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string listed(std::span<const std::string> words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace homeward::scenario
