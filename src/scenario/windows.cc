// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "scenario/common.h"
#include "scenario/network_tables.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

enum class Effect { closed, granted, reduced };
constexpr std::array<Choice<Effect>, 3> kEffects{
    {{"closed", Effect::closed}, {"granted", Effect::granted}, {"reduced", Effect::reduced}}};
constexpr std::array<Choice<WindowTarget>, 5> kTargets{{{"zone", WindowTarget::zone},
                                                        {"link", WindowTarget::link},
                                                        {"place", WindowTarget::place},
                                                        {"service", WindowTarget::service},
                                                        {"airfield", WindowTarget::airfield}}};
constexpr std::array<Choice<ColumnClass>, 5> kClasses{{{"loaded", ColumnClass::loaded},
                                                       {"empty", ColumnClass::empty},
                                                       {"self_driving", ColumnClass::self_driving},
                                                       {"people", ColumnClass::people},
                                                       {"last_out", ColumnClass::last_out}}};
enum class Directions { both, forward, backward };
constexpr std::array<Choice<Directions>, 3> kDirections{
    {{"both", Directions::both}, {"forward", Directions::forward}, {"backward", Directions::backward}}};

void read_target(const Row& row, Window& window, Draft& draft) {
  switch (window.target) {
    case WindowTarget::zone:
      window.zone = take_id(row, "id", draft.zones, draft);
      return;
    case WindowTarget::link:
      window.link = take_id(row, "id", draft.links, draft);
      return;
    case WindowTarget::service:
      window.service = take_id(row, "id", draft.services, draft);
      return;
    case WindowTarget::place:
    case WindowTarget::airfield:
      window.place = take_id(row, "id", draft.places, draft);
      return;
  }
}

void read_classes(const Row& row, Window& window, Draft& draft) {
  if (!row["classes"].filled()) return;
  window.classes = {};
  for (const Field& part : parts_of(row["classes"])) {
    if (!part.filled())
      refuse(row["classes"], "has nothing between two semicolons", "Delete one.", draft.problems);
    if (const auto column_class = to_choice(part, kClasses, draft.problems))
      window.classes[static_cast<std::size_t>(*column_class)] = true;
  }
}

void read_direction(const Row& row, Window& window, Draft& draft) {
  const auto directions = to_choice(row["direction"], kDirections, draft.problems).value_or(Directions::both);
  window.forward = directions != Directions::backward;
  window.backward = directions != Directions::forward;
  if (directions == Directions::both) return;
  if (window.target != WindowTarget::link)
    refuse(row["direction"], "has no meaning here: only links have a direction", "Empty the cell.",
           draft.problems);
}

void read_daily(const Row& row, Window& window, Draft& draft) {
  window.daily = true;
  const auto from = to_time_of_day(row["daily_from"], draft.problems);
  const auto until = to_time_of_day(row["daily_until"], draft.problems);
  window.from_second = from.value_or(0);
  window.until_second = until.value_or(0);
  window.first_day = to_day(row["from"], draft).value_or(kStartOfTime);
  window.last_day = to_day(row["until"], draft).value_or(kEndOfTime);
  if (window.last_day < window.first_day)
    refuse(row["until"], "is before the first day", "Exchange the two days, or correct the year.",
           draft.problems);
}

void read_once(const Row& row, Window& window, Draft& draft) {
  window.once.begin = to_instant(row["from"], DayEdge::begin, draft).value_or(kStartOfTime);
  window.once.end = to_instant(row["until"], DayEdge::end, draft).value_or(kEndOfTime);
  if (window.once.empty())
    refuse(row["until"], "is not after the begin of the window", "Exchange the two, or correct the year.",
           draft.problems);
}

void read_span(const Row& row, Window& window, Draft& draft) {
  const bool from = row["daily_from"].filled();
  const bool until = row["daily_until"].filled();
  if (from != until) {
    draft.problems.add(row.place(), "only one of daily_from and daily_until is filled",
                       "Fill both for a daily window, neither for one that happens once.");
  } else if (from) {
    read_daily(row, window, draft);
  } else {
    read_once(row, window, draft);
  }
}

// A permission for what needs none would be silently without effect.
void check_grant(const Row& row, const Window& window, Draft& draft) {
  if (window.effect != WindowEffect::granted || !draft.problems.clean("windows.csv")) return;
  const bool is_link = window.target == WindowTarget::link;
  if (window.target == WindowTarget::zone) return;
  if (window.target == WindowTarget::service || window.target == WindowTarget::airfield) {
    refuse(row["target"], "cannot be granted: only links and places may need a permission",
           "Grant a link, a place or all of a zone, or write closed windows.", draft.problems);
    return;
  }
  const bool needed = is_link ? draft.model.links[window.link].needs_permission
                              : draft.model.places[window.place].needs_permission;
  if (!needed)
    refuse(row["id"], "is granted but needs no permission",
           fmt::format("Write needs_permission = yes in {}.csv, or delete this row.",
                       is_link ? "links" : "places"),
           draft.problems);
}

Window read_window(const Row& row, WindowEffect effect, Draft& draft) {
  Window window;
  window.effect = effect;
  if (const auto target = to_choice(row["target"], kTargets, draft.problems)) {
    window.target = *target;
    read_target(row, window, draft);
  }
  read_direction(row, window, draft);
  read_classes(row, window, draft);
  read_span(row, window, draft);
  window.no_halt = yes(row, "no_halt", draft);
  if (window.no_halt && window.target != WindowTarget::place && window.target != WindowTarget::zone)
    refuse(row["no_halt"], "has no meaning here: only at places can a column stand", "Empty the cell.",
           draft.problems);
  window.reason = row.text("reason");
  window.provenance = to_provenance(row, draft.problems);
  return window;
}

/// Lanes of the service, or spaces of the place; absent for what has neither.
std::optional<std::int64_t> reducible(const Window& window, const Draft& draft) {
  if (window.target == WindowTarget::service) return draft.model.services[window.service].lanes;
  if (window.target == WindowTarget::place) return draft.model.places[window.place].parking_vehicles;
  return std::nullopt;
}

Reduction read_reduction(const Row& row, const Window& window, Draft& draft) {
  Reduction reduction{window, 0};
  if (!draft.problems.clean("windows.csv") || !draft.problems.clean("places.csv") ||
      !draft.problems.clean("services.csv"))
    return reduction;
  const auto most = reducible(window, draft);
  if (!most) {
    refuse(row["target"], "cannot be reduced: only services have lanes and only places parking",
           "Reduce a service or a place, or write a closed window.", draft.problems);
    return reduction;
  }
  if (!row["fewer"].filled()) {
    draft.problems.add(row.place(), "a reduced window does not say by how much",
                       "Fill fewer: so many lanes of the service, or parking spaces of the place.");
    return reduction;
  }
  for (const char* column : {"classes", "no_halt"})
    if (row[column].filled())
      refuse(row[column], "has no meaning in a reduced window", "Empty the cell.", draft.problems);
  reduction.fewer = to_whole(row["fewer"], {1, std::max<std::int64_t>(1, *most)}, draft.problems).value_or(1);
  return reduction;
}

}  // namespace

void read_windows(const Table& table, Draft& draft) {
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    const Effect effect = to_choice(row["effect"], kEffects, draft.problems).value_or(Effect::closed);
    const Window window = read_window(
        row, effect == Effect::granted ? WindowEffect::granted : WindowEffect::closed, draft);
    const When when = to_when(row["when"], draft);
    check_grant(row, window, draft);
    if (effect == Effect::reduced) {
      const Reduction reduction = read_reduction(row, window, draft);
      if (when.holds) draft.model.reductions.push_back(reduction);
      continue;
    }
    if (row["fewer"].filled())
      refuse(row["fewer"], "has a meaning in reduced windows only", "Empty the cell, or write reduced.",
             draft.problems);
    if (when.holds) draft.model.windows.push_back(window);
  }
}

}  // namespace homeward::scenario
