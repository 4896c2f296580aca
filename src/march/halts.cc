// SPDX-License-Identifier: Apache-2.0
#include "march/halts.h"

#include "march/range.h"

namespace homeward::march {
namespace {

constexpr std::int64_t kHaltsMax = 100'000;

void check_rule(Ranges& ranges, std::int64_t vehicles, const HaltRule& rule) {
  ranges.within("vehicles", vehicles, 1, kVehiclesMax);
  ranges.within("vehicles_per_group", rule.vehicles_per_group, 1, kVehiclesMax);
  ranges.within("halt_per_group_s", rule.halt_per_group_s, 0, kDay);
  ranges.within("drive_between_halts_s", rule.drive_between_halts_s, 1, kSecondsMax);
  ranges.within("drive_before_rest_s", rule.drive_before_rest_s, rule.drive_between_halts_s, kSecondsMax);
  ranges.within("rest_s", rule.rest_s, 0, kSecondsMax);
}

Duration halt_length(std::int64_t vehicles, const HaltRule& rule) {
  return divide_up(vehicles, rule.vehicles_per_group) * rule.halt_per_group_s;
}

}  // namespace

Result<Duration> technical_halt(std::int64_t vehicles, const HaltRule& rule) {
  Ranges ranges;
  check_rule(ranges, vehicles, rule);
  if (!ranges.ok()) return ranges.take();
  return halt_length(vehicles, rule);
}

Result<std::vector<Halt>> halts_for(Duration driving_s, std::int64_t vehicles, const HaltRule& rule) {
  Ranges ranges;
  check_rule(ranges, vehicles, rule);
  ranges.within("driving_s", driving_s, 0, kSecondsMax);
  if (!ranges.ok()) return ranges.take();
  ranges.require(driving_s / rule.drive_between_halts_s <= kHaltsMax, "driving_s",
                 "The march has too many halts.", "Drive longer between halts or split the march.");
  if (!ranges.ok()) return ranges.take();

  const Duration technical_s = halt_length(vehicles, rule);
  std::vector<Halt> halts;
  Duration since_rest_s = 0;
  for (Duration driven_s = rule.drive_between_halts_s; driven_s < driving_s;
       driven_s += rule.drive_between_halts_s) {
    since_rest_s += rule.drive_between_halts_s;
    const bool rest = since_rest_s >= rule.drive_before_rest_s;
    halts.push_back({driven_s, rest ? std::max(rule.rest_s, technical_s) : technical_s,
                     rest ? HaltKind::rest : HaltKind::technical});
    if (rest) since_rest_s = 0;
  }
  return halts;
}

}  // namespace homeward::march
