// SPDX-License-Identifier: Apache-2.0
#include "report/course.h"

#include <algorithm>
#include <map>
#include <set>

#include "report/facts.h"
#include "report/load.h"

namespace homeward {

namespace {

double hours(Duration seconds) { return static_cast<double>(seconds) / static_cast<double>(kHour); }

class GatewayBook {
 public:
  explicit GatewayBook(const Model& model) : model_{model} {}

  Gateway& at(PlaceId place, GatewayWay way) {
    Gateway& gateway = book_[{way, model_.places[place].key}];
    gateway.key = model_.places[place].key;
    gateway.name = short_name(model_.places[place]);
    gateway.way = way;
    return gateway;
  }
  void add(const Column& column) {
    for (const Leg& leg : column.legs)
      for (std::size_t i = leg.first_stop; i < leg.last_stop; ++i) {
        const PlaceId to = column.stops[i + 1].place;
        if (!model_.in_zone(column.stops[i].place) || model_.in_zone(to)) continue;
        for (const Passengers& who : leg.passengers) at(to, GatewayWay::road).people += who.count;
        for (const VehicleGroup& group : leg.groups) {
          if (group.cargo) at(to, GatewayWay::road).things += group.cargo->count;
          if (group.own_lot) at(to, GatewayWay::road).things += group.vehicles;
        }
      }
  }
  void add(const Flight& flight) {
    if (!model_.in_zone(flight.from) || model_.in_zone(flight.to)) return;
    for (const Passengers& who : flight.passengers) at(flight.from, GatewayWay::air).people += who.count;
  }
  void add(const Sailing& sailing) {
    for (const Cargo& cargo : sailing.cargo)
      at(model_.ships[sailing.ship].port, GatewayWay::sea).things += cargo.count;
  }
  std::vector<Gateway> take() const {
    std::vector<Gateway> gateways;
    for (const auto& [key, gateway] : book_) gateways.push_back(gateway);
    return gateways;
  }

 private:
  const Model& model_;
  std::map<std::pair<GatewayWay, std::string>, Gateway> book_;
};

std::vector<Gateway> gateways_of(const Facts& facts) {
  GatewayBook book(facts.model);
  for (const Column& column : facts.plan.columns) book.add(column);
  for (const Flight& flight : facts.plan.flights) book.add(flight);
  for (const Sailing& sailing : facts.plan.sailings) book.add(sailing);
  return book.take();
}

void add_changes(const Steps& steps, std::vector<Change>& changes) {
  std::int64_t before = 0;
  for (const Step& step : steps) {
    changes.push_back({step.at, step.value - before});
    before = step.value;
  }
}

void add_fleets(const Facts& facts, Course& course) {
  std::vector<Change> trucks, escorts;
  for (const FleetId id : facts.model.fleets.ids()) {
    const Fleet& fleet = facts.model.fleets[id];
    const FleetUse use = fleet_use(facts, id);
    std::vector<Change> changes;
    for (const Steps* steps : {&use.loaded, &use.empty, &use.turning}) add_changes(*steps, changes);
    std::vector<Change>& together = fleet.kind == FleetKind::escort ? escorts : trucks;
    together.insert(together.end(), changes.begin(), changes.end());
    course.fleets.push_back({fleet.key, fleet.name, use.total,
                             largest_value(steps_from(std::move(changes), facts.model.start, 0))});
  }
  course.trucks_peak = largest_value(steps_from(std::move(trucks), facts.model.start, 0));
  course.escorts_peak = largest_value(steps_from(std::move(escorts), facts.model.start, 0));
}

void add_lift(const Facts& facts, Course& course) {
  std::set<std::pair<AircraftId, std::int64_t>> airframes;
  for (const Flight& flight : facts.plan.flights) {
    ++(flight.passengers.empty() ? course.empty_flights : course.flights);
    airframes.insert({flight.aircraft, flight.airframe});
  }
  course.airframes = static_cast<std::int64_t>(airframes.size());
  course.sailings = static_cast<std::int64_t>(facts.plan.sailings.size());
  for (const Sailing& sailing : facts.plan.sailings)
    for (const Cargo& cargo : sailing.cargo) course.shipped += cargo.count;
}

void add_bases(const Facts& facts, Course& course) {
  for (const BaseFacts& base : facts.bases) {
    const Place& place = facts.model.places[base.place];
    course.bases.push_back({place.key, short_name(place), base.people, base.closes_at});
  }
  std::sort(course.bases.begin(), course.bases.end(),
            [](const CourseBase& a, const CourseBase& b) { return a.key < b.key; });
}

void add_people(const Facts& facts, Course& course) {
  for (const CategoryFacts& category : facts.categories) {
    course.people_by_road += category.out_by_road;
    course.people_by_air += category.out_by_air;
  }
  course.people_out = course.people_by_road + course.people_by_air;
  course.people_in_zone = people_in_zone(facts, {});
  course.people_days = static_cast<double>(facts.figures.zone_person_s) / static_cast<double>(kDay);
  course.road_person_hours = facts.figures.road_person_hours;
  course.risk_weight = facts.figures.risk_person_hours;
}

}  // namespace

namespace {

CourseRisk risk_of(const simulate::Simulation& played) {
  const auto percent = [](std::int64_t per_million) { return static_cast<double>(per_million) / 10'000; };
  const auto closed_by = [&](int percentile) {
    const auto found = std::find(simulate::kPercentiles.begin(), simulate::kPercentiles.end(), percentile);
    return played.closure.at[static_cast<std::size_t>(found - simulate::kPercentiles.begin())];
  };
  const simulate::Share& share = played.out_by_deadline;
  return {share.of,
          percent(share.per_million),
          percent(share.low_per_million),
          percent(share.high_per_million),
          closed_by(50),
          closed_by(90),
          closed_by(95)};
}

}  // namespace

Course course_of(const CourseInput& input) {
  const Facts facts(input.model, input.plan, input.options);
  Course course;
  course.name = input.name;
  course.scenario_title = input.model.title;
  course.scenario_sha256 = input.plan.scenario_sha256;
  course.plan_sha256 = input.options.plan_sha256;
  course.branch = input.plan.branch;
  course.verdict = facts.verdict;
  course.proof = input.options.certificate;
  course.deadline = input.model.deadline;
  course.closure = facts.figures.closure;
  course.final_closure = facts.figures.final_closure;
  if (input.options.simulation) course.risk = risk_of(*input.options.simulation);
  if (course.proof != Proof::refuted) course.bound = input.plan.bound;
  course.loaded_km = static_cast<double>(facts.figures.loaded_vehicle_m) / 1000;
  course.empty_km = static_cast<double>(facts.figures.empty_vehicle_m) / 1000;
  course.escort_km = static_cast<double>(facts.figures.escort_vehicle_m) / 1000;
  course.waiting_hours = hours(facts.figures.waiting_s);
  course.columns = static_cast<std::int64_t>(input.plan.columns.size());
  course.gateways = gateways_of(facts);
  for (const Utilisation& use : utilisations(facts))
    course.loads.push_back({use.kind, use.name, use.share()});
  add_people(facts, course);
  add_lift(facts, course);
  add_fleets(facts, course);
  add_bases(facts, course);
  return course;
}

}  // namespace homeward
