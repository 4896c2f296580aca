// SPDX-License-Identifier: Apache-2.0
//
// Which services of a place a column takes, and when (SERVICE in docs/rules.md).
#include "planner/convoys/route_search.h"

namespace homeward {

bool RouteSearch::applies(const Service& service, std::optional<ArcId> in, std::optional<ArcId> out) const {
  switch (service.use) {
    case ServiceUse::passing:
      return true;
    case ServiceUse::leaving:
      return in && model_.in_zone(graph_.from(*in), *service.zone) &&
             !model_.in_zone(service.place, *service.zone);
    case ServiceUse::entering:
      return out && model_.in_zone(graph_.to(*out), *service.zone) &&
             !model_.in_zone(service.place, *service.zone);
    case ServiceUse::unloading:
      return !out && in && request_->column_class == ColumnClass::loaded;
    case ServiceUse::loading:
    case ServiceUse::things:
      return false;
  }
  return false;
}

bool RouteSearch::must_serve_on_leaving(PlaceId place, ArcId out) const {
  for (ServiceId id : model_.places[place].services)
    if (model_.services[id].use == ServiceUse::entering && applies(model_.services[id], std::nullopt, out))
      return true;
  return false;
}

bool RouteSearch::must_serve_on_arrival(PlaceId place, ArcId in) const {
  for (ServiceId id : model_.places[place].services) {
    const Service& service = model_.services[id];
    if (service.use != ServiceUse::entering && service.use != ServiceUse::unloading &&
        applies(service, in, std::nullopt))
      return true;
  }
  return false;
}

bool RouteSearch::must_halt(PlaceId place, ArcId in, ArcId out) const {
  if (!places_[place].has_services) return false;
  return must_serve_on_leaving(place, out) || must_serve_on_arrival(place, in);
}

std::optional<Time> RouteSearch::serve(PlaceId place, std::optional<ArcId> in, std::optional<ArcId> out,
                                       const Client& client) {
  Time t = client.ready;
  for (ServiceId id : model_.places[place].services) {
    const Service& service = model_.services[id];
    const bool on_leaving = service.use == ServiceUse::entering;
    if (!applies(service, in, out) || on_leaving != out.has_value()) continue;
    const Duration work = divide_up(3600 * client.vehicles, service.rate_per_hour);
    const Duration one = divide_up(3600, service.rate_per_hour);
    const auto visit = timetable_->service_visit(id, t, work, client.arrive + client.pass_s + one);
    if (!visit) return std::nullopt;
    visits_.push_back({id, visit->begin, visit->end});
    t = visit->end;
  }
  return t;
}

}  // namespace homeward
