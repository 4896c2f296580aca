// SPDX-License-Identifier: Apache-2.0
#include "scenario/other_march.h"

#include <algorithm>
#include <limits>

namespace homeward::scenario {
namespace {

std::int64_t vehicles_of(const OtherRow& row) {
  std::int64_t sum = 0;
  for (const OtherVehicles& some : row.vehicles) sum += some.count;
  return sum;
}

Duration pass_time_of(const Model& model, const OtherRow& row) {
  const Rules& rules = model.rules;
  const std::int64_t vehicles = vehicles_of(row);
  std::int64_t length_mm = 0;
  for (const OtherVehicles& some : row.vehicles)
    length_mm += some.count * (model.item_types[some.type].length_mm + rules.vehicle_gap_mm);
  return divide_up(3600 * length_mm, 1000 * row.march_rate_m_per_hour) +
         rules.march_unit_gap_s * (divide_up(vehicles, rules.march_unit_vehicles) - 1) +
         rules.extal_s * divide_up(vehicles, rules.extal_vehicles);
}

/// An unknown width without an assumption cannot meet anybody where width matters; the reader refuses it
/// there.
std::int64_t widest_of(const Model& model, const OtherRow& row) {
  std::int64_t widest = 0;
  for (const OtherVehicles& some : row.vehicles)
    widest = std::max(widest, model.item_types[some.type].width_mm.value_or(
                                  model.rules.unknown_vehicle_width_mm.assume.value_or(0)));
  return widest;
}

bool applies(const Model& model, const OtherRow& row, std::size_t i, const Service& service) {
  const ZoneId zone = service.zone.value_or(model.zone);
  const auto inside = [&](std::size_t at) { return model.in_zone(row.route[at].place, zone); };
  switch (service.use) {
    case ServiceUse::passing:
      return i > 0;
    case ServiceUse::leaving:
      return i > 0 && !inside(i) && inside(i - 1);
    case ServiceUse::entering:
      return i + 1 < row.route.size() && !inside(i) && inside(i + 1);
    case ServiceUse::loading:
    case ServiceUse::unloading:
    case ServiceUse::things:
      return false;
  }
  return false;
}

/// Services one after another from the arrival on; the last vehicle must have come before one ends. Gives
/// back when the last is over.
Time take_services(const Model& model, const OtherRow& row, std::size_t i, Duration pass_s, OtherStop& stop) {
  Time ready = stop.arrive;
  for (ServiceId id : services_at(model, row, i)) {
    const std::int64_t rate = model.services[id].rate_per_hour;
    const Duration behind = i == 0 ? 0 : pass_s;  // at its start it is all there
    const Time end = std::max(ready + divide_up(3600 * vehicles_of(row), rate),
                              stop.arrive + behind + divide_up(3600, rate));
    stop.visits.push_back({id, {ready, end}});
    ready = end;
  }
  return ready;
}

}  // namespace

std::int64_t slowest_of(const Model& model, const std::vector<OtherVehicles>& vehicles) {
  std::int64_t slowest = std::numeric_limits<std::int64_t>::max();
  for (const OtherVehicles& some : vehicles)
    slowest = std::min(slowest, model.item_types[some.type].march_rate_m_per_hour);
  return slowest;
}

Duration travel_of(const Model& model, const OtherRow& row, LinkId id) {
  const Link& link = model.links[id];
  std::int64_t speed = row.march_rate_m_per_hour;
  for (const OtherVehicles& some : row.vehicles) {
    const auto vehicle_class = static_cast<std::size_t>(model.item_types[some.type].vehicle_class);
    speed = std::min(speed, link.speed_m_per_hour[vehicle_class]);
  }
  return divide_up(3600 * link.length_m, speed);
}

std::vector<ServiceId> services_at(const Model& model, const OtherRow& row, std::size_t i) {
  std::vector<ServiceId> taken;
  if (!row.takes_services) return taken;
  for (ServiceId id : model.places[row.route[i].place].services)
    if (applies(model, row, i, model.services[id])) taken.push_back(id);
  return taken;
}

OtherColumn march_of(const Model& model, const OtherRow& row, Time at) {
  OtherColumn column{row.key,
                     row.name,
                     vehicles_of(row),
                     row.march_rate_m_per_hour,
                     pass_time_of(model, row),
                     widest_of(model, row),
                     {},
                     row.provenance};
  for (std::size_t i = 0; i < row.route.size(); ++i) {
    const OtherWaypoint& point = row.route[i];
    const bool last = i + 1 == row.route.size();
    OtherStop stop;
    stop.place = point.place;
    stop.arrive = stop.depart = at;
    const Time served = take_services(model, row, i, column.pass_s, stop);
    const Time leave = std::max(served, at + point.halt_s);
    if (!last && leave > at) stop.depart = round_up(leave, model.rules.start_step_s);
    if (model.places[point.place].parking_vehicles > 0) {
      if (last) stop.stands = {at, std::max(at + column.pass_s, served)};
      if (!last && (i == 0 || leave > at)) stop.stands = {at, stop.depart + column.pass_s};
    }
    if (!last) {
      stop.out = point.out;
      stop.lane = std::min(row.lane, model.links[point.out->link].lanes);
      stop.travel_s = travel_of(model, row, point.out->link);
      at = stop.depart + stop.travel_s;
    }
    column.stops.push_back(std::move(stop));
  }
  return column;
}

}  // namespace homeward::scenario
