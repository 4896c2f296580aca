// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as number, quantity, position, date and time of day: no crash, and what is accepted
// comes back when it is written and read again.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "must.h"
#include "scenario/date_text.h"
#include "scenario/number.h"
#include "scenario/text.h"
#include "scenario/time_zone.h"

namespace {

using namespace homeward;
using namespace homeward::scenario;

void check_quantity(std::string_view text, const Quantity& quantity) {
  const auto reading = read_quantity(text, quantity);
  if (reading.value)
    must(read_quantity(format_quantity(*reading.value, quantity), quantity).value == reading.value);
}

void check_date(std::string_view text) {
  static const TimeZone zone = *TimeZone::find("Europe/Berlin").value;
  const auto date = read_date(text);
  if (!date.value) return;
  const auto instant = zone.instant(*date.value, DayEdge::end);
  if (!instant.value) return;
  const auto again = zone.instant(*read_date(zone.format(*instant.value)).value, DayEdge::begin);
  if (again.value) must(again.value == instant.value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto whole = read_whole(text, {-1'000'000, 1'000'000});
  if (whole.value)
    must(read_whole(std::to_string(*whole.value), {-1'000'000, 1'000'000}).value == whole.value);
  check_quantity(text, kKilometres);
  check_quantity(text, kHours);
  check_quantity(text, kDays);
  read_degrees(text, 90);
  read_time_of_day(text);
  check_date(text);
  must(first_bad_utf8(in_quotes(text)) == std::nullopt);
  return 0;
}
