// SPDX-License-Identifier: Apache-2.0
//
// Random plans in which every figure is just enough; each is accepted, and each is refused with the right
// code once one thing in it is wrong by one. HOMEWARD_RANDOM_PLANS sets how many (200).
#include "base/random.h"

#include <cstdlib>

#include "check/build.h"
#include "random_cases.h"

namespace homeward::testing {
namespace {

/// Boxes on trucks with escorts from VBC over RUM, where they rest, to ARF, are washed there and shipped;
/// soldiers in humvees follow as close as they may and fly on; the rear party closes VBC.
struct Tight : World {
  explicit Tight(std::uint64_t seed) : rng{seed} {
    figures();
    network();
    force();
    columns();
    onward();
    tighten();
  }

  Rng rng;
  PlaceId vbc, rum, arf, usa;
  LinkId north, south;
  FleetId trucks, escorts;
  UnitId soldiers, rear;
  LotId boxes, humvees, jeeps;
  ServiceId ramp, post, yard, wash;
  AircraftId jet;
  std::int64_t truck_number = 0, escort_number = 0, humvee_number = 0;

  void figures() {
    Rules& rules = model.rules;
    rules.start_step_s = 1;
    rules.column_gap_s = rng.between(1, 2000);
    rules.vehicle_gap_mm = rng.between(20000, 120000);
    rules.march_unit_vehicles = rng.between(3, 30);
    rules.march_unit_gap_s = rng.between(0, 600);
    rules.extal_s = rng.between(0, 90);
    rules.extal_vehicles = rng.between(3, 30);
    rules.close_gap_mm = rng.between(0, 20000);
    rules.escort_ratio = rng.between(1, 9);
    rules.escort_min = rng.between(1, 5);
    rules.last_out_vehicles_max = 1000;
    model.load_rules[0].count = rng.between(1, 3);
    model.clock = {{kStartOfTime, rng.between(-12, 12) * kHour}};
  }
  void network() {
    vbc = base("VBC");
    rum = base("RUM");
    arf = camp("ARF");
    usa = camp("USA");
    model.places[rum].rest = true;
    model.places[arf].berths = 1;
    model.places[usa].kind = PlaceKind::home;
    north = road(vbc, rum);
    south = road(rum, arf);
    for (Link& link : model.links) {
      link.length_m = rng.between(1000, 200000);
      link.speed_m_per_hour.fill(rng.between(20000, 90000));
      link.escort = true;
    }
    ramp = service("ramp", vbc, ServiceUse::loading, rng.between(1, 90));
    post = service("post", arf, ServiceUse::leaving, rng.between(10, 400), 3);
    yard = service("yard", arf, ServiceUse::unloading, rng.between(10, 400));
    wash = service("wash", arf, ServiceUse::things, rng.between(10, 400));
  }
  void force() {
    truck_number = rng.between(1, 30);
    humvee_number = rng.between(1, 30);
    const auto needed = [&](std::int64_t others) {
      return std::max(model.rules.escort_min,
                      (others + model.rules.escort_ratio - 1) / model.rules.escort_ratio);
    };
    escort_number = needed(truck_number);
    trucks = fleet("trucks", truck, FleetKind::truck, vbc, truck_number);
    escorts = fleet("escorts", gun_truck, FleetKind::escort, vbc,
                    escort_number + needed(humvee_number) + needed(1));
    soldiers = unit("1-1", vbc, rng.between(humvee_number, 4 * humvee_number), usa);
    rear = unit("rear", vbc, rng.between(1, 4), arf);
    model.units[rear].last_out = true;
    boxes = lot("boxes", soldiers, container, truck_number * model.load_rules[0].count, usa);
    humvees = lot("humvees", soldiers, humvee, humvee_number, arf);
    jeeps = lot("jeeps", rear, humvee, 1, arf);
    model.lots[boxes].process = {wash};
  }
  std::int64_t count(LotId lot) const { return model.lots[lot].count; }
  std::int64_t count(UnitId unit) const { return model.units[unit].people[military]; }
  Duration travel(std::size_t column, std::size_t stop) {
    return plan.columns[column].stops[stop + 1].arrive - plan.columns[column].stops[stop].depart;
  }
  /// The earliest departure over `stop` that follows the column before closely enough.
  Time after(std::size_t column, std::size_t stop) const {
    const Column& before = plan.columns[column];
    return before.stops[stop].depart + before.legs[0].pass_time_s + model.rules.column_gap_s;
  }
  void columns() {
    const auto needed = [&](std::int64_t others) {
      return std::max(model.rules.escort_min,
                      (others + model.rules.escort_ratio - 1) / model.rules.escort_ratio);
    };
    column({vbc, rum, arf}, kStart,
           {of_fleet(trucks, truck_number, boxes, count(boxes)), of_fleet(escorts, escort_number)});
    serve(0, 0, ramp);
    halt(0, 0, plan.columns[0].stops[0].services[0].end - plan.columns[0].stops[0].depart);
    halt(0, 1, rng.between(1, 20000));
    serve(0, 2, post);
    serve(0, 2, yard);
    column({vbc, rum, arf}, 0, {of_lot(humvees, humvee_number), of_fleet(escorts, needed(humvee_number))},
           {people(soldiers, count(soldiers))});
    delay(1, after(0, 0));
    halt(1, 1, rng.between(1, 20000));
    const Time clear = after(0, 1);
    if (plan.columns[1].stops[1].depart < clear) halt(1, 1, clear - plan.columns[1].stops[1].depart);
    serve(1, 2, post);
    column({vbc, rum, arf}, 0, {of_lot(jeeps, 1), of_fleet(escorts, needed(1))}, {people(rear, count(rear))});
    delay(2, after(1, 0) + rng.between(0, 1000));
    const Time last = after(1, 1);
    if (plan.columns[2].stops[1].depart < last) halt(2, 1, last - plan.columns[2].stops[1].depart);
    serve(2, 2, post);
    const Leg& leg = plan.columns[2].legs[0];
    close(vbc, plan.columns[2].stops[0].depart + leg.pass_time_s);
  }
  Time end(std::size_t column) const {
    const Stop& stop = plan.columns[column].stops.back();
    return std::max(stop.arrive + plan.columns[column].legs[0].pass_time_s, stop.services.back().end);
  }
  void onward() {
    const std::int64_t rate = model.services[wash].rate_per_hour;
    const Duration work = (3600 * count(boxes) + rate - 1) / rate;
    plan.batches = {{wash, boxes, count(boxes), end(0), end(0) + work}};
    Ship ship;
    ship.key = "liberty";
    ship.port = arf;
    ship.destination = usa;
    ship.load_s = rng.between(1, 90000);
    ship.passage_s = rng.between(1, 900000);
    ship.container_capacity = count(boxes);
    ship.available_from = end(0) + work;
    model.ships.push_back(ship);
    const Time sail = ship.available_from + ship.load_s;
    plan.sailings = {{ShipId(0), ship.available_from, sail, sail + ship.passage_s, {{boxes, count(boxes)}}}};
    jet = aircraft("jet", arf, usa, rng.between(1, 90000));
    flight("F1", jet, arf, usa, end(1), {people(soldiers, count(soldiers))});
    model.aircraft[jet].seats = count(soldiers);
  }
  /// Every limit becomes what the plan needs.
  void tighten() {
    Rules& rules = model.rules;
    rules.column_vehicles_max = std::max(vehicles(0), vehicles(1));
    rules.last_out_vehicles_max = vehicles(2);
    rules.rest_min_s = plan.columns[0].stops[1].depart - plan.columns[0].stops[1].arrive;
    plan.columns[0].stops[1].rest = true;
    rules.drive_max_s = 0;
    for (std::size_t i = 0; i < 3; ++i)
      rules.drive_max_s = std::max(rules.drive_max_s, travel(i, 0) + travel(i, 1));
    rules.last_out_span_s = plan.columns[2].legs[0].pass_time_s;
    model.garrisons = {{vbc, kStart, count(rear), {}}};
    model.deadline = 0;
    for (const Column& trip : plan.columns)
      model.deadline = std::max(model.deadline, trip.stops.back().arrive + trip.legs[0].pass_time_s);
    model.final_deadline = std::max({plan.sailings[0].arrive, plan.flights[0].landing, end(2)});
    Target ceiling;
    ceiling.zone = iraq;
    ceiling.categories = {military};
    ceiling.people = count(soldiers) + count(rear);
    ceiling.from = kStart;
    Target floor = ceiling;
    floor.kind = TargetKind::floor;
    floor.until = plan.columns[1].stops[2].arrive + plan.columns[1].legs[0].pass_time_s;
    if (floor.until > plan.columns[2].stops[2].arrive) floor.until = plan.columns[1].stops[2].arrive;
    Target cover = ceiling;
    cover.kind = TargetKind::cover;
    cover.until = model.deadline;
    model.targets = {ceiling, floor, cover};
    for (PlaceId place : {vbc, rum, arf}) tighten_parking(place);
  }
  std::int64_t vehicles(std::size_t column) const {
    std::int64_t sum = 0;
    for (const VehicleGroup& group : plan.columns[column].legs[0].groups) sum += group.vehicles;
    return sum;
  }
  /// Most vehicles that stand at once, counted second by second where something changes.
  void tighten_parking(PlaceId place) {
    std::vector<std::pair<Interval, std::int64_t>> stands;
    for (std::size_t c = 0; c < plan.columns.size(); ++c)
      for (std::size_t i = 0; i < 3; ++i) {
        const Stop& stop = plan.columns[c].stops[i];
        if (stop.place != place || (i == 1 && stop.arrive == stop.depart)) continue;
        stands.push_back({{stop.arrive, i == 2 ? end(c) : stop.depart + plan.columns[c].legs[0].pass_time_s},
                          vehicles(c)});
      }
    std::int64_t most = 0;
    for (const auto& [when, number] : stands) {
      std::int64_t sum = 0;
      for (const auto& [other, there] : stands) sum += other.contains(when.begin) ? there : 0;
      most = std::max(most, sum);
    }
    model.places[place].parking_vehicles = most;
  }
};

struct Breach {
  const char* code;
  void (*spoil)(Tight&);
};

constexpr Breach kBreaches[] = {
    {"CONTINUITY", [](Tight& w) { ++w[2].stops[2].arrive, ++w[2].stops[2].depart; }},
    {"CONTINUITY",
     [](Tight& w) { ++w.model.links[w.south].length_m, w.model.links[w.south].speed_m_per_hour.fill(3600); }},
    {"SPACING", [](Tight& w) { w.model.rules.close_gap_mm = 100000000; }},
    {"LEG", [](Tight& w) { ++w[1].legs[0].pass_time_s; }},
    {"LEG", [](Tight& w) { --w[0].legs[0].pass_time_s; }},
    {"LEG", [](Tight& w) { --w.model.item_types[w.gun_truck].march_rate_m_per_hour; }},
    {"SIZE", [](Tight& w) { --w.model.rules.column_vehicles_max; }},
    {"SIZE", [](Tight& w) { --w.model.rules.last_out_vehicles_max; }},
    {"DRIVER", [](Tight& w) { w.model.item_types[w.humvee].crew = 5; }},
    {"SEAT", [](Tight& w) { --w.model.aircraft[w.jet].seats; }},
    {"SEAT", [](Tight& w) { w.model.item_types[w.humvee].seats = 0; }},
    {"RESTRICTION", [](Tight& w) { w.model.links[w.south].mlc = 29; }},
    {"RESTRICTION", [](Tight& w) { w.model.links[w.north].height_mm = 3999; }},
    {"RESTRICTION", [](Tight& w) { w.model.links[w.north].width_mm = 2599; }},
    {"FOLLOW", [](Tight& w) { ++w.model.rules.column_gap_s; }},
    {"FOLLOW", [](Tight& w) { w.model.links[w.north].gap_s = w.model.rules.column_gap_s + 1; }},
    {"FOLLOW", [](Tight& w) { w[1].stops[1].lane = 2; }},
    {"EXCLUSIVE", [](Tight& w) { w.model.links[w.north].use = LinkUse::exclusive; }},
    {"WINDOW",
     [](Tight& w) {
       w.window(WindowTarget::link, w.north.index(), {kStart - 1, w[0].stops[0].depart + 1});
     }},
    {"WINDOW",
     [](Tight& w) {
       w.window(WindowTarget::place, w.arf.index(), {w[0].stops[2].arrive - 5, w[0].stops[2].arrive + 1});
     }},
    {"WINDOW",
     [](Tight& w) {
       w.window(WindowTarget::service, w.post.index(), {w[1].stops[2].services[0].end - 1, kEndOfTime});
     }},
    {"WINDOW", [](Tight& w) { w.model.links[w.south].needs_permission = true; }},
    {"WINDOW",
     [](Tight& w) {
       w.window(WindowTarget::airfield, w.usa.index(), {w.plan.flights[0].landing, kEndOfTime});
     }},
    {"PARK", [](Tight& w) { --w.model.places[w.vbc].parking_vehicles; }},
    {"PARK", [](Tight& w) { --w.model.places[w.rum].parking_vehicles; }},
    {"PARK", [](Tight& w) { --w.model.places[w.arf].parking_vehicles; }},
    {"SERVICE", [](Tight& w) { ++w[0].stops[0].services[0].end; }},
    {"SERVICE", [](Tight& w) { --w[1].stops[2].services[0].end; }},
    {"SERVICE", [](Tight& w) { --w[2].stops[2].services[0].begin; }},
    {"SERVICE", [](Tight& w) { w[0].stops[2].services.pop_back(); }},
    {"SERVICE", [](Tight& w) { std::swap(w[0].stops[2].services[0], w[0].stops[2].services[1]); }},
    {"STOCK", [](Tight& w) { ++w.plan.batches[0].end; }},
    {"STOCK", [](Tight& w) { --w.plan.batches[0].begin, --w.plan.batches[0].end; }},
    {"STOCK", [](Tight& w) { w.model.services[w.wash].yard = w.count(w.boxes) - 1; }},
    {"REST", [](Tight& w) { ++w.model.rules.rest_min_s; }},
    {"REST", [](Tight& w) { w.model.rules.drive_max_s = std::max(w.travel(0, 0), w.travel(0, 1)) - 1; }},
    {"CLOSED", [](Tight& w) { ++w.plan.closings[0].at; }},
    {"CLOSED", [](Tight& w) { --w.plan.closings[0].at; }},
    {"LAST_OUT", [](Tight& w) { --w.model.rules.last_out_span_s; }},
    {"GARRISON", [](Tight& w) { ++w.model.garrisons[0].people; }},
    {"COUNT", [](Tight& w) { --w.model.lots[w.boxes].count; }},
    {"COUNT", [](Tight& w) { --w.model.units[w.soldiers].people[w.military]; }},
    {"READY", [](Tight& w) { ++w.model.lots[w.boxes].ready; }},
    {"READY", [](Tight& w) { w.model.units[w.rear].ready = w[2].stops[0].depart + 1; }},
    {"JOURNEY", [](Tight& w) { --w.plan.flights[0].take_off, --w.plan.flights[0].landing; }},
    {"BEDS",
     [](Tight& w) {
       w.model.places[w.arf].beds = 0, ++w.plan.flights[0].take_off, ++w.plan.flights[0].landing;
     }},
    {"DUE", [](Tight& w) { --*w.model.final_deadline; }},
    {"DUE", [](Tight& w) { w.model.units[w.soldiers].due = w.plan.flights[0].landing - 1; }},
    {"DEADLINE", [](Tight& w) { --w.model.deadline; }},
    {"CEILING", [](Tight& w) { --w.model.targets[0].people; }},
    {"FLOOR", [](Tight& w) { ++w.model.targets[1].people; }},
    {"COVER", [](Tight& w) { ++w.model.targets[2].from; }},
    {"FLEET", [](Tight& w) { --w.model.fleets[w.escorts].stocks[0].count; }},
    {"FLEET", [](Tight& w) { --w.model.fleets[w.trucks].stocks[0].count; }},
    {"ESCORT", [](Tight& w) { w.model.rules.escort_min = 1000; }},
    {"LOAD", [](Tight& w) { --w.model.load_rules[0].count; }},
    {"FLIGHT", [](Tight& w) { ++w.plan.flights[0].landing; }},
    {"FLIGHT", [](Tight& w) { w.model.aircraft[w.jet].available_from = w.plan.flights[0].take_off + 1; }},
    {"SAIL", [](Tight& w) { --w.model.ships[ShipId(0)].container_capacity; }},
    {"SAIL", [](Tight& w) { ++w.model.ships[ShipId(0)].load_s; }},
    {"SAIL", [](Tight& w) { ++w.plan.sailings[0].arrive; }},
    {"SAIL",
     [](Tight& w) {
       --w.plan.sailings[0].cargo[0].count, ++w.plan.sailings[0].cargo[0].count, --w.plan.sailings[0].berth;
     }},
    {"BERTH", [](Tight& w) { w.model.places[w.arf].berths = 0; }},
    {"FORM", [](Tight& w) { w[0].stops[1].place = PlaceId(4); }},
};

TEST(Random, PlansThatAreJustValidAreAcceptedAndPlansWrongByOneRefused) {
  const char* wanted = std::getenv("HOMEWARD_RANDOM_PLANS");
  const std::uint64_t number = wanted ? std::strtoull(wanted, nullptr, 10) : random_cases(200);
  for (std::uint64_t seed = 1; seed <= number; ++seed) {
    const Tight valid(seed);
    ASSERT_EQ(codes(valid), "") << "seed " << seed << "\n" << sentences(valid);
    for (const Breach& breach : kBreaches) {
      Tight broken = valid;
      breach.spoil(broken);
      const std::string all = " " + codes(broken) + " ";
      ASSERT_NE(all.find(std::string(" ") + breach.code + " "), std::string::npos)
          << "seed " << seed << ", breach " << &breach - kBreaches << " expects " << breach.code << ", found"
          << all;
    }
  }
}

}  // namespace
}  // namespace homeward::testing
