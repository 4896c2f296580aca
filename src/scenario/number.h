// SPDX-License-Identifier: Apache-2.0
//
// Text to whole numbers. The user's units (hours, kilometres, tonnes) become seconds, metres and
// kilograms here, exactly or not at all; the inner types never hold a fraction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace homeward::scenario {

/// A value, or why there is none and how to mend it.
template <class T>
struct Reading {
  std::optional<T> value;
  std::string what;  ///< goes on after the quoted text: "is not a number"
  std::string mend;

  static Reading good(T value) { return {std::move(value), "", ""}; }
  static Reading bad(std::string what, std::string mend) {
    return {std::nullopt, std::move(what), std::move(mend)};
  }
};

struct Limits {
  std::int64_t min = 0;
  std::int64_t max = 1'000'000'000;
};

/// How a user's unit becomes an inner one: text · per_unit, which must come out whole.
struct Quantity {
  std::string_view unit;      ///< of the user: "km"
  std::string_view inner;     ///< "metres"
  std::int64_t per_unit = 1;  ///< ≤ 10^6
  Limits limits;              ///< in inner units
};

inline constexpr Quantity kKilometres{"km", "metres", 1000, {1, 20'000'000}};
inline constexpr Quantity kMetres{"m", "millimetres", 1000, {0, 10'000'000}};
inline constexpr Quantity kTonnes{"t", "kilograms", 1000, {0, 10'000'000}};
inline constexpr Quantity kSpeed{"km/h", "metres an hour", 1000, {1000, 200'000}};
inline constexpr Quantity kDays{"days", "seconds", 86400, {0, 3660LL * 86400}};
inline constexpr Quantity kHours{"hours", "seconds", 3600, {0, 366LL * 86400}};
inline constexpr Quantity kMinutes{"minutes", "seconds", 60, {0, 366LL * 86400}};

/// Digits with an optional minus; anything else is refused with advice that fits the damage.
Reading<std::int64_t> read_whole(std::string_view text, Limits limits);

/// Digits with at most one point. At most 12 digits before it and 9 behind it.
Reading<std::int64_t> read_quantity(std::string_view text, const Quantity& quantity);

/// A latitude or longitude in degrees as millionths, rounded half away from zero. |degrees| ≤ degrees_max.
Reading<std::int64_t> read_degrees(std::string_view text, std::int64_t degrees_max);

/// The shortest text that read_quantity turns into `inner` again; an upper bound in words when it has none.
std::string format_quantity(std::int64_t inner, const Quantity& quantity);

}  // namespace homeward::scenario
