// SPDX-License-Identifier: Apache-2.0
#include "planner/drawn.h"

#include <fmt/format.h>

#include <algorithm>

#include "planner/tiny_withdrawal.h"

namespace homeward {

std::string draw_busy(Rng& rng) {
  const auto pick = [&](std::int64_t low, std::int64_t high) { return rng.between(low, high); };
  // One after another: compilers differ in the order in which they evaluate arguments.
  const std::int64_t lanes = pick(1, 2), post = pick(6, 40), ramp = pick(4, 20), coaches = pick(1, 4);
  const std::int64_t at_base = pick(0, 4), at_port = pick(3, 20), second_boxes = pick(0, 20);
  const std::int64_t second_cars = pick(1, 15), second_people = pick(20, 60), ready_h = pick(0, 30);
  const std::int64_t boxes = pick(0, 40), cars = pick(1, 15), people = pick(20, 60);
  const std::int64_t spur_min = pick(20, 100), gate_min = pick(20, 200), parking = pick(40, 120);
  const std::int64_t fork_min = pick(20, 200);
  const std::int64_t rear_h = std::max<std::int64_t>(0, pick(-100, 100));
  return fmt::format(
      "base(closes) -{}min- fork(parking {}) -{}min alternating- gate(outside, parking 90) -30min- port;"
      "camp -{}min- fork;1st: base to port, {} people, {} cars, {} boxes, ready {}h;"
      "2nd: camp to port, {} people, {} cars, {} boxes;rear: base to port, 8 people, 2 cars, ready {}h, last_out;"
      "lorries haul: {} at port, {} at base;buses coach: {} at port;escorts guard: 12 at gate;"
      "service ramp at base: loading, {}/h, 1 lanes;service post at gate: leaving, {}/h, {} lanes;deadline "
      "15d",
      fork_min, parking, gate_min, spur_min, people, cars, boxes, ready_h, second_people, second_cars,
      second_boxes, rear_h, at_port, at_base, coaches, ramp, post, lanes);
}

std::string draw_any(Rng& rng, std::uint64_t seed) {
  return seed % 2 == 0 ? tiny::draw_tiny(rng) : draw_busy(rng);
}

}  // namespace homeward
