// SPDX-License-Identifier: Apache-2.0
#include "check/calendar.h"

#include <algorithm>

#include "check/local_time.h"

namespace homeward::check {

namespace {

/// From the midnight of a day to the end of the piece that begins on it, but for a clock put back.
constexpr Duration kPieceMax = 2 * kDay;

bool holds_for(const Window& window, ColumnClass column_class) {
  return window.classes[static_cast<std::size_t>(column_class)];
}

template <class Test>
std::vector<const Window*> only(const std::vector<const Window*>& windows, WindowEffect effect, Test test) {
  std::vector<const Window*> kept;
  for (const Window* window : windows)
    if (window->effect == effect && test(*window)) kept.push_back(window);
  return kept;
}

}  // namespace

Calendar::Calendar(const Model& model)
    : model_{model},
      links_(model.links.size()),
      places_(model.places.size()),
      airfields_(model.places.size()),
      services_(model.services.size()) {
  for (const Window& window : model.windows) enter(window);
}

void Calendar::enter(const Window& window) {
  if (window.target == WindowTarget::link) links_[window.link].push_back(&window);
  if (window.target == WindowTarget::place) places_[window.place].push_back(&window);
  if (window.target == WindowTarget::airfield) airfields_[window.place].push_back(&window);
  if (window.target == WindowTarget::service) services_[window.service].push_back(&window);
  if (window.target != WindowTarget::zone) return;
  for (LinkId link : model_.links.ids())
    if (model_.in_zone(model_.links[link].from, window.zone) ||
        model_.in_zone(model_.links[link].to, window.zone))
      links_[link].push_back(&window);
  for (PlaceId place : model_.places.ids())
    if (model_.in_zone(place, window.zone)) places_[place].push_back(&window);
}

std::optional<Shut> Calendar::link(Direction direction, ColumnClass column_class, Interval use) const {
  const Windows& windows = links_[direction.link];
  const auto applies = [&](const Window& window) {
    const bool way =
        window.target == WindowTarget::zone || (direction.forward ? window.forward : window.backward);
    return way && holds_for(window, column_class);
  };
  if (auto shut = closed(only(windows, WindowEffect::closed, applies), use)) return shut;
  if (!model_.links[direction.link].needs_permission) return std::nullopt;
  return not_granted(only(windows, WindowEffect::granted, applies), use);
}

std::optional<Shut> Calendar::place(PlaceId place, PlaceUse kind, ColumnClass column_class,
                                    Interval use) const {
  const Windows& windows = places_[place];
  const auto applies = [&](const Window& window) {
    return holds_for(window, column_class) && (kind == PlaceUse::crossing || window.no_halt);
  };
  if (auto shut = closed(only(windows, WindowEffect::closed, applies), use)) return shut;
  if (kind == PlaceUse::standing || !model_.places[place].needs_permission) return std::nullopt;
  return not_granted(only(windows, WindowEffect::granted, applies), use);
}

std::optional<Shut> Calendar::service(ServiceId service, ColumnClass column_class, Interval use) const {
  const auto applies = [&](const Window& window) { return holds_for(window, column_class); };
  return closed(only(services_[service], WindowEffect::closed, applies), use);
}

std::optional<Shut> Calendar::batch(ServiceId service, Interval use) const {
  return closed(only(services_[service], WindowEffect::closed, [](const Window&) { return true; }), use);
}

std::optional<Shut> Calendar::airfield(PlaceId place, Time at) const {
  const auto all = [](const Window&) { return true; };
  const Interval second{at, at + 1};
  if (auto shut = closed(only(airfields_[place], WindowEffect::closed, all), second)) return shut;
  const Windows granted = only(airfields_[place], WindowEffect::granted, all);
  if (!model_.places[place].needs_permission || granted.empty()) return std::nullopt;
  return not_granted(granted, second);
}

Interval Calendar::on_day(const Window& window, std::int64_t day) const {
  const std::int64_t until_day = window.until_second <= window.from_second ? day + 1 : day;
  const std::int64_t from = day * kDay + window.from_second;
  const std::int64_t until = until_day * kDay + window.until_second;
  if (window.effect == WindowEffect::closed)
    return {first_instant(model_, from), last_instant(model_, until)};
  return {last_instant(model_, from), first_instant(model_, until)};
}

std::optional<Interval> Calendar::touch(const Window& window, Interval use) const {
  if (use.empty()) return std::nullopt;
  if (!window.daily)
    return window.once.overlaps(use) && !window.once.empty() ? std::optional(window.once) : std::nullopt;
  const std::int64_t first = local_day(model_, std::max(window.first_day, use.begin - kPieceMax));
  const std::int64_t last = local_day(model_, std::min(window.last_day + kPieceMax, use.end));
  for (std::int64_t day = first; day <= last; ++day) {
    const Time midnight = first_instant(model_, day * kDay);
    if (midnight < window.first_day || midnight > window.last_day) continue;
    const Interval piece = on_day(window, day);
    if (!piece.empty() && piece.overlaps(use)) return piece;
  }
  return std::nullopt;
}

std::optional<Shut> Calendar::closed(const Windows& windows, Interval use) const {
  for (const Window* window : windows)
    if (const auto piece = touch(*window, use)) return Shut{*piece, window};
  return std::nullopt;
}

std::optional<Shut> Calendar::not_granted(const Windows& windows, Interval use) const {
  Time covered = use.begin;
  while (covered < use.end) {
    Time reach = covered;
    for (const Window* window : windows)
      if (const auto piece = touch(*window, {covered, covered + 1})) reach = std::max(reach, piece->end);
    if (reach == covered) return Shut{{covered, use.end}, nullptr};
    covered = reach;
  }
  return std::nullopt;
}

}  // namespace homeward::check
