// SPDX-License-Identifier: Apache-2.0
#include "report/map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/chart.h"
#include "report/escape.h"
#include "report/flows.h"
#include "report/labels.h"

namespace homeward {

namespace {

constexpr double kWidestRoad = 13;  ///< pixels for the busiest direction

/// A map under work: the drawing, and what labels must keep clear of.
struct MapWork {
  const Facts& facts;
  MapFrame frame;
  Svg svg;
  LabelSurroundings around;
  std::vector<std::array<LinkFlow, 2>> flows;
  std::int64_t busiest = 1;
};

void avoid_line(MapWork& work, Point from, Point to) {
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  for (double at = 0; at <= length; at += 7) {
    const double share = length > 0 ? at / length : 0;
    work.around.avoided.push_back({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
  }
}

/// The part of the country's rings inside the frame that covers most of the map, in pixels.
std::vector<Point> largest_part(const MapWork& work, const CountryShape& country) {
  std::vector<Point> largest;
  double largest_area = 0;
  for (const Ring& ring : country.rings) {
    std::vector<Point> part;
    for (const LonLat& where : clipped_ring(ring, work.frame.box())) part.push_back(work.frame.at(where));
    double area = 0;
    for (std::size_t i = 0; i < part.size(); ++i) {
      const Point& next = part[(i + 1) % part.size()];
      area += part[i].x * next.y - next.x * part[i].y;
    }
    if (std::abs(area) <= largest_area) continue;
    largest_area = std::abs(area);
    largest = std::move(part);
  }
  return largest;
}

bool holds_point(const std::vector<Point>& polygon, Point p) {
  bool in = false;
  for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
    const Point& a = polygon[i];
    const Point& b = polygon[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
  }
  return in;
}

bool holds_box(const std::vector<Point>& polygon, const Box& box) {
  return holds_point(polygon, {box.x, box.y}) && holds_point(polygon, {box.x + box.width, box.y}) &&
         holds_point(polygon, {box.x, box.y + box.height}) &&
         holds_point(polygon, {box.x + box.width, box.y + box.height});
}

/// Name where it lies inside the country and covers least; none where it does not fit.
void draw_country_name(MapWork& work, const CountryShape& country) {
  const std::vector<Point> part = largest_part(work, country);
  if (part.size() < 3) return;
  const double width = text_width(country.name, 15) * 1.6;
  std::optional<Box> best;
  double best_cost = 0;
  for (double y = 30; y < work.frame.height() - 30; y += 20)
    for (double x = 10; x < work.frame.width() - width - 10; x += 20) {
      const Box box{x, y, width, 18};
      if (!holds_box(part, box)) continue;
      double cost = std::hypot(x + width / 2 - work.frame.width() / 2, y - work.frame.height() / 2) / 100;
      for (const Point& p : work.around.avoided)
        if (p.x > x - 30 && p.x < x + width + 30 && p.y > y - 30 && p.y < y + 48) cost += 1;
      if (best && cost >= best_cost) continue;
      best = box;
      best_cost = cost;
    }
  if (!best) return;
  work.svg.text({best->x + width / 2, best->y + 14}, country.name, "class=\"country m\"");
  work.around.forbidden.push_back(*best);
}

std::string draw_borders(MapWork& work) {
  const Result<std::vector<CountryShape>> countries =
      load_countries(work.facts.options.asset_dir.value_or(HOMEWARD_ASSET_DIR) + "/countries-50m.json");
  if (!countries.ok()) return "Borders are not drawn: " + countries.problems().front().what;
  for (const CountryShape& country : countries.value()) {
    std::string d;
    for (const Ring& ring : country.rings) {
      const Ring part = clipped_ring(ring, work.frame.box());
      if (part.size() < 3) continue;
      std::vector<Point> points;
      for (const LonLat& where : part) points.push_back(work.frame.at(where));
      d += "M" + points_text(points) + "Z";
    }
    if (d.empty()) continue;
    const bool home = country.name == zone_name(work.facts.model);
    work.svg.path(d, home ? "class=\"land zone\"" : "class=\"land\"");
  }
  for (const CountryShape& country : countries.value()) draw_country_name(work, country);
  return "Borders: Natural Earth, simplified; they say nothing about legal status.";
}

/// A band right of the way from a to b, `offset` pixels from it to its middle.
void draw_band(MapWork& work, Point a, Point b, double offset, std::string_view attributes,
               std::string_view tip) {
  const double length = std::max(std::hypot(b.x - a.x, b.y - a.y), 1e-6);
  const Point right{-(b.y - a.y) / length * offset, (b.x - a.x) / length * offset};
  work.svg.polyline({{a.x + right.x, a.y + right.y}, {b.x + right.x, b.y + right.y}}, attributes, tip);
}

void draw_direction(MapWork& work, const Link& link, const LinkFlow& flow, Point a, Point b,
                    std::string_view way) {
  const double scale = kWidestRoad / static_cast<double>(work.busiest);
  const double laden = flow.laden > 0 ? std::max(0.8, scale * static_cast<double>(flow.laden)) : 0;
  const double empty = flow.empty > 0 ? std::max(0.8, scale * static_cast<double>(flow.empty)) : 0;
  const std::string tip =
      fmt::format("{} {}: {} vehicles laden or going home, {} in empty columns, {} columns", link.route, way,
                  grouped(flow.laden), grouped(flow.empty), grouped(flow.columns));
  if (laden > 0)
    draw_band(work, a, b, laden / 2, fmt::format("class=\"laden\" stroke-width=\"{}\"", short_number(laden)),
              tip);
  if (empty > 0)
    draw_band(work, a, b, laden + empty / 2,
              fmt::format("class=\"empty\" stroke-width=\"{}\"", short_number(empty)), tip);
}

void draw_roads(MapWork& work) {
  const Model& model = work.facts.model;
  for (LinkId id : model.links.ids()) {
    const Link& link = model.links[id];
    if (model.places[link.from].kind == PlaceKind::home || model.places[link.to].kind == PlaceKind::home)
      continue;
    const Point a = work.frame.at(model.places[link.from]);
    const Point b = work.frame.at(model.places[link.to]);
    work.svg.line(a, b, "class=\"road\"");
    const auto& flow = work.flows[id.index()];
    const std::string from = model.places[link.from].key;
    const std::string to = model.places[link.to].key;
    draw_direction(work, link, flow[0], a, b, from + " → " + to);
    draw_direction(work, link, flow[1], b, a, to + " → " + from);
  }
}

void avoid_roads(MapWork& work) {
  const Model& model = work.facts.model;
  for (const Link& link : model.links) {
    if (model.places[link.from].kind == PlaceKind::home || model.places[link.to].kind == PlaceKind::home)
      continue;
    avoid_line(work, work.frame.at(model.places[link.from]), work.frame.at(model.places[link.to]));
  }
}

/// Where a flight that leaves the map is drawn to: a short way towards the nearest side.
Point flight_exit(const MapWork& work, Point from) {
  const double left = from.x;
  const double right = work.frame.width() - from.x;
  return left < right ? Point{from.x - std::min(70.0, left - 5), from.y - 46}
                      : Point{from.x + std::min(70.0, right - 5), from.y - 46};
}

void draw_flights(MapWork& work) {
  const std::vector<AirFlow> flows = air_flows(work.facts.plan);
  for (const AirFlow& flow : flows) {
    const Place& from = work.facts.model.places[flow.from];
    const Place& to = work.facts.model.places[flow.to];
    if (!work.frame.shows(from)) continue;
    const Point a = work.frame.at(from);
    const bool away = !work.frame.shows(to);
    const Point b = away ? flight_exit(work, a) : work.frame.at(to);
    const Point middle{(a.x + b.x) / 2 + (b.y - a.y) * 0.16, (a.y + b.y) / 2 - (b.x - a.x) * 0.16};
    const double width = 1 + 4 * static_cast<double>(flow.people) / static_cast<double>(flows.front().people);
    const std::string tip = fmt::format("{} → {}: {} people in {} flights", short_name(from), short_name(to),
                                        grouped(flow.people), grouped(flow.flights));
    work.svg.path(
        fmt::format("M{} {}Q{} {} {} {}", short_number(a.x), short_number(a.y), short_number(middle.x),
                    short_number(middle.y), short_number(b.x), short_number(b.y)),
        fmt::format("class=\"air{}\" stroke-width=\"{}\"", away ? " away" : "", short_number(width)), tip);
  }
}

struct PlaceLabel {
  PlaceId place;
  std::string name;
  std::string detail;
};

std::int64_t vehicles_leaving(const MapWork& work, PlaceId crossing) {
  std::int64_t sum = 0;
  for (LinkId id : work.facts.model.links.ids()) {
    const Link& link = work.facts.model.links[id];
    const bool from_in = work.facts.model.in_zone(link.from);
    if (from_in == work.facts.model.in_zone(link.to)) continue;
    if (link.from != crossing && link.to != crossing) continue;
    sum += work.flows[id.index()][from_in ? 0 : 1].total();
  }
  return sum;
}

std::string label_detail(const MapWork& work, PlaceId id) {
  for (const BaseFacts& base : work.facts.bases)
    if (base.place == id)
      return base.closes_at ? "closes " + work.facts.clock.short_date(*base.closes_at)
                            : grouped(base.people) + " people leave";
  const Place& place = work.facts.model.places[id];
  if (place.kind == PlaceKind::crossing) {
    const std::int64_t vehicles = vehicles_leaving(work, id);
    return vehicles > 0 ? grouped(vehicles) + " vehicles out" : "";
  }
  std::int64_t sailings = 0;
  for (const Sailing& sailing : work.facts.plan.sailings)
    sailings += work.facts.model.ships[sailing.ship].port == id ? 1 : 0;
  return sailings > 0 ? grouped(sailings) + " sailings" : "";
}

bool has_traffic(const MapWork& work, PlaceId id) {
  for (LinkId link_id : work.facts.model.links.ids()) {
    const Link& link = work.facts.model.links[link_id];
    if ((link.from == id || link.to == id) &&
        work.flows[link_id.index()][0].total() + work.flows[link_id.index()][1].total() > 0)
      return true;
  }
  return false;
}

double symbol_radius(const MapWork& work, PlaceId id) {
  for (const BaseFacts& base : work.facts.bases)
    if (base.place == id) return 4 + 7 * std::sqrt(static_cast<double>(base.people) / 12000.0);
  const PlaceKind kind = work.facts.model.places[id].kind;
  return kind == PlaceKind::crossing || kind == PlaceKind::port || kind == PlaceKind::airfield ||
                 kind == PlaceKind::camp
             ? 5
             : 2.2;
}

bool is_base(const MapWork& work, PlaceId id) {
  return std::any_of(work.facts.bases.begin(), work.facts.bases.end(),
                     [id](const BaseFacts& base) { return base.place == id; });
}

void draw_symbol(MapWork& work, PlaceId id) {
  const Place& place = work.facts.model.places[id];
  const Point p = work.frame.at(place);
  const double r = symbol_radius(work, id);
  switch (is_base(work, id) ? PlaceKind::base : place.kind) {
    case PlaceKind::crossing:
      work.svg.polygon({{p.x, p.y - r - 2}, {p.x + r + 2, p.y}, {p.x, p.y + r + 2}, {p.x - r - 2, p.y}},
                       "class=\"crossing\"", place.name);
      break;
    case PlaceKind::port:
      work.svg.box({p.x - r, p.y - r, 2 * r, 2 * r}, "class=\"port\"", place.name);
      break;
    case PlaceKind::airfield:
      work.svg.polygon({{p.x, p.y - r - 1}, {p.x + r + 1, p.y + r}, {p.x - r - 1, p.y + r}},
                       "class=\"airfield\"", place.name);
      break;
    case PlaceKind::base:
      work.svg.circle(p, r, "class=\"base\"", place.name);
      break;
    case PlaceKind::camp:
      work.svg.circle(p, r, "class=\"camp\"", place.name);
      break;
    default:
      work.svg.circle(p, r, "class=\"dot\"", place.name);
  }
  work.around.forbidden.push_back({p.x - r, p.y - r, 2 * r, 2 * r});
}

void draw_labels(MapWork& work, const std::vector<PlaceId>& shown) {
  std::vector<PlaceLabel> labels;
  std::vector<LabelRequest> requests;
  for (PlaceId id : shown) {
    const Place& place = work.facts.model.places[id];
    const bool minor =
        !is_base(work, id) &&
        (place.kind == PlaceKind::town || place.kind == PlaceKind::junction || place.kind == PlaceKind::stop);
    PlaceLabel label{id, short_name(place), label_detail(work, id)};
    const double width =
        std::max(text_width(label.name, minor ? 10.5 : 12), text_width(label.detail, 11)) * 1.02 + 4;
    requests.push_back({work.frame.at(place), symbol_radius(work, id), width,
                        label.detail.empty() ? 14.0 : 27.0,
                        minor                  ? 0
                        : label.detail.empty() ? 1
                                               : 2});
    labels.push_back(std::move(label));
  }
  const auto placed = place_labels(requests, work.around);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!placed[i]) continue;
    const Box& box = placed[i]->box;
    if (placed[i]->leader)
      work.svg.line(requests[i].anchor, nearest_point(box, requests[i].anchor), "class=\"leader\"");
    work.svg.text({box.x + 2, box.y + 11}, labels[i].name,
                  requests[i].importance > 0 ? "class=\"name\"" : "class=\"minor\"");
    if (!labels[i].detail.empty())
      work.svg.text({box.x + 2, box.y + 24}, labels[i].detail, "class=\"detail\"");
  }
}

double scale_km(const MapFrame& frame) {
  double km = 1;
  while (nice_above(km * 1.01) * frame.pixels_per_km() < 160) km = nice_above(km * 1.01);
  return km;
}

void draw_key(MapWork& work) {
  const double y = work.frame.height() + 22;
  const double km = scale_km(work.frame);
  const double wide = km * work.frame.pixels_per_km();
  work.svg.line({8, y}, {8 + wide, y}, "class=\"scale\"");
  work.svg.line({8, y - 5}, {8, y + 5}, "class=\"scale\"");
  work.svg.line({8 + wide, y - 5}, {8 + wide, y + 5}, "class=\"scale\"");
  work.svg.text({14 + wide, y + 4}, grouped(static_cast<std::int64_t>(km)) + " km", "class=\"tick\"");
  const std::string laden = "laden or going home (widest: " + grouped(work.busiest) + " vehicles)";
  draw_legend(
      work.svg, {210, y + 4},
      {{"laden line key", laden}, {"empty line key", "empty columns"}, {"air line key", "people by air"}});
  const double below = y + 22;
  work.svg.circle({14, below - 4}, 6, "class=\"base\"");
  work.svg.text({26, below}, "base, area by people", "class=\"tick\"");
  work.svg.circle({174, below - 4}, 5, "class=\"camp\"");
  work.svg.text({186, below}, "camp", "class=\"tick\"");
  work.svg.polygon({{250, below - 11}, {257, below - 4}, {250, below + 3}, {243, below - 4}},
                   "class=\"crossing\"");
  work.svg.text({262, below}, "crossing", "class=\"tick\"");
  work.svg.box({340, below - 9, 10, 10}, "class=\"port\"");
  work.svg.text({356, below}, "port", "class=\"tick\"");
  work.svg.polygon({{410, below - 10}, {416, below + 1}, {404, below + 1}}, "class=\"airfield\"");
  work.svg.text({422, below}, "airfield", "class=\"tick\"");
  work.svg.text({500, below}, "Each direction is drawn right of its way.", "class=\"tick\"");
}

std::vector<PlaceId> places_shown(const MapWork& work) {
  std::vector<PlaceId> shown;
  for (PlaceId id : work.facts.model.places.ids()) {
    const Place& place = work.facts.model.places[id];
    if (!work.frame.shows(place)) continue;
    bool used = has_traffic(work, id) || !label_detail(work, id).empty();
    for (const Flight& flight : work.facts.plan.flights) used = used || flight.from == id || flight.to == id;
    if (used) shown.push_back(id);
  }
  return shown;
}

}  // namespace

std::string map_section(const Facts& facts) {
  const MapFrame frame(facts);
  MapWork work{facts,
               frame,
               Svg(frame.width(), frame.height() + 56,
                   "Map of the withdrawal: bases, roads by traffic, crossings, flights"),
               {},
               link_flows(facts.model, facts.plan),
               1};
  work.around.frame = {2, 2, frame.width() - 4, frame.height() - 4};
  for (const auto& flow : work.flows)
    work.busiest = std::max({work.busiest, flow[0].laden, flow[1].laden, flow[0].empty, flow[1].empty});
  work.svg.raw(
      fmt::format("<clipPath id=\"map-clip\"><rect width=\"{0}\" height=\"{1}\"/></clipPath>\n<rect "
                  "class=\"sea\" width=\"{0}\" height=\"{1}\"/>\n",
                  short_number(frame.width()), short_number(frame.height())));
  work.svg.open_group("clip-path=\"url(#map-clip)\"");
  avoid_roads(work);
  const std::string borders = draw_borders(work);
  draw_roads(work);
  draw_flights(work);
  const std::vector<PlaceId> shown = places_shown(work);
  for (PlaceId id : shown) draw_symbol(work, id);
  draw_labels(work, shown);
  work.svg.close_group();
  draw_key(work);
  return "<section id=\"map\"><h2>Map</h2><figure class=\"map\">" + work.svg.finish() +
         "</figure><p class=\"note\">" + html_escape(borders) + "</p></section>\n";
}

}  // namespace homeward
