// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_given.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "check/local_time.h"

namespace homeward::check {

namespace {

std::int64_t begun_of(const GivenStart& given, const std::string& key) {
  const auto found =
      std::lower_bound(given.begun.begin(), given.begun.end(), key,
                       [](const auto& entry, const std::string& wanted) { return entry.first < wanted; });
  return found != given.begun.end() && found->first == key ? found->second : 0;
}

using Counts = std::map<std::string, std::int64_t>;

/// What a leg carries away from the place where all of a lot or unit is at first.
void count_leg(const Model& model, const Leg& leg, PlaceId start, Counts& counts) {
  const auto take = [&](LotId lot, std::int64_t count) {
    if (model.lots[lot].place == start) counts[model.lots[lot].key] += count;
  };
  for (const VehicleGroup& group : leg.groups) {
    if (group.own_lot) take(*group.own_lot, group.vehicles);
    if (group.cargo) take(group.cargo->lot, group.cargo->count);
  }
  for (const Passengers& people : leg.passengers)
    if (model.units[people.unit].place == start) counts[model.units[people.unit].key] += people.count;
}

}  // namespace

std::vector<std::pair<std::string, std::int64_t>> begun_before(const Model& model, const Plan& plan,
                                                               Time until) {
  Counts counts;
  for (const Column& column : plan.columns) {
    if (column.stops.empty() || column.stops.front().arrive >= until) continue;
    for (const Leg& leg : column.legs)
      if (leg.first_stop < column.stops.size())
        count_leg(model, leg, column.stops[leg.first_stop].place, counts);
  }
  for (const Flight& flight : plan.flights)
    for (const Passengers& people : flight.passengers)
      if (flight.take_off < until && model.units[people.unit].place == flight.from)
        counts[model.units[people.unit].key] += people.count;
  return {counts.begin(), counts.end()};
}

void leave_out_begun(const GivenStart& given, const std::string& key, Claim& claim) {
  claim.count = std::max<std::int64_t>(0, claim.count - begun_of(given, key));
  claim.ready = std::max(claim.ready, given.until);
}

std::vector<std::string> begun_beyond(const Model& model, const GivenStart& given, const Plan& plan) {
  std::vector<std::string> reasons;
  for (const auto& [key, count] : begun_before(model, plan, given.until))
    if (count > begun_of(given, key))
      reasons.push_back(fmt::format("{} of {} begin to leave before {} in the orders, {} in the certificate.",
                                    count, key, local_text(model, given.until), begun_of(given, key)));
  return reasons;
}

}  // namespace homeward::check
