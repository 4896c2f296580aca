// SPDX-License-Identifier: Apache-2.0
#include "convoys/instances.h"

#include <algorithm>
#include <numeric>

namespace homeward::bench {

namespace {

using many::Traffic;
using many::Traveller;

constexpr std::int64_t kAnyNumber = Timetable::kAnyNumber;

void make_alternating(Model& model, std::uint64_t percent, Rng& rng) {
  for (Link& link : model.links)
    if (rng.chance(percent, 100) && link.use == LinkUse::two_way) link.use = LinkUse::alternating;
}

void allow_halts(Model& model, std::uint64_t percent, Rng& rng) {
  for (Place& place : model.places)
    if (rng.chance(percent, 100)) place.parking_vehicles = kAnyNumber;
}

/// Columns from a to b; the goal group of b is made when it comes up first. With halting allowed on the way,
/// only at places that have parking by then: starts and goals get theirs without it.
class PairMaker {
 public:
  explicit PairMaker(Traffic& traffic) : traffic_{traffic}, group_(traffic.model.places.size(), kNone) {}
  void add(PlaceId from, PlaceId to, Time ready, Duration pass_s) {
    std::uint32_t& group = group_[to];
    if (group == kNone) {
      group = static_cast<std::uint32_t>(traffic_.goals.size());
      traffic_.goals.push_back({to});
    }
    traffic_.columns.push_back({from, group, ready, kEndOfTime, pass_s});
    traffic_.model.places[from].parking_vehicles = kAnyNumber;
    traffic_.model.places[to].parking_vehicles = kAnyNumber;
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  Traffic& traffic_;
  IdVector<PlaceId, std::uint32_t> group_;
};

std::pair<PlaceId, PlaceId> random_pair(const Model& model, Rng& rng) {
  while (true) {
    const PlaceId from(rng.below(model.places.size()));
    const PlaceId to(rng.below(model.places.size()));
    if (from != to) return {from, to};
  }
}

/// Seconds that the shortest ways of all columns use the busiest link direction.
Duration busiest_use(const Traffic& traffic) {
  const many::Roads roads(traffic);
  IdVector<ArcId, Duration> use(roads.graph().arc_count(), 0);
  std::vector<std::vector<const Traveller*>> by_goal(traffic.goals.size());
  for (const Traveller& column : traffic.columns) by_goal[column.goals].push_back(&column);
  for (std::size_t goal = 0; goal < by_goal.size(); ++goal) {
    const auto left = many::times_to_any(roads.graph(), roads.travel(), traffic.goals[goal]);
    for (const Traveller* column : by_goal[goal])
      for (PlaceId here = column->from; left[here] > 0;) {
        const auto arcs = roads.graph().out(here);
        const auto next = std::find_if(arcs.begin(), arcs.end(), [&](ArcId arc) {
          return left[roads.graph().to(arc)] + roads.travel()[arc] == left[here];
        });
        use[*next] += column->pass_s + traffic.model.rules.column_gap_s;
        here = roads.graph().to(*next);
      }
  }
  return *std::max_element(use.begin(), use.end());
}

Traffic traffic_on(const Network& network, std::string name) {
  Traffic traffic;
  traffic.name = std::move(name);
  traffic.model = network.model;
  traffic.latest = 1'000'000'000;
  traffic.repeats = Repeats::no_place_twice;  // nobody drives in a circle to wait
  return traffic;
}

}  // namespace

many::Traffic grid_traffic(std::size_t columns, Duration length, std::uint64_t seed) {
  constexpr std::int64_t kWidth = 200;
  constexpr std::int64_t kLinksMin = 100;
  Rng rng(seed, 1);
  Traffic traffic = traffic_on(grid_network(kWidth), "grid");
  make_alternating(traffic.model, 100, rng);
  PairMaker pairs(traffic);
  while (traffic.columns.size() < columns) {
    const auto [from, to] = random_pair(traffic.model, rng);
    const std::int64_t a = from.index();
    const std::int64_t b = to.index();
    if (std::abs(a / kWidth - b / kWidth) + std::abs(a % kWidth - b % kWidth) < kLinksMin) continue;
    pairs.add(from, to, rng.between(0, kHour), 100 * length);
  }
  return traffic;
}

many::Traffic resampled_traffic(const exact::ConvoyProblem& pool, std::size_t columns, std::uint64_t seed) {
  constexpr Duration kLongestWait = 20'000;
  Rng rng(seed, 2);
  Network network{"public", {}};
  network.model.rules.start_step_s = 1;
  network.model.rules.column_gap_s = 0;
  network.model.rules.march_rate_m_per_hour = 36'000;
  for (std::size_t i = 0; i < pool.node_count(); ++i) {
    Place place;
    place.key = std::to_string(i);
    place.exclusive = true;
    network.model.places.push_back(place);
    for (const exact::Arc& arc : pool.arcs_of(exact::NodeId(i))) {
      if (arc.to.index() < i) continue;
      Link link;
      link.key = std::to_string(i) + "-" + std::to_string(arc.to.index());
      link.from = PlaceId(i);
      link.to = PlaceId(arc.to.index());
      link.length_m = 10 * arc.travel;
      link.use = LinkUse::alternating;
      link.speed_m_per_hour = {36'000, 36'000, 36'000};
      link.mlc = link.height_mm = link.width_mm = 100'000;
      network.model.links.push_back(link);
    }
  }
  Traffic traffic = traffic_on(network, "resampled");
  PairMaker pairs(traffic);
  const auto span = static_cast<Duration>(100 * columns);
  while (traffic.columns.size() < columns) {
    const exact::Convoy& convoy = pool.convoys[exact::ConvoyId(rng.below(pool.convoys.size()))];
    if (convoy.start == convoy.end) continue;
    pairs.add(PlaceId(convoy.start.index()), PlaceId(convoy.end.index()), rng.between(0, span), pool.headway);
    traffic.columns.back().depart_until = traffic.columns.back().ready + kLongestWait;
  }
  return traffic;
}

many::Traffic exit_traffic(const Network& network, std::size_t columns, std::uint64_t seed,
                           std::uint64_t alternating_percent) {
  constexpr std::size_t kBases = 40;
  constexpr std::size_t kExits = 4;
  Rng rng(seed, 3);
  Traffic traffic = traffic_on(network, network.name + ", exits");
  traffic.model.rules.column_gap_s = rng.between(600, 900);
  make_alternating(traffic.model, alternating_percent, rng);
  std::vector<PlaceId> places;
  for (const PlaceId place : traffic.model.places.ids()) places.push_back(place);
  rng.shuffle(std::span(places));
  traffic.goals.push_back({places.begin(), places.begin() + kExits});
  for (std::size_t i = 0; i < kExits + kBases; ++i)
    traffic.model.places[places[i]].parking_vehicles = kAnyNumber;
  for (std::size_t i = 0; i < columns; ++i)
    traffic.columns.push_back({places[kExits + rng.below(kBases)], 0, 0, kEndOfTime, rng.between(300, 900)});
  return traffic;
}

many::Traffic pair_traffic(const Network& network, std::size_t columns, std::uint64_t seed) {
  Rng rng(seed, 4);
  Traffic traffic = traffic_on(network, network.name + ", pairs");
  traffic.model.rules.column_gap_s = rng.between(600, 900);
  PairMaker pairs(traffic);
  while (traffic.columns.size() < columns) {
    const auto [from, to] = random_pair(traffic.model, rng);
    pairs.add(from, to, 0, rng.between(300, 900));
  }
  const Duration span = busiest_use(traffic) * 10 / 7;
  for (Traveller& column : traffic.columns) column.ready = rng.between(0, span);
  return traffic;
}

many::Traffic tangled_traffic(const Network& network, std::size_t columns, std::uint64_t seed) {
  Rng rng(seed, 5);
  Traffic traffic = traffic_on(network, network.name + ", tangled");
  traffic.model.rules.column_gap_s = rng.between(600, 900);
  traffic.halting = Halting::anywhere;
  make_alternating(traffic.model, 15, rng);
  allow_halts(traffic.model, 5, rng);
  PairMaker pairs(traffic);
  while (traffic.columns.size() < columns) {
    const auto [from, to] = random_pair(traffic.model, rng);
    pairs.add(from, to, 0, rng.between(300, 900));
  }
  return traffic;
}

many::Traffic long_traffic(std::size_t places, Duration links, std::uint64_t seed) {
  constexpr std::size_t kColumns = 17;
  Rng rng(seed, 6);
  Traffic traffic = traffic_on(lattice_network(places, rng), "long, " + std::to_string(places));
  make_alternating(traffic.model, 100, rng);
  allow_halts(traffic.model, 10, rng);
  traffic.halting = Halting::anywhere;
  Duration sum = 0;
  for (const Link& link : traffic.model.links) sum += link.length_m / 10;
  const Duration mean = sum / static_cast<Duration>(traffic.model.links.size());
  PairMaker pairs(traffic);
  while (traffic.columns.size() < kColumns) {
    const auto [from, to] = random_pair(traffic.model, rng);
    pairs.add(from, to, 0, links * mean);
  }
  return traffic;
}

}  // namespace homeward::bench
