// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"

#include <algorithm>
#include <cstdlib>

#include "check/check_plan.h"

namespace homeward::testing {

namespace {

std::int64_t up(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

ItemType vehicle(const std::string& key, std::int64_t crew, std::int64_t seats) {
  ItemType type;
  type.key = type.name = key;
  type.self_propelled = true;
  type.length_mm = 10000;
  type.mass_kg = 10000;
  type.mlc = 10;
  type.height_mm = 3000;
  type.width_mm = 2500;
  type.crew = crew;
  type.seats = seats;
  type.march_rate_m_per_hour = 36000;
  type.ship_class = ShipClass::vehicle;
  return type;
}

Place place_of(const std::string& key, PlaceKind kind, ZoneId zone) {
  Place place;
  place.key = place.name = key;
  place.kind = kind;
  place.zones = {zone};
  place.parking_vehicles = 1000;
  return place;
}

ColumnClass class_of(const World& world, const Column& column) {
  ColumnClass result = ColumnClass::empty;
  for (const Leg& leg : column.legs) {
    for (const Passengers& people : leg.passengers) {
      if (world.model.units[people.unit].last_out) return ColumnClass::last_out;
      if (result == ColumnClass::empty) result = ColumnClass::people;
    }
    for (const VehicleGroup& group : leg.groups) {
      for (const auto& lot : {group.own_lot, group.cargo ? std::optional(group.cargo->lot) : std::nullopt})
        if (lot && world.model.units[world.model.lots[*lot].unit].last_out) return ColumnClass::last_out;
      if (group.own_lot && result != ColumnClass::loaded) result = ColumnClass::self_driving;
      if (group.cargo) result = ColumnClass::loaded;
    }
  }
  return result;
}

}  // namespace

VehicleGroup of_fleet(FleetId fleet, std::int64_t vehicles) {
  return {fleet, std::nullopt, vehicles, std::nullopt};
}
VehicleGroup of_fleet(FleetId fleet, std::int64_t vehicles, LotId cargo, std::int64_t things) {
  return {fleet, std::nullopt, vehicles, Cargo{cargo, things}};
}
VehicleGroup of_lot(LotId lot, std::int64_t vehicles) { return {std::nullopt, lot, vehicles, std::nullopt}; }

World::World() {
  model.clock = {{kStartOfTime, 3 * kHour}};
  model.start = kStart;
  model.deadline = kStart + 60 * kDay;
  iraq = model.zones.push_back({"iraq", "Iraq"});
  kuwait = model.zones.push_back({"kuwait", "Kuwait"});
  model.zone = iraq;
  military = model.categories.push_back({"military", "Military"});
  crews = model.categories.push_back({"crews", "Crews"});
  Rules& rules = model.rules;
  rules.vehicle_gap_mm = 90000;
  rules.close_gap_mm = 15000;
  rules.march_rate_m_per_hour = 36000;
  rules.march_unit_vehicles = 1000;
  rules.march_unit_gap_s = 300;
  rules.extal_s = 0;
  rules.column_vehicles_max = 40;
  rules.last_out_vehicles_max = 60;
  rules.unknown_link_mlc.assume = rules.unknown_link_height_mm.assume = rules.unknown_link_width_mm.assume =
      100000;
  truck = model.item_types.push_back(vehicle("truck", 2, 2));
  bus = model.item_types.push_back(vehicle("bus", 1, 41));
  gun_truck = model.item_types.push_back(vehicle("gun_truck", 3, 3));
  humvee = model.item_types.push_back(vehicle("humvee", 1, 4));
  ItemType box;
  box.key = box.name = "container";
  box.ship_class = ShipClass::container;
  container = model.item_types.push_back(box);
  LoadRule rule;
  rule.truck = truck;
  rule.item = container;
  rule.count = 2;
  rule.mlc = 30;
  rule.height_mm = 4000;
  rule.width_mm = 2600;
  model.load_rules = {rule};
}

PlaceId World::base(const std::string& key) {
  return model.places.push_back(place_of(key, PlaceKind::base, iraq));
}

PlaceId World::camp(const std::string& key) {
  Place place = place_of(key, PlaceKind::camp, kuwait);
  place.beds = 1000;
  place.rest = true;
  return model.places.push_back(place);
}

LinkId World::road(PlaceId from, PlaceId to, LinkUse use) {
  Link link;
  link.key = model.places[from].key + "-" + model.places[to].key;
  link.from = from;
  link.to = to;
  link.length_m = 36000;
  link.use = use;
  link.speed_m_per_hour.fill(80000);
  return model.links.push_back(link);
}

FleetId World::fleet(const std::string& key, ItemTypeId type, FleetKind kind, PlaceId place,
                     std::int64_t count) {
  Fleet fleet;
  fleet.key = fleet.name = key;
  fleet.kind = kind;
  fleet.vehicle = type;
  fleet.crew_category = crews;
  fleet.stocks = {{place, count}};
  return model.fleets.push_back(fleet);
}

UnitId World::unit(const std::string& key, PlaceId place, std::int64_t count, PlaceId destination) {
  Unit unit;
  unit.key = unit.name = key;
  unit.place = place;
  unit.people.resize(model.categories.size(), 0);
  unit.people[military] = count;
  unit.ready = model.start;
  unit.destination = destination;
  return model.units.push_back(unit);
}

LotId World::lot(const std::string& key, UnitId unit, ItemTypeId type, std::int64_t count,
                 PlaceId destination) {
  Lot lot;
  lot.key = key;
  lot.unit = unit;
  lot.type = type;
  lot.place = model.units[unit].place;
  lot.count = count;
  lot.ready = model.start;
  lot.destination = destination;
  return model.lots.push_back(lot);
}

ServiceId World::service(const std::string& key, PlaceId place, ServiceUse use, std::int64_t rate,
                         std::int64_t lanes) {
  Service service;
  service.key = service.name = key;
  service.place = place;
  service.use = use;
  service.zone = iraq;
  service.rate_per_hour = rate;
  service.lanes = lanes;
  const ServiceId id = model.services.push_back(service);
  model.places[place].services.push_back(id);
  return id;
}

AircraftId World::aircraft(const std::string& key, PlaceId home, PlaceId other, Duration block) {
  Aircraft type;
  type.key = type.name = key;
  type.count = 1;
  type.seats = 100;
  type.ground_s = type.base_ground_s = kHour;
  type.base = home;
  type.rotations_per_day = 10;
  type.blocks = {{home, other, block}, {other, home, block}};
  model.places[home].mog_positions = model.places[other].mog_positions = 10;
  return model.aircraft.push_back(type);
}

Duration World::pass(const Leg& leg) const {
  std::int64_t vehicles = 0, length_mm = 0;
  for (const VehicleGroup& group : leg.groups) {
    const ItemTypeId type =
        group.fleet ? model.fleets[*group.fleet].vehicle : model.lots[*group.own_lot].type;
    vehicles += group.vehicles;
    length_mm += group.vehicles * (model.item_types[type].length_mm + model.rules.vehicle_gap_mm);
  }
  return up(3600 * length_mm, 1000 * leg.march_rate_m_per_hour) +
         model.rules.march_unit_gap_s * (up(vehicles, model.rules.march_unit_vehicles) - 1) +
         model.rules.extal_s * up(vehicles, model.rules.extal_vehicles);
}

std::size_t World::column(std::vector<PlaceId> route, Time depart, std::vector<VehicleGroup> groups,
                          std::vector<Passengers> people) {
  Column column;
  column.number = "C" + std::to_string(plan.columns.size() + 1);
  Leg leg{0, route.size() - 1, 36000, 0, std::move(groups), std::move(people)};
  leg.pass_time_s = pass(leg);
  column.legs = {leg};
  Time at = depart;
  for (std::size_t i = 0; i < route.size(); ++i) {
    Stop stop;
    stop.place = route[i];
    stop.arrive = stop.depart = at;
    for (LinkId link : model.links.ids()) {
      const Link& row = model.links[link];
      if (i + 1 == route.size() || stop.out) break;
      if (row.from == route[i] && row.to == route[i + 1]) stop.out = Direction{link, true};
      if (row.to == route[i] && row.from == route[i + 1]) stop.out = Direction{link, false};
      if (stop.out) at += up(3600 * row.length_m, std::min<std::int64_t>(36000, row.speed_m_per_hour[0]));
    }
    column.stops.push_back(stop);
  }
  column.column_class = class_of(*this, column);
  plan.columns.push_back(column);
  return plan.columns.size() - 1;
}

void World::halt(std::size_t index, std::size_t stop, Duration seconds) {
  auto& stops = plan.columns[index].stops;
  stops[stop].depart += seconds;
  for (std::size_t i = stop + 1; i < stops.size(); ++i) {
    stops[i].arrive += seconds;
    stops[i].depart += seconds;
    for (ServiceVisit& visit : stops[i].services) visit.begin += seconds, visit.end += seconds;
  }
}

void World::delay(std::size_t index, Duration seconds) {
  Stop& first = plan.columns[index].stops.front();
  first.arrive += seconds;
  for (ServiceVisit& visit : first.services) visit.begin += seconds, visit.end += seconds;
  halt(index, 0, seconds);
}

void World::serve(std::size_t index, std::size_t at, ServiceId id) {
  Column& column = plan.columns[index];
  Stop& stop = column.stops[at];
  const Service& service = model.services[id];
  const Leg* leg = &column.legs.front();
  for (const Leg& candidate : column.legs)
    if (candidate.first_stop < at) leg = &candidate;
  std::int64_t vehicles = 0;
  for (const VehicleGroup& group : leg->groups)
    if (service.use != ServiceUse::loading || group.cargo) vehicles += group.vehicles;
  const Time begin = stop.services.empty() ? stop.arrive : stop.services.back().end;
  const Duration pass_s = at == 0 ? 0 : leg->pass_time_s;
  const Time end = std::max(begin + up(3600 * vehicles, service.rate_per_hour),
                            stop.arrive + pass_s + up(3600, service.rate_per_hour));
  stop.services.push_back({id, begin, end});
  if (at + 1 < column.stops.size() && stop.depart < end) halt(index, at, up(end - stop.depart, 60) * 60);
}

void World::change(std::size_t index, std::size_t stop, std::vector<VehicleGroup> groups,
                   std::vector<Passengers> people) {
  Column& column = plan.columns[index];
  const Leg old = column.legs.back();
  column.legs.back().last_stop = stop;
  Leg leg{stop, old.last_stop, 36000, 0, std::move(groups), std::move(people)};
  leg.pass_time_s = pass(leg);
  column.legs.push_back(leg);
  column.column_class = class_of(*this, column);
}

void World::flight(const std::string& number, AircraftId type, PlaceId from, PlaceId to, Time take_off,
                   std::vector<Passengers> people) {
  Duration block = 0;
  for (const Aircraft::Block& row : model.aircraft[type].blocks)
    if (row.from == from && row.to == to) block = row.block_s;
  plan.flights.push_back({number, type, 0, from, to, take_off, take_off + block, std::move(people)});
}

void World::close(PlaceId place, Time at) {
  model.places[place].closes = true;
  plan.closings.push_back({place, at});
}

void World::give_away(std::size_t index) {
  const Column column = plan.columns[index];
  plan.columns.erase(plan.columns.begin() + static_cast<std::ptrdiff_t>(index));
  OtherColumn other;
  other.key = other.name = column.number;
  other.march_rate_m_per_hour = column.legs[0].march_rate_m_per_hour;
  other.pass_s = column.legs[0].pass_time_s;
  for (const VehicleGroup& group : column.legs[0].groups) {
    const ItemTypeId type =
        group.fleet ? model.fleets[*group.fleet].vehicle : model.lots[*group.own_lot].type;
    other.vehicles += group.vehicles;
    other.widest_mm = std::max(other.widest_mm, model.item_types[type].width_mm.value_or(0));
  }
  for (std::size_t i = 0; i < column.stops.size(); ++i) {
    const Stop& from = column.stops[i];
    const bool last = i + 1 == column.stops.size();
    OtherStop stop{from.place, from.arrive, from.depart, {}, {}, from.out, from.lane, 0};
    if (!last) stop.travel_s = column.stops[i + 1].arrive - from.depart;
    Time end = last ? from.arrive + other.pass_s : from.depart + other.pass_s;
    for (const ServiceVisit& visit : from.services) {
      stop.visits.push_back({visit.service, {visit.begin, visit.end}});
      end = std::max(end, visit.end);
    }
    if (i == 0 || last || from.depart > from.arrive || !from.services.empty())
      stop.stands = {from.arrive, end};
    other.stops.push_back(stop);
  }
  model.other_traffic.push_back(std::move(other));
}

void World::window(WindowTarget target, std::size_t id, Interval closed) {
  Window window;
  window.target = target;
  window.zone = ZoneId(id);
  window.link = LinkId(id);
  window.place = PlaceId(id);
  window.service = ServiceId(id);
  window.once = closed;
  model.windows.push_back(window);
}

Passengers people(UnitId unit, std::int64_t count) { return {unit, CategoryId(0), count}; }

std::vector<Violation> found(const World& world) { return check_plan(world.model, world.plan); }

std::string codes(const World& world) {
  std::set<Rule> rules;
  for (const Violation& violation : found(world)) rules.insert(violation.rule);
  std::string text;
  for (Rule rule : rules) text += (text.empty() ? "" : " ") + std::string(rule_name(rule));
  return text;
}

std::string sentences(const World& world) {
  std::string text;
  for (const Violation& violation : found(world))
    text += std::string(rule_name(violation.rule)) + ": " + violation.sentence + "\n";
  return text;
}

}  // namespace homeward::testing
