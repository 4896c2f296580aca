// SPDX-License-Identifier: Apache-2.0
#include "planner/small_traffic.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace homeward::many {

Traffic random_traffic(Rng& rng, const SmallSize& size) {
  Traffic traffic;
  traffic.latest = 1'000'000;
  traffic.repeats = Repeats::no_place_twice;
  traffic.halting = rng.chance(1, 2) ? Halting::anywhere : Halting::nowhere;
  Model& model = traffic.model;
  model.rules.start_step_s = 1;
  model.rules.column_gap_s = static_cast<Duration>(rng.below(3));
  model.rules.drive_max_s = kEndOfTime;
  model.rules.march_rate_m_per_hour = 36'000;
  for (std::size_t i = 0; i < size.places; ++i) {
    Place place;
    place.key = std::to_string(i);
    place.exclusive = rng.chance(1, 5);
    if (rng.chance(1, 4)) place.parking_vehicles = Timetable::kAnyNumber;
    model.places.push_back(place);
  }
  const auto add = [&](std::size_t from, std::size_t to) {
    Link link;
    link.key = std::to_string(from) + "-" + std::to_string(to);
    link.from = PlaceId(from);
    link.to = PlaceId(to);
    link.length_m = 10 * rng.between(1, size.travel_max);
    link.use = std::array{LinkUse::two_way, LinkUse::alternating, LinkUse::exclusive}[rng.below(3)];
    link.speed_m_per_hour = {36'000, 36'000, 36'000};
    link.mlc = link.height_mm = link.width_mm = 100'000;
    model.links.push_back(link);
  };
  for (std::size_t i = 1; i < size.places; ++i) {
    add(rng.below(i), i);
    if (i > 1 && rng.chance(1, 2)) add(i - 2, i);
  }
  traffic.goals = {{PlaceId(0), PlaceId(1)}, {PlaceId(size.places - 1)}};
  while (traffic.columns.size() < size.columns) {
    const auto goals = static_cast<std::uint32_t>(rng.below(2));
    const PlaceId from(2 + rng.below(size.places - 3));
    traffic.columns.push_back({from, goals, rng.between(0, 3), kEndOfTime, rng.between(1, size.pass_max)});
    model.places[from].parking_vehicles = Timetable::kAnyNumber;
  }
  for (const auto& group : traffic.goals)
    for (const PlaceId goal : group) model.places[goal].parking_vehicles = Timetable::kAnyNumber;
  return traffic;
}

Traffic random_exit_traffic(Rng& rng, const SmallSize& size) {
  Traffic traffic = random_traffic(rng, size);
  traffic.halting = Halting::nowhere;
  traffic.goals = {{PlaceId(0), PlaceId(1)}};
  for (Traveller& column : traffic.columns) column.goals = 0;
  return traffic;
}

namespace {

struct Use {
  LinkId link;
  bool forward;
  Time entry, travel, pass;
};

std::vector<Use> uses_of(const Traffic& traffic, std::size_t column, const Route& route) {
  std::vector<Use> uses;
  for (std::size_t i = 0; i + 1 < route.stops.size(); ++i) {
    const Direction way = direction_of(*route.stops[i].out);
    uses.push_back({way.link, way.forward, route.stops[i].depart, traffic.model.links[way.link].length_m / 10,
                    traffic.columns[column].pass_s});
  }
  return uses;
}

std::vector<std::pair<PlaceId, Time>> crossings_of(const Route& route) {
  std::vector<std::pair<PlaceId, Time>> heads;
  for (std::size_t i = 0; i < route.stops.size(); ++i) {
    const RouteStop& stop = route.stops[i];
    if (i > 0) heads.emplace_back(stop.place, stop.arrive);
    if (i + 1 < route.stops.size() && (i == 0 || stop.depart > stop.arrive))
      heads.emplace_back(stop.place, stop.depart);
  }
  return heads;
}

/// All routes of a column that arrive by `until`, with every departure and halt.
std::vector<Route> all_routes(const Traffic& traffic, const RoadGraph& graph, std::size_t column,
                              Time until) {
  std::vector<Route> found;
  Route route;
  const auto& goals = traffic.goals[traffic.columns[column].goals];
  const std::function<void(PlaceId, Time)> go_on = [&](PlaceId here, Time now) {
    for (const RouteStop& stop : route.stops)
      if (stop.place == here) return;
    RouteStop stop;
    stop.place = here;
    stop.arrive = now;
    if (std::find(goals.begin(), goals.end(), here) != goals.end()) {
      stop.depart = now;
      route.stops.push_back(stop);
      found.push_back(route);
      route.stops.pop_back();
      return;
    }
    const bool starts = route.stops.empty();
    const bool halts =
        starts || (traffic.halting == Halting::anywhere && traffic.model.places[here].parking_vehicles > 0);
    for (Time depart = now; depart <= (halts ? until : now); ++depart)
      for (const ArcId arc : graph.out(here)) {
        const Time arrive = depart + traffic.model.links[direction_of(arc).link].length_m / 10;
        if (arrive > until) continue;
        stop.depart = depart;
        stop.out = arc;
        route.stops.push_back(stop);
        go_on(graph.to(arc), arrive);
        route.stops.pop_back();
      }
  };
  go_on(traffic.columns[column].from, traffic.columns[column].ready);
  return found;
}

}  // namespace

bool fit_together(const Traffic& traffic, std::size_t a, const Route& a_route, std::size_t b,
                  const Route& b_route) {
  const Duration gap = traffic.model.rules.column_gap_s;
  for (const Use& x : uses_of(traffic, a, a_route))
    for (const Use& y : uses_of(traffic, b, b_route)) {
      if (x.link != y.link) continue;
      const LinkUse use = traffic.model.links[x.link].use;
      const bool apart =
          x.entry + x.travel + x.pass + gap <= y.entry || y.entry + y.travel + y.pass + gap <= x.entry;
      if (x.forward == y.forward) {
        const Use& first = x.entry < y.entry ? x : y;
        const Use& second = x.entry < y.entry ? y : x;
        if (x.entry == y.entry || second.entry < first.entry + first.pass + gap) return false;
        if (use == LinkUse::exclusive && !apart) return false;
      } else if (use != LinkUse::two_way && !apart) {
        return false;
      }
    }
  for (const auto& [place, x] : crossings_of(a_route))
    for (const auto& [other, y] : crossings_of(b_route)) {
      if (place != other || !traffic.model.places[place].exclusive) continue;
      if (x < y + traffic.columns[b].pass_s + gap && y < x + traffic.columns[a].pass_s + gap) return false;
    }
  return true;
}

void expect_valid(const Traffic& traffic, const Routes& routes, std::uint64_t seed) {
  for (std::size_t a = 0; a < routes.size(); ++a) {
    const auto& stops = routes[a].stops;
    ASSERT_GE(stops.size(), 2U) << "seed " << seed;
    EXPECT_EQ(stops.front().place, traffic.columns[a].from);
    EXPECT_GE(stops.front().depart, traffic.columns[a].ready);
    const auto& goals = traffic.goals[traffic.columns[a].goals];
    EXPECT_NE(std::find(goals.begin(), goals.end(), stops.back().place), goals.end());
    for (std::size_t i = 1; i + 1 < stops.size(); ++i) {
      const bool may_halt =
          traffic.halting == Halting::anywhere && traffic.model.places[stops[i].place].parking_vehicles > 0;
      EXPECT_TRUE(may_halt || stops[i].depart == stops[i].arrive) << "seed " << seed << ": " << a;
    }
    for (const Use& use : uses_of(traffic, a, routes[a])) EXPECT_GT(use.travel, 0);
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
      EXPECT_EQ(stops[i].depart + traffic.model.links[direction_of(*stops[i].out).link].length_m / 10,
                stops[i + 1].arrive);
      EXPECT_LE(stops[i + 1].arrive, stops[i + 1].depart);
    }
    for (std::size_t b = a + 1; b < routes.size(); ++b)
      ASSERT_TRUE(fit_together(traffic, a, routes[a], b, routes[b]))
          << "seed " << seed << ": " << a << " and " << b;
  }
}

std::vector<Duration> shortest_of(const Roads& roads, Workshop& workshop) {
  std::vector<Duration> shortest;
  for (std::uint32_t i = 0; i < roads.traffic().columns.size(); ++i) shortest.push_back(workshop.shortest(i));
  return shortest;
}

std::int64_t best_by_trying_all(const Traffic& traffic, std::int64_t known) {
  const RoadGraph graph(traffic.model);
  std::vector<std::vector<Route>> choices;
  for (std::size_t i = 0; i < traffic.columns.size(); ++i) {
    choices.push_back(all_routes(traffic, graph, i, traffic.columns[i].ready + known));
    std::sort(choices.back().begin(), choices.back().end(),
              [](const Route& a, const Route& b) { return a.stops.back().arrive < b.stops.back().arrive; });
  }
  std::int64_t best = known;
  std::vector<const Route*> chosen;
  const std::function<void(std::int64_t)> go_on = [&](std::int64_t sum) {
    const std::size_t i = chosen.size();
    if (i == choices.size()) {
      best = std::min(best, sum);
      return;
    }
    for (const Route& route : choices[i]) {
      const std::int64_t with = sum + flow_of(traffic.columns[i], route);
      if (with >= best) return;
      bool fits = true;
      for (std::size_t j = 0; j < i && fits; ++j) fits = fit_together(traffic, j, *chosen[j], i, route);
      if (!fits) continue;
      chosen.push_back(&route);
      go_on(with);
      chosen.pop_back();
    }
  };
  go_on(0);
  return best;
}

}  // namespace homeward::many
