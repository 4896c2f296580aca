// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_roads.h"

#include <algorithm>
#include <queue>
#include <tuple>

namespace homeward::check {

namespace {

Pieces merged(Pieces pieces) {
  std::sort(pieces.begin(), pieces.end());
  Pieces result;
  for (const Interval& piece : pieces) {
    if (piece.empty()) continue;
    if (!result.empty() && piece.begin <= result.back().end)
      result.back().end = std::max(result.back().end, piece.end);
    else
      result.push_back(piece);
  }
  return result;
}

std::int64_t known_limit(const std::optional<std::int64_t>& figure, const UnknownPolicy& policy) {
  return figure ? *figure : policy.assume.value_or(-1);
}

bool fits(const Model& model, const Profile& vehicle, const Link& link) {
  const Rules& rules = model.rules;
  return vehicle.mlc <= known_limit(link.mlc, rules.unknown_link_mlc) &&
         vehicle.height_mm <= known_limit(link.height_mm, rules.unknown_link_height_mm) &&
         vehicle.width_mm <= known_limit(link.width_mm, rules.unknown_link_width_mm);
}

/// Pass time of the shortest column of which the mover can be part.
Duration least_pass(const Model& model, const Mover& mover, std::int64_t escorts) {
  const Rules& rules = model.rules;
  std::int64_t escort_mm = escorts > 0 ? kEndOfTime : 0;
  if (escorts > 0)
    for (const Fleet& fleet : model.fleets)
      if (fleet.kind == FleetKind::escort)
        escort_mm = std::min(escort_mm, model.item_types[fleet.vehicle].length_mm + rules.vehicle_gap_mm);
  if (escort_mm == kEndOfTime) escort_mm = 0;  // no escorts at all: nothing will drive here
  LegFacts facts;
  facts.vehicles = 1 + escorts;
  facts.marching_mm = mover.length_mm + rules.vehicle_gap_mm + escorts * escort_mm;
  return pass_time(rules, facts, mover.rate_m_per_hour);
}

}  // namespace

Pieces common_pieces(const Pieces& a, const Pieces& b) {
  Pieces result;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Interval both{std::max(a[i].begin, b[j].begin), std::min(a[i].end, b[j].end)};
    if (!both.empty()) result.push_back(both);
    if (a[i].end < b[j].end)
      ++i;
    else
      ++j;
  }
  return result;
}

Time next_open(const Pieces& closed, Time at, Duration lasts) {
  auto piece = std::upper_bound(closed.begin(), closed.end(), at,
                                [](Time value, const Interval& p) { return value < p.end; });
  for (; piece != closed.end() && piece->begin < at + lasts; ++piece) at = piece->end;
  return at;
}

Pieces open_pieces(const Pieces& closed, Interval span) {
  Pieces result;
  Time at = span.begin;
  for (const Interval& piece : closed) {
    if (piece.end <= at) continue;
    if (piece.begin >= span.end) break;
    if (piece.begin > at) result.push_back({at, piece.begin});
    at = piece.end;
  }
  if (at < span.end) result.push_back({at, span.end});
  return result;
}

ClosedTimes::ClosedTimes(const Model& model, Interval horizon)
    : model_{model}, horizon_{horizon}, windows_(model.windows.size()) {
  const Calendar calendar(model);
  for (std::size_t i = 0; i < windows_.size(); ++i) {
    Interval rest = horizon;
    while (const auto piece = calendar.touch(model.windows[i], rest)) {
      windows_[i].push_back(*piece);
      rest.begin = std::max(rest.begin + 1, piece->end);
    }
    windows_[i] = merged(std::move(windows_[i]));
  }
}

template <class Applies>
Pieces ClosedTimes::closed_to_all(Applies applies, const ColumnClasses& classes,
                                  bool needs_permission) const {
  std::optional<Pieces> all;
  for (std::size_t c = 0; c < kColumnClasses; ++c) {
    if (!classes[c]) continue;
    Pieces closed, granted;
    for (std::size_t i = 0; i < windows_.size(); ++i) {
      const Window& window = model_.windows[i];
      if (!window.classes[c] || !applies(window)) continue;
      Pieces& side = window.effect == WindowEffect::closed ? closed : granted;
      side.insert(side.end(), windows_[i].begin(), windows_[i].end());
    }
    if (needs_permission)
      for (const Interval& piece : open_pieces(merged(std::move(granted)), horizon_)) closed.push_back(piece);
    closed = merged(std::move(closed));
    all = all ? common_pieces(*all, closed) : std::move(closed);
  }
  return all.value_or(Pieces());
}

const Pieces& ClosedTimes::link(Direction direction, const ColumnClasses& classes) {
  const std::size_t arc = 2 * std::size_t{direction.link.index()} + (direction.forward ? 0 : 1);
  const auto [found, is_new] = links_.try_emplace({arc, classes});
  if (!is_new) return found->second;
  const Link& link = model_.links[direction.link];
  const auto applies = [&](const Window& window) {
    if (window.target == WindowTarget::zone)
      return model_.in_zone(link.from, window.zone) || model_.in_zone(link.to, window.zone);
    return window.target == WindowTarget::link && window.link == direction.link &&
           (direction.forward ? window.forward : window.backward);
  };
  return found->second = closed_to_all(applies, classes, link.needs_permission);
}

const Pieces& ClosedTimes::service(ServiceId service, const ColumnClasses& classes) {
  const auto [found, is_new] = services_.try_emplace({service.index(), classes});
  if (!is_new) return found->second;
  const auto applies = [&](const Window& window) {
    return window.target == WindowTarget::service && window.service == service &&
           window.effect == WindowEffect::closed;
  };
  return found->second = closed_to_all(applies, classes, false);
}

std::int64_t escorts_for(const Rules& rules, std::int64_t others) {
  return std::max(rules.escort_min, divide_up(others, std::max<std::int64_t>(1, rules.escort_ratio)));
}

MoverRoads::MoverRoads(const Model& model, ClosedTimes& closed, const Mover& mover,
                       const IdVector<PlaceId, Time>& escorts)
    : model_{model},
      out_(model.places.size()),
      service_closed_(model.services.size()),
      pass_s_{least_pass(model, mover, 0)} {
  for (ServiceId service : model.services.ids())
    service_closed_[service] = &closed.service(service, mover.columns);
  for (LinkId link : model.links.ids()) {
    if (!fits(model, mover.profile, model.links[link])) continue;
    add({link, true}, mover, closed, escorts);
    if (model.links[link].use != LinkUse::one_way) add({link, false}, mover, closed, escorts);
  }
  find_still();
}

void MoverRoads::find_still() {
  std::optional<Pieces> still;
  from_halt_.assign(model_.places.size(), kEndOfTime);
  for (const Arc& arc : arcs_)
    if (model_.in_zone(arc.from) || model_.in_zone(arc.to))
      still = still ? common_pieces(*still, *arc.closed) : *arc.closed;
  still_ = still.value_or(Pieces());
  using Label = std::pair<Duration, PlaceId>;
  std::priority_queue<Label, std::vector<Label>, std::greater<>> open;
  for (PlaceId place : model_.places.ids())
    if (!model_.in_zone(place) || model_.places[place].parking_vehicles > 0) open.push({0, place});
  while (!open.empty()) {
    const auto [drive, here] = open.top();
    open.pop();
    if (drive >= from_halt_[here]) continue;
    from_halt_[here] = drive;
    for (const std::size_t index : out_[here]) open.push({drive + arcs_[index].travel_s, arcs_[index].to});
  }
}

void MoverRoads::add(Direction direction, const Mover& mover, ClosedTimes& closed,
                     const IdVector<PlaceId, Time>& escorts_at) {
  const Link& link = model_.links[direction.link];
  Arc arc;
  arc.direction = direction;
  arc.from = direction.forward ? link.from : link.to;
  arc.to = direction.forward ? link.to : link.from;
  std::int64_t speed = 1;
  for (std::size_t c = 0; c < kVehicleClasses; ++c)
    if (mover.classes[c]) speed = std::max(speed, std::min(mover.rate_m_per_hour, link.speed_m_per_hour[c]));
  arc.travel_s = divide_up(kHour * link.length_m, speed);
  const std::int64_t escorts = link.escort ? mover.escorts : 0;
  arc.vehicles = 1 + escorts;
  if (escorts > 0 && !escorts_at.empty()) arc.escorted_from = escorts_at[arc.from];
  arc.pass_s = least_pass(model_, mover, escorts);
  arc.closed = &closed.link(direction, mover.columns);
  arc.exit = model_.in_zone(arc.from) && !model_.in_zone(arc.to);
  arc.entry = !model_.in_zone(arc.from) && model_.in_zone(arc.to);
  for (ServiceId id : model_.places[arc.to].services) {
    const Service& service = model_.services[id];
    const ZoneId zone = service.zone.value_or(model_.zone);
    const bool leaves = model_.in_zone(arc.from, zone) && !model_.in_zone(arc.to, zone);
    if (service.use == ServiceUse::passing || (service.use == ServiceUse::leaving && leaves))
      arc.services.push_back(id);
  }
  out_[arc.from].push_back(arcs_.size());
  arcs_.push_back(std::move(arc));
}

Time MoverRoads::served(ServiceId service, Time at, std::int64_t vehicles) const {
  const Duration lasts = service_time(vehicles, model_.services[service].rate_per_hour);
  return next_open(*service_closed_[service], at, lasts) + lasts;
}

/// When a head that is at the arc's beginning at `at` can enter it. Where it cannot halt it has come without
/// a halt: when all links of the zone were closed it stood elsewhere.
Time MoverRoads::entry(const Arc& arc, Time at) const {
  const Duration lasts = arc.travel_s + arc.pass_s;
  Time enter = next_open(*arc.closed, std::max(at, arc.escorted_from), lasts);
  while (from_halt_[arc.from] > 0) {
    const auto after = std::upper_bound(still_.begin(), still_.end(), enter,
                                        [](Time t, const Interval& piece) { return t < piece.end; });
    if (after == still_.begin() || std::prev(after)->end <= model_.start) break;
    const Time earliest = std::prev(after)->end + from_halt_[arc.from];
    if (enter >= earliest) break;
    enter = next_open(*arc.closed, earliest, lasts);
  }
  return enter;
}

/// Where columns may be changed, a vehicle leaves one that is being served as soon as its tail has come, and
/// joins one that has been served (SERVICE, LEG in docs/rules.md): there it waits for no more than the tail.
Arrivals MoverRoads::from(PlaceId place, Time at, Rests rests) const {
  using Label = std::tuple<Time, Duration, PlaceId>;  // when, driving since the last rest, where
  std::priority_queue<Label, std::vector<Label>, std::greater<>> open;
  const IdVector<PlaceId, Time> never(model_.places.size(), kEndOfTime);
  IdVector<PlaceId, Duration> driven(model_.places.size(), kEndOfTime);
  Arrivals result{never, never, kEndOfTime};
  open.push({at, 0, place});
  while (!open.empty()) {
    const auto [time, drive, here] = open.top();
    open.pop();
    if (drive >= driven[here]) continue;
    driven[here] = drive;
    result.at[here] = std::min(result.at[here], time);
    for (const std::size_t index : out_[here]) {
      const Arc& arc = arcs_[index];
      if (arc.escorted_from >= kEndOfTime || from_halt_[here] >= kEndOfTime) continue;
      if (rests == Rests::needed && (arc.entry || drive + arc.travel_s > model_.rules.drive_max_s)) continue;
      const Time come = entry(arc, time) + arc.travel_s;
      if (arc.exit) result.exit = std::min(result.exit, come + arc.pass_s);
      result.come[arc.to] = std::min(result.come[arc.to], come);
      Time ready = come;
      for (ServiceId service : arc.services) ready = served(service, ready, arc.vehicles);
      if (rests == Rests::free) ready = std::min(ready, come + arc.pass_s);
      const Duration driving = rests == Rests::free ? 0 : drive + arc.travel_s;
      if (driving < driven[arc.to]) open.push({ready, driving, arc.to});
      const Place& next = model_.places[arc.to];
      if (driving > 0 && next.rest && driven[arc.to] > 0)
        open.push({std::max(ready, come + model_.rules.rest_min_s), 0, arc.to});
    }
  }
  return result;
}

std::vector<std::int64_t> MoverRoads::closings_in(Interval span) const {
  std::vector<std::int64_t> all{span.length(), span.begin <= model_.start ? 1 : 0};
  const auto write = [&](const Pieces& pieces) {
    auto piece = std::upper_bound(pieces.begin(), pieces.end(), span.begin,
                                  [](Time t, const Interval& p) { return t < p.end; });
    for (; piece != pieces.end() && piece->begin < span.end; ++piece) {
      all.push_back(std::max(piece->begin, span.begin) - span.begin);
      all.push_back(std::min(piece->end, span.end) - span.begin);
    }
    all.push_back(-1);
  };
  for (const Arc& arc : arcs_) {
    write(*arc.closed);
    all.push_back(std::clamp<Duration>(arc.escorted_from - span.begin, 0, span.length()));
  }
  for (ServiceId service : service_closed_.ids()) write(*service_closed_[service]);
  return all;
}

std::optional<Time> MoverRoads::still_before(Time end) const {
  const auto after = std::lower_bound(still_.begin(), still_.end(), end,
                                      [](const Interval& piece, Time t) { return piece.begin < t; });
  if (after == still_.begin()) return std::nullopt;
  const Time last = std::min(std::prev(after)->end, end) - 1;
  return last >= model_.start ? std::optional(last) : std::nullopt;
}

Time MoverRoads::last_exit_before(Time end) const {
  Time last = kStartOfTime;
  for (const Arc& arc : arcs_) {
    if (!arc.exit) continue;
    const Duration whole = arc.travel_s + arc.pass_s;
    for (const Interval& open : open_pieces(*arc.closed, {model_.start, end + whole}))
      if (open.begin + whole < end && open.length() >= whole)
        last = std::max(last, std::min(open.end, end - 1));
  }
  return last;
}

}  // namespace homeward::check
