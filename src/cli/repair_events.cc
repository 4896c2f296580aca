// SPDX-License-Identifier: Apache-2.0
#include "cli/repair_events.h"

#include <algorithm>

#include "planner/repair/let_through.h"

namespace homeward {

namespace {

/// The reader of events has seen that the key is there.
template <class Rows>
auto id_of(const Rows& rows, const std::string& key) {
  auto found = *rows.ids().begin();
  for (const auto id : rows.ids())
    if (rows[id].key == key) found = id;
  return found;
}

class Parts {
 public:
  Parts(const Model& model, const Plan& plan, const ScenarioEvent& event, Time at)
      : model_{model}, plan_{plan}, event_{event}, at_{at} {}

  std::vector<ScenarioEvent> take() {
    if (event_.kind == EventKind::figure)
      figure();
    else if (event_.kind == EventKind::closed)
      closed();
    else
      parts_.push_back(event_);
    return std::move(parts_);
  }

 private:
  void closed() {
    if (event_.target == WindowTarget::link) return link(id_of(model_.links, event_.key));
    if (event_.target == WindowTarget::place) return place(id_of(model_.places, event_.key));
    if (event_.target == WindowTarget::zone) return zone(id_of(model_.zones, event_.key));
    if (event_.target == WindowTarget::service) return service(id_of(model_.services, event_.key));
    parts_.push_back(event_);
  }

  /// A road is cut for whoever has not entered it: each direction closes when the last is off.
  void link(LinkId id) {
    for (const bool forward : {true, false}) {
      if (!event_.direction.empty() && event_.direction != (forward ? "forward" : "backward")) continue;
      if (!forward && model_.links[id].use == LinkUse::one_way) continue;
      road({id, forward}, {last_off(plan_, {id, forward}, event_.from), event_.until.value_or(kEndOfTime)});
    }
  }

  void road(Direction direction, Interval when) {
    if (event_.until) when.end = std::min(when.end, *event_.until);
    if (when.empty()) return;
    ScenarioEvent part = event_;
    part.target = WindowTarget::link;
    part.key = model_.links[direction.link].key;
    part.direction = direction.forward ? "forward" : "backward";
    part.from = when.begin;
    if (when.end < kEndOfTime) part.until = when.end;
    parts_.push_back(std::move(part));
  }

  void place(PlaceId id) {
    for (const auto& [direction, when] : roads_to(model_, plan_, id, event_.from)) road(direction, when);
    ScenarioEvent part = event_;
    part.target = WindowTarget::place;
    part.key = model_.places[id].key;
    part.from = last_through(model_, plan_, id, event_.from);
    if (!part.until || part.from < *part.until) parts_.push_back(std::move(part));
  }

  /// All its links and places, each behind those who are on it.
  void zone(ZoneId id) {
    for (LinkId one : model_.links.ids())
      if (model_.in_zone(model_.links[one].from, id) || model_.in_zone(model_.links[one].to, id)) link(one);
    for (PlaceId one : model_.places.ids())
      if (model_.in_zone(one, id)) place(one);
  }

  void service(ServiceId id) {
    const Interval when{event_.from, event_.until.value_or(kEndOfTime)};
    for (const Limit& limit : lane_limits(plan_, id, 0, when)) {
      if (limit.most > 0) {
        reduced(limit.when, model_.services[id].lanes - limit.most);
        continue;
      }
      ScenarioEvent part = event_;
      part.from = limit.when.begin;
      parts_.push_back(std::move(part));
    }
  }

  /// Fewer lanes or spaces from a time on are taken from those who come then; more of them are there from the
  /// start, and taken away until they come and after they have gone.
  void figure() {
    const bool lanes = event_.figure.column == "lanes" && event_.target == WindowTarget::service;
    if (!lanes && event_.figure.column != "parking_vehicles") return parts_.push_back(event_);
    const Interval when{event_.from, event_.until.value_or(kEndOfTime)};
    const std::int64_t now = lanes ? model_.services[id_of(model_.services, event_.key)].lanes
                                   : model_.places[id_of(model_.places, event_.key)].parking_vehicles;
    if (event_.number > now) {
      parts_.push_back(event_);
      reduced({at_, when.begin}, event_.number - now);
      reduced({when.end, kEndOfTime}, event_.number - now);
      return;
    }
    const auto limits =
        lanes ? lane_limits(plan_, id_of(model_.services, event_.key), event_.number, when)
              : parking_limits(plan_, id_of(model_.places, event_.key), event_.number, when);
    for (const Limit& limit : limits) reduced(limit.when, now - limit.most);
  }

  void reduced(Interval when, std::int64_t fewer) {
    if (when.empty() || fewer <= 0) return;
    ScenarioEvent part = event_;
    part.kind = EventKind::reduced;
    part.from = when.begin;
    part.until = when.end < kEndOfTime ? std::optional(when.end) : std::nullopt;
    part.number = fewer;
    parts_.push_back(std::move(part));
  }

  const Model& model_;
  const Plan& plan_;
  const ScenarioEvent& event_;
  Time at_;
  std::vector<ScenarioEvent> parts_;
};

}  // namespace

std::vector<ScenarioEvent> with_who_is_there(const Model& model, const Plan& plan, const ScenarioEvent& event,
                                             Time at) {
  return Parts(model, plan, event, at).take();
}

}  // namespace homeward
