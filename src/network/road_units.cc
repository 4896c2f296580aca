// SPDX-License-Identifier: Apache-2.0
#include "network/road_units.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "march/decimal.h"
#include "march/range.h"

namespace homeward::roads {
namespace {

constexpr int kPlaces = 6;
constexpr std::int64_t kMillion = 1'000'000;

/// One unit is numerator / denominator inner units.
struct Unit {
  std::string_view name;
  std::int64_t numerator;
  std::int64_t denominator;
};

constexpr std::array<Unit, 9> kWeights{{{"", 1000, 1},
                                        {"t", 1000, 1},
                                        {"kg", 1, 1},
                                        {"st", 90'718'474, 100'000},
                                        {"tons", 90'718'474, 100'000},
                                        {"lt", 10'160'469'088, 10'000'000},
                                        {"lbs", 45'359'237, 100'000'000},
                                        {"lb", 45'359'237, 100'000'000},
                                        {"tonnes", 1000, 1}}};
constexpr std::array<Unit, 5> kClearances{
    {{"", 1000, 1}, {"m", 1000, 1}, {"cm", 10, 1}, {"ft", 3048, 10}, {"'", 3048, 10}}};
constexpr std::array<Unit, 5> kSpeeds{
    {{"", 1000, 1}, {"km/h", 1000, 1}, {"kmh", 1000, 1}, {"mph", 1'609'344, 1000}, {"knots", 1852, 1}}};
constexpr std::array<std::string_view, 10> kUnknownWords{
    "none",           "unsigned", "no_sign", "default",  "below_default",
    "no_indications", "unknown",  "signals", "variable", "no"};

bool says_unknown(std::string_view text) {
  return std::find(kUnknownWords.begin(), kUnknownWords.end(), text) != kUnknownWords.end();
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Millionths of a decimal number; nothing for anything else.
std::optional<std::int64_t> millionths(std::string_view text) {
  const auto value = march::parse_decimal(text, kPlaces, "");
  return value ? std::optional(value.value()) : std::nullopt;
}

std::optional<std::int64_t> in_unit(std::string_view text, std::span<const Unit> units) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  const std::string_view name = trimmed(text.substr(end));
  const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == name; });
  const auto number = millionths(text.substr(0, end));
  if (unit == units.end() || !number || *number > 10'000'000 * kMillion) return std::nullopt;
  return march::multiply_divide_down(*number, unit->numerator, unit->denominator * kMillion);
}

FigureRead within(std::optional<std::int64_t> value, std::int64_t low, std::int64_t high) {
  if (!value || *value < low || *value > high) return {};
  return {Figure::value, *value};
}

/// 16'3" or 16'3.5": feet are whole.
std::optional<std::int64_t> feet_and_inches_mm(std::string_view text) {
  const std::size_t mark = text.find('\'');
  if (mark == std::string_view::npos || !text.ends_with('"')) return std::nullopt;
  const auto feet = march::parse_decimal(text.substr(0, mark), 0, "");
  const auto inches = millionths(trimmed(text.substr(mark + 1, text.size() - mark - 2)));
  if (!feet || !inches || feet.value() > 1000 || *inches >= 12 * kMillion) return std::nullopt;
  return march::multiply_divide_down(feet.value() * 12 * kMillion + *inches, 254, 10 * kMillion);
}

}  // namespace

FigureRead read_weight_kg(std::string_view text) {
  text = trimmed(text);
  if (says_unknown(text)) return {Figure::unknown, 0};
  return within(in_unit(text, kWeights), 1'200, 1'000'000);
}

FigureRead read_clearance_mm(std::string_view text) {
  text = trimmed(text);
  if (says_unknown(text)) return {Figure::unknown, 0};
  const auto feet = feet_and_inches_mm(text);
  return within(feet ? feet : in_unit(text, kClearances), 1'000, 100'000);
}

FigureRead read_speed_m_per_hour(std::string_view text) {
  text = trimmed(text);
  if (says_unknown(text)) return {Figure::unknown, 0};
  if (text == "walk") return {Figure::value, 5'000};
  return within(in_unit(text, kSpeeds), 5'000, 200'000);
}

FigureRead read_count(std::string_view text, std::int64_t low, std::int64_t high) {
  const auto value = march::parse_decimal(trimmed(text), 0, "");
  return within(value ? std::optional(value.value()) : std::nullopt, low, high);
}

FigureRead read_length_mm(std::string_view text, std::int64_t mm_per_unit) {
  const auto value = millionths(trimmed(text));
  if (!value || *value > 40'000'000 * kMillion) return {};
  return within(march::multiply_divide_down(*value, mm_per_unit, kMillion), 0, 20'000'000'000);
}

}  // namespace homeward::roads
