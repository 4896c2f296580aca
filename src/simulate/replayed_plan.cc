// SPDX-License-Identifier: Apache-2.0
#include "simulate/replayed_plan.h"

namespace homeward::simulate {

namespace {

void set_column(const Replay& replay, const Times& times, const ColumnEvents& events, Column& column) {
  for (std::size_t i = 0; i < column.stops.size(); ++i) {
    Stop& stop = column.stops[i];
    for (std::size_t v = 0; v < stop.services.size(); ++v) {
      stop.services[v].begin = visit_begin(replay, times, events.visits[i][v]);
      stop.services[v].end = times[events.visits[i][v]];
    }
    const bool last = i + 1 == column.stops.size();
    if (!last) stop.depart = times[events.depart[i]];
    if (i > 0)
      stop.arrive = times[events.arrive[i]];
    else
      stop.arrive = stop.services.empty() ? stop.depart : stop.services.front().begin;
    if (last) stop.depart = stop.arrive;
  }
}

}  // namespace

Plan replayed_plan(const Plan& plan, const Replay& replay, const Times& times) {
  Plan result = plan;
  result.bound.reset();
  result.bound_certificate.reset();
  for (std::size_t i = 0; i < result.columns.size(); ++i)
    set_column(replay, times, replay.columns[i], result.columns[i]);
  for (std::size_t i = 0; i < result.flights.size(); ++i) {
    result.flights[i].take_off = times[replay.flights[i].take_off];
    result.flights[i].landing = times[replay.flights[i].landing];
  }
  for (std::size_t i = 0; i < result.sailings.size(); ++i) {
    result.sailings[i].berth = times[replay.sailings[i].berth];
    result.sailings[i].sail = times[replay.sailings[i].sail];
    result.sailings[i].arrive = times[replay.sailings[i].arrive];
  }
  for (std::size_t i = 0; i < result.batches.size(); ++i) {
    result.batches[i].begin = visit_begin(replay, times, replay.batches[i]);
    result.batches[i].end = times[replay.batches[i]];
  }
  for (BaseClosing& closing : result.closings)
    for (const BaseExit& base : replay.bases)
      if (base.place == closing.place.index()) closing.at = times[base.event];
  return result;
}

}  // namespace homeward::simulate
