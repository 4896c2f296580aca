// SPDX-License-Identifier: Apache-2.0
#include "report/made_up_plan.h"

#include <algorithm>
#include <cmath>

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
    {"KHA", "RUM", 50, "MSR Tampa (K-Crossing access road)"},
    {"RUM", "JAL", 90, "Freeway 1 / MSR Tampa"},
    {"JAL", "ADD", 72, "Freeway 1 / MSR Tampa"},
    {"ADD", "SCA", 190, "Freeway 1 / MSR Tampa"},
    {"ECH", "SCA", 24, ""},
    {"SCA", "KAL", 104, "Freeway 1 / MSR Tampa"},
    {"KAL", "VBC", 62, "Freeway 1 / MSR Tampa"},
    {"KAL", "BGD", 64, "Highway 8 / ASR Jackson"},
    {"VBC", "BGD", 19, "Route Irish"},
    {"VBC", "TAJ", 38, "MSR Tampa"},
    {"TAJ", "BAL", 58, "Highway 1 / MSR Tampa"},
    {"BGD", "WAR", 70, "Highway 5 / MSR Vernon"},
    {"BAL", "SMR", 62, "Highway 1 / MSR Tampa"},
    {"SMR", "TIK", 55, "Highway 1 / MSR Tampa"},
    {"TIK", "SPE", 18, "Highway 1 / MSR Tampa"},
    {"TIK", "KIR", 125, "MSR Clemson"},
    {"KUT", "BGD", 175, "Highway 6"},
    {"AMA", "BAS", 182, "Highway 6"},
    {"BAS", "ZUB", 18, "Highway 8"},
    {"ZUB", "BSR", 22, ""},
    {"ZUB", "RUM", 36, "Freeway 1"},
    {"VBC", "RAM", 100, "Freeway 1 / MSR Mobile"},
    {"RAM", "HIT", 55, "MSR Bronze"},
    {"HIT", "ASA", 52, "MSR Bronze"},
    {"KHA", "CBU", 55, "military road"},
    {"CBU", "CVA", 35, ""},
    {"CVA", "AAS", 14, ""},
    {"CVA", "CAR", 96, "Ring Road"},
    {"CAR", "SHU", 22, ""},
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
    place.provenance = {"made up", row.people > 0 ? "assumed" : "good",
                        row.people > 0 ? "people and loads are a split" : "", 0};
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
      unit.name = i == battalions
                      ? std::string(row.key) + " last-out team"
                      : std::to_string(i + 1) + "-" + std::to_string(8 + base.index()) + " battalion";
      unit.place = base;
      unit.destination = home;
      unit.people.resize(2);
      const int last = std::min(200, row.people / 4);
      unit.people[CategoryId(0)] = i == battalions ? last
                                                   : (row.people - last) / battalions +
                                                         (i == 0 ? (row.people - last) % battalions : 0);
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
  Service border{
      "kha-out", "Border post south", place_of(model, "KHA"), ServiceUse::leaving, ZoneId(0), 9, 2, {}, {}, 0,
      {}};
  border.rate_per_hour = 26;
  model.services.push_back(border);
  Service wash{
      "wash", "Wash rack and customs", place_of(model, "CAR"), ServiceUse::things, {}, 4, 3, 2500, {}, 0, {}};
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
  model.conditions.push_back({"immunity_agreement",
                              "Immunity agreement",
                              {"agreed", "refused"},
                              "refused",
                              "refused",
                              "refused",
                              {},
                              0});
  model.assumptions.push_back({"scenario.yaml", "Links of unknown load class are assumed to bear MLC 100."});
  return model;
}

}  // namespace homeward::made_up
