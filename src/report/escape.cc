// SPDX-License-Identifier: Apache-2.0
#include "report/escape.h"

#include <fmt/format.h>

namespace homeward {

std::string html_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') out += c;
    }
  }
  return out;
}

std::string guarded_text(std::string_view text) {
  constexpr std::string_view kRisky = "=+-@\t\r'";
  const bool risky = !text.empty() && kRisky.find(text.front()) != std::string_view::npos;
  return risky ? "'" + std::string(text) : std::string(text);
}

std::string unguarded_text(std::string_view text) {
  return std::string(!text.empty() && text.front() == '\'' ? text.substr(1) : text);
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    out += c;
    if (c == '"') out += c;
  }
  return out + '"';
}

std::string grouped(std::int64_t number) {
  const std::string digits = fmt::format("{}", number < 0 ? -number : number);
  std::string out = number < 0 ? "−" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ",";
    out += digits[i];
  }
  return out;
}

std::string grouped_decimal(double number, int decimals) {
  const std::string text = fmt::format("{:.{}f}", number < 0 ? -number : number, decimals);
  const std::size_t point = text.find('.');
  const std::string fraction = point == std::string::npos ? "" : text.substr(point);
  const std::string whole = grouped(std::stoll(text.substr(0, point)));
  return (number < 0 ? "−" : "") + whole + fraction;
}

std::string clipped_text(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = text.rfind(' ', most);
  if (end == std::string::npos || end == 0) end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + " …";
}

}  // namespace homeward
