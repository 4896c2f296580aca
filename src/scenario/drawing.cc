// SPDX-License-Identifier: Apache-2.0
#include "scenario/drawing.h"

#include <algorithm>

namespace homeward::scenario {
namespace {

constexpr std::int64_t kPlenty = 1000;
constexpr std::int64_t kSpeed40 = 40'000;

struct Figures {
  const char* key;
  std::int64_t length_mm, crew, seats;
  ShipClass ship_class;
};

ItemType vehicle(const Figures& figures) {
  ItemType type;
  type.key = type.name = figures.key;
  type.self_propelled = true;
  type.length_mm = figures.length_mm;
  type.mass_kg = 10'000;
  type.mlc = 20;
  type.height_mm = 3000;
  type.width_mm = 2500;
  type.crew = figures.crew;
  type.seats = figures.seats;
  type.march_rate_m_per_hour = kSpeed40;
  type.ship_class = figures.ship_class;
  return type;
}

bool set_link_word(Words& words, Link& link) {
  if (words.take("one_way")) return link.use = LinkUse::one_way, true;
  if (words.take("two_way")) return link.use = LinkUse::two_way, true;
  if (words.take("alternating")) return link.use = LinkUse::alternating, true;
  if (words.take("exclusive")) return link.use = LinkUse::exclusive, true;
  if (words.take("escort")) return link.escort = true;
  if (words.take("permission")) return link.needs_permission = true;
  if (words.take("lanes")) return link.lanes = words.number(), true;
  if (words.take("mlc")) return link.mlc = words.number(), true;
  if (words.take("gap")) return link.gap_s = words.number() * kMinute, true;
  if (words.take("speed")) return link.speed_m_per_hour.fill(words.number() * 1000), true;
  return false;
}

}  // namespace

Drawing::Drawing() {
  model_.title = "drawn";
  model_.time_zone = "UTC";
  model_.clock = {{kStartOfTime, 0}};
  model_.deadline = 10 * kDay;
  model_.zone = model_.zones.push_back({"zone", "Zone"});
  people_ = model_.categories.push_back({"people", "People"});
  crew_ = model_.categories.push_back({"crew", "Crews"});
  car_ = add_type(vehicle({"car", 10'000, 1, 4, ShipClass::vehicle}));
  lorry_ = add_type(vehicle({"lorry", 15'000, 1, 2, ShipClass::none}));
  bus_ = add_type(vehicle({"bus", 12'000, 1, 41, ShipClass::none}));
  escort_ = add_type(vehicle({"escort", 6'000, 2, 4, ShipClass::none}));
  ItemType box;
  box.key = box.name = "box";
  box.ship_class = ShipClass::container;
  box_ = add_type(box);
  LoadRule rule;
  rule.truck = lorry_;
  rule.item = box_;
  rule.mlc = 30;
  rule.height_mm = 4000;
  rule.width_mm = 2500;
  model_.load_rules.push_back(rule);
}

ItemTypeId Drawing::add_type(ItemType type) { return model_.item_types.push_back(std::move(type)); }

void Drawing::draw(std::string_view statement) {
  Words words(statement);
  if (words.empty()) return;
  if (words.take("lorries")) return draw_fleet(words, FleetKind::truck);
  if (words.take("buses")) return draw_fleet(words, FleetKind::bus);
  if (words.take("escorts")) return draw_fleet(words, FleetKind::escort);
  if (words.take("service")) return draw_service(words);
  if (words.take("closed")) return draw_window(words, WindowEffect::closed);
  if (words.take("granted")) return draw_window(words, WindowEffect::granted);
  if (words.take("reduced")) return draw_reduction(words);
  if (words.take("garrison")) return draw_garrison(words);
  if (words.take("aircraft")) return draw_aircraft(words);
  if (words.take("ship")) return draw_ship(words);
  if (words.take("others")) return draw_others(words);
  if (words.take("deadline")) {
    model_.deadline = words.duration();
  } else if (statement.find(':') != std::string_view::npos) {
    draw_units(words);
  } else {
    draw_network(words);
  }
  if (!words.empty()) words.fail("something is left over");
}

PlaceId Drawing::place(const std::string& key) {
  for (const PlaceId id : model_.places.ids())
    if (model_.places[id].key == key) return id;
  Place place;
  place.key = place.name = key;
  place.parking_vehicles = place.beds = kPlenty;
  place.rest = true;
  place.latitude_e6 = place.longitude_e6 = static_cast<std::int32_t>(model_.places.size()) * 100'000;
  const PlaceId id = model_.places.push_back(place);
  if (key == "home") {
    model_.places[id].kind = PlaceKind::home;
    outside_.insert(id);
  }
  return id;
}

void Drawing::set_place(Words& words, PlaceId id) {
  Place& place = model_.places[id];
  if (words.take("exclusive"))
    place.exclusive = true;
  else if (words.take("rest"))
    place.rest = true;
  else if (words.take("no_rest"))
    place.rest = false;
  else if (words.take("closes"))
    place.closes = true;
  else if (words.take("outside"))
    outside_.insert(id);
  else if (words.take("inside"))
    inside_.insert(id);
  else if (words.take("home"))
    place.kind = PlaceKind::home;
  else if (words.take("parking"))
    place.parking_vehicles = words.number();
  else if (words.take("beds"))
    place.beds = words.number();
  else if (words.take("mog"))
    place.mog_positions = words.number();
  else if (words.take("berths"))
    place.berths = words.number();
  else
    words.fail("not a property of a place");
  if (place.kind == PlaceKind::home) outside_.insert(id);
  if (words.take(",")) set_place(words, id);
}

void Drawing::draw_link(Words& words, PlaceId from, Link& link) {
  link.from = from;
  link.speed_m_per_hour.fill(kSpeed40);
  link.mlc = 100;
  link.height_mm = 5000;
  link.width_mm = 4000;
  const std::int64_t count = words.number();
  if (words.take("km"))
    link.length_m = count * 1000;
  else if (words.take("m"))
    link.length_m = count;
  else if (words.take("min"))
    link.length_m = count * kSpeed40 / 60;
  else if (words.take("h"))
    link.length_m = count * kSpeed40;
  else
    words.fail("a length or time is due: km, m, min or h");
  while (!words.take("-")) {
    words.take(",");
    if (!set_link_word(words, link)) words.fail("not a property of a link");
  }
}

void Drawing::draw_network(Words& words) {
  std::optional<Link> link;
  while (true) {
    const PlaceId here = place(words.name());
    if (words.take("(")) {
      set_place(words, here);
      words.need(")");
    }
    if (link) {
      link->to = here;
      link->key = model_.places[link->from].key + "-" + model_.places[here].key;
      model_.links.push_back(*link);
    }
    if (words.empty()) return;
    words.need("-");
    link.emplace();
    draw_link(words, here, *link);
  }
}

Model Drawing::finish() {
  for (const PlaceId id : model_.places.ids()) {
    const bool out = outside_.contains(id) && !inside_.contains(id);
    if (!out) model_.places[id].zones.push_back(model_.zone);
  }
  std::stable_sort(model_.garrisons.begin(), model_.garrisons.end(),
                   [](const Garrison& a, const Garrison& b) { return a.place < b.place; });
  for (const auto& [row, at] : others_) model_.other_traffic.push_back(march_of(model_, row, at));
  return std::move(model_);
}

}  // namespace homeward::scenario
