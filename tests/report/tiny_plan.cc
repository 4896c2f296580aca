// SPDX-License-Identifier: Apache-2.0
#include "report/made_up_plan.h"

namespace homeward::made_up {

namespace {

PlaceId add_place(Model& model, const char* key, const char* name, PlaceKind kind) {
  Place place;
  place.key = key;
  place.name = name;
  place.kind = kind;
  place.parking_vehicles = 100;
  return model.places.push_back(place);
}

}  // namespace

Model tiny() {
  Model model;
  model.title = "Tiny";
  model.time_zone = "Asia/Baghdad";
  model.clock = {{kStartOfTime, 3 * kHour}};
  model.start = kIraqStart;
  model.deadline = kIraqStart + 3 * kDay;
  model.zones.push_back({"land", "The Land"});
  model.categories.push_back({"military", "Military"});
  const PlaceId base = add_place(model, "DEP", "Depot \"One\" & Sons", PlaceKind::base);
  const PlaceId junction = add_place(model, "JCT", "Junction", PlaceKind::junction);
  const PlaceId port = add_place(model, "PRT", "=Port", PlaceKind::port);
  for (PlaceId place : {base, junction}) model.places[place].zones = {ZoneId(0)};
  model.places[base].closes = true;
  model.places[junction].latitude_e6 = 500000;
  model.places[port].latitude_e6 = 1000000;
  for (const auto& [from, to, route] : {std::tuple{base, junction, ""}, {junction, port, "MSR One"}}) {
    Link link;
    link.key = model.places[from].key + "-" + model.places[to].key;
    link.from = from;
    link.to = to;
    link.length_m = 40000;
    link.speed_m_per_hour = {40000, 40000, 40000};
    link.route = route;
    model.links.push_back(link);
  }
  ItemType truck;
  truck.key = "truck";
  truck.name = "truck";
  truck.self_propelled = true;
  truck.crew = 2;
  truck.mlc = 30;
  model.item_types.push_back(truck);
  Unit unit;
  unit.key = "U1";
  unit.name = "1st Company";
  unit.place = base;
  unit.destination = port;
  unit.people.resize(1);
  unit.people[CategoryId(0)] = 50;
  unit.last_out = true;
  unit.ready = kIraqStart;
  model.units.push_back(unit);
  Lot lot;
  lot.key = "L1";
  lot.unit = UnitId(0);
  lot.type = ItemTypeId(0);
  lot.place = base;
  lot.destination = port;
  lot.count = 10;
  model.lots.push_back(lot);
  Aircraft plane;
  plane.key = "plane";
  plane.name = "Plane";
  plane.count = 1;
  plane.seats = 30;
  plane.base = port;
  model.aircraft.push_back(plane);
  return model;
}

Plan tiny_plan(const Model& model) {
  Plan plan;
  plan.scenario_title = model.title;
  plan.version = "0.1.0";
  Column column;
  column.number = "22-USV-01";
  column.serial = "DEP own 001";
  column.column_class = ColumnClass::last_out;
  const Time t = kIraqStart + kDay;
  column.stops = {{PlaceId(0), t, t, {}, false, Direction{LinkId(0), true}, 1},
                  {PlaceId(1), t + kHour, t + kHour, {}, false, Direction{LinkId(1), true}, 1},
                  {PlaceId(2), t + 2 * kHour, t + 2 * kHour, {}, false, {}, 1}};
  Leg leg;
  leg.last_stop = 2;
  leg.march_rate_m_per_hour = 40000;
  leg.pass_time_s = 600;
  leg.groups = {{{}, LotId(0), 10, {}}};
  leg.passengers = {{UnitId(0), CategoryId(0), 20}};
  column.legs = {leg};
  plan.columns = {column};
  Flight flight;
  flight.number = "RCH1";
  flight.from = PlaceId(0);
  flight.to = PlaceId(2);
  flight.take_off = t - kHour;
  flight.landing = t;
  flight.passengers = {{UnitId(0), CategoryId(0), 30}};
  plan.flights = {flight};
  plan.closings = {{PlaceId(0), t + 600}};
  return plan;
}

}  // namespace homeward::made_up
