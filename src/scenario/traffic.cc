// SPDX-License-Identifier: Apache-2.0
//
// traffic.csv: each row a column that is on the road anyway, once or daily, expanded into one entry for each
// departure.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "scenario/common.h"
#include "scenario/network_tables.h"
#include "scenario/other_march.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

constexpr std::size_t kColumnsMax = 20'000;
constexpr std::size_t kStopsMax = 500'000;  // of all columns together
constexpr std::size_t kRouteMax = 500;
constexpr Limits kVehicles{1, 10'000};
constexpr Quantity kHaltMinutes{"minutes", "seconds", 60, {0, 60LL * 86400}};

/// "KHB+90": the place, and how long the head halts there at least.
std::optional<OtherWaypoint> read_waypoint(const Field& part, Draft& draft) {
  OtherWaypoint point;
  Field place = part;
  const std::size_t plus = part.text.find('+');
  place.text = trimmed(part.text.substr(0, plus));
  if (plus != std::string_view::npos) {
    Field minutes = part;
    minutes.text = trimmed(part.text.substr(plus + 1));
    if (!minutes.filled())
      refuse(part, "names no minutes behind the plus", "Write PLACE+MINUTES, for example KHB+90.",
             draft.problems);
    point.halt_s = to_quantity(minutes, kHaltMinutes, draft.problems).value_or(0);
  }
  if (!place.filled())
    refuse(part, "names no place", "Write PLACE, or PLACE+MINUTES for a halt.", draft.problems);
  const auto id = draft.places.id(place, draft.problems);
  if (!id) return std::nullopt;
  point.place = *id;
  return point;
}

class TrafficReader {
 public:
  /// `stops`: of all columns so far.
  TrafficReader(const Row& row, std::size_t& stops, Draft& draft)
      : row_{row}, stops_{stops}, draft_{draft}, model_{draft.model} {}

  void run() {
    other_.key = take_key(row_, "traffic", draft_.traffic, draft_);
    other_.name = name_or(row_, other_.key);
    other_.lane = to_whole(row_["lane"], {1, 100}, problems()).value_or(1);
    other_.takes_services = !yes(row_, "no_services", draft_);
    other_.provenance = to_provenance(row_, problems());
    const bool known = read_vehicles();
    const bool reached = read_route() && known && join();
    const When when = to_when(row_["when"], draft_);
    const std::vector<std::pair<std::string, Time>> departures = read_departures();
    if (!known || !reached || !check_places() || !when.holds) return;
    for (const auto& [key, at] : departures)
      if (!add(key, at)) return;
  }

 private:
  Problems& problems() { return draft_.problems; }

  /// "tanker:20;gun_truck:3", each a vehicle of item_types.csv.
  bool read_vehicles() {
    bool good = true;
    for (const Field& part : parts_of(row_["vehicles"])) {
      Field type = part, count = part;
      const std::size_t colon = part.text.find(':');
      type.text = trimmed(part.text.substr(0, colon));
      count.text = colon == std::string_view::npos ? "" : trimmed(part.text.substr(colon + 1));
      if (!type.filled() || !count.filled()) {
        refuse(part, "is not TYPE:COUNT", "Write an item type, a colon and how many: tanker:20;gun_truck:3.",
               problems());
        good = false;
        continue;
      }
      const auto id = draft_.item_types.id(type, problems());
      const auto number = to_whole(count, kVehicles, problems());
      if (id && !model_.item_types[*id].self_propelled) {
        refuse(part, "is not self-propelled", "Name a vehicle, or correct item_types.csv.", problems());
        good = false;
      }
      good = good && id && number;
      if (good) other_.vehicles.push_back({*id, *number});
    }
    if (!good || other_.vehicles.empty() || !problems().clean("item_types.csv")) return false;
    const std::int64_t slowest = slowest_of(model_, other_.vehicles);
    other_.march_rate_m_per_hour = to_quantity(row_["march_rate_kmh"], kSpeed, problems()).value_or(slowest);
    if (other_.march_rate_m_per_hour > slowest) {
      refuse(
          row_["march_rate_kmh"],
          fmt::format("is more than its slowest vehicle drives ({} km/h)", format_quantity(slowest, kSpeed)),
          "Lower it, or empty the cell.", problems());
      return false;
    }
    return true;
  }

  bool read_route() {
    bool good = true;
    for (const Field& part : parts_of(row_["route"])) {
      const auto point = read_waypoint(part, draft_);
      good = good && point;
      if (good) other_.route.push_back(*point);
    }
    if (!good) return false;
    if (other_.route.size() < 2 || other_.route.size() > kRouteMax) {
      refuse(row_["route"], fmt::format("has {} places", other_.route.size()),
             fmt::format("Name 2 to {} places, each joined with the next by a link.", kRouteMax), problems());
      return false;
    }
    return problems().clean("places.csv") && problems().clean("links.csv") &&
           problems().clean("services.csv");
  }

  /// From each place to the next by the quickest link that joins them.
  bool join() {
    for (std::size_t i = 0; i + 1 < other_.route.size(); ++i) {
      OtherWaypoint& point = other_.route[i];
      const PlaceId next = other_.route[i + 1].place;
      for (LinkId id : model_.links.ids()) {
        const Link& link = model_.links[id];
        const bool forward = link.from == point.place && link.to == next;
        const bool backward = link.to == point.place && link.from == next && link.use != LinkUse::one_way;
        if (!forward && !backward) continue;
        if (point.out && travel_of(model_, other_, id) >= travel_of(model_, other_, point.out->link))
          continue;
        point.out = Direction{id, forward};
      }
      if (point.out) continue;
      refuse(row_["route"],
             fmt::format("leads from {} to {}, which no link joins in this direction",
                         in_quotes(model_.places[point.place].key), in_quotes(model_.places[next].key)),
             "Name every place on the way, or add the link to links.csv.", problems());
      return false;
    }
    return true;
  }

  /// Where it halts there is parking; where width matters its own is known.
  bool check_places() {
    for (std::size_t i = 0; i < other_.route.size(); ++i) {
      const OtherWaypoint& point = other_.route[i];
      const Place& place = model_.places[point.place];
      const bool halts = point.halt_s > 0 || !services_at(model_, other_, i).empty();
      if (halts && place.parking_vehicles == 0) {
        refuse(row_["route"], fmt::format("halts at {}, which has no parking", in_quotes(place.key)),
               "Halt elsewhere, give the place parking_vehicles, or write no_services = yes.", problems());
        return false;
      }
      if (!point.out || !model_.links[point.out->link].meeting_width_mm) continue;
      for (const OtherVehicles& some : other_.vehicles) {
        if (model_.item_types[some.type].width_mm || model_.rules.unknown_vehicle_width_mm.assume) continue;
        refuse(row_["vehicles"],
               fmt::format("has vehicles of unknown width, but {} has a meeting_width",
                           in_quotes(model_.links[point.out->link].key)),
               "Fill width_m in item_types.csv, or unknown.vehicle_width_m in scenario.yaml.", problems());
        return false;
      }
    }
    return true;
  }

  /// Keys and instants of its departures.
  std::vector<std::pair<std::string, Time>> read_departures() {
    const Field once = row_["departs"], daily = row_["daily"];
    if (once.filled() == daily.filled()) {
      problems().add(row_.place(), "exactly one of departs and daily must be filled",
                     "Fill departs (date and time) for a column that goes once, daily (HH:MM) for one that "
                     "goes every day.");
      return {};
    }
    if (daily.filled()) return every_day();
    for (const std::string_view name : {"from", "until"})
      if (row_[name].filled())
        refuse(row_[name], "has no meaning for a column that goes once", "Empty the cell.", problems());
    if (once.text.find(':') == std::string_view::npos) {
      refuse(once, "has no time", "Write date and time: 2011-10-21 18:00", problems());
      return {};
    }
    const auto at = to_instant(once, DayEdge::begin, draft_);
    if (!at) return {};
    return {{other_.key, *at}};
  }

  std::vector<std::pair<std::string, Time>> every_day() {
    const auto second = to_time_of_day(row_["daily"], problems());
    const Time first = to_day(row_["from"], draft_).value_or(model_.start);
    const Time last = to_day(row_["until"], draft_).value_or(model_.deadline - 1);
    if (last < first)
      refuse(row_["until"], "is before the first day", "Exchange the two days, or correct the year.",
             problems());
    std::vector<std::pair<std::string, Time>> departures;
    if (!second || last < first) return departures;
    const auto day_of = [&](Time t) {
      const Time local = t + draft_.time_zone.offset_at(t);
      return (local - ((local % kDay) + kDay) % kDay) / kDay;
    };
    for (std::int64_t day = day_of(first); day <= day_of(last); ++day)
      departures.emplace_back(fmt::format("{}/{}", other_.key, format_date(day)),
                              draft_.time_zone.clock_time(day, *second));
    return departures;
  }

  bool add(const std::string& key, Time at) {
    stops_ += other_.route.size();
    if (model_.other_traffic.size() >= kColumnsMax || stops_ > kStopsMax) {
      problems().add(row_.place(), fmt::format("is more than {} columns or {} stops", kColumnsMax, kStopsMax),
                     "Leave out what disturbs nobody.");
      return false;
    }
    OtherColumn column = march_of(model_, other_, at);
    column.key = key;
    draft_.latest = std::max(draft_.latest, column.stops.back().arrive);
    model_.other_traffic.push_back(std::move(column));
    return true;
  }

  const Row& row_;
  std::size_t& stops_;
  Draft& draft_;
  Model& model_;
  OtherRow other_;
};

}  // namespace

void read_traffic(const Table& table, Draft& draft) {
  std::size_t stops = 0;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    TrafficReader(row, stops, draft).run();
  }
  std::stable_sort(draft.model.other_traffic.begin(), draft.model.other_traffic.end(),
                   [](const OtherColumn& a, const OtherColumn& b) {
                     return std::tie(a.stops.front().depart, a.key) < std::tie(b.stops.front().depart, b.key);
                   });
}

}  // namespace homeward::scenario
