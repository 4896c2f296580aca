// SPDX-License-Identifier: Apache-2.0
#include "planner/dispatch/build_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "planner/allocate/allocate.h"
#include "planner/dispatch/closing.h"
#include "planner/dispatch/fill_columns.h"
#include "planner/dispatch/onward.h"
#include "planner/dispatch/place_again.h"

namespace homeward {

namespace {

/// A late plan must still be found: how far beyond the last date of the scenario we look.
constexpr Duration kLateness = 90 * kDay;

Interval horizon_of(const Model& model) {
  const Time last = std::max(model.deadline, model.final_deadline.value_or(model.deadline));
  return {model.start, last + kLateness};
}

/// Local wall-clock day of the month.
int day_of_month(const Model& model, Time at) {
  Duration offset = 0;
  for (const ClockChange& change : model.clock)
    if (change.from <= at) offset = change.offset_s;
  // Civil from days (Howard Hinnant, "chrono-compatible low-level date algorithms").
  const std::int64_t days = (at + offset) / kDay + 719468;
  const std::int64_t era = days / 146097;
  const std::int64_t of_era = days - era * 146097;
  const std::int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const std::int64_t month = (5 * of_year + 2) / 153;
  return static_cast<int>(of_year - (153 * month + 2) / 5 + 1);
}

/// Nothing is ready before `until`.
void hold(Work& work, Time until) {
  for (BaseWork& base : work.bases) {
    for (auto* hauls : {&base.loads, &base.drives, &base.team_drives, &base.last_out_drives})
      for (Haul& haul : *hauls) haul.ready = std::max(haul.ready, until);
    for (auto* rides : {&base.rides, &base.team_rides, &base.last_out_rides})
      for (Ride& ride : *rides) ride.ready = std::max(ride.ready, until);
  }
}

void number_columns(const Model& model, std::set<std::string> taken, std::vector<Column>& columns) {
  std::stable_sort(columns.begin(), columns.end(), [](const Column& a, const Column& b) {
    return a.stops.front().depart < b.stops.front().depart;
  });
  for (const Column& column : columns) taken.insert(column.number);
  std::array<int, 32> count{};
  for (Column& column : columns) {
    const int day = day_of_month(model, column.stops.front().depart);
    while (column.number.empty()) {
      std::string number = fmt::format("{:02}-HWD-{:02}", day, ++count[static_cast<std::size_t>(day)]);
      if (taken.insert(number).second) column.number = std::move(number);
    }
  }
}

/// What a plan is made on: what orders leave of the model, and a draft with the orders in it.
struct Desk {
  Desk(const Ground& ground, const GivenOrders* orders)
      : left{orders ? std::optional(what_is_left(ground.model, *orders)) : std::nullopt},
        model{left ? *left : ground.model},
        travel{model, ground.graph, ground.calendar, model.start},
        draft{model, ground.graph, ground.calendar, travel},
        air{model} {
    draft.standing_room = ground.standing_room();
    if (orders) book_orders(ground.model, *orders, draft, air);
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  const std::optional<Model> left;
  const Model& model;
  TravelCache travel;
  Draft draft;
  AirSchedule air;
};

/// False where the fuller columns find no room: then nothing has changed.
template <class Place>
bool fill_and_place(Draft& draft, const Work& work, const Draft::Saved& before, Place place) {
  const auto columns = draft.columns;
  const auto orders = draft.orders;
  if (fill_columns(draft, work, before.columns) > 0 && place()) return true;
  draft.columns = columns;
  draft.orders = orders;
  return false;
}

}  // namespace

Ground::Ground(const Model& the_model)
    : model{the_model}, graph{the_model}, calendar{the_model, graph, horizon_of(the_model)} {}

const IdVector<PlaceId, std::int64_t>& Ground::standing_room() const {
  std::call_once(asked_, [this] { standing_room_ = homeward::standing_room(model); });
  return standing_room_;
}

Tuning plain_tuning(const Model& model) {
  Tuning tuning;
  tuning.weight_permille.assign(model.places.size(), 1000);
  return tuning;
}

std::optional<Allocation> flow_over_time(const Ground& ground, Time until, Budget& budget,
                                         const GivenOrders* orders) {
  Desk desk(ground, orders);
  return allocate(desk.draft, sort_out_work(desk.model, desk.travel), until, budget);
}

BuiltPlan build_plan(const Ground& ground, std::span<const Tuning> tunings, Budget& budget,
                     const GivenOrders* orders, const Allocation* flow) {
  Desk desk(ground, orders);
  const Model& model = desk.model;
  Draft& draft = desk.draft;
  Work work = sort_out_work(model, desk.travel, tunings.front().rides_end);
  hold(work, model.start + tunings.front().hold_s);
  draft.homes = homes_of_fleets(model, work);
  const Draft::Saved before = draft.save();
  Rounds rounds(draft, work, tunings, flow);
  rounds.run(budget);
  draft.send_idle_home();
  const std::int64_t spent = draft.search.work();
  const Tuning& whole = tunings.front();
  const auto place = [&] {
    return place_again(draft, before, model.start + whole.hold_s, whole.earlier_s, &budget);
  };
  int pass = whole.fill_columns && fill_and_place(draft, work, before, place) ? 1 : 0;
  for (; pass < whole.passes; ++pass)
    if (!place()) break;
  budget.spend(draft.search.work() - spent);
  const IdVector<PlaceId, Time> loading_over = draft.loading_over;
  const Work teams = team_work(work, loading_over, rounds.drivers_left());
  Rounds team_rounds(draft, teams, tunings);
  team_rounds.run(budget);
  Closing closing(draft, work, std::move(desk.air));
  bool on_the_road_complete = true;
  const auto on_the_road = bring_to_gateways(draft, 0, on_the_road_complete);
  closing.fly_out(loading_over, on_the_road);
  const std::size_t flown = draft.people.size();
  const bool closed = closing.close_bases(whole.close_by_time_driven);
  OnwardPlan onward =
      plan_onward(draft, closing.air(), flown, orders ? sealift_after(*orders) : SealiftOptions());
  BuiltPlan built;
  built.complete = rounds.all_placed() && team_rounds.all_placed() && closing.everybody_flown() && closed &&
                   onward.all_home && on_the_road_complete && work.no_way.empty();
  Plan& plan = built.plan;
  plan.scenario_sha256 = model.scenario_sha256;
  plan.scenario_title = model.title;
  for (const Condition& condition : model.conditions)
    plan.branch.emplace_back(condition.key, condition.outcome);
  plan.columns = std::move(draft.columns);
  number_columns(model, orders ? orders->numbers_known : std::set<std::string>(), plan.columns);
  plan.flights = std::move(onward.flights);
  plan.sailings = std::move(onward.sailings);
  plan.batches = std::move(onward.batches);
  plan.closings = std::move(draft.closings);
  std::sort(plan.closings.begin(), plan.closings.end(),
            [](const BaseClosing& a, const BaseClosing& b) { return a.place < b.place; });
  for (const Assumption& assumption : model.assumptions)
    plan.assumptions.push_back(assumption.where + ": " + assumption.text);
  built.work = draft.search.work();
  return built;
}

}  // namespace homeward
