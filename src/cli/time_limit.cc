// SPDX-License-Identifier: Apache-2.0
#include "cli/time_limit.h"

#include <array>
#include <charconv>

namespace homeward {

namespace {

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};
constexpr std::array<Unit, 5> kUnits = {
    {{"h", 3'600'000}, {"m", 60'000}, {"min", 60'000}, {"s", 1000}, {"ms", 1}}};

const Unit* find_unit(std::string_view name) {
  for (const Unit& unit : kUnits)
    if (unit.name == name) return &unit;
  return nullptr;
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_time_limit(std::string_view text) {
  std::int64_t sum = 0;
  std::int64_t last_unit = kTimeLimitMax.count();
  while (!text.empty()) {
    std::int64_t count = 0;
    if (text.front() < '0' || text.front() > '9') return std::nullopt;  // from_chars would take a sign
    const auto [number_end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(number_end - text.data()));
    const std::string_view name = text.substr(0, text.find_first_of("0123456789"));
    const Unit* unit = find_unit(name);
    if (unit == nullptr || unit->milliseconds >= last_unit) return std::nullopt;
    if (count > kTimeLimitMax.count() / unit->milliseconds) return std::nullopt;
    last_unit = unit->milliseconds;
    sum += count * unit->milliseconds;
    text.remove_prefix(name.size());
  }
  if (sum < 1 || sum > kTimeLimitMax.count()) return std::nullopt;
  return std::chrono::milliseconds(sum);
}

std::string time_limit_text(std::chrono::milliseconds limit) {
  std::string text;
  std::int64_t rest = limit.count();
  for (const Unit& unit : kUnits) {
    if (rest >= unit.milliseconds) text += std::to_string(rest / unit.milliseconds) + std::string(unit.name);
    rest %= unit.milliseconds;
  }
  return text;
}

}  // namespace homeward
