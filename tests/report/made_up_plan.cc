// SPDX-License-Identifier: Apache-2.0
#include "report/made_up_plan.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>

namespace homeward::made_up {

namespace {

struct PlaceRow {
  const char* key;
  const char* name;
  double lat;
  double lon;
  PlaceKind kind;
  bool in_iraq;
  int people;  ///< of a base that closes
  int loads;
};

constexpr PlaceKind kBase = PlaceKind::base;
const PlaceRow kPlaces[] = {
    {"VBC", "Victory Base Complex / BIAP", 33.262, 44.235, kBase, true, 11300, 3380},
    {"BGD", "Baghdad centre / Union III", 33.31, 44.39, kBase, true, 1000, 170},
    {"SCA", "CSC Scania", 32.10, 45.02, kBase, true, 200, 50},
    {"BAL", "Joint Base Balad", 33.940, 44.362, kBase, true, 4000, 2400},
    {"ASA", "Al Asad Air Base", 33.786, 42.441, kBase, true, 4000, 1700},
    {"ADD", "COB Adder / Tallil", 30.936, 46.090, kBase, true, 4500, 1600},
    {"TAJ", "Camp Taji", 33.524, 44.257, kBase, true, 2800, 1300},
    {"BSR", "COB Basra (airport)", 30.549, 47.662, kBase, true, 2200, 900},
    {"SPE", "COB Speicher", 34.673, 43.543, kBase, true, 1800, 900},
    {"KAL", "COS Kalsu (Iskandariyah)", 32.78, 44.38, kBase, true, 1800, 500},
    {"KIR", "COS Warrior (Kirkuk)", 35.470, 44.349, kBase, true, 1500, 500},
    {"ECH", "Camp Echo (Diwaniyah)", 31.98, 44.90, kBase, true, 1200, 250},
    {"RAM", "Camp Ramadi", 33.43, 43.25, kBase, true, 1000, 250},
    {"WAR", "COS Warhorse (Baqubah)", 33.82, 44.60, kBase, true, 700, 150},
    {"KUT", "COS Delta (Al Kut)", 32.482, 45.757, kBase, true, 500, 100},
    {"AMA", "FOB Garry Owen (Amarah)", 31.84, 47.14, kBase, true, 500, 100},
    {"JAL", "Jalibah", 30.55, 46.60, PlaceKind::junction, true, 0, 0},
    {"RUM", "Rumaylah interchange (Freeway 1)", 30.33, 47.36, PlaceKind::junction, true, 0, 0},
    {"ZUB", "Az Zubayr", 30.39, 47.70, PlaceKind::town, true, 0, 0},
    {"BAS", "Basra", 30.51, 47.81, PlaceKind::town, true, 0, 0},
    {"TIK", "Tikrit", 34.60, 43.68, PlaceKind::town, true, 0, 0},
    {"SMR", "Samarra", 34.20, 43.87, PlaceKind::town, true, 0, 0},
    {"HIT", "Hit", 33.64, 42.83, PlaceKind::town, true, 0, 0},
    {"KHA", "Khabari (K-Crossing)", 30.10, 47.22, PlaceKind::crossing, false, 0, 0},
    {"CBU", "Camp Buehring (Udairi)", 29.70, 47.44, PlaceKind::camp, false, 0, 0},
    {"CVA", "Camp Virginia", 29.43, 47.46, PlaceKind::camp, false, 0, 0},
    {"AAS", "Ali Al Salem Air Base", 29.345, 47.511, PlaceKind::airfield, false, 0, 0},
    {"CAR", "Camp Arifjan", 28.875, 48.159, PlaceKind::camp, false, 0, 0},
    {"SHU", "Port Shuaiba (Ash Shuaybah)", 29.04, 48.16, PlaceKind::port, false, 0, 0},
    {"USA", "Home stations, United States", 38.9, -77.0, PlaceKind::home, false, 0, 0},
};

struct LinkRow {
  const char* from;
  const char* to;
  int km;
  const char* route;
};

const LinkRow kLinks[] = {
    {"KHA", "RUM", 50, "MSR Tampa (K-Crossing access road)"}, {"RUM", "JAL", 90, "Freeway 1 / MSR Tampa"},
    {"JAL", "ADD", 72, "Freeway 1 / MSR Tampa"}, {"ADD", "SCA", 190, "Freeway 1 / MSR Tampa"},
    {"ECH", "SCA", 24, ""}, {"SCA", "KAL", 104, "Freeway 1 / MSR Tampa"}, {"KAL", "VBC", 62, "Freeway 1 / MSR Tampa"},
    {"KAL", "BGD", 64, "Highway 8 / ASR Jackson"}, {"VBC", "BGD", 19, "Route Irish"}, {"VBC", "TAJ", 38, "MSR Tampa"},
    {"TAJ", "BAL", 58, "Highway 1 / MSR Tampa"}, {"BGD", "WAR", 70, "Highway 5 / MSR Vernon"},
    {"BAL", "SMR", 62, "Highway 1 / MSR Tampa"}, {"SMR", "TIK", 55, "Highway 1 / MSR Tampa"},
    {"TIK", "SPE", 18, "Highway 1 / MSR Tampa"}, {"TIK", "KIR", 125, "MSR Clemson"}, {"KUT", "BGD", 175, "Highway 6"},
    {"AMA", "BAS", 182, "Highway 6"}, {"BAS", "ZUB", 18, "Highway 8"}, {"ZUB", "BSR", 22, ""},
    {"ZUB", "RUM", 36, "Freeway 1"}, {"VBC", "RAM", 100, "Freeway 1 / MSR Mobile"}, {"RAM", "HIT", 55, "MSR Bronze"},
    {"HIT", "ASA", 52, "MSR Bronze"}, {"KHA", "CBU", 55, "military road"}, {"CBU", "CVA", 35, ""},
    {"CVA", "AAS", 14, ""}, {"CVA", "CAR", 96, "Ring Road"}, {"CAR", "SHU", 22, ""},
};

PlaceId place_of(const Model& model, const std::string& key) {
  for (PlaceId place : model.places.ids())
    if (model.places[place].key == key) return place;
  HW_CHECK(false);
}

void add_places(Model& model) {
  for (const PlaceRow& row : kPlaces) {
    Place place;
    place.key = row.key;
    place.name = row.name;
    place.kind = row.kind;
    place.latitude_e6 = static_cast<std::int32_t>(std::lround(row.lat * 1e6));
    place.longitude_e6 = static_cast<std::int32_t>(std::lround(row.lon * 1e6));
    if (row.in_iraq) place.zones = {ZoneId(0)};
    place.closes = row.people > 0;
    place.parking_vehicles = row.kind == PlaceKind::town || row.kind == PlaceKind::junction ? 0 : 600;
    place.rest = place.parking_vehicles > 0;
    if (place.key == "VBC" || place.key == "AAS") place.mog_positions = 6;
    if (place.key == "SHU") place.berths = 2;
    place.provenance = {"made up", row.people > 0 ? "assumed" : "good", row.people > 0 ? "people and loads are a split" : "", 0};
    model.places.push_back(place);
  }
}

void add_links(Model& model) {
  for (const LinkRow& row : kLinks) {
    Link link;
    link.key = std::string(row.from) + "-" + row.to;
    link.from = place_of(model, row.from);
    link.to = place_of(model, row.to);
    link.length_m = row.km * 1000;
    link.speed_m_per_hour = {60000, 50000, 40000};
    link.route = row.route;
    link.escort = true;
    model.links.push_back(link);
  }
}

void add_item_types(Model& model) {
  const auto add = [&model](const char* key, const char* name, std::int64_t length_mm, std::int64_t crew) {
    ItemType type;
    type.key = key;
    type.name = name;
    type.self_propelled = crew > 0;
    type.length_mm = length_mm;
    type.mlc = crew > 0 ? std::optional<std::int64_t>(crew == 2 ? 60 : 24) : std::nullopt;
    type.crew = crew;
    type.seats = crew;
    type.march_rate_m_per_hour = 40000;
    return model.item_types.push_back(type);
  };
  add("flatbed", "flatbed", 18000, 2);
  add("gun", "gun truck", 6000, 3);
  add("mrap", "MRAP", 7000, 4);
  add("load", "20-ft load", 6000, 0);
  model.load_rules.push_back({ItemTypeId(0), ItemTypeId(3), 1, 80, std::nullopt, std::nullopt, {}});
}

void add_units(Model& model) {
  const PlaceId home = place_of(model, "USA");
  const PlaceId port = place_of(model, "SHU");
  for (PlaceId base : model.places.ids()) {
    const PlaceRow& row = kPlaces[base.index()];
    if (row.people == 0) continue;
    const int battalions = std::max(1, row.people / 1500);
    for (int i = 0; i <= battalions; ++i) {
      Unit unit;
      unit.key = std::string(row.key) + std::to_string(i);
      unit.name = i == battalions ? std::string(row.key) + " last-out team" : std::to_string(i + 1) + "-" + std::to_string(8 + base.index()) + " battalion";
      unit.place = base;
      unit.destination = home;
      unit.people.resize(2);
      const int last = std::min(200, row.people / 4);
      unit.people[CategoryId(0)] = i == battalions ? last : (row.people - last) / battalions + (i == 0 ? (row.people - last) % battalions : 0);
      unit.last_out = i == battalions;
      unit.ready = kIraqStart + (i % 4) * 8 * kDay;
      const UnitId id = model.units.push_back(unit);
      Lot lot;
      lot.key = unit.key + "-loads";
      lot.unit = id;
      lot.type = ItemTypeId(3);
      lot.place = base;
      lot.destination = port;
      lot.count = row.loads / (battalions + 1);
      lot.ready = unit.ready;
      lot.process = {ServiceId(1)};
      model.lots.push_back(lot);
    }
  }
}

void add_services_and_fleets(Model& model) {
  Service border{"kha-out", "Border post south", place_of(model, "KHA"), ServiceUse::leaving, ZoneId(0), 9, 2, {}, {}, 0, {}};
  border.rate_per_hour = 26;
  model.services.push_back(border);
  Service wash{"wash", "Wash rack and customs", place_of(model, "CAR"), ServiceUse::things, {}, 4, 3, 2500, {}, 0, {}};
  model.services.push_back(wash);
  Fleet flatbeds;
  flatbeds.key = "flatbed";
  flatbeds.name = "Contract flatbeds";
  flatbeds.vehicle = ItemTypeId(0);
  flatbeds.stocks = {{place_of(model, "CVA"), 1480}};
  flatbeds.turn_s = kDay;
  model.fleets.push_back(flatbeds);
  Fleet escorts;
  escorts.key = "escort";
  escorts.name = "Escort teams";
  escorts.kind = FleetKind::escort;
  escorts.vehicle = ItemTypeId(1);
  escorts.stocks = {{place_of(model, "CVA"), 220}};
  model.fleets.push_back(escorts);
  Aircraft c17;
  c17.key = "c17";
  c17.name = "C-17";
  c17.count = 6;
  c17.seats = 102;
  c17.ground_s = 9000;
  c17.base = place_of(model, "AAS");
  model.aircraft.push_back(c17);
  Ship ship;
  ship.key = "roro1";
  ship.name = "RO-RO 1";
  ship.port = place_of(model, "SHU");
  ship.destination = place_of(model, "USA");
  ship.vehicle_capacity = 1100;
  ship.container_capacity = 1400;
  model.ships.push_back(ship);
}

void add_targets_and_history(Model& model) {
  for (const auto& [days, people] : {std::pair{20, 36000}, {35, 27000}, {50, 15000}, {71, 0}}) {
    Target target;
    target.people = people;
    target.from = kIraqStart + days * kDay + 6 * kHour;
    model.targets.push_back(target);
  }
  const auto add = [&model](const char* series, int year, double month, int people, const char* label) {
    const Time at = static_cast<Time>((year - 1970) * 31556952.0 + (month - 0.5) * 2629746.0);
    model.history.push_back({series, at, people, label, {}});
  };
  add("strength", 2003, 3, 192000, "invasion");
  add("strength", 2003, 5, 146000, "");
  add("strength", 2004, 6, 130600, "");
  add("strength", 2005, 10, 157000, "");
  add("strength", 2006, 6, 125000, "");
  add("strength", 2007, 10, 171000, "surge");
  add("strength", 2008, 6, 157800, "");
  add("strength", 2009, 6, 130000, "");
  add("strength", 2010, 9, 50000, "New Dawn");
  add("strength", 2011, 6, 46000, "");
  add("strength", 2011, 10.6, 39000, "announcement");
  add("actual", 2011, 10.6, 39000, "");
  add("actual", 2011, 11.1, 33000, "");
  add("actual", 2011, 11.6, 20000, "");
  add("actual", 2011, 12.1, 12000, "");
  add("actual", 2011, 12.5, 157, "last convoy");
}

void add_daylight_closure(Model& model) {
  Window window;
  window.target = WindowTarget::zone;
  window.zone = ZoneId(0);
  window.daily = true;
  window.from_second = 6 * kHour;
  window.until_second = 18 * kHour;
  window.reason = "no convoys by day";
  model.windows.push_back(window);
}

using Path = std::vector<Direction>;

Path shortest_path(const Model& model, PlaceId from, PlaceId to) {
  std::vector<std::int64_t> far(model.places.size(), kEndOfTime);
  std::vector<std::optional<Direction>> by(model.places.size());
  far[from.index()] = 0;
  for (std::size_t round = 0; round < model.places.size(); ++round)
    for (LinkId id : model.links.ids()) {
      const Link& link = model.links[id];
      for (const bool forward : {true, false}) {
        const PlaceId a = forward ? link.from : link.to;
        const PlaceId b = forward ? link.to : link.from;
        if (far[a.index()] + link.length_m >= far[b.index()]) continue;
        far[b.index()] = far[a.index()] + link.length_m;
        by[b.index()] = Direction{id, forward};
      }
    }
  Path path;
  for (PlaceId at = to; at != from;) {
    const Direction step = *by[at.index()];
    path.insert(path.begin(), step);
    at = step.forward ? model.links[step.link].from : model.links[step.link].to;
  }
  return path;
}

PlaceId end_of(const Model& model, Direction direction) {
  return direction.forward ? model.links[direction.link].to : model.links[direction.link].from;
}

/// Drives by night at 40 km/h, halts from morning to evening at the last place with parking.
class Roads {
 public:
  explicit Roads(const Model& model) : model_{model} {}

  void drive(Column& column, PlaceId from, PlaceId to, Time ready) {
    const Path path = shortest_path(model_, from, to);
    const Duration pass = column.legs[0].pass_time_s;
    Time now = night(ready);
    column.stops.push_back({from, now - 2 * kHour, now, {}, false, {}, 1});
    for (std::size_t i = 0; i < path.size(); ++i) {
      Stop& here = column.stops.back();
      now = std::max(now, here.arrive);
      if (model_.places[here.place].parking_vehicles > 0 && !fits(path, i, now, pass)) now = night(now + 12 * kHour);
      Time& free_from = free_[{path[i].link.index(), path[i].forward}];
      if (model_.places[here.place].parking_vehicles > 0) now = std::max(now, (free_from + 59) / 60 * 60);
      if (here.place == model_.services[ServiceId(0)].place && end_of(model_, path[i]) == place_of(model_, "CBU") && i > 0) {
        here.services.push_back({ServiceId(0), here.arrive, here.arrive + kHour});
        now = std::max(now, here.arrive + kHour);
      }
      here.depart = now;
      here.rest = here.depart - here.arrive > 8 * kHour;
      here.out = path[i];
      free_from = now + pass + 900;
      now += model_.links[path[i].link].length_m * 3600 / 40000;
      column.stops.push_back({end_of(model_, path[i]), now, now, {}, false, {}, 1});
    }
    column.legs[0].last_stop = column.stops.size() - 1;
  }

 private:
  static Time local_hour(Time t) { return (t + 3 * kHour) % kDay / kHour; }
  static Time night(Time t) {
    if (local_hour(t) >= 18 || local_hour(t) < 2) return t;
    return (t + 3 * kHour) / kDay * kDay + 15 * kHour;
  }
  bool fits(const Path& path, std::size_t i, Time now, Duration pass) const {
    Time t = now;
    for (std::size_t k = i; k < path.size(); ++k) {
      if (model_.links[path[k].link].key == "KHA-CBU" || model_.links[path[k].link].key == "CBU-CVA") return true;
      if (local_hour(t) >= 6 && local_hour(t) < 18) return false;
      t += model_.links[path[k].link].length_m * 3600 / 40000 + pass;
      if (model_.places[end_of(model_, path[k])].parking_vehicles > 0) break;
    }
    return local_hour(t) < 6 || local_hour(t) >= 18;
  }
  const Model& model_;
  std::map<std::pair<std::uint32_t, bool>, Time> free_;
};

Column new_column(const Model& model, ColumnClass column_class, std::int64_t vehicles) {
  Column column;
  column.column_class = column_class;
  Leg leg;
  leg.march_rate_m_per_hour = 40000;
  leg.pass_time_s = 600 + vehicles * 3;
  leg.groups.push_back({FleetId(0), {}, vehicles, {}});
  leg.groups.push_back({FleetId(1), {}, std::max<std::int64_t>(4, vehicles / 7), {}});
  column.legs.push_back(leg);
  static_cast<void>(model);
  return column;
}

void number_columns(Plan& plan) {
  std::stable_sort(plan.columns.begin(), plan.columns.end(), [](const Column& a, const Column& b) {
    return a.stops.front().depart < b.stops.front().depart;
  });
  std::map<Time, int> of_day;
  for (Column& column : plan.columns) {
    const Time local = column.stops.front().depart + 3 * kHour;
    const int number = ++of_day[local / kDay];
    const int day = static_cast<int>((local / kDay - 15268) % 30 + 1);
    column.number = (day < 10 ? "0" : "") + std::to_string(day) + "-USV-" + (number < 10 ? "0" : "") + std::to_string(number);
    column.serial = column.column_class == ColumnClass::empty ? "flatbeds north" : "flatbed south";
  }
}

void add_flights(const Model& model, Plan& plan) {
  std::vector<Passengers> waiting;
  for (UnitId id : model.units.ids())
    if (!model.units[id].last_out) waiting.push_back({id, CategoryId(0), model.units[id].people[CategoryId(0)]});
  Time t = kIraqStart + 14 * kHour;
  int number = 0;
  while (!waiting.empty()) {
    Passengers& who = waiting[static_cast<std::size_t>(number) * 7 % waiting.size()];
    Flight flight;
    flight.airframe = number % 6;
    flight.number = "RCH" + std::to_string(100 + number++);
    flight.from = model.units[who.unit].place;
    flight.to = place_of(model, number % 5 == 0 ? "USA" : "AAS");
    flight.take_off = t;
    flight.landing = t + 2 * kHour;
    const std::int64_t aboard = std::min<std::int64_t>(who.count, 102);
    flight.passengers = {{who.unit, who.category, aboard}};
    who.count -= aboard;
    std::erase_if(waiting, [](const Passengers& p) { return p.count <= 0; });
    plan.flights.push_back(flight);
    t += 9600;
  }
}

void close_bases(const Model& model, Plan& plan, Roads& roads) {
  for (UnitId id : model.units.ids()) {
    const Unit& unit = model.units[id];
    if (!unit.last_out) continue;
    Time last = kIraqStart;
    for (const Column& column : plan.columns)
      if (column.stops.front().place == unit.place) last = std::max(last, column.stops.front().depart);
    for (const Flight& flight : plan.flights)
      if (flight.from == unit.place) last = std::max(last, flight.take_off);
    Column column = new_column(model, ColumnClass::last_out, 40);
    column.legs[0].passengers = {{id, CategoryId(0), unit.people[CategoryId(0)]}};
    roads.drive(column, unit.place, place_of(model, "CVA"), last + 20 * kHour);
    plan.closings.push_back({unit.place, column.stops.front().depart + column.legs[0].pass_time_s});
    plan.columns.push_back(column);
  }
}

void add_wash_and_ship(const Model& model, Plan& plan) {
  Time t = kIraqStart + 4 * kDay;
  for (int i = 0; i < 300; ++i, t += 4 * kHour)
    plan.batches.push_back({ServiceId(1), LotId(static_cast<std::size_t>(i) % model.lots.size()), 16, t, t + 4 * kHour});
  for (int i = 0; i < 5; ++i) {
    const Time berth = kIraqStart + (10 + i * 9) * kDay;
    plan.sailings.push_back({ShipId(0), berth, berth + 84 * kHour, berth + 30 * kDay, {{LotId(1), 700}}});
  }
}

}  // namespace

Model iraq() {
  Model model;
  model.title = "Iraq 2011: all out by the end of the year <made up>";
  model.scenario_sha256 = std::string(64, 'a');
  model.time_zone = "Asia/Baghdad";
  model.clock = {{kStartOfTime, 3 * kHour}};
  model.start = kIraqStart;
  model.deadline = kIraqDeadline;
  model.zones.push_back({"iraq", "Iraq"});
  model.categories.push_back({"military", "Military"});
  model.categories.push_back({"contractor", "Contractors"});
  add_places(model);
  add_links(model);
  add_item_types(model);
  add_services_and_fleets(model);
  add_units(model);
  add_targets_and_history(model);
  add_daylight_closure(model);
  model.conditions.push_back({"immunity_agreement", "Immunity agreement", {"agreed", "refused"}, "refused", "refused", "refused", {}, 0});
  model.assumptions.push_back({"scenario.yaml", "Links of unknown load class are assumed to bear MLC 100."});
  return model;
}

Plan iraq_plan(const Model& model, std::size_t columns) {
  Plan plan;
  plan.scenario_title = model.title;
  plan.scenario_sha256 = model.scenario_sha256;
  plan.branch = {{"immunity_agreement", "refused"}};
  plan.version = "0.1.0";
  plan.seed = 1;
  Roads roads(model);
  std::vector<LotId> lots;
  std::vector<std::int64_t> left;
  std::int64_t total = 0;
  for (LotId lot : model.lots.ids()) {
    lots.push_back(lot);
    left.push_back(model.lots[lot].count);
    total += model.lots[lot].count;
  }
  const std::int64_t per_column = std::max<std::int64_t>(4, total * 2 / static_cast<std::int64_t>(columns) + 1);
  const std::size_t nights = 46;
  const std::size_t per_night = columns / 2 / nights + 1;
  std::size_t turn = 0;
  for (std::size_t night = 0; night < nights * 2 && !lots.empty(); ++night)
    for (std::size_t k = 0; k < per_night && !lots.empty(); ++k) {
      const std::size_t pick = (turn++ * 5) % lots.size();
      const Lot& lot = model.lots[lots[pick]];
      const std::int64_t loads = std::min(left[pick], per_column);
      Column out = new_column(model, ColumnClass::loaded, loads);
      out.legs[0].groups[0].cargo = Cargo{lots[pick], loads};
      const Time ready = kIraqStart + static_cast<Time>(night) * kDay + static_cast<Time>(k) * 8 * kHour / static_cast<Time>(per_night) / 60 * 60;
      roads.drive(out, lot.place, place_of(model, "CVA"), ready);
      Column back = new_column(model, ColumnClass::empty, loads);
      roads.drive(back, place_of(model, "CVA"), lot.place, ready);
      plan.columns.push_back(out);
      plan.columns.push_back(back);
      left[pick] -= loads;
      if (left[pick] > 0) continue;
      lots.erase(lots.begin() + static_cast<std::ptrdiff_t>(pick));
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(pick));
    }
  add_flights(model, plan);
  close_bases(model, plan, roads);
  number_columns(plan);
  add_wash_and_ship(model, plan);
  plan.bound = kIraqStart + 47 * kDay;
  Certificate certificate;
  certificate.no_closure_before = *plan.bound;
  certificate.sentence = "Until the morning of 7 Dec 1,480 flatbeds offer 69,264 truck-nights, unfinished last rounds included; 12,670 loads need 69,430; short 166: nobody can be out by then.";
  plan.bound_certificate = certificate;
  plan.assumptions = {"Border post south serves 26 vehicles an hour and lane (source says 600–1,000 a day, marked poor).",
                      "Contract flatbeds are ready again 24 h after unloading.", "<b>=cmd()</b> & \"quotes\" are shown as written"};
  return plan;
}

}  // namespace homeward::made_up
