// SPDX-License-Identifier: Apache-2.0
#include "report/made_up_plan.h"

#include <algorithm>
#include <map>

namespace homeward::made_up {

namespace {

PlaceId place_named(const Model& model, const std::string& key) {
  for (PlaceId place : model.places.ids())
    if (model.places[place].key == key) return place;
  HW_CHECK(false);
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
      if (model_.places[here.place].parking_vehicles > 0 && !fits(path, i, now, pass))
        now = night(now + 12 * kHour);
      Time& free_from = free_[{path[i].link.index(), path[i].forward}];
      if (model_.places[here.place].parking_vehicles > 0) now = std::max(now, (free_from + 59) / 60 * 60);
      if (here.place == model_.services[ServiceId(0)].place &&
          end_of(model_, path[i]) == place_named(model_, "CBU") && i > 0) {
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
      if (model_.links[path[k].link].key == "KHA-CBU" || model_.links[path[k].link].key == "CBU-CVA")
        return true;
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
    column.number = (day < 10 ? "0" : "") + std::to_string(day) + "-USV-" + (number < 10 ? "0" : "") +
                    std::to_string(number);
    column.serial = column.column_class == ColumnClass::empty ? "flatbeds north" : "flatbed south";
  }
}

void add_flights(const Model& model, Plan& plan) {
  std::vector<Passengers> waiting;
  for (UnitId id : model.units.ids())
    if (!model.units[id].last_out)
      waiting.push_back({id, CategoryId(0), model.units[id].people[CategoryId(0)]});
  Time t = kIraqStart + 14 * kHour;
  int number = 0;
  while (!waiting.empty()) {
    Passengers& who = waiting[static_cast<std::size_t>(number) * 7 % waiting.size()];
    Flight flight;
    flight.airframe = number % 6;
    flight.number = "RCH" + std::to_string(100 + number++);
    flight.from = model.units[who.unit].place;
    flight.to = place_named(model, number % 5 == 0 ? "USA" : "AAS");
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
    roads.drive(column, unit.place, place_named(model, "CVA"), last + 20 * kHour);
    plan.closings.push_back({unit.place, column.stops.front().depart + column.legs[0].pass_time_s});
    plan.columns.push_back(column);
  }
}

void add_wash_and_ship(const Model& model, Plan& plan) {
  Time t = kIraqStart + 4 * kDay;
  for (int i = 0; i < 300; ++i, t += 4 * kHour)
    plan.batches.push_back(
        {ServiceId(1), LotId(static_cast<std::size_t>(i) % model.lots.size()), 16, t, t + 4 * kHour});
  for (int i = 0; i < 5; ++i) {
    const Time berth = kIraqStart + (10 + i * 9) * kDay;
    plan.sailings.push_back({ShipId(0), berth, berth + 84 * kHour, berth + 30 * kDay, {{LotId(1), 700}}});
  }
}

}  // namespace

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
  const std::int64_t per_column =
      std::max<std::int64_t>(4, total * 2 / static_cast<std::int64_t>(columns) + 1);
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
      const Time ready = kIraqStart + static_cast<Time>(night) * kDay +
                         static_cast<Time>(k) * 8 * kHour / static_cast<Time>(per_night) / 60 * 60;
      roads.drive(out, lot.place, place_named(model, "CVA"), ready);
      Column back = new_column(model, ColumnClass::empty, loads);
      roads.drive(back, place_named(model, "CVA"), lot.place, ready);
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
  certificate.sentence =
      "Until the morning of 7 Dec 1,480 flatbeds offer 69,264 truck-nights, unfinished last rounds included; "
      "12,670 loads need 69,430; short 166: nobody can be out by then.";
  plan.bound_certificate = certificate;
  plan.assumptions = {
      "Border post south serves 26 vehicles an hour and lane (source says 600–1,000 a day, marked poor).",
      "Contract flatbeds are ready again 24 h after unloading.",
      "<b>=cmd()</b> & \"quotes\" are shown as written"};
  return plan;
}

}  // namespace homeward::made_up
