// SPDX-License-Identifier: Apache-2.0
#include "report/labels.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace homeward {

namespace {

constexpr double kReaches[] = {4, 12, 24, 40, 60, 84};
constexpr int kAngles = 16;

struct LabelState {
  const LabelSurroundings& around;
  std::vector<Box> taken;
  std::vector<std::pair<Point, Point>> leaders;
};

bool inside(const Box& frame, const Box& box) {
  return box.x >= frame.x && box.y >= frame.y && box.x + box.width <= frame.x + frame.width &&
         box.y + box.height <= frame.y + frame.height;
}

bool crosses(const Box& box, Point from, Point to) {
  constexpr int kSamples = 24;
  for (int i = 0; i <= kSamples; ++i) {
    const double share = static_cast<double>(i) / kSamples;
    const Point p{from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
    if (p.x > box.x && p.x < box.x + box.width && p.y > box.y && p.y < box.y + box.height) return true;
  }
  return false;
}

bool overlaps_any(const std::vector<Box>& boxes, const Box& box) {
  return std::any_of(boxes.begin(), boxes.end(), [&box](const Box& other) { return other.overlaps(box); });
}

bool is_free(const LabelState& state, const LabelRequest& request, const Box& box) {
  if (!inside(state.around.frame, box) || overlaps_any(state.taken, box)) return false;
  for (const Box& other : state.around.forbidden) {
    const Box own{request.anchor.x - 1, request.anchor.y - 1, 2, 2};
    if (!other.overlaps(own) && other.overlaps(box)) return false;
  }
  for (const auto& [from, to] : state.leaders)
    if (crosses(box, from, to)) return false;
  const Point tip = nearest_point(box, request.anchor);
  return std::none_of(state.taken.begin(), state.taken.end(),
                      [&](const Box& other) { return crosses(other, request.anchor, tip); });
}

double cost_of(const LabelState& state, const Box& box, double reach) {
  const double margin = 1;
  double covered = 0;
  for (const Point& p : state.around.avoided)
    if (p.x > box.x - margin && p.x < box.x + box.width + margin && p.y > box.y - margin &&
        p.y < box.y + box.height + margin)
      covered += 1;
  return reach + 5 * std::min(covered, 12.0);
}

std::optional<PlacedLabel> best_position(const LabelState& state, const LabelRequest& request) {
  std::optional<PlacedLabel> best;
  double best_cost = 0;
  for (const double reach : kReaches)
    for (int k = 0; k < kAngles; ++k) {
      const double angle = 2 * std::numbers::pi * k / kAngles;
      const double away = request.radius + reach;
      const Point touch{request.anchor.x + away * std::cos(angle), request.anchor.y + away * std::sin(angle)};
      const Box box{touch.x - request.width * (1 - std::cos(angle)) / 2,
                    touch.y - request.height * (1 - std::sin(angle)) / 2, request.width, request.height};
      const double cost = cost_of(state, box, reach) + (k % 8 == 0 ? 0 : 1.5);
      if ((best && cost >= best_cost) || !is_free(state, request, box)) continue;
      best = PlacedLabel{box, reach > 12};
      best_cost = cost;
    }
  return best;
}

}  // namespace

Point nearest_point(const Box& box, Point p) {
  return {std::clamp(p.x, box.x, box.x + box.width), std::clamp(p.y, box.y, box.y + box.height)};
}

std::vector<std::optional<PlacedLabel>> place_labels(const std::vector<LabelRequest>& requests,
                                                     const LabelSurroundings& around) {
  std::vector<std::size_t> order(requests.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&requests](std::size_t a, std::size_t b) {
    return requests[a].importance > requests[b].importance;
  });
  LabelState state{around, {}, {}};
  std::vector<std::optional<PlacedLabel>> placed(requests.size());
  for (const std::size_t i : order) {
    placed[i] = best_position(state, requests[i]);
    if (!placed[i]) continue;
    state.taken.push_back(placed[i]->box);
    if (placed[i]->leader)
      state.leaders.push_back({requests[i].anchor, nearest_point(placed[i]->box, requests[i].anchor)});
  }
  return placed;
}

}  // namespace homeward
