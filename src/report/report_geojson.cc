// SPDX-License-Identifier: Apache-2.0
//
// The map as GeoJSON (RFC 7946): longitude before latitude, WGS 84. Times are UTC, ISO 8601.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "report/facts.h"
#include "report/flows.h"
#include "report/movement.h"
#include "report/report.h"

namespace homeward {

namespace {

using OrderedJson = nlohmann::ordered_json;

OrderedJson coordinates(const Place& place) {
  return {static_cast<double>(place.longitude_e6) / 1e6, static_cast<double>(place.latitude_e6) / 1e6};
}

std::string utc_iso(Time t) {
  const CivilTime c = civil_time(t);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", c.year, c.month, c.day, c.hour, c.minute,
                     c.second);
}

const char* kind_name(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::base:
      return "base";
    case PlaceKind::camp:
      return "camp";
    case PlaceKind::port:
      return "port";
    case PlaceKind::airfield:
      return "airfield";
    case PlaceKind::crossing:
      return "crossing";
    case PlaceKind::junction:
      return "junction";
    case PlaceKind::town:
      return "town";
    case PlaceKind::stop:
      return "stop";
    case PlaceKind::home:
      return "home";
  }
  return "";
}

OrderedJson feature(OrderedJson geometry, OrderedJson properties) {
  return {{"type", "Feature"}, {"geometry", std::move(geometry)}, {"properties", std::move(properties)}};
}

OrderedJson place_feature(const Model& model, const Plan& plan, PlaceId id) {
  const Place& place = model.places[id];
  OrderedJson properties{{"layer", "place"},
                         {"key", place.key},
                         {"name", place.name},
                         {"kind", kind_name(place.kind)},
                         {"in_zone", model.in_zone(id)}};
  for (const BaseClosing& closing : plan.closings)
    if (closing.place == id) properties["closes_at"] = utc_iso(closing.at);
  return feature({{"type", "Point"}, {"coordinates", coordinates(place)}}, std::move(properties));
}

OrderedJson link_feature(const Model& model, const Link& link, const std::array<LinkFlow, 2>& flow) {
  const OrderedJson line =
      OrderedJson::array({coordinates(model.places[link.from]), coordinates(model.places[link.to])});
  return feature({{"type", "LineString"}, {"coordinates", line}}, {{"layer", "link"},
                                                                   {"key", link.key},
                                                                   {"route", link.route},
                                                                   {"length_m", link.length_m},
                                                                   {"forward_vehicles_laden", flow[0].laden},
                                                                   {"forward_vehicles_empty", flow[0].empty},
                                                                   {"forward_columns", flow[0].columns},
                                                                   {"backward_vehicles_laden", flow[1].laden},
                                                                   {"backward_vehicles_empty", flow[1].empty},
                                                                   {"backward_columns", flow[1].columns}});
}

OrderedJson column_feature(const Model& model, const Column& column, const ColumnFacts& figures) {
  OrderedJson line = OrderedJson::array();
  OrderedJson stops = OrderedJson::array();
  for (std::size_t i = 0; i < column.stops.size(); ++i) {
    const Stop& stop = column.stops[i];
    line.push_back(coordinates(model.places[stop.place]));
    stops.push_back({{"place", model.places[stop.place].key},
                     {"due", utc_iso(stop.arrive)},
                     {"depart", utc_iso(stop.depart)},
                     {"clear", utc_iso(clear_time(column, i))}});
  }
  return feature({{"type", "LineString"}, {"coordinates", std::move(line)}},
                 {{"layer", "column"},
                  {"number", column.number},
                  {"serial", column.serial},
                  {"class", column_class_text(column.column_class)},
                  {"vehicles", figures.vehicles},
                  {"people", figures.people},
                  {"pieces", figures.pieces},
                  {"stops", std::move(stops)}});
}

OrderedJson flight_feature(const Model& model, const Flight& flight) {
  std::int64_t people = 0;
  for (const Passengers& who : flight.passengers) people += who.count;
  const OrderedJson line =
      OrderedJson::array({coordinates(model.places[flight.from]), coordinates(model.places[flight.to])});
  return feature({{"type", "LineString"}, {"coordinates", line}},
                 {{"layer", "flight"},
                  {"number", flight.number},
                  {"aircraft", model.aircraft[flight.aircraft].key},
                  {"from", model.places[flight.from].key},
                  {"to", model.places[flight.to].key},
                  {"take_off", utc_iso(flight.take_off)},
                  {"landing", utc_iso(flight.landing)},
                  {"people", people}});
}

}  // namespace

// Features are written one a line: the document is large, and so it can be compared line by line.
std::string map_geojson(const Model& model, const Plan& plan) {
  const auto flows = link_flows(model, plan);
  std::string out = "{\"type\":\"FeatureCollection\",\"features\":[";
  bool first = true;
  const auto add = [&](const OrderedJson& one) {
    out += first ? "\n" : ",\n";
    out += one.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
    first = false;
  };
  for (LinkId id : model.links.ids()) add(link_feature(model, model.links[id], flows[id.index()]));
  for (PlaceId id : model.places.ids()) add(place_feature(model, plan, id));
  for (const Column& column : plan.columns) add(column_feature(model, column, column_facts(model, column)));
  for (const Flight& flight : plan.flights) add(flight_feature(model, flight));
  return out + "\n]}\n";
}

}  // namespace homeward
