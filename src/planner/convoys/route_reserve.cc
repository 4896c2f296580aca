// SPDX-License-Identifier: Apache-2.0
//
// Routes written into a timetable and taken out again.
#include <algorithm>

#include "planner/convoys/route_search.h"

namespace homeward {

namespace {

/// Tells `write` of every passage, crossing, service and stay of the route.
template <class Writer>
void write_route(const RouteRequest& request, const Route& route, Writer write) {
  for (std::size_t i = 0; i < route.stops.size(); ++i) {
    const RouteStop& stop = route.stops[i];
    const bool first = i == 0;
    const bool last = i + 1 == route.stops.size();
    const RouteLeg& out = request.legs[stop.leg];
    const RouteLeg& in = request.legs[first ? 0 : route.stops[i - 1].leg];
    if (!last) {
      write.passage({*stop.out, (*out.travel)[*stop.out], out.pass_s, out.widest_mm, request.column_class,
                     request.column},
                    stop.lane, stop.depart);
      if (first || stop.depart > stop.arrive) write.crossing(stop.place, stop.depart, out.pass_s);
    }
    if (!first) write.crossing(stop.place, stop.arrive, in.pass_s);
    for (const ServiceVisit& visit : stop.services) write.service(visit.service, {visit.begin, visit.end});
    const Duration pass = std::max(in.pass_s, out.pass_s);
    const Time from = first ? request.standing_from : stop.arrive;
    const Time until = last ? route.end : stop.depart + pass;
    if (first || last || stop.depart > stop.arrive || !stop.services.empty())
      write.stay(stop.place, {from, until}, std::max(in.vehicles, out.vehicles));
  }
}

struct WriteIn {
  Timetable& timetable;
  void passage(const LinkUseRequest& use, std::int64_t lane, Time entry) const {
    timetable.enter(use, lane, entry);
  }
  void crossing(PlaceId place, Time head, Duration pass_s) const { timetable.cross(place, head, pass_s); }
  void service(ServiceId service, Interval span) const { timetable.serve(service, span); }
  void stay(PlaceId place, Interval span, std::int64_t vehicles) const {
    timetable.stand(place, span, vehicles);
  }
};

struct TakeOut {
  Timetable& timetable;
  void passage(const LinkUseRequest& use, std::int64_t lane, Time entry) const {
    timetable.leave(use, lane, entry);
  }
  void crossing(PlaceId place, Time head, Duration pass_s) const { timetable.uncross(place, head, pass_s); }
  void service(ServiceId service, Interval span) const { timetable.unserve(service, span); }
  void stay(PlaceId place, Interval span, std::int64_t vehicles) const {
    timetable.stand(place, span, -vehicles);
  }
};

}  // namespace

void reserve(Timetable& timetable, const RouteRequest& request, const Route& route) {
  write_route(request, route, WriteIn{timetable});
}

void unreserve(Timetable& timetable, const RouteRequest& request, const Route& route) {
  write_route(request, route, TakeOut{timetable});
}

}  // namespace homeward
