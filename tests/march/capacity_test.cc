// SPDX-License-Identifier: Apache-2.0
//
// Fleet, airfield and port figures, dates, and flows over time against a time-expanded network.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <deque>

#include "march/capacity.h"
#include "march/dates.h"
#include "march/flow_over_time.h"
#include "march/generators.h"

namespace homeward::march {
namespace {

RC_GTEST_PROP(TruckNeedRelations, TheTrucksSufficeAndOneFewerDoNot, ()) {
  TruckNeed need;
  need.load_kg = *in_range<std::int64_t>(1, 100'000'000);
  need.payload_kg = *in_range<std::int64_t>(1'000, 30'000);
  need.turnaround_s = *in_range<Duration>(kHour, 10 * kDay);
  need.operating_s = *in_range<Duration>(kHour, 60 * kDay);
  need.availability_permille = *in_range<std::int64_t>(100, 1'001);
  const std::int64_t trucks = trucks_needed(need).value();
  const auto carried = [&need](std::int64_t count) {  // in kg · s · permille: no rounding
    return static_cast<long double>(count) * static_cast<long double>(need.payload_kg) *
           static_cast<long double>(need.operating_s) * static_cast<long double>(need.availability_permille);
  };
  const long double wanted =
      static_cast<long double>(need.load_kg) * static_cast<long double>(need.turnaround_s) * 1'000;
  RC_ASSERT(carried(trucks) >= wanted);
  RC_ASSERT(carried(trucks - 1) < wanted);
}

TEST(AirfieldFigures, FollowThePublishedFormulaWithQueuingEfficiency) {
  // 4 parking places, 24 h, 3 h on the ground, 60 t, 0.85: 27.2 aircraft, 1,632 t.
  const AirfieldFigures figures = airfield_throughput({4, kDay, 3 * kHour, 60'000, 850}).value();
  EXPECT_EQ(figures.aircraft, 27);
  EXPECT_EQ(figures.throughput_kg, 1'632'000);
  EXPECT_FALSE(airfield_throughput({4, kDay, 0, 60'000, 850}).ok());
}

TEST(PortFigures, NameTheStageThatLimits) {
  const PortFigures figures = port_capacity({900, 700, 500}).value();
  EXPECT_EQ(figures.capacity_per_day, 500);
  EXPECT_EQ(figures.limited_by, PortStage::clearance);
  EXPECT_EQ(port_capacity({500, 700, 500}).value().limited_by, PortStage::reception);
  EXPECT_EQ(port_capacity({-1, 700, -5}).problems().size(), 2U);
}

TEST(Dates, CountDaysAcrossLeapYears) {
  EXPECT_EQ(day_of("1970-01-01").value(), 0);
  EXPECT_EQ(day_of("2012-03-01").value() - day_of("2012-02-28").value(), 2);
  EXPECT_EQ(date_of(day_of("2011-12-31").value() - 71), "2011-10-21");
  for (const char* text :
       {"", "2011-2-3", "2011-02-29", "2011-13-01", "18.12.2011", "1899-12-31", "2011-12-18T"})
    EXPECT_FALSE(day_of(text).ok()) << text;
}

RC_GTEST_PROP(Dates, ComeBackFromTheirDay, ()) {
  const auto day = *in_range<std::int64_t>(-25'000, 80'000);
  RC_ASSERT(day_of(date_of(day)).value() == day);
}

RC_GTEST_PROP(Dates, TimesComeBackFromTheirText, ()) {
  const auto time = *in_range<Time>(-2'000'000'000, 6'000'000'000);
  RC_ASSERT(time_of(time_text(time)).value() == time);
}

TEST(Dates, TimesAreReadOnTheirOwnClock) {
  EXPECT_EQ(time_of("1970-01-02T00:01:05").value(), kDay + 65);
  EXPECT_EQ(time_text(-1), "1969-12-31T23:59:59");
  EXPECT_EQ(time_text(kHour), "1970-01-01T01:00");
  for (const char* text : {"2011-12-18", "2011-12-18T2:30", "2011-12-18T24:00", "2011-12-18 02:30",
                           "2011-12-18T02:60", "2011-12-18T02:30Z", "2011-12-18T02:30:1"})
    EXPECT_FALSE(time_of(text).ok()) << text;
}

RC_GTEST_PROP(Dates, AShorterTimeNeverTurnsTooLittleIntoEnough, ()) {
  Outflow flow{*in_range<std::int64_t>(0, 50'000), *in_range<std::int64_t>(0, 3'000),
               *in_range<std::int64_t>(1, 60), 0, *in_range<std::int64_t>(61, 1'000)};
  const std::int64_t missing = outflow(flow, PeriodCount::by_day).value().missing;
  RC_ASSERT(outflow(flow, PeriodCount::whole_periods).value().missing >= missing);
  flow.end_day -= 1;
  RC_ASSERT(outflow(flow, PeriodCount::by_day).value().missing >= missing);
}

/// Plain augmenting paths in the time-expanded network: node × period, one copy of each arc a period.
std::int64_t time_expanded_flow(std::uint32_t nodes, const std::vector<FlowArc>& arcs, std::int64_t periods) {
  const auto layers = static_cast<std::size_t>(periods) + 1;
  const std::size_t count = nodes * layers;
  std::vector<std::vector<std::int64_t>> room(count, std::vector<std::int64_t>(count, 0));
  const auto at = [layers](std::uint32_t node, std::size_t layer) { return node * layers + layer; };
  for (std::size_t layer = 0; layer + 1 < layers; ++layer) {
    for (std::uint32_t node = 0; node < nodes; ++node)
      room[at(node, layer)][at(node, layer + 1)] += 1'000'000;
    for (const FlowArc& arc : arcs) {
      const std::size_t reached = layer + static_cast<std::size_t>(arc.transit_periods);
      if (reached + 1 < layers) room[at(arc.from, layer)][at(arc.to, reached)] += arc.capacity_per_period;
    }
  }
  const std::size_t source = at(0, 0);
  const std::size_t sink = at(nodes - 1, layers - 1);
  std::int64_t sent = 0;
  for (;;) {
    std::vector<std::size_t> by(count, count);
    std::deque<std::size_t> queue{source};
    by[source] = source;
    while (!queue.empty() && by[sink] == count) {
      const std::size_t here = queue.front();
      queue.pop_front();
      for (std::size_t next = 0; next < count; ++next)
        if (by[next] == count && room[here][next] > 0) by[next] = here, queue.push_back(next);
    }
    if (by[sink] == count) return sent;
    for (std::size_t node = sink; node != source; node = by[node])
      room[by[node]][node] -= 1, room[node][by[node]] += 1;
    sent += 1;
  }
}

RC_GTEST_PROP(FlowOverTime, EqualsTheLargestFlowInTheTimeExpandedNetwork, ()) {
  const auto nodes = *in_range<std::uint32_t>(2, 6);
  const auto arc =
      rc::gen::construct<FlowArc>(in_range<std::uint32_t>(0, nodes), in_range<std::uint32_t>(0, nodes),
                                  in_range<std::int64_t>(0, 4), in_range<std::int64_t>(0, 4));
  const auto arcs = *rc::gen::container<std::vector<FlowArc>>(*in_range<std::size_t>(0, 9), arc);
  const auto periods = *in_range<std::int64_t>(0, 8);
  RC_ASSERT(flow_over_time(nodes, arcs, 0, nodes - 1, periods).value() ==
            time_expanded_flow(nodes, arcs, periods));
}

TEST(FlowOverTime, RepeatsTheStaticFlowAsOftenAsItsPathFits) {
  const std::vector<FlowArc> arcs{{0, 1, 500, 2}, {1, 2, 300, 1}, {0, 2, 100, 6}};
  EXPECT_EQ(flow_over_time(3, arcs, 0, 2, 10).value(), 300 * 7 + 100 * 4);
  EXPECT_EQ(flow_over_time(3, arcs, 0, 2, 3).value(), 0);
  EXPECT_FALSE(flow_over_time(3, arcs, 2, 2, 3).ok());
  EXPECT_FALSE(flow_over_time(2, arcs, 0, 1, 3).ok());
}

RC_GTEST_PROP(FlowOverTime, NeverFallsWhenTimeOrCapacityGrows, ()) {
  std::vector<FlowArc> arcs{{0, 1, 5, 2}, {1, 2, 3, 1}, {0, 2, 1, 6},
                            {2, 1, 2, 0}, {1, 3, 4, 1}, {2, 3, 4, 3}};
  const auto periods = *in_range<std::int64_t>(0, 50);
  const std::int64_t before = flow_over_time(4, arcs, 0, 3, periods).value();
  RC_ASSERT(flow_over_time(4, arcs, 0, 3, periods + 1).value() >= before);
  arcs[*in_range<std::size_t>(0, arcs.size())].capacity_per_period += 1;
  RC_ASSERT(flow_over_time(4, arcs, 0, 3, periods).value() >= before);
}

}  // namespace
}  // namespace homeward::march
