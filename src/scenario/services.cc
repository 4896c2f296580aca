// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/common.h"
#include "scenario/network_tables.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

constexpr std::array<Choice<ServiceUse>, 6> kUses{{{"passing", ServiceUse::passing},
                                                   {"leaving", ServiceUse::leaving},
                                                   {"entering", ServiceUse::entering},
                                                   {"loading", ServiceUse::loading},
                                                   {"unloading", ServiceUse::unloading},
                                                   {"things", ServiceUse::things}}};

void read_zone(const Row& row, Service& service, Draft& draft) {
  const bool needed = service.use == ServiceUse::leaving || service.use == ServiceUse::entering;
  service.zone = draft.zones.id(row["zone"], draft.problems);
  if (needed && !row["zone"].filled()) {
    draft.problems.add(row.place(),
                       fmt::format("the service {} is for {} a zone but names none", in_quotes(service.key),
                                   row["use"].text),
                       "Fill the column zone.");
  } else if (!needed && row["zone"].filled() && row["use"].filled()) {
    refuse(row["zone"], "has no meaning here: only leaving and entering look at a zone", "Empty the cell.",
           draft.problems);
  }
}

void read_team(const Row& row, Service& service, Draft& draft) {
  const Field team = row["team_unit"];
  const Field people = row["team_people"];
  service.team = draft.units.id(team, draft.problems);
  service.team_people = to_whole(people, kPositive, draft.problems).value_or(0);
  if (team.filled() != people.filled()) {
    draft.problems.add(
        row.place(),
        fmt::format("the service {} has only one of team_unit and team_people", in_quotes(service.key)),
        "Fill both or neither.");
  }
}

void read_yard(const Row& row, Service& service, Draft& draft) {
  service.yard = to_whole(row["yard"], kPositive, draft.problems);
  if (service.yard && service.use != ServiceUse::things)
    refuse(row["yard"], "has no meaning here: only services of things have a yard", "Empty the cell.",
           draft.problems);
}

// Opening hours become the daily window in which the service is closed.
void read_opening_hours(const Row& row, ServiceId service, Draft& draft) {
  const Field from_field = row["open_from"];
  const Field until_field = row["open_until"];
  if (from_field.filled() != until_field.filled()) {
    draft.problems.add(row.place(), "only one of open_from and open_until is filled",
                       "Fill both or neither.");
    return;
  }
  const auto open_from = to_time_of_day(from_field, draft.problems);
  const auto open_until = to_time_of_day(until_field, draft.problems);
  if (!open_from || !open_until) return;
  const std::int64_t opens = *open_from % kDay;
  const std::int64_t closes = *open_until % kDay;
  if (opens == closes) {
    if (*open_from == 0 && *open_until == kDay) return;
    refuse(until_field, "is the time at which it opens", "Leave both empty for a service that never closes.",
           draft.problems);
    return;
  }
  Window window;
  window.target = WindowTarget::service;
  window.service = service;
  window.daily = true;
  window.from_second = closes;
  window.until_second = opens == 0 ? kDay : opens;
  window.reason = "opening hours";
  window.provenance = draft.model.services[service].provenance;
  draft.model.windows.push_back(window);
}

Service read_service(const Row& row, Draft& draft) {
  Service service;
  service.key = take_key(row, "service", draft.services, draft);
  service.name = name_or(row, service.key);
  service.place = take_id(row, "place", draft.places, draft);
  service.use = to_choice(row["use"], kUses, draft.problems).value_or(ServiceUse::passing);
  read_zone(row, service, draft);
  service.rate_per_hour = to_whole(row["rate_per_hour"], kPositive, draft.problems).value_or(1);
  service.lanes = to_whole(row["lanes"], {1, 1000}, draft.problems).value_or(1);
  read_yard(row, service, draft);
  read_team(row, service, draft);
  service.provenance = to_provenance(row, draft.problems);
  return service;
}

}  // namespace

void read_services(const Table& table, Draft& draft) {
  std::vector<std::pair<std::int64_t, ServiceId>> by_order;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    const Row row = table.row(i);
    const ServiceId id = draft.model.services.push_back(read_service(row, draft));
    read_opening_hours(row, id, draft);
    const auto order = to_whole(row["order"], kCount, draft.problems);
    by_order.emplace_back(order.value_or(static_cast<std::int64_t>(i) + 1), id);
  }
  if (draft.model.places.empty()) return;
  std::stable_sort(by_order.begin(), by_order.end());
  for (const auto& [order, id] : by_order)
    draft.model.places[draft.model.services[id].place].services.push_back(id);
}

}  // namespace homeward::scenario
