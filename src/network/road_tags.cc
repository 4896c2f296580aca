// SPDX-License-Identifier: Apache-2.0
#include "network/road_tags.h"

#include <algorithm>

#include "network/road_units.h"

namespace homeward::roads {
namespace {

constexpr std::array<const char*, kRoadClassCount> kClassNames{
    "motorway",    "trunk",         "primary", "secondary", "tertiary", "unclassified",
    "residential", "living_street", "service", "track",     "road"};

/// Natural Earth's words for types of road.
constexpr std::array<std::pair<std::string_view, RoadClass>, 8> kOtherWords{
    {{"Freeway", RoadClass::motorway},
     {"Beltway", RoadClass::trunk},
     {"Major Highway", RoadClass::trunk},
     {"Bypass", RoadClass::primary},
     {"Secondary Highway", RoadClass::secondary},
     {"Road", RoadClass::tertiary},
     {"Track", RoadClass::track},
     {"Unknown", RoadClass::road}}};

struct SurfaceSpeed {
  std::string_view word;
  Speeds caps;
};
constexpr std::int64_t kNoCap = 200'000;
constexpr Speeds kPaved{kNoCap, kNoCap, kNoCap};
constexpr Speeds kStones{30'000, 25'000, 20'000};
constexpr Speeds kFirm{40'000, 30'000, 25'000};
constexpr Speeds kLoose{25'000, 15'000, 15'000};
constexpr Speeds kSoft{10'000, 5'000, 5'000};
constexpr std::array<SurfaceSpeed, 28> kSurfaces{{{"paved", kPaved},
                                                  {"asphalt", kPaved},
                                                  {"chipseal", kPaved},
                                                  {"concrete", kPaved},
                                                  {"concrete:plates", kPaved},
                                                  {"concrete:lanes", kFirm},
                                                  {"paving_stones", kPaved},
                                                  {"metal", kPaved},
                                                  {"wood", kStones},
                                                  {"sett", kStones},
                                                  {"cobblestone", kStones},
                                                  {"unhewn_cobblestone", kStones},
                                                  {"grass_paver", kFirm},
                                                  {"compacted", kFirm},
                                                  {"fine_gravel", kFirm},
                                                  {"gravel", kLoose},
                                                  {"unpaved", kLoose},
                                                  {"pebblestone", kLoose},
                                                  {"dirt", kLoose},
                                                  {"earth", kLoose},
                                                  {"ground", kLoose},
                                                  {"rock", kLoose},
                                                  {"clay", kLoose},
                                                  {"laterite", kLoose},
                                                  {"grass", kLoose},
                                                  {"sand", kSoft},
                                                  {"mud", kSoft},
                                                  {"snow", kSoft}}};

std::string shown(std::string_view key, std::string_view value) {
  return std::string(key) + "=" + std::string(value);
}

/// The strictest of the values under `keys`; nonsense is told.
using Reader = FigureRead (*)(std::string_view);
template <std::size_t N>
std::optional<std::int64_t> strictest(const Tags& tags, const std::array<std::string_view, N>& keys,
                                      Reader read, Note unreadable, std::int64_t id, Notes& notes) {
  std::optional<std::int64_t> least;
  for (const std::string_view key : keys) {
    const std::string_view value = tags[key];
    if (value.empty()) continue;
    const FigureRead figure = read(value);
    if (figure.kind == Figure::nonsense) notes.tell(unreadable, id, shown(key, value));
    if (figure.kind == Figure::value) least = least ? std::min(*least, figure.value) : figure.value;
  }
  return least;
}

FigureRead read_load_class(std::string_view text) { return read_count(text, 1, 1000); }

struct LoadClass {
  std::optional<std::int64_t> mlc;
  bool from_weight = false;
  bool of_one_way_crossing = false;
};

LoadClass load_class(const Tags& tags, std::int64_t id, Notes& notes) {
  constexpr std::array<std::string_view, 3> kClasses{"mlc", "mlc:wheeled", "mlc:tracked"};
  constexpr std::array<std::string_view, 3> kOneWay{"mlc:oneway", "mlc:wheeled_oneway", "mlc:tracked_oneway"};
  constexpr std::array<std::string_view, 4> kWeights{"maxweight", "maxweight:hgv", "maxweightrating",
                                                     "maxweightrating:hgv"};
  LoadClass result;
  result.mlc = strictest(tags, kClasses, read_load_class, Note::load_class_unreadable, id, notes);
  if (!result.mlc) {
    result.mlc = strictest(tags, kOneWay, read_load_class, Note::load_class_unreadable, id, notes);
    result.of_one_way_crossing = result.mlc.has_value();
  }
  const auto kg = strictest(tags, kWeights, read_weight_kg, Note::weight_unreadable, id, notes);
  if (kg && (!result.mlc || load_class_of_weight(*kg) < *result.mlc)) {
    result.mlc = load_class_of_weight(*kg);
    result.from_weight = true;
  }
  return result;
}

std::optional<std::int64_t> height(const Tags& tags, std::int64_t id, Notes& notes) {
  constexpr std::array<std::string_view, 3> kHeights{"maxheight", "maxheight:physical", "height_m"};
  return strictest(tags, kHeights, read_clearance_mm, Note::height_unreadable, id, notes);
}

std::optional<std::int64_t> width(const Tags& tags, std::int64_t id, Notes& notes) {
  constexpr std::array<std::string_view, 3> kWidths{"maxwidth", "maxwidth:physical", "width_m"};
  return strictest(tags, kWidths, read_clearance_mm, Note::width_unreadable, id, notes);
}

void tell_unapplied(const Tags& tags, std::int64_t id, Notes& notes) {
  for (const auto& [key, value] : tags.all()) {
    const bool limit = key.starts_with("max") && key != "maxspeed:type";
    if (!limit) continue;
    if (key.ends_with(":conditional")) notes.tell(Note::conditional_limit, id, shown(key, value));
    if (key.starts_with("maxaxleload") || key.starts_with("maxbogieweight"))
      notes.tell(Note::axle_limit, id, shown(key, value));
  }
}

/// What a table or map says of its class: highway (OpenStreetMap), class, road_class, type.
std::string_view class_word(const Tags& tags) {
  for (const char* key : {"highway", "class", "road_class", "type"})
    if (tags.has(key)) return tags[key];
  return {};
}

std::optional<ClassWord> kept_class(const Tags& tags, const TagRules& rules, std::int64_t id, Notes& notes) {
  const std::string_view word = class_word(tags);
  if (tags["route"] == "ferry" || word == "ferry" || word == "Ferry Route" || word == "Ferry, seasonal") {
    notes.tell(Note::ferry, id, std::string(tags["name"]));
    return std::nullopt;
  }
  auto known = class_of(word);
  if (!known && tags.has("highway")) {  // a footway, a building site …: not for vehicles
    return std::nullopt;
  }
  if (!known && !word.empty()) notes.tell(Note::class_unknown, id, std::string(word));
  if (!known) known = ClassWord{RoadClass::road, false};
  if (tags["area"] == "yes") {
    notes.tell(Note::area, id, shown("highway", word));
    return std::nullopt;
  }
  if (!rules.classes[static_cast<std::size_t>(known->road_class)]) {
    notes.tell(Note::class_left_out, id, std::string(word));
    return std::nullopt;
  }
  return known;
}

bool closed_to_vehicles(const Tags& tags, RoadAttributes& road) {
  for (const char* key : {"motor_vehicle", "vehicle", "access"}) {
    const std::string_view value = tags[key];
    if (value.empty()) continue;
    if (value == "no" || value == "agricultural" || value == "forestry") return true;
    if (value == "private" || value == "permit" || value == "military") road.remark(Remark::private_access);
    break;
  }
  if (tags["hgv"] == "no") road.remark(Remark::lorries_forbidden);
  return false;
}

void read_direction(const Tags& tags, TaggedRoad& road, std::int64_t id, Notes& notes) {
  const std::string_view use = tags["use"];
  const std::string_view oneway = use.empty() ? tags["oneway"] : use;
  LinkUse& result = road.attributes.use;
  const bool ring = tags["junction"] == "roundabout" || tags["junction"] == "circular";
  const bool motorway = road.attributes.road_class == RoadClass::motorway && !road.attributes.ramp;
  if (oneway == "yes" || oneway == "true" || oneway == "1" || oneway == "one_way") {
    result = LinkUse::one_way;
  } else if (oneway == "-1" || oneway == "reverse") {
    result = LinkUse::one_way;
    road.reversed = true;
  } else if (oneway == "reversible" || oneway == "alternating") {
    result = LinkUse::alternating;
    if (oneway == "reversible") road.attributes.remark(Remark::direction_changes);
  } else if (oneway == "exclusive") {
    result = LinkUse::exclusive;
  } else if (oneway.empty()) {
    result = ring || motorway ? LinkUse::one_way : LinkUse::two_way;
  } else if (oneway != "no" && oneway != "false" && oneway != "0" && oneway != "two_way") {
    notes.tell(Note::oneway_unreadable, id, shown(use.empty() ? "oneway" : "use", oneway));
  }
}

std::optional<std::int64_t> lanes_of(const Tags& tags, std::string_view key, std::int64_t id, Notes& notes) {
  if (!tags.has(key)) return std::nullopt;
  const FigureRead lanes = read_count(tags[key], 1, 32);
  if (lanes.kind == Figure::value) return lanes.value;
  notes.tell(Note::lanes_unreadable, id, shown(key, tags[key]));
  return std::nullopt;
}

void read_lanes(const Tags& tags, const TagRules& rules, RoadAttributes& road, std::int64_t id,
                Notes& notes) {
  const auto all = lanes_of(tags, "lanes", id, notes);
  const auto forward = lanes_of(tags, "lanes:forward", id, notes);
  const auto backward = lanes_of(tags, "lanes:backward", id, notes);
  if (road.use == LinkUse::two_way && all == 1) {
    road.use = LinkUse::alternating;
    road.remark(Remark::single_lane_alternates);
  }
  std::int64_t each_way = 1;
  if (road.use == LinkUse::one_way) each_way = all.value_or(1);
  if (road.use == LinkUse::two_way) {
    each_way =
        forward && backward ? std::min(*forward, *backward) : std::max<std::int64_t>(1, all.value_or(2) / 2);
  }
  if (rules.lanes_as_tagged) {
    road.lanes = std::min<std::int64_t>(each_way, 16);
  } else if (each_way > 1) {
    road.remark(Remark::lanes_unused);
  }
}

void read_widths(const Tags& tags, RoadAttributes& road, std::int64_t id, Notes& notes) {
  constexpr std::array<std::string_view, 1> kCarriageway{"width"};
  constexpr std::array<std::string_view, 1> kMeeting{"meeting_width_m"};
  road.width_mm = width(tags, id, notes);
  const auto carriageway =
      strictest(tags, kCarriageway, read_clearance_mm, Note::width_unreadable, id, notes);
  if (!road.width_mm) road.width_mm = carriageway;
  if (road.use != LinkUse::two_way) return;
  road.meeting_width_mm = strictest(tags, kMeeting, read_clearance_mm, Note::width_unreadable, id, notes);
  if (!road.meeting_width_mm) road.meeting_width_mm = carriageway;
  if (!road.meeting_width_mm) road.remark(Remark::meeting_unknown);
}

void cap(Speeds& speeds, const Speeds& caps) {
  for (std::size_t c = 0; c < kVehicleClasses; ++c) speeds[c] = std::min(speeds[c], caps[c]);
}

void read_speeds(const Tags& tags, const TagRules& rules, RoadAttributes& road, std::int64_t id,
                 Notes& notes) {
  constexpr std::array<std::string_view, 5> kAll{"maxspeed", "maxspeed:forward", "maxspeed:backward",
                                                 "maxspeed_kmh", "speed_kmh"};
  constexpr std::array<std::string_view, 2> kHeavy{"maxspeed:hgv", "speed_heavy_kmh"};
  constexpr std::array<std::string_view, 1> kTracked{"speed_tracked_kmh"};
  Speeds speeds = rules.speeds[static_cast<std::size_t>(road.road_class)];
  const auto limit = strictest(tags, kAll, read_speed_m_per_hour, Note::speed_unreadable, id, notes);
  const auto heavy = strictest(tags, kHeavy, read_speed_m_per_hour, Note::speed_unreadable, id, notes);
  const auto tracked = strictest(tags, kTracked, read_speed_m_per_hour, Note::speed_unreadable, id, notes);
  if (limit) speeds[0] = *limit;
  if (!limit) road.remark(Remark::speed_from_class);
  if (heavy) speeds[1] = *heavy;
  if (tracked) speeds[2] = *tracked;
  const std::string_view surface = tags["surface"];
  const auto known = std::find_if(kSurfaces.begin(), kSurfaces.end(),
                                  [&](const SurfaceSpeed& each) { return each.word == surface; });
  if (known == kSurfaces.end()) {
    if (!surface.empty()) notes.tell(Note::surface_unknown, id, shown("surface", surface));
  } else {
    const Speeds before = speeds;
    cap(speeds, known->caps);
    if (speeds != before) road.remark(Remark::speed_from_surface);
  }
  // Heavy vehicles are not faster than light ones, nor tracked ones than heavy ones.
  speeds[1] = std::min(speeds[1], speeds[0]);
  speeds[2] = std::min(speeds[2], speeds[1]);
  road.speeds = speeds;
}

bool is_yes(std::string_view value) { return !value.empty() && value != "no"; }

void read_limits(const Tags& tags, RoadAttributes& road, std::int64_t id, Notes& notes) {
  const LoadClass load = load_class(tags, id, notes);
  road.mlc = load.mlc;
  if (load.from_weight) road.remark(Remark::load_class_from_weight);
  if (load.of_one_way_crossing) road.remark(Remark::load_class_of_one_way_crossing);
  road.height_mm = height(tags, id, notes);
  road.bridge = is_yes(tags["bridge"]);
  if (road.bridge && !road.mlc) road.remark(Remark::bridge_unknown);
  if (is_yes(tags["ford"])) road.remark(Remark::ford);
  if (is_yes(tags["toll"])) road.remark(Remark::toll);
}

}  // namespace

std::int64_t load_class_of_weight(std::int64_t kg) {
  // kg / (1.25 · 907.18474 kg)
  return std::clamp<std::int64_t>(kg * 100'000 * 100 / (125 * std::int64_t{90'718'474}), 1, 1000);
}

std::optional<ClassWord> class_of(std::string_view word) {
  constexpr std::string_view kRamp = "_link";
  const bool ramp = word.ends_with(kRamp);
  const std::string_view stem = ramp ? word.substr(0, word.size() - kRamp.size()) : word;
  for (std::size_t i = 0; i < kRoadClassCount; ++i)
    if (stem == kClassNames[i]) return ClassWord{static_cast<RoadClass>(i), ramp};
  for (const auto& [name, road_class] : kOtherWords)
    if (word == name) return ClassWord{road_class, false};
  return std::nullopt;
}

const char* name_of(RoadClass road_class) { return kClassNames[static_cast<std::size_t>(road_class)]; }

TagRules TagRules::standard() {
  TagRules rules;
  for (const RoadClass kept :
       {RoadClass::motorway, RoadClass::trunk, RoadClass::primary, RoadClass::secondary, RoadClass::tertiary,
        RoadClass::unclassified, RoadClass::road})
    rules.classes[static_cast<std::size_t>(kept)] = true;
  rules.speeds = {{{80'000, 70'000, 50'000},
                   {70'000, 60'000, 45'000},
                   {60'000, 50'000, 40'000},
                   {50'000, 45'000, 40'000},
                   {50'000, 40'000, 35'000},
                   {40'000, 30'000, 30'000},
                   {30'000, 25'000, 20'000},
                   {10'000, 10'000, 10'000},
                   {20'000, 15'000, 15'000},
                   {15'000, 10'000, 10'000},
                   {40'000, 30'000, 30'000}}};
  return rules;
}

std::optional<TaggedRoad> read_road(const Tags& tags, const TagRules& rules, std::int64_t id, Notes& notes) {
  const auto known = kept_class(tags, rules, id, notes);
  if (!known) return std::nullopt;
  TaggedRoad road;
  road.attributes.road_class = known->road_class;
  road.attributes.ramp = known->ramp;
  if (closed_to_vehicles(tags, road.attributes)) {
    notes.tell(Note::no_motor_vehicles, id, shown("highway", class_word(tags)));
    return std::nullopt;
  }
  read_direction(tags, road, id, notes);
  read_lanes(tags, rules, road.attributes, id, notes);
  read_limits(tags, road.attributes, id, notes);
  read_widths(tags, road.attributes, id, notes);
  read_speeds(tags, rules, road.attributes, id, notes);
  tell_unapplied(tags, id, notes);
  for (const char* key : {"ref", "route", "name"}) {
    if (!tags.has(key)) continue;
    road.attributes.route = tags[key];
    break;
  }
  return road;
}

PointLimits read_point_limits(const Tags& tags, std::int64_t id, Notes& notes) {
  const LoadClass load = load_class(tags, id, notes);
  return {load.mlc, height(tags, id, notes), width(tags, id, notes), load.from_weight};
}

}  // namespace homeward::roads
