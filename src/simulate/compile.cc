// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "check/findings.h"
#include "check/local_time.h"
#include "check/zone_count.h"
#include "simulate/compile_parts.h"
#include "simulate/play.h"

namespace homeward::simulate {

namespace {

Problem refused(const std::string& what) {
  return {
      {"", 0, 0, ""}, what, "Check the plan with homeward check; only valid and late plans can be played."};
}

Time last_planned(const check::Ledger& ledger) {
  Time last = ledger.model.start;
  for (const check::ColumnFacts& facts : ledger.columns) last = std::max(last, facts.end);
  for (std::size_t i : ledger.sound.flights) last = std::max(last, ledger.plan.flights[i].landing);
  for (std::size_t i : ledger.sound.sailings) last = std::max(last, ledger.plan.sailings[i].arrive);
  for (std::size_t i : ledger.sound.batches) last = std::max(last, ledger.plan.batches[i].end);
  for (std::size_t i : ledger.sound.closings) last = std::max(last, ledger.plan.closings[i].at);
  return last;
}

void set_days(const Model& model, Time last, Replay& replay) {
  const std::int64_t first = check::local_day(model, model.start);
  replay.first_day = check::first_instant(model, first * kDay);
  replay.days = (last - replay.first_day) / kDay + kDaysAfterPlan;
  for (std::int64_t day = first; day <= first + replay.days + 1; ++day)
    replay.midnights.push_back(check::first_instant(model, day * kDay));
  replay.midnights.push_back(kEndOfTime);
  replay.start_step_s = model.rules.start_step_s;
}

bool all_sound(const check::Ledger& ledger) {
  const Plan& plan = ledger.plan;
  const check::Sound& sound = ledger.sound;
  return sound.columns.size() == plan.columns.size() && sound.flights.size() == plan.flights.size() &&
         sound.sailings.size() == plan.sailings.size() && sound.batches.size() == plan.batches.size() &&
         sound.closings.size() == plan.closings.size();
}

/// The first event that does not happen as planned when nothing goes wrong.
std::optional<EventIndex> first_difference(const Replay& replay) {
  const World calm(replay);
  Times times(replay.event_count());
  play(replay, calm, times);
  for (EventIndex i = 0; i < replay.event_count(); ++i)
    if (times[i] != replay.events[i].planned) return i;
  return std::nullopt;
}

}  // namespace

void add_permissions(Draft& draft) {
  const Model& model = draft.model;
  for (const Window& window : model.windows) {
    if (window.effect != WindowEffect::granted) continue;
    Permission permission;
    permission.begin = window.daily ? window.first_day : window.once.begin;
    if (permission.begin < model.start || permission.begin >= draft.replay.horizon.end)
      continue;  // in force already
    for (std::uint32_t i = 0; i < draft.replay.closables.size(); ++i) {
      const Closable& row = draft.replay.closables[i];
      const bool is_link = row.kind == Closable::Kind::link, is_place = row.kind == Closable::Kind::crossing;
      const LinkId link(row.model_index);
      const PlaceId place(row.model_index);
      bool opens = false;
      if (is_link && model.links[link].needs_permission)
        opens = window.target == WindowTarget::link
                    ? window.link == link
                    : window.target == WindowTarget::zone &&
                          (model.in_zone(model.links[link].from, window.zone) ||
                           model.in_zone(model.links[link].to, window.zone));
      if (is_place && model.places[place].needs_permission)
        opens = window.target == WindowTarget::place
                    ? window.place == place
                    : window.target == WindowTarget::zone && model.in_zone(place, window.zone);
      if (row.kind == Closable::Kind::airfield)
        opens = window.target == WindowTarget::airfield && window.place == place;
      if (!opens) continue;
      permission.closables.push_back(i);
      permission.key = row.key;
      permission.name = row.name;
    }
    if (window.target == WindowTarget::zone) {
      permission.key = model.zones[window.zone].key;
      permission.name = model.zones[window.zone].name;
    }
    if (!permission.closables.empty()) draft.replay.permissions.push_back(std::move(permission));
  }
}

Result<Replay> compile_replay(const Model& model, const Plan& plan, Duration overrun_s) {
  check::Findings findings(model);
  const check::Ledger ledger = check::build_ledger(model, plan, check::check_form(model, plan, findings));
  if (!all_sound(ledger)) return refused("The plan is malformed.");
  const std::optional<Time> closure = check::closure(ledger);
  if (!closure) return refused("The plan does not bring everybody and everything out.");
  const Time last = last_planned(ledger);
  Draft draft(ledger, {model.start - 3 * kDay, last + kDaysAfterPlan * kDay});
  draft.overrun_s = overrun_s;
  set_days(model, last, draft.replay);
  add_columns(draft);
  add_flights(draft);
  add_sailings(draft);
  add_batches(draft);
  order_links(draft);
  order_crossings(draft);
  order_stocks(draft);
  order_lanes(draft);
  order_things(draft);
  order_teams(draft);
  add_closings(draft);
  add_permissions(draft);
  add_force_level(draft);
  if (!draft.finish()) return refused("Events of the plan wait for each other in a circle.");
  if (const auto event = first_difference(draft.replay))
    return refused("Something cannot happen as planned at " +
                   check::local_text(model, draft.replay.planned(*event)) + " local time.");
  if (draft.replay.planned(draft.replay.closure) != *closure)
    return refused("The plan's closure is not the last time at which something leaves the zone.");
  return std::move(draft.replay);
}

}  // namespace homeward::simulate
