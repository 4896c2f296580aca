// SPDX-License-Identifier: Apache-2.0
//
// Figures as maps write them ("7.5", "7.5 t", "16'3\"", "30 mph", "none"), read strictly: what is not a
// figure in a known unit is nonsense and told, never guessed. No decimal commas, no lists, no signs.
#pragma once

#include <cstdint>
#include <string_view>

namespace homeward::roads {

enum class Figure : std::uint8_t {
  value,
  unknown,  ///< the map says that nothing is known or signed: "none", "unsigned", "default", …
  nonsense
};

struct FigureRead {
  Figure kind = Figure::nonsense;
  std::int64_t value = 0;
};

/// Kilograms, rounded down: "7.5" and "7.5 t" tonnes, "kg", "st" and "tons" short tons, "lt" long tons,
/// "lbs". 1.2 to 1,000 tonnes.
FigureRead read_weight_kg(std::string_view text);

/// Millimetres, rounded down: "4" and "4 m" metres, "cm", "16'3\"", "16'", "16 ft". 1 to 100 metres.
FigureRead read_clearance_mm(std::string_view text);

/// Metres an hour, rounded down: "50" and "50 km/h", "30 mph", "knots", "walk". 5 to 200 km/h.
FigureRead read_speed_m_per_hour(std::string_view text);

/// A whole number from `low` to `high`.
FigureRead read_count(std::string_view text, std::int64_t low, std::int64_t high);

/// Millimetres from metres or kilometres with up to six decimals; 0 to 20,000 km.
FigureRead read_length_mm(std::string_view text, std::int64_t mm_per_unit);

}  // namespace homeward::roads
