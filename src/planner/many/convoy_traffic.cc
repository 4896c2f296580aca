// SPDX-License-Identifier: Apache-2.0
#include "planner/many/convoy_traffic.h"

#include <algorithm>

namespace homeward::many {

namespace {

constexpr std::int64_t kRate = 36'000;  ///< metres an hour: 10 m take a second

bool same_both_ways(const exact::ConvoyProblem& problem) {
  for (std::size_t from = 0; from < problem.node_count(); ++from)
    for (const exact::Arc& arc : problem.arcs_of(exact::NodeId(from))) {
      const auto back = problem.arcs_of(arc.to);
      const exact::Arc wanted{exact::NodeId(from), arc.travel};
      if (arc.to.index() == from || std::find(back.begin(), back.end(), wanted) == back.end()) return false;
    }
  return true;
}

void add_network(const exact::ConvoyProblem& problem, exact::Variant variant, Model& model) {
  model.rules.start_step_s = 1;
  model.rules.column_gap_s = 0;
  model.rules.drive_max_s = kEndOfTime;
  model.rules.march_rate_m_per_hour = kRate;
  for (std::size_t i = 0; i < problem.node_count(); ++i) {
    Place place;
    place.key = std::to_string(i);
    place.exclusive = variant != exact::Variant::p2;
    place.parking_vehicles = Timetable::kAnyNumber;
    model.places.push_back(place);
    for (const exact::Arc& arc : problem.arcs_of(exact::NodeId(i))) {
      if (arc.to.index() < i) continue;
      Link link;
      link.key = std::to_string(i) + "-" + std::to_string(arc.to.index());
      link.from = PlaceId(i);
      link.to = PlaceId(arc.to.index());
      link.length_m = kRate / 3'600 * arc.travel;
      link.use = LinkUse::alternating;
      link.speed_m_per_hour = {kRate, kRate, kRate};
      link.mlc = link.height_mm = link.width_mm = 1;
      model.links.push_back(link);
    }
  }
}

}  // namespace

std::optional<Traffic> traffic_of(const exact::ConvoyProblem& problem, exact::Variant variant) {
  if (variant == exact::Variant::p4 || variant == exact::Variant::p5 || !same_both_ways(problem))
    return std::nullopt;
  Traffic traffic;
  traffic.name = problem.name;
  traffic.repeats = Repeats::no_place_twice;
  traffic.halting = variant == exact::Variant::p3 ? Halting::anywhere : Halting::nowhere;
  add_network(problem, variant, traffic.model);
  traffic.latest = 0;
  for (const exact::Convoy& convoy : problem.convoys) {
    const auto goal = PlaceId(convoy.end.index());
    std::uint32_t group = 0;
    while (group < traffic.goals.size() && traffic.goals[group].front() != goal) ++group;
    if (group == traffic.goals.size()) traffic.goals.push_back({goal});
    traffic.columns.push_back({PlaceId(convoy.start.index()), group, convoy.earliest_start,
                               convoy.earliest_start + convoy.wait_max, problem.headway});
    traffic.latest = std::max(traffic.latest, convoy.latest_arrival + 1);
  }
  return traffic;
}

}  // namespace homeward::many
