// SPDX-License-Identifier: Apache-2.0
//
// Everything that march arithmetic reads as text: what is read comes back from its own text.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "march/dates.h"
#include "march/decimal.h"
#include "march/movement_number.h"
#include "march/route_class.h"
#include "march/sidc.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace homeward::march;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  if (const auto route = parse_route_class(text); route.ok()) {
    const auto again = parse_route_class(format_route_class(route.value()));
    HW_CHECK(again.ok() && again.value().width_mm == route.value().width_mm);
  }
  if (const auto number = parse_movement_number(text); number.ok())
    HW_CHECK(parse_movement_number(format_movement_number(number.value())).value() == number.value());
  if (const auto sidc = parse_sidc(text); sidc.ok()) HW_CHECK(format_sidc(sidc.value()) == text);
  if (const auto time = time_of(text); time.ok())
    HW_CHECK(time_of(time_text(time.value())).value() == time.value());
  if (const auto day = day_of(text); day.ok()) HW_CHECK(date_of(day.value()) == text);
  if (const auto value = parse_decimal(text, 6, "x"); value.ok())
    HW_CHECK(parse_decimal(format_decimal(value.value(), 6), 6, "x").value() == value.value());
  return 0;
}
