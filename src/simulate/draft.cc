// SPDX-License-Identifier: Apache-2.0
#include "simulate/draft.h"

#include <algorithm>
#include <queue>

namespace homeward::simulate {

namespace {

bool has_permissions(const Model& model, PlaceId place, WindowTarget target) {
  if (!model.places[place].needs_permission) return false;
  return std::any_of(model.windows.begin(), model.windows.end(), [&](const Window& window) {
    return window.effect == WindowEffect::granted &&
           ((window.target == target && window.place == place) ||
            (target == WindowTarget::place && window.target == WindowTarget::zone &&
             model.in_zone(place, window.zone)));
  });
}

/// The same interval every day from before the first day to the end of the horizon.
bool is_daily(const Closings& closings, const Replay& replay) {
  for (std::size_t i = 1; i < closings.size(); ++i)
    if (closings[i].begin != closings[0].begin + static_cast<Duration>(i) * kDay ||
        closings[i].length() != closings[0].length())
      return false;
  return closings.front().length() < kDay && closings.front().begin <= replay.first_day &&
         closings.back().end > replay.horizon.end - 2 * kDay;
}

}  // namespace

EventIndex Draft::add(Time planned, EventKind kind, std::size_t detail) {
  events_.push_back({planned, 0, static_cast<std::uint32_t>(detail), kind});
  return static_cast<EventIndex>(events_.size() - 1);
}

void Draft::arc(EventIndex from, EventIndex to, Duration weight_s) {
  if (from == kNone || to == kNone) return;
  HW_CHECK(weight_s <= std::numeric_limits<std::int32_t>::max());
  arcs_.push_back({from, to, static_cast<std::int32_t>(weight_s)});
}

Time Draft::begins(EventIndex event) const {
  const Event& row = events_[event];
  return row.kind == EventKind::visit ? replay.visits[row.detail].begin : row.planned;
}

Gate Draft::gate(const Closings& closings) {
  if (closings.empty()) return {};
  std::vector<std::pair<Time, Time>> key;
  key.reserve(closings.size());
  for (const Interval& interval : closings) key.emplace_back(interval.begin, interval.end);
  const auto [entry, is_new] = gates_.try_emplace(std::move(key));
  if (!is_new) return entry->second;
  Gate& gate = entry->second;
  gate.first = static_cast<std::uint32_t>(replay.intervals.size());
  gate.days = static_cast<std::uint32_t>(replay.gate_days.size());
  replay.intervals.insert(replay.intervals.end(), closings.begin(), closings.end());
  gate.last = static_cast<std::uint32_t>(replay.intervals.size());
  std::uint32_t next = gate.first;
  for (std::int64_t day = 0; day < replay.gate_day_count(); ++day) {
    while (next < gate.last && replay.intervals[next].end <= replay.first_day + day * kDay) ++next;
    replay.gate_days.push_back(next);
  }
  if (is_daily(closings, replay)) {
    gate.daily_begin = closings.front().begin;
    gate.daily_s = static_cast<std::int32_t>(closings.front().length());
  }
  return gate;
}

std::uint32_t Draft::closable(Closable::Kind kind, std::size_t index, const std::string& key,
                              const std::string& name) {
  const auto [entry, is_new] = closables_.try_emplace({static_cast<int>(kind), index},
                                                      static_cast<std::uint32_t>(replay.closables.size()));
  if (is_new) replay.closables.push_back({kind, key, name, 0, static_cast<std::uint32_t>(index)});
  return entry->second;
}

std::uint32_t Draft::link_closable(LinkId id) {
  const Link& link = model.links[id];
  const std::string name = model.places[link.from].name + " – " + model.places[link.to].name;
  const std::uint32_t index = closable(Closable::Kind::link, id.index(), link.key, name);
  replay.closables[index].length_m = link.length_m;
  return index;
}

std::uint32_t Draft::crossing_closable(PlaceId id) {
  const Place& place = model.places[id];
  if (place.kind != PlaceKind::crossing && !has_permissions(model, id, WindowTarget::place)) return kNone;
  return closable(Closable::Kind::crossing, id.index(), place.key, place.name);
}

std::uint32_t Draft::region_closable(PlaceId id) {
  const Place& place = model.places[id];
  std::string region = place.country;
  if (region.empty()) region = place.zones.empty() ? place.key : model.zones[place.zones.front()].key;
  const auto known = regions_.find(region);
  if (known != regions_.end()) return known->second;
  const std::uint32_t index = closable(Closable::Kind::region, id.index(), region, region);
  regions_.emplace(region, index);
  return index;
}

std::uint32_t Draft::airfield_closable(PlaceId id) {
  if (!has_permissions(model, id, WindowTarget::airfield)) return kNone;
  return closable(Closable::Kind::airfield, id.index(), model.places[id].key, model.places[id].name);
}

std::uint32_t Draft::service_place(PlaceId place) {
  const auto [entry, is_new] =
      service_places_.try_emplace(place.index(), static_cast<std::uint32_t>(replay.service_places.size()));
  if (is_new) replay.service_places.push_back(place.index());
  return entry->second;
}

Moment Draft::arrived(std::size_t column, std::size_t stop) const {
  const check::ColumnFacts& facts = ledger.columns[column];
  if (facts.is_last(stop)) return {columns[column].end, 0};
  return {columns[column].arrive[stop], facts.leg_in(stop).pass_time_s};
}

Moment Draft::unloaded(std::size_t column, std::size_t stop) {
  const check::ColumnFacts& facts = ledger.columns[column];
  if (facts.is_last(stop)) return {columns[column].end, 0};
  EventIndex& event = columns[column].unloaded[stop];
  if (event != kNone) return {event, 0};
  const Stop& row = facts.column->stops[stop];
  Time at = row.arrive + facts.leg_in(stop).pass_time_s;
  for (const ServiceVisit& visit : row.services)
    if (model.services[visit.service].use == ServiceUse::unloading) at = std::max(at, visit.end);
  event = add(at);
  arc(arrived(column, stop), event);
  for (std::size_t i = 0; i < row.services.size(); ++i)
    if (model.services[row.services[i].service].use == ServiceUse::unloading)
      arc(columns[column].visits[stop][i], event, 0);
  return {event, 0};
}

EventIndex Draft::joining(std::size_t column, std::size_t stop, bool cargo) const {
  const ColumnEvents& events = columns[column];
  return stop == 0 && cargo && ledger.columns[column].loads ? events.first() : events.depart[stop];
}

std::vector<Draft::DraftArc> Draft::dependencies() const {
  std::vector<DraftArc> all = arcs_;
  for (EventIndex i = 0; i < events_.size(); ++i) {
    if (events_[i].kind == EventKind::visit) {
      const EventIndex tail = replay.visits[events_[i].detail].tail;
      if (tail != kNone) all.push_back({tail, i, 0});
    }
    if (events_[i].kind == EventKind::take_off) {
      const EventIndex rotation = replay.take_offs[events_[i].detail].rotation;
      if (rotation != kNone) all.push_back({rotation, i, 0});
    }
  }
  return all;
}

/// Kahn's algorithm; of the events that are free, the earliest planned goes first.
std::optional<std::vector<EventIndex>> Draft::ordered() const {
  std::vector<DraftArc> all = dependencies();
  std::sort(all.begin(), all.end(), [](const DraftArc& a, const DraftArc& b) { return a.from < b.from; });
  std::vector<std::size_t> first(events_.size() + 1, 0);
  std::vector<std::uint32_t> waits(events_.size(), 0);
  for (const DraftArc& arc : all) {
    ++first[arc.from + 1];
    ++waits[arc.to];
  }
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  using Free = std::pair<Time, EventIndex>;
  std::priority_queue<Free, std::vector<Free>, std::greater<>> free;
  for (EventIndex i = 0; i < events_.size(); ++i)
    if (waits[i] == 0) free.emplace(events_[i].planned, i);
  std::vector<EventIndex> order;
  while (!free.empty()) {
    const EventIndex event = free.top().second;
    free.pop();
    order.push_back(event);
    for (std::size_t i = first[event]; i < first[event + 1]; ++i)
      if (--waits[all[i].to] == 0) free.emplace(events_[all[i].to].planned, all[i].to);
  }
  if (order.size() != events_.size()) return std::nullopt;
  return order;
}

void Draft::renumber(const std::vector<EventIndex>& position) {
  const auto moved = [&](EventIndex& event) {
    if (event != kNone) event = position[event];
  };
  for (Visit& visit : replay.visits) moved(visit.tail);
  for (TakeOff& flight : replay.take_offs) moved(flight.rotation);
  for (BaseExit& base : replay.bases) moved(base.event);
  for (ColumnEvents& column : columns) {
    for (auto* list : {&column.arrive, &column.depart, &column.unloaded})
      std::for_each(list->begin(), list->end(), moved);
    for (auto& visits : column.visits) std::for_each(visits.begin(), visits.end(), moved);
    moved(column.end);
  }
  for (FlightEvents& flight : flights) moved(flight.take_off), moved(flight.landing);
  for (SailingEvents& sailing : sailings) moved(sailing.berth), moved(sailing.sail), moved(sailing.arrive);
  std::for_each(batches.begin(), batches.end(), moved);
  for (ZoneCrossing& crossing : replay.force_level.crossings) moved(crossing.event);
  moved(replay.closure);
  moved(replay.final_closure);
}

bool Draft::finish() {
  const auto order = ordered();
  if (!order) return false;
  std::vector<EventIndex> position(events_.size());
  for (std::size_t i = 0; i < order->size(); ++i) position[(*order)[i]] = static_cast<EventIndex>(i);
  std::vector<std::uint32_t> first(events_.size() + 1, 0);
  for (const DraftArc& arc : arcs_) ++first[position[arc.to] + 1];
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  replay.arcs.resize(arcs_.size());
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (const DraftArc& arc : arcs_)  // in the order of drafting: the drive of an arrival was drafted first
    replay.arcs[next[position[arc.to]]++] = {position[arc.from], arc.weight_s};
  replay.events.clear();
  for (std::size_t i = 0; i < order->size(); ++i) {
    Event event = events_[(*order)[i]];
    event.first_arc = first[i];
    replay.events.push_back(event);
  }
  replay.events.push_back({kEndOfTime, first.back(), 0, EventKind::plain});
  renumber(position);
  sort_details();
  return true;
}

namespace {

/// Brings the details of one kind into the order of their events, so that a pass reads memory in one
/// direction.
template <class Detail>
void sort_kind(EventKind kind, std::vector<Event>& events, std::vector<Detail>& details) {
  std::vector<Detail> sorted;
  sorted.reserve(details.size());
  for (Event& event : events) {
    if (event.kind != kind) continue;
    sorted.push_back(details[event.detail]);
    event.detail = static_cast<std::uint32_t>(sorted.size() - 1);
  }
  details = std::move(sorted);
}

}  // namespace

void Draft::sort_details() {
  sort_kind(EventKind::arrive, replay.events, replay.drives);
  sort_kind(EventKind::enter, replay.events, replay.entries);
  sort_kind(EventKind::visit, replay.events, replay.visits);
  sort_kind(EventKind::take_off, replay.events, replay.take_offs);
  sort_kind(EventKind::berth, replay.events, replay.ships);
  std::ranges::stable_sort(replay.force_level.crossings, {}, &ZoneCrossing::event);
}

}  // namespace homeward::simulate
