// SPDX-License-Identifier: Apache-2.0
//
// Reduced windows in the report: the line of what a service can do, and how full it is.
#include <gtest/gtest.h>

#include "report/calendar.h"
#include "report/load.h"
#include "report/made_up_plan.h"
#include "report/sections.h"

namespace homeward {
namespace {

Reduction of_service(ServiceId service, Interval when, std::int64_t fewer) {
  Reduction reduction;
  reduction.when.target = WindowTarget::service;
  reduction.when.service = service;
  reduction.when.once = when;
  reduction.fewer = fewer;
  return reduction;
}

/// A service with columns of the plan on its first day, and that day.
struct Served {
  Model model = made_up::iraq();
  Plan plan = made_up::iraq_plan(model, 300);
  ReportOptions options;
  ServiceId service = plan_service();

  std::vector<ServiceDay> days() const { return service_days(Facts(model, plan, options), service); }
  double offered() const {
    for (const Utilisation& row : utilisations(Facts(model, plan, options)))
      if (row.name.starts_with(model.services[service].name)) return row.offered;
    return -1;
  }

 private:
  ServiceId plan_service() const {
    for (const Column& column : plan.columns)
      for (const Stop& stop : column.stops)
        for (const ServiceVisit& visit : stop.services)
          if (model.services[visit.service].use == ServiceUse::leaving) return visit.service;
    ADD_FAILURE();
    return {};
  }
};

TEST(ReducedInTheReport, OnlyTheDaysOfTheWindowCanServeLess) {
  Served at;
  const std::vector<ServiceDay> before = at.days();
  ASSERT_GE(before.size(), 3u);
  const Service& service = at.model.services[at.service];
  const double offered = at.offered();
  at.model.reductions.push_back(
      of_service(at.service, {before[1].day + 6 * kHour, before[1].day + 12 * kHour}, 1));
  const std::vector<ServiceDay> after = at.days();
  EXPECT_EQ(after[0].capacity, before[0].capacity);
  EXPECT_EQ(before[1].capacity - after[1].capacity, 6 * service.rate_per_hour) << "six hours of one lane";
  EXPECT_EQ(after[2].capacity, before[2].capacity);
  EXPECT_EQ(after[1].served, before[1].served);
  EXPECT_NEAR(offered - at.offered(), 6, 1e-9) << "lane-hours";
}

TEST(ReducedInTheReport, NeverMoreIsMissingThanThereIsAndNothingWhileItIsClosed) {
  Served at;
  const Time day = at.days().front().day;
  const Interval whole{day, day + kDay};
  const std::int64_t lanes = at.model.services[at.service].lanes;
  const auto offered = [&] {
    return lane_seconds(at.model, LocalClock(at.model.time_zone, at.model.clock), at.service, whole);
  };
  const Duration open = offered();
  ASSERT_EQ(open, lanes * kDay);
  for (int twice = 0; twice < 2; ++twice)
    at.model.reductions.push_back(of_service(at.service, {day, day + 2 * kHour}, lanes));
  EXPECT_EQ(offered(), open - lanes * 2 * kHour);
  Window closed;
  closed.target = WindowTarget::service;
  closed.service = at.service;
  closed.once = {day + kHour, day + 3 * kHour};
  at.model.windows.push_back(closed);
  EXPECT_EQ(offered(), open - lanes * 3 * kHour) << "an hour is closed and reduced";
}

TEST(ReducedInTheReport, ThePictureSaysWhatItsLineLeavesOut) {
  Served at;
  const auto section = [&] { return load_section(Facts(at.model, at.plan, at.options)); };
  EXPECT_EQ(section().find("reduced windows"), std::string::npos);
  at.model.reductions.push_back(of_service(at.service, {at.model.start, at.model.start + kDay}, 1));
  EXPECT_NE(section().find("less what reduced windows take"), std::string::npos);
}

}  // namespace
}  // namespace homeward
