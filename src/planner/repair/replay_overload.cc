// SPDX-License-Identifier: Apache-2.0
//
// Lanes of services and parking spaces that are fewer than before: of those who no longer fit, whoever came
// last gives way, from the first moment on at which there are too many.
#include <algorithm>

#include "planner/dispatch/fleet_moves.h"
#include "planner/repair/replay.h"

namespace homeward {

namespace {

/// The last of those who use something at `t` and began it at or after `at`.
struct Latest {
  Time t;
  Time at;
  std::optional<std::size_t> column{};
  std::size_t stop = 0;
  Time begin = kStartOfTime;

  void look(std::size_t i, std::size_t k, Interval use) {
    if (use.begin > t || use.end <= t || use.begin < at || (column && use.begin < begin)) return;
    column = i;
    stop = k;
    begin = use.begin;
  }
};

}  // namespace

template <class Uses>
void Replay::thin_out(const Profile& used, std::int64_t most, const std::string& reason, Uses uses) {
  for (auto over = used.first_above(options_.at, most); over;) {
    Latest latest{*over, options_.at};
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (columns_[i].now && end_of(*columns_[i].now) > *over) uses(i, latest);
    if (latest.column) {
      courses_[*latest.column].serve_again = true;
      affect(*latest.column, reason, std::min(latest.stop, columns_[*latest.column].old->stops.size() - 2));
    }
    // Who is there already stays.
    over = used.first_above(latest.column ? *over : used.next_change(*over), most);
  }
}

void Replay::find_overloads() {
  for (ServiceId id : model_.services.ids())
    thin_out(draft_.timetable.lanes_in_use(id), model_.services[id].lanes,
             "finds no lane of " + model_.services[id].key + " open", [&](std::size_t i, Latest& latest) {
               const auto& stops = columns_[i].now->stops;
               for (std::size_t k = 0; k < stops.size(); ++k)
                 for (const ServiceVisit& visit : stops[k].services)
                   if (visit.service == id) latest.look(i, k, {visit.begin, visit.end});
             });
  for (PlaceId place : model_.places.ids())
    thin_out(draft_.timetable.parking(place), model_.places[place].parking_vehicles,
             "finds no room to stand at " + model_.places[place].key, [&](std::size_t i, Latest& latest) {
               const auto& stops = columns_[i].now->stops;
               for (std::size_t k = 0; k < stops.size(); ++k) {
                 const bool last = k + 1 == stops.size();
                 const bool passes =
                     k > 0 && !last && stops[k].depart == stops[k].arrive && stops[k].services.empty();
                 if (stops[k].place != place || passes) continue;
                 Duration pass = 0;
                 for (const Leg& leg : columns_[i].now->legs)
                   if (leg.first_stop <= k && k <= leg.last_stop) pass = std::max(pass, leg.pass_time_s);
                 latest.look(i, k,
                             {stops[k].arrive, last ? end_of(*columns_[i].now) : stops[k].depart + pass});
               }
             });
}

}  // namespace homeward
