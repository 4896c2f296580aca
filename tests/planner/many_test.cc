// SPDX-License-Identifier: Apache-2.0
//
// Many columns on random road networks: plans against the rules pair by pair, bounds against enumeration.
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "base/random.h"
#include "planner/many/first_plan.h"
#include "planner/many/flow_bound.h"
#include "planner/many/flow_patterns.h"
#include "planner/many/improve.h"
#include "planner/many/paced_dispatch.h"

namespace homeward::many {
namespace {

struct Size {
  std::uint64_t places;
  std::uint64_t columns;
  Duration travel_max;
  Duration pass_max;
};

/// Links of 10·t metres at 36 km/h take t seconds.
Traffic random_traffic(Rng& rng, const Size& size) {
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

/// Many columns from all places to two goals; nobody halts on the way.
Traffic random_exit_traffic(Rng& rng, const Size& size) {
  Traffic traffic = random_traffic(rng, size);
  traffic.halting = Halting::nowhere;
  traffic.goals = {{PlaceId(0), PlaceId(1)}};
  for (Traveller& column : traffic.columns) column.goals = 0;
  return traffic;
}

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

/// FOLLOW, OPPOSE, EXCLUSIVE and CROSS for two columns, from their definition. One lane everywhere.
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

TEST(ManyColumns, PlansOnRandomNetworksKeepEveryRule) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Rng rng(seed);
    const Traffic traffic = random_traffic(rng, {5 + rng.below(20), 2 + rng.below(40), 9, 12});
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    FirstPlan plan = first_plan(roads, workshop, budget);
    ASSERT_EQ(plan.missing, 0U) << "seed " << seed;
    expect_valid(traffic, plan.routes, seed);
    const std::vector<Duration> shortest = shortest_of(roads, workshop);
    const std::int64_t before = total_flow(traffic, plan.routes);
    Budget more(40'000, Budget::Clock::time_point::max());
    improve(roads, shortest, {}, more, plan.routes);
    expect_valid(traffic, plan.routes, seed);
    EXPECT_LE(total_flow(traffic, plan.routes), before);
    EXPECT_GE(total_flow(traffic, plan.routes), flow_bound(roads, shortest).value) << "seed " << seed;
  }
}

TEST(ManyColumns, AreTheSameOnAnyNumberOfThreads) {
  Rng rng(7);
  const Traffic traffic = random_traffic(rng, {30, 60, 9, 12});
  const Roads roads(traffic);
  std::vector<std::string> plans;
  for (const int threads : {1, 2, 3}) {
    Workshop workshop(roads);
    Budget budget;
    Routes routes = first_plan(roads, workshop, budget).routes;
    ImproveOptions options;
    options.threads = threads;
    Budget more(400'000, Budget::Clock::time_point::max());
    const ImproveReport report = improve(roads, shortest_of(roads, workshop), options, more, routes);
    EXPECT_GT(report.accepted, 0);
    std::string text = std::to_string(more.work());
    for (const Route& route : routes)
      for (const RouteStop& stop : route.stops)
        text += "," + std::to_string(stop.place.index()) + "@" + std::to_string(stop.depart);
    plans.push_back(text);
  }
  EXPECT_EQ(plans[0], plans[1]);
  EXPECT_EQ(plans[0], plans[2]);
}

TEST(PacedDispatch, KeepsEveryRuleAndNeverMakesAPlanWorse) {
  int better = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Rng rng(seed, 11);
    const Traffic traffic = random_exit_traffic(rng, {5 + rng.below(15), 60 + rng.below(100), 9, 12});
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    Routes routes = first_plan(roads, workshop, budget).routes;
    const std::int64_t before = total_flow(traffic, routes);
    dispatch_at_pace(roads, routes, budget);
    expect_valid(traffic, routes, seed);
    EXPECT_LE(total_flow(traffic, routes), before);
    EXPECT_GE(total_flow(traffic, routes), flow_bound(roads, shortest_of(roads, workshop)).value);
    better += total_flow(traffic, routes) < before;
    Budget none(0, Budget::Clock::time_point::max());
    Routes kept = routes;
    dispatch_at_pace(roads, kept, none);
    EXPECT_EQ(total_flow(traffic, kept), total_flow(traffic, routes));
  }
  EXPECT_GT(better, 5);
}

TEST(FlowPatterns, AddUpToTheFlowAndNeverShareALane) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Rng rng(seed, 12);
    const Traffic traffic = random_exit_traffic(rng, {5 + rng.below(15), 30, 9, 12});
    const Roads roads(traffic);
    const GroupFigures figures = figures_of(roads, 0);
    TimedCut cut(roads, traffic.goals[0], figures.head_and_tail);
    const Interval span{200, 200 + rng.between(1, 300)};
    cut.find(figures.supplies, span);
    const std::vector<FlowWay> ways = cut.take_ways();
    std::map<PlaceId, std::int64_t> from;
    IdVector<ArcId, std::int64_t> on(roads.graph().arc_count(), 0);
    for (const FlowWay& way : ways) {
      from[way.from] += way.work_s;
      for (const ArcId arc : way.arcs) on[arc] += way.work_s;
    }
    Duration length = 0;
    for (const FlowPattern& pattern : cut_into_patterns(roads.graph(), ways, span.end - span.begin)) {
      EXPECT_GT(pattern.length_s, 0);
      length += pattern.length_s;
      IdVector<ArcId, int> streams(roads.graph().arc_count(), 0);
      for (const FlowWay& way : pattern.ways) {
        PlaceId here = way.from;
        for (const ArcId arc : way.arcs) {
          EXPECT_EQ(roads.graph().from(arc), here);
          here = roads.graph().to(arc);
          on[arc] -= pattern.length_s;
          EXPECT_EQ(++streams[arc], 1) << "seed " << seed;
        }
        EXPECT_TRUE(here == PlaceId(0) || here == PlaceId(1));
        from[way.from] -= pattern.length_s;
      }
    }
    EXPECT_EQ(length, span.end - span.begin);
    for (const auto& [place, left] : from) EXPECT_EQ(left, 0) << "seed " << seed;
    for (const std::int64_t left : on) EXPECT_GE(left, 0) << "seed " << seed;
  }
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

/// The least total flow time by trying all; `known` is the value of a plan.
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

TEST(FlowBound, IsNeverAboveTheOptimumOfSmallScenarios) {
  int tight = 0;
  int above_shortest = 0;
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
    Rng rng(seed, 3);
    const Traffic traffic = random_traffic(rng, {4 + rng.below(2), 2 + rng.below(2), 3, 4});
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    FirstPlan plan = first_plan(roads, workshop, budget);
    ASSERT_EQ(plan.missing, 0U) << "seed " << seed;
    const std::vector<Duration> shortest = shortest_of(roads, workshop);
    Budget more(3'000, Budget::Clock::time_point::max());
    improve(roads, shortest, {}, more, plan.routes);
    const std::int64_t best = best_by_trying_all(traffic, total_flow(traffic, plan.routes));
    const FlowBound bound = flow_bound(roads, shortest);
    ASSERT_LE(bound.value, best) << "seed " << seed;
    tight += bound.value == best;
    above_shortest += bound.value > bound.shortest_ways;
  }
  EXPECT_GT(tight, 500);
  EXPECT_GT(above_shortest, 20);
}

TEST(SharedLinks, ProveNoMoreThanTheOptimumOfSmallScenarios) {
  int above_shortest = 0;
  int tight = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    Rng rng(seed, 13);
    Traffic traffic = random_traffic(rng, {4 + rng.below(2), 2 + rng.below(2), 3, 5});
    traffic.goals = {{PlaceId(0)}, {PlaceId(1)}, {PlaceId(traffic.model.places.size() - 1)}};
    for (Traveller& column : traffic.columns) column.goals = static_cast<std::uint32_t>(rng.below(3));
    for (Link& link : traffic.model.links)
      if (link.use == LinkUse::two_way) link.use = LinkUse::alternating;
    const Roads roads(traffic);
    Workshop workshop(roads);
    Budget budget;
    FirstPlan plan = first_plan(roads, workshop, budget);
    ASSERT_EQ(plan.missing, 0U) << "seed " << seed;
    const std::vector<Duration> shortest = shortest_of(roads, workshop);
    Budget more(3'000, Budget::Clock::time_point::max());
    improve(roads, shortest, {}, more, plan.routes);
    const std::int64_t best = best_by_trying_all(traffic, total_flow(traffic, plan.routes));
    const FlowBound bound = flow_bound(roads, shortest);
    ASSERT_LE(bound.value, best) << "seed " << seed;
    above_shortest += bound.value > bound.shortest_ways;
    tight += bound.value > bound.shortest_ways && bound.value == best;
  }
  EXPECT_GT(above_shortest, 100);
  EXPECT_GT(tight, 20);
}

/// Jobs on lanes that open at different times: every assignment and order.
void try_all(std::vector<Time>& free, const std::vector<Duration>& work, std::vector<char>& done,
             std::int64_t sum, const std::function<void(std::int64_t)>& report, std::vector<Time>& starts) {
  bool any = false;
  for (std::size_t job = 0; job < work.size(); ++job) {
    if (done[job]) continue;
    any = true;
    for (std::size_t lane = 0; lane < free.size(); ++lane) {
      const Time start = free[lane];
      done[job] = 1;
      free[lane] += work[job];
      starts.push_back(start);
      try_all(free, work, done, sum + start, report, starts);
      starts.pop_back();
      free[lane] = start;
      done[job] = 0;
    }
  }
  if (!any) report(sum);
}

TEST(LaneMachine, IsExactForTheSumAndNeverCountsTooManyLeft) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Rng rng(seed, 4);
    std::vector<Time> opens;
    std::vector<Duration> work;
    for (std::uint64_t i = 0, lanes = 1 + rng.below(3); i < lanes; ++i) opens.push_back(rng.between(0, 9));
    for (std::uint64_t i = 0, jobs = 1 + rng.below(4); i < jobs; ++i) work.push_back(rng.between(1, 6));
    const LaneMachine machine(opens, work);
    std::int64_t least = kEndOfTime;
    std::vector<char> done(work.size(), 0);
    std::vector<Time> starts;
    std::vector<std::int64_t> fewest_left(40, 100);
    try_all(
        opens, work, done, 0,
        [&](std::int64_t sum) {
          least = std::min(least, sum);
          for (std::size_t t = 0; t < fewest_left.size(); ++t)
            fewest_left[t] = std::min<std::int64_t>(
                fewest_left[t], std::count_if(starts.begin(), starts.end(),
                                              [&](Time start) { return start > static_cast<Time>(t); }));
        },
        starts);
    EXPECT_EQ(machine.least_sum(), least) << "seed " << seed;
    for (std::size_t t = 0; t < fewest_left.size(); ++t)
      ASSERT_LE(machine.left_at(static_cast<Time>(t)), fewest_left[t]) << "seed " << seed << " at " << t;
  }
}

}  // namespace
}  // namespace homeward::many
