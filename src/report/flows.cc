// SPDX-License-Identifier: Apache-2.0
#include "report/flows.h"

#include <algorithm>

namespace homeward {

std::vector<std::array<LinkFlow, 2>> link_flows(const Model& model, const Plan& plan) {
  std::vector<std::array<LinkFlow, 2>> flows(model.links.size());
  for (const Column& column : plan.columns)
    for (const Leg& leg : column.legs)
      for (std::size_t i = leg.first_stop; i < leg.last_stop; ++i) {
        if (!column.stops[i].out) continue;
        LinkFlow& flow = flows[column.stops[i].out->link.index()][column.stops[i].out->forward ? 0 : 1];
        (column.column_class == ColumnClass::empty ? flow.empty : flow.laden) += leg_vehicles(leg);
        ++flow.columns;
      }
  return flows;
}

std::vector<AirFlow> air_flows(const Plan& plan) {
  std::map<std::pair<PlaceId, PlaceId>, AirFlow> by_pair;
  for (const Flight& flight : plan.flights) {
    if (flight.passengers.empty()) continue;
    AirFlow& flow = by_pair[{flight.from, flight.to}];
    flow.from = flight.from;
    flow.to = flight.to;
    ++flow.flights;
    for (const Passengers& who : flight.passengers) flow.people += who.count;
  }
  std::vector<AirFlow> flows;
  for (const auto& [pair, flow] : by_pair) flows.push_back(flow);
  std::stable_sort(flows.begin(), flows.end(),
                   [](const AirFlow& a, const AirFlow& b) { return a.people > b.people; });
  return flows;
}

}  // namespace homeward
