// SPDX-License-Identifier: Apache-2.0
//
// The core of the convoy planner on random road networks: distances, reservations that can be taken back.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "planner/convoys/route_search.h"

namespace homeward {
namespace {

/// Places in a row of triangles with some links of every kind; travel 1 to 20 minutes.
Model random_roads(Rng& rng, std::size_t places) {
  Model model;
  model.start = 0;
  model.deadline = 30 * kDay;
  model.rules.start_step_s = 1;
  model.rules.column_gap_s = 60;
  for (std::size_t i = 0; i < places; ++i) {
    Place place;
    place.key = "P" + std::to_string(i);
    place.parking_vehicles = rng.chance(1, 2) ? 60 : 0;
    place.exclusive = rng.chance(1, 4);
    model.places.push_back(place);
  }
  const auto add = [&](std::size_t from, std::size_t to) {
    Link link;
    link.key = std::to_string(from) + "-" + std::to_string(to);
    link.from = PlaceId(from);
    link.to = PlaceId(to);
    link.length_m = rng.between(1'000, 20'000);
    link.use = static_cast<LinkUse>(rng.below(4));
    link.lanes = rng.between(1, 2);
    link.speed_m_per_hour = {60'000, 60'000, 60'000};
    model.links.push_back(link);
  };
  for (std::size_t i = 1; i < places; ++i) {
    add(i - 1, i);
    if (i > 1) add(i - 2, i);
    if (rng.chance(1, 3)) add(rng.below(i), i);
  }
  return model;
}

IdVector<ArcId, Duration> times_of(const Model& model, const RoadGraph& graph) {
  RoadNeeds needs;
  needs.march_rate_m_per_hour = 60'000;
  needs.classes[0] = true;
  Model open = model;
  open.rules.unknown_link_mlc.assume = open.rules.unknown_link_height_mm.assume =
      open.rules.unknown_link_width_mm.assume = 1'000'000;
  return travel_times(open, graph, needs);
}

TEST(BackwardSearch, EqualsDijkstraOnRandomRoads) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Rng rng(seed);
    const Model model = random_roads(rng, 3 + rng.below(40));
    const RoadGraph graph(model);
    const IdVector<ArcId, Duration> travel = times_of(model, graph);
    const Landmarks landmarks(graph, travel, 3);
    BackwardSearch search(graph, travel, landmarks);
    for (int goal = 0; goal < 5; ++goal) {
      const PlaceId to(rng.below(model.places.size()));
      const IdVector<PlaceId, Duration> exact = times_to(graph, travel, to);
      search.aim(PlaceId(rng.below(model.places.size())), to);
      for (int question = 0; question < 30; ++question) {
        const PlaceId from(rng.below(model.places.size()));
        ASSERT_EQ(search.time_from(from), exact[from]) << "seed " << seed;
        if (exact[from] < kEndOfTime) {
          ASSERT_LE(landmarks.least_between(from, to), exact[from]) << "seed " << seed;
        }
      }
    }
  }
}

/// Every safe entry and crossing of a timetable, as a text to compare.
std::string all_answers(const Model& model, const RoadGraph& graph, const IdVector<ArcId, Duration>& travel,
                        const Timetable& timetable) {
  std::string text;
  for (ArcId arc : travel.ids()) {
    if (travel[arc] == kClosed) continue;
    for (std::int64_t lane = 1; lane <= timetable.lanes(arc); ++lane)
      for (Time t = 0; t < 6 * kHour;) {
        const auto safe = timetable.safe_entries({arc, travel[arc], 120, 3'000}, lane, t);
        if (!safe) break;
        text += std::to_string(safe->begin) + "," + std::to_string(safe->end) + ";";
        t = safe->end;
      }
  }
  for (PlaceId place : model.places.ids())
    text += std::to_string(timetable.parking(place).highest({0, kDay})) + "|";
  return text + std::to_string(graph.arc_count());
}

TEST(Timetable, IsAsBeforeWhenARouteIsTakenOutAgain) {
  int routes = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Rng rng(seed);
    const Model model = random_roads(rng, 12);
    const RoadGraph graph(model);
    const IdVector<ArcId, Duration> travel = times_of(model, graph);
    const Calendar calendar(model, graph, {0, 30 * kDay});
    Timetable timetable(model, graph, calendar);
    RouteSearch search(model, graph);
    const Landmarks landmarks(graph, travel, 2);
    BackwardSearch distances(graph, travel, landmarks);
    std::vector<std::pair<RouteRequest, Route>> written;
    std::vector<std::string> answers;
    for (int column = 0; column < 12; ++column) {
      RouteRequest request;
      request.from = PlaceId(rng.below(12));
      request.to = PlaceId(rng.below(12));
      if (request.from == request.to || model.places[request.to].parking_vehicles == 0) continue;
      request.arrive_until = 6 * kHour;
      distances.aim(request.from, request.to);
      request.legs = {{&travel, ToGoal(&distances), rng.between(60, 600), 20, 3'000}};
      const auto route = search.find(timetable, request);
      if (!route) continue;
      answers.push_back(all_answers(model, graph, travel, timetable));
      reserve(timetable, request, *route);
      written.emplace_back(request, *route);
    }
    for (; !written.empty(); written.pop_back(), answers.pop_back(), ++routes) {
      unreserve(timetable, written.back().first, written.back().second);
      ASSERT_EQ(all_answers(model, graph, travel, timetable), answers.back()) << "seed " << seed;
    }
  }
  EXPECT_GT(routes, 40);
}

TEST(RouteSearch, CountingRestsGivesTheSameArrivalsWithFewerLabels) {
  std::int64_t counted = 0, plain = 0;
  int rested = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    Rng rng(seed, 31);
    Model model = random_roads(rng, 24);
    model.rules.start_step_s = 300;
    model.rules.drive_max_s = rng.between(20, 45) * kMinute;
    model.rules.rest_min_s = rng.between(30, 120) * kMinute;
    for (Place& place : model.places) {
      if (rng.chance(1, 2)) place.parking_vehicles = 60;
      place.rest = rng.chance(2, 3);
    }
    const RoadGraph graph(model);
    const IdVector<ArcId, Duration> travel = times_of(model, graph);
    const Calendar calendar(model, graph, {0, 30 * kDay});
    Timetable timetable(model, graph, calendar);
    RouteSearch with(model, graph), without(model, graph);
    with.count_rests();
    for (int column = 0; column < 12; ++column) {
      RouteRequest request;
      request.from = PlaceId(rng.below(24));
      request.to = PlaceId(rng.below(24));
      if (request.from == request.to || model.places[request.to].parking_vehicles == 0) continue;
      request.arrive_until = rng.between(1, 12) * kHour;
      const IdVector<PlaceId, Duration> left = times_to(graph, travel, request.to);
      request.legs = {{&travel, ToGoal(&left), rng.between(60, 600), 20, 3'000}};
      const auto a = with.find(timetable, request), b = without.find(timetable, request);
      ASSERT_EQ(a.has_value(), b.has_value()) << "seed " << seed;
      if (!a) continue;
      ASSERT_EQ(a->stops.back().arrive, b->stops.back().arrive) << "seed " << seed;
      rested +=
          std::any_of(a->stops.begin(), a->stops.end(), [](const RouteStop& stop) { return stop.rest; });
      reserve(timetable, request, *a);
    }
    counted += with.work();
    plain += without.work();
  }
  EXPECT_GT(rested, 40);
  EXPECT_LT(5 * counted, 4 * plain);
}

}  // namespace
}  // namespace homeward
