// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "planner/tiny_withdrawal.h"

namespace homeward::tiny {

/// Draws one after another: compilers differ in the order in which they evaluate arguments and sums.
std::string draw_tiny(Rng& rng) {
  const auto pick = [&](std::int64_t low, std::int64_t high) { return rng.between(low, high); };
  const char* const uses[] = {" two_way", " alternating", " exclusive"};
  const bool spur = pick(0, 3) == 0, escorts = !spur && pick(0, 2) == 0;
  const auto link = [&](const char* from, const char* to, const char* use) {
    return fmt::format("{} -{}min{}- {};", from, 5 * pick(4, 16), use, to);
  };
  std::string text = "base(parking 1000);mid(parking 0, no_rest);";
  if (spur) {
    const std::string last = link("spur", "mid", " one_way"), back = link("gate", "base", " one_way");
    const std::string out = link("mid", "gate", pick(0, 1) == 0 ? " exclusive" : " one_way");
    text += link("base", "mid", " one_way") + out + back + last;
  } else {
    const std::string guarded = std::string(uses[pick(0, 2)]) + (escorts ? ", escort" : "");
    const std::string out = link("mid", "gate", guarded.c_str());
    text += link("base", "mid", uses[pick(0, 2)]) + out;
  }
  const std::int64_t cars = pick(0, 2), lorries = pick(1, 2), inside = pick(0, 3) == 0 ? 1 : 0;
  const std::int64_t ready_h = pick(0, 2), boxes = pick(1, 2);
  text +=
      fmt::format("1st: base to gate, {} people, {} cars, {} boxes, ready {}h;", cars, cars, boxes, ready_h);
  if (pick(0, 1) == 0 && !spur)
    text += fmt::format("2nd: base to gate, 0 people, 0 cars, 1 boxes, ready {}h;", pick(0, 6));
  if (spur) text += fmt::format("2nd: spur to gate, 1 people, 1 cars, ready {}h;", pick(0, 6));
  text += fmt::format("lorries haul: {} at gate", std::max<std::int64_t>(lorries - inside, 0));
  text += inside > 0 ? ", 1 at base;" : ";";
  if (escorts) text += fmt::format("escorts guard: {} at gate;", pick(1, 2));
  if (pick(0, 1) == 0) text += fmt::format("service ramp at base: loading, {}/h, 1 lanes;", pick(1, 4));
  if (pick(0, 1) == 0) text += fmt::format("service post at gate: leaving, {}/h, 9 lanes;", pick(2, 20));
  if (pick(0, 2) == 0) {
    const std::int64_t from = pick(1, 8);
    text += fmt::format("closed mid-gate: {}h to {}h;", from, from + pick(1, 4));
  }
  return text + "deadline 4d";
}

}  // namespace homeward::tiny
