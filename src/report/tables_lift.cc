// SPDX-License-Identifier: Apache-2.0
//
// Tables of things, flights, sailings, services, fleets and resources.
#include <algorithm>

#include "report/load.h"
#include "report/movement.h"
#include "report/tables.h"

namespace homeward {

namespace {

std::string flight_units(const Facts& facts, const Flight& flight) {
  std::string text;
  std::size_t named = 0;
  for (const Passengers& who : flight.passengers) {
    if (++named > 3) continue;
    text += (text.empty() ? "" : ", ") + facts.model.units[who.unit].name + " " + std::to_string(who.count);
  }
  if (named > 3) text += " (+" + std::to_string(named - 3) + ")";
  return text;
}

std::string service_title(const Facts& facts, ServiceId id) {
  const Service& service = facts.model.services[id];
  return (service.name.empty() ? service.key : service.name) + ", " + facts.model.places[service.place].key;
}

/// Days of use of one service, summed.
std::vector<Cell> service_row(const Facts& facts, ServiceId id, const std::vector<ServiceDay>& days) {
  const Service& service = facts.model.services[id];
  std::int64_t served = 0;
  const ServiceDay* busiest = &days.front();
  for (const ServiceDay& day : days) {
    served += day.served;
    if (day.served > busiest->served) busiest = &day;
  }
  Cell fill;
  if (busiest->capacity > 0)
    fill = 100.0 * static_cast<double>(busiest->served) / static_cast<double>(busiest->capacity);
  return {service.key,
          service_title(facts, id),
          service_use_text(service.use),
          service.rate_per_hour,
          service.lanes,
          served,
          busiest->day,
          busiest->served,
          busiest->capacity,
          fill};
}

}  // namespace

Table things_table(const Facts& facts) {
  Table table{"things", "Vehicles and things", "", {}, {}};
  table.columns = {text_column("lot", "Lot"),
                   text_column("unit", "Unit"),
                   text_column("type", "Type"),
                   text_column("place", "From"),
                   text_column("destination", "To"),
                   whole_column("count", "Number", "pieces"),
                   whole_column("moved", "Left by column", "pieces"),
                   time_column("first_departure_at", "First departure"),
                   time_column("last_departure_at", "Last departure")};
  struct Moved {
    std::int64_t count = 0;
    std::optional<Time> first;
    std::optional<Time> last;
  };
  std::vector<Moved> moved(facts.model.lots.size());
  const auto note = [&](LotId lot, std::int64_t count, const Stop& start) {
    if (facts.model.lots[lot].place != start.place) return;
    Moved& sum = moved[lot.index()];
    sum.count += count;
    sum.first = std::min(sum.first.value_or(start.depart), start.depart);
    sum.last = std::max(sum.last.value_or(start.depart), start.depart);
  };
  for (const Column& column : facts.plan.columns)
    for (const Leg& leg : column.legs)
      for (const VehicleGroup& group : leg.groups) {
        if (group.cargo) note(group.cargo->lot, group.cargo->count, column.stops[leg.first_stop]);
        if (group.own_lot) note(*group.own_lot, group.vehicles, column.stops[leg.first_stop]);
      }
  for (LotId id : facts.model.lots.ids()) {
    const Lot& lot = facts.model.lots[id];
    table.rows.push_back({lot.key, facts.model.units[lot.unit].name, facts.model.item_types[lot.type].name,
                          facts.model.places[lot.place].key, facts.model.places[lot.destination].key,
                          lot.count, moved[id.index()].count, cell_of(moved[id.index()].first),
                          cell_of(moved[id.index()].last)});
  }
  return table;
}

Table flights_table(const Facts& facts) {
  Table table{"flights", "Flights", "", {}, {}};
  table.columns = {text_column("flight", "Flight"),
                   text_column("aircraft", "Aircraft"),
                   whole_column("airframe", "Airframe", "number"),
                   text_column("from", "From"),
                   text_column("to", "To"),
                   time_column("take_off_at", "Take-off"),
                   time_column("landing_at", "Landing"),
                   whole_column("people", "People", "people"),
                   whole_column("seats", "Seats", "seats"),
                   text_column("units", "Units and people")};
  for (const Flight& flight : facts.plan.flights) {
    const Aircraft& aircraft = facts.model.aircraft[flight.aircraft];
    std::int64_t people = 0;
    for (const Passengers& who : flight.passengers) people += who.count;
    table.rows.push_back({flight.number, aircraft.name, flight.airframe + 1,
                          facts.model.places[flight.from].key, facts.model.places[flight.to].key,
                          flight.take_off, flight.landing, people, aircraft.seats,
                          people == 0 ? "positioning" : flight_units(facts, flight)});
  }
  return table;
}

Table sailings_table(const Facts& facts) {
  Table table{"sailings", "Sailings", "", {}, {}};
  table.columns = {text_column("ship", "Ship"),
                   text_column("port", "Port"),
                   text_column("destination", "To"),
                   time_column("berth_at", "Alongside"),
                   time_column("sail_at", "Sails"),
                   time_column("arrive_at", "Arrives"),
                   whole_column("vehicles", "Vehicles", "pieces"),
                   whole_column("vehicle_capacity", "Room for vehicles", "pieces"),
                   whole_column("containers", "Containers", "pieces"),
                   whole_column("container_capacity", "Room for containers", "pieces")};
  for (const Sailing& sailing : facts.plan.sailings) {
    const Ship& ship = facts.model.ships[sailing.ship];
    std::int64_t vehicles = 0;
    std::int64_t containers = 0;
    for (const Cargo& cargo : sailing.cargo) {
      const ItemType& type = facts.model.item_types[facts.model.lots[cargo.lot].type];
      (type.ship_class == ShipClass::vehicle ? vehicles : containers) += cargo.count;
    }
    table.rows.push_back({ship.name, facts.model.places[ship.port].key,
                          facts.model.places[ship.destination].key, sailing.berth, sailing.sail,
                          sailing.arrive, vehicles, ship.vehicle_capacity, containers,
                          ship.container_capacity});
  }
  return table;
}

Table services_table(const Facts& facts) {
  Table table{"services", "Services", "", {}, {}};
  table.columns = {text_column("service", "Key"),
                   text_column("name", "Service"),
                   text_column("use", "Use"),
                   whole_column("rate_per_hour_and_lane", "Rate", "per hour and lane"),
                   whole_column("lanes", "Lanes", "number"),
                   whole_column("served", "Served", "vehicles or things"),
                   day_column("busiest_day", "Busiest day"),
                   whole_column("busiest_day_served", "Served then", "vehicles or things"),
                   whole_column("busiest_day_capacity", "Capacity then", "vehicles or things"),
                   decimal_column("busiest_day_percent", "Filled then", "%", 0)};
  for (ServiceId id : facts.model.services.ids()) {
    const std::vector<ServiceDay> days = service_days(facts, id);
    if (!days.empty()) table.rows.push_back(service_row(facts, id, days));
  }
  return table;
}

Table service_days_table(const Facts& facts) {
  Table table{"service_days", "Services by day", "", {}, {}};
  table.columns = {text_column("service", "Key"), text_column("name", "Service"), day_column("day", "Day"),
                   whole_column("served", "Served", "vehicles or things"),
                   whole_column("capacity", "Capacity", "vehicles or things")};
  for (ServiceId id : facts.model.services.ids())
    for (const ServiceDay& day : service_days(facts, id))
      table.rows.push_back(
          {facts.model.services[id].key, service_title(facts, id), day.day, day.served, day.capacity});
  return table;
}

Table fleets_table(const Facts& facts) {
  Table table{"fleets", "Fleets", "", {}, {}};
  table.columns = {text_column("fleet", "Key"),
                   text_column("name", "Fleet"),
                   whole_column("vehicles", "Vehicles", "number"),
                   whole_column("peak_loaded", "Most under load", "vehicles"),
                   whole_column("peak_empty", "Most driving empty", "vehicles"),
                   whole_column("loaded_trips", "Loaded trips", "vehicle trips"),
                   decimal_column("loaded_km", "Loaded", "vehicle-km", 0),
                   decimal_column("empty_km", "Empty or escorting", "vehicle-km", 0),
                   decimal_column("use_percent", "In use", "% of vehicle-hours", 1)};
  for (FleetId id : facts.model.fleets.ids()) {
    const Fleet& fleet = facts.model.fleets[id];
    const FleetUse use = fleet_use(facts, id);
    table.rows.push_back({fleet.key, fleet.name, use.total, largest_value(use.loaded),
                          largest_value(use.empty), use.loaded_trips, use.loaded_km, use.empty_km,
                          100 * use.use_share});
  }
  return table;
}

Table utilisation_table(const Facts& facts) {
  Table table{"bottlenecks", "How full every resource is", "", {}, {}};
  table.note =
      "Use from the start to closure (behind the exit to the last use), open hours only. A full resource "
      "need not be "
      "the reason for the closure; only the certificate proves a bottleneck.";
  table.columns = {text_column("kind", "Kind"),           text_column("resource", "Resource"),
                   decimal_column("used", "Used", "", 0), decimal_column("offered", "Offered", "", 0),
                   text_column("unit", "Unit"),           decimal_column("used_percent", "Filled", "%", 1)};
  for (const Utilisation& use : utilisations(facts))
    table.rows.push_back({use.kind, use.name, use.used, use.offered, use.unit, 100 * use.share()});
  return table;
}

}  // namespace homeward
