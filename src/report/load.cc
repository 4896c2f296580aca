// SPDX-License-Identifier: Apache-2.0
#include "report/load.h"

#include <algorithm>
#include <map>

#include "report/calendar.h"
#include "report/movement.h"

namespace homeward {

namespace {

double hours(Duration seconds) { return static_cast<double>(seconds) / static_cast<double>(kHour); }

/// A ramp serves these only.
std::int64_t vehicles_with_cargo(const Leg& leg) {
  std::int64_t sum = 0;
  for (const VehicleGroup& group : leg.groups)
    if (group.cargo) sum += group.vehicles;
  return sum;
}

struct ServiceUseSum {
  Duration used = 0;
  Time last_end = 0;
};

std::vector<ServiceUseSum> service_sums(const Facts& facts) {
  std::vector<ServiceUseSum> sums(facts.model.services.size());
  const auto add = [&sums](ServiceId service, Time begin, Time end) {
    ServiceUseSum& sum = sums[service.index()];
    sum.used += end - begin;
    sum.last_end = std::max(sum.last_end, end);
  };
  for (const Column& column : facts.plan.columns)
    for (const Stop& stop : column.stops)
      for (const ServiceVisit& visit : stop.services) add(visit.service, visit.begin, visit.end);
  for (const Batch& batch : facts.plan.batches) add(batch.service, batch.begin, batch.end);
  for (const OtherColumn& column : facts.model.other_traffic)
    for (const OtherStop& stop : column.stops)
      for (const OtherVisit& visit : stop.visits) {
        ServiceUseSum& sum = sums[visit.service.index()];
        const Time from = std::max(facts.model.start, visit.when.begin);
        sum.used += std::max<Duration>(0, std::min(facts.closure, visit.when.end) - from);
      }
  return sums;
}

void add_services(const Facts& facts, std::vector<Utilisation>& all) {
  const std::vector<ServiceUseSum> sums = service_sums(facts);
  for (ServiceId id : facts.model.services.ids()) {
    const Service& service = facts.model.services[id];
    const ServiceUseSum& sum = sums[id.index()];
    if (sum.used == 0) continue;
    const Interval span{facts.model.start, std::max(facts.closure, sum.last_end)};
    const Duration offered = lane_seconds(facts.model, facts.clock, id, span);
    if (offered <= 0) continue;
    const std::string name =
        (service.name.empty() ? service.key : service.name) + ", " + facts.model.places[service.place].key;
    all.push_back({service_use_text(service.use), name, "lane-hours", hours(sum.used), hours(offered)});
  }
}

void add_links(const Facts& facts, std::vector<Utilisation>& all) {
  std::map<std::pair<std::uint32_t, bool>, Duration> used;
  for (const Column& column : facts.plan.columns)
    for (const Leg& leg : column.legs)
      for (std::size_t i = leg.first_stop; i < leg.last_stop; ++i) {
        if (!column.stops[i].out) continue;
        const Direction out = *column.stops[i].out;
        const Duration gap_s = std::max(facts.model.rules.column_gap_s, facts.model.links[out.link].gap_s);
        used[{out.link.index(), out.forward}] += leg.pass_time_s + gap_s;
      }
  const Interval span{facts.model.start, std::max(facts.closure, facts.model.start + 1)};
  for (const auto& [key, seconds] : used) {
    const Direction direction{LinkId(key.first), key.second};
    const Link& link = facts.model.links[direction.link];
    const auto closed = closed_intervals(facts.model, facts.clock, direction, ColumnClass::loaded, span);
    const Duration open = total_length(open_intervals(span, closed));
    if (open <= 0) continue;
    const std::string from = facts.model.places[direction.forward ? link.from : link.to].key;
    const std::string to = facts.model.places[direction.forward ? link.to : link.from].key;
    const std::string route = route_name(link);
    all.push_back({"road", from + " → " + to + (route.empty() ? "" : ", " + route), "lane-hours",
                   hours(seconds), hours(open * link.lanes), &link.provenance});
  }
}

void add_fleets(const Facts& facts, std::vector<Utilisation>& all) {
  const double span_h = hours(facts.closure - facts.model.start);
  for (FleetId id : facts.model.fleets.ids()) {
    const FleetUse use = fleet_use(facts, id);
    const double offered = static_cast<double>(use.total) * span_h;
    if (use.use_share > 0)
      all.push_back({"fleet", facts.model.fleets[id].name, "vehicle-hours", use.use_share * offered, offered,
                     &facts.model.fleets[id].provenance});
  }
}

// Ground time of an airframe from a landing to its next take-off; at its own base at most a day counts.
void add_parking(const Facts& facts, std::vector<Utilisation>& all) {
  std::map<std::pair<std::uint32_t, std::int64_t>, const Flight*> last_of;
  std::map<std::uint32_t, double> used;
  for (const Flight& flight : facts.plan.flights) {
    const Aircraft& aircraft = facts.model.aircraft[flight.aircraft];
    const Flight*& last = last_of[{flight.aircraft.index(), flight.airframe}];
    if (last != nullptr) {
      const Duration ground = flight.take_off - last->landing;
      const bool at_base = flight.from == aircraft.base;
      const Duration counted = at_base && ground > kDay ? aircraft.base_ground_s : ground;
      used[flight.from.index()] += hours(counted * aircraft.positions);
    }
    last = &flight;
  }
  for (const auto& [place, position_hours] : used) {
    const Place& airfield = facts.model.places[PlaceId(place)];
    if (airfield.mog_positions == 0 || position_hours <= 0) continue;
    all.push_back({"aircraft parking", short_name(airfield), "position-hours", position_hours,
                   hours((facts.closure - facts.model.start) * airfield.mog_positions),
                   &airfield.provenance});
  }
}

void add_berths(const Facts& facts, std::vector<Utilisation>& all) {
  std::map<std::uint32_t, std::pair<Duration, Time>> used;
  for (const Sailing& sailing : facts.plan.sailings) {
    auto& [seconds, last] = used[facts.model.ships[sailing.ship].port.index()];
    seconds += sailing.sail - sailing.berth;
    last = std::max(last, sailing.sail);
  }
  for (const auto& [place, use] : used) {
    const Place& port = facts.model.places[PlaceId(place)];
    if (port.berths == 0) continue;
    const Duration span = use.second - facts.model.start;
    all.push_back({"berth", short_name(port), "berth-hours", hours(use.first), hours(span * port.berths),
                   &port.provenance});
  }
}

}  // namespace

std::vector<Utilisation> utilisations(const Facts& facts) {
  std::vector<Utilisation> all;
  add_services(facts, all);
  add_links(facts, all);
  add_fleets(facts, all);
  add_parking(facts, all);
  add_berths(facts, all);
  std::erase_if(all, [](const Utilisation& u) { return !(u.offered > 0); });
  std::stable_sort(all.begin(), all.end(),
                   [](const Utilisation& a, const Utilisation& b) { return a.share() > b.share(); });
  return all;
}

std::vector<ServiceDay> service_days(const Facts& facts, ServiceId id) {
  const Service& service = facts.model.services[id];
  std::map<Time, std::int64_t> served;
  for (const Column& column : facts.plan.columns)
    for (std::size_t i = 0; i < column.stops.size(); ++i)
      for (const ServiceVisit& visit : column.stops[i].services) {
        if (visit.service != id) continue;
        const Leg& leg = i == 0 ? leg_leaving(column, i) : leg_arriving(column, i);
        served[facts.clock.midnight(visit.begin)] +=
            service.use == ServiceUse::loading ? vehicles_with_cargo(leg) : leg_vehicles(leg);
      }
  for (const Batch& batch : facts.plan.batches)
    if (batch.service == id) served[facts.clock.midnight(batch.begin)] += batch.count;
  std::vector<ServiceDay> days;
  if (served.empty()) return days;
  std::map<Time, std::int64_t> others;
  for (const OtherColumn& column : facts.model.other_traffic)
    for (const OtherStop& stop : column.stops)
      for (const OtherVisit& visit : stop.visits)
        if (visit.service == id) others[facts.clock.midnight(visit.when.begin)] += column.vehicles;
  for (Time day = served.begin()->first; day <= served.rbegin()->first;
       day = facts.clock.next_midnight(day)) {
    const Interval whole{day, facts.clock.next_midnight(day)};
    const Duration offered = lane_seconds(facts.model, facts.clock, id, whole);
    days.push_back({day, served.count(day) > 0 ? served[day] : 0, others.count(day) > 0 ? others[day] : 0,
                    offered * service.rate_per_hour / kHour});
  }
  return days;
}

Steps yard_stock(const Facts& facts, ServiceId id) {
  const PlaceId place = facts.model.services[id].place;
  const auto position = [id](const Lot& lot) {
    return std::find(lot.process.begin(), lot.process.end(), id) - lot.process.begin();
  };
  std::vector<Change> changes;
  const auto arrived = [&](LotId lot_id, std::int64_t count, Time at) {
    const Lot& lot = facts.model.lots[lot_id];
    if (!lot.process.empty() && position(lot) == 0) changes.push_back({at, count});
  };
  for (std::size_t i = 0; i < facts.plan.columns.size(); ++i) {
    const Column& column = facts.plan.columns[i];
    if (column.stops.back().place != place) continue;
    for (const VehicleGroup& group : column.legs.back().groups) {
      if (group.cargo) arrived(group.cargo->lot, group.cargo->count, facts.columns[i].end);
      if (group.own_lot) arrived(*group.own_lot, group.vehicles, facts.columns[i].end);
    }
  }
  for (const Batch& batch : facts.plan.batches) {
    const Lot& lot = facts.model.lots[batch.lot];
    const auto own = static_cast<std::size_t>(position(lot));
    if (batch.service == id) changes.push_back({batch.end, -batch.count});
    if (own > 0 && own < lot.process.size() && lot.process[own - 1] == batch.service)
      changes.push_back({batch.end, batch.count});
  }
  return steps_from(std::move(changes), facts.model.start, 0);
}

std::string service_use_text(ServiceUse use) {
  switch (use) {
    case ServiceUse::passing:
      return "road service";
    case ServiceUse::leaving:
      return "crossing, outbound";
    case ServiceUse::entering:
      return "crossing, inbound";
    case ServiceUse::loading:
      return "loading ramp";
    case ServiceUse::unloading:
      return "unloading";
    case ServiceUse::things:
      return "wash and customs";
  }
  return "";
}

}  // namespace homeward
