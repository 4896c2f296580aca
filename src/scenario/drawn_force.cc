// SPDX-License-Identifier: Apache-2.0
//
// The statements of a drawing that need places: units, lift, services, windows.
#include "scenario/draw.h"
#include "scenario/drawing.h"

namespace homeward::scenario {
namespace {

struct UnitFigures {
  std::int64_t people = 10;
  std::int64_t cars = 5;
  std::int64_t boxes = 0;
};

// ", 20 people, ready 2h, last_out"
void read_figures(Words& words, UnitFigures& figures, Unit& unit) {
  while (words.take(",")) {
    if (words.take("ready")) {
      unit.ready = words.duration();
    } else if (words.take("due")) {
      unit.due = words.duration();
    } else if (words.take("priority")) {
      unit.priority = words.number();
    } else if (words.take("last_out")) {
      unit.last_out = true;
    } else if (words.take("stays")) {
      unit.stays = true;
    } else {
      const std::int64_t count = words.number();
      if (words.take("people"))
        figures.people = count;
      else if (words.take("cars"))
        figures.cars = count;
      else if (words.take("boxes"))
        figures.boxes = count;
      else
        words.fail("people, cars or boxes is due");
    }
  }
}

ServiceUse read_use(Words& words) {
  if (words.take("passing")) return ServiceUse::passing;
  if (words.take("leaving")) return ServiceUse::leaving;
  if (words.take("entering")) return ServiceUse::entering;
  if (words.take("loading")) return ServiceUse::loading;
  if (words.take("unloading")) return ServiceUse::unloading;
  if (words.take("things")) return ServiceUse::things;
  words.fail("not a use of a service");
}

template <class Rows>
auto find_key(const Rows& rows, const std::string& key) {
  for (const auto id : rows.ids())
    if (rows[id].key == key) return std::optional(id);
  return std::optional<std::decay_t<decltype(*rows.ids().begin())>>();
}

void set_target(const Model& model, const std::string& key, Window& window, const Words& words) {
  if (const auto zone = find_key(model.zones, key)) {
    window.target = WindowTarget::zone;
    window.zone = *zone;
  } else if (const auto place = find_key(model.places, key)) {
    window.target = WindowTarget::place;
    window.place = *place;
  } else if (const auto link = find_key(model.links, key)) {
    window.target = WindowTarget::link;
    window.link = *link;
  } else if (const auto service = find_key(model.services, key)) {
    window.target = WindowTarget::service;
    window.service = *service;
  } else {
    words.fail("no zone, place, link or service of this name was drawn above");
  }
}

}  // namespace

void Drawing::add_lot(const Unit& unit, UnitId id, std::string_view suffix, ItemTypeId type,
                      std::int64_t count) {
  if (count == 0) return;
  Lot lot;
  lot.key = unit.key + std::string(suffix);
  lot.unit = id;
  lot.type = type;
  lot.place = unit.place;
  lot.count = count;
  lot.ready = unit.ready;
  lot.due = unit.due;
  lot.stays = unit.stays;
  lot.destination = unit.destination;
  model_.lots.push_back(lot);
}

void Drawing::draw_units(Words& words) {
  std::vector<std::string> names;
  do names.push_back(words.name());
  while (words.take(","));
  words.need(":");
  Unit unit;
  unit.place = place(words.name());
  words.need("to");
  unit.destination = place(words.name());
  outside_.insert(unit.destination);
  UnitFigures figures;
  read_figures(words, figures, unit);
  unit.people = IdVector<CategoryId, std::int64_t>(model_.categories.size(), 0);
  unit.people[people_] = figures.people;
  for (const std::string& name : names) {
    unit.key = unit.name = name;
    const UnitId id = model_.units.push_back(unit);
    add_lot(unit, id, ".cars", car_, figures.cars);
    add_lot(unit, id, ".boxes", box_, figures.boxes);
  }
}

void Drawing::draw_fleet(Words& words, FleetKind kind) {
  Fleet fleet;
  fleet.key = fleet.name = words.name();
  fleet.kind = kind;
  fleet.vehicle = kind == FleetKind::truck ? lorry_ : kind == FleetKind::bus ? bus_ : escort_;
  fleet.crew_category = crew_;
  words.need(":");
  do {
    const std::int64_t count = words.number();
    words.need("at");
    fleet.stocks.push_back({place(words.name()), count});
  } while (words.take(","));
  if (!words.empty()) words.fail("something is left over");
  model_.fleets.push_back(fleet);
}

void Drawing::draw_service(Words& words) {
  Service service;
  service.key = service.name = words.name();
  words.need("at");
  service.place = place(words.name());
  words.need(":");
  service.use = read_use(words);
  if (service.use == ServiceUse::leaving || service.use == ServiceUse::entering) service.zone = model_.zone;
  while (words.take(",")) {
    if (words.take("team")) {
      service.team = find_key(model_.units, words.name());
      if (!service.team) words.fail("no unit of this name was drawn above");
      service.team_people = words.number();
      continue;
    }
    const std::int64_t count = words.number();
    if (words.take("/h"))
      service.rate_per_hour = count;
    else if (words.take("lanes"))
      service.lanes = count;
    else if (words.take("yard"))
      service.yard = count;
    else
      words.fail("/h, lanes or yard is due");
  }
  if (!words.empty()) words.fail("something is left over");
  model_.places[service.place].services.push_back(ServiceId(model_.services.size()));
  model_.services.push_back(service);
}

void Drawing::draw_window(Words& words, WindowEffect effect) {
  Window window;
  window.effect = effect;
  set_target(model_, words.link_name(), window, words);
  words.need(":");
  window.once.begin = words.duration();
  words.need("to");
  window.once.end = words.duration();
  if (!words.empty()) words.fail("something is left over");
  model_.windows.push_back(window);
}

void Drawing::draw_reduction(Words& words) {
  Reduction reduction;
  set_target(model_, words.link_name(), reduction.when, words);
  words.need("by");
  reduction.fewer = words.number();
  words.need(":");
  reduction.when.once.begin = words.duration();
  words.need("to");
  reduction.when.once.end = words.duration();
  if (!words.empty()) words.fail("something is left over");
  model_.reductions.push_back(reduction);
}

void Drawing::draw_garrison(Words& words) {
  Garrison garrison;
  garrison.place = place(words.name());
  words.need(":");
  garrison.people = words.number();
  if (!words.empty()) words.fail("something is left over");
  model_.garrisons.push_back(garrison);
}

void Drawing::draw_aircraft(Words& words) {
  Aircraft aircraft;
  aircraft.key = aircraft.name = words.name();
  words.need(":");
  aircraft.count = words.number();
  words.need("at");
  aircraft.base = place(words.name());
  words.need(",");
  aircraft.seats = words.number();
  words.need("seats");
  while (words.take(",")) {
    const Duration block_s = words.duration();
    words.need("to");
    const PlaceId to = place(words.name());
    aircraft.blocks.push_back({aircraft.base, to, block_s});
    aircraft.blocks.push_back({to, aircraft.base, block_s});
  }
  if (!words.empty()) words.fail("something is left over");
  aircraft.ground_s = aircraft.base_ground_s = kHour;
  aircraft.rotations_per_day = 2;
  if (model_.places[aircraft.base].mog_positions == 0) model_.places[aircraft.base].mog_positions = 10;
  model_.aircraft.push_back(aircraft);
}

void Drawing::draw_others(Words& words) {
  OtherRow row;
  row.key = row.name = words.name();
  words.need(":");
  row.vehicles = {{car_, words.number()}};
  row.march_rate_m_per_hour = slowest_of(model_, row.vehicles);
  words.need("over");
  while (!words.take("at")) row.route.push_back({place(words.name()), 0, std::nullopt});
  for (std::size_t i = 0; i + 1 < row.route.size(); ++i)
    for (LinkId id : model_.links.ids()) {
      const Link& link = model_.links[id];
      const PlaceId from = row.route[i].place, to = row.route[i + 1].place;
      if (link.from == from && link.to == to) row.route[i].out = Direction{id, true};
      if (link.from == to && link.to == from && link.use != LinkUse::one_way)
        row.route[i].out = Direction{id, false};
    }
  for (std::size_t i = 0; i + 1 < row.route.size(); ++i)
    if (!row.route[i].out) words.fail("no link drawn above leads on");
  others_.emplace_back(std::move(row), words.duration());
  if (!words.empty()) words.fail("something is left over");
}

void Drawing::draw_ship(Words& words) {
  Ship ship;
  ship.key = ship.name = words.name();
  words.need(":");
  ship.port = place(words.name());
  words.need("to");
  ship.destination = place(words.name());
  outside_.insert(ship.destination);
  words.need(",");
  ship.passage_s = words.duration();
  while (words.take(",")) {
    const std::int64_t count = words.number();
    if (words.take("vehicles"))
      ship.vehicle_capacity = count;
    else if (words.take("containers"))
      ship.container_capacity = count;
    else
      words.fail("vehicles or containers is due");
  }
  if (!words.empty()) words.fail("something is left over");
  ship.load_s = kDay;
  if (model_.places[ship.port].berths == 0) model_.places[ship.port].berths = 1;
  model_.ships.push_back(ship);
}

}  // namespace homeward::scenario

namespace homeward {

Model draw_scenario(std::string_view text) {
  scenario::Drawing drawing;
  while (!text.empty()) {
    const std::size_t line_end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, line_end);
    text.remove_prefix(std::min(line_end + 1, text.size()));
    line = line.substr(0, line.find('#'));
    while (!line.empty()) {
      const std::size_t end = std::min(line.find(';'), line.size());
      drawing.draw(line.substr(0, end));
      line.remove_prefix(std::min(end + 1, line.size()));
    }
  }
  return drawing.finish();
}

}  // namespace homeward
