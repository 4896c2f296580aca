// SPDX-License-Identifier: Apache-2.0
#include "convoys/verify.h"

#include <algorithm>
#include <set>

#include "check/families.h"

namespace homeward::bench {

namespace {

class Verifier {
 public:
  Verifier(const many::Traffic& traffic, const many::Routes& routes) : traffic_{traffic}, routes_{routes} {}
  std::vector<std::string> run();

 private:
  void say(std::size_t column, const char* what) {
    faults_.push_back("column " + std::to_string(column) + ": " + what);
  }
  void verify_ends(std::size_t column);
  void verify_step(std::size_t column, std::size_t stop);
  void verify_way(std::size_t column);
  void write_down(std::size_t column, Plan& plan) const;
  void add_passages(std::size_t column, check::Ledger& ledger) const;

  const many::Traffic& traffic_;
  const many::Routes& routes_;
  std::vector<std::string> faults_;
};

/// Every column is of wheeled vehicles.
Duration travel_time(const Model& model, LinkId link) {
  const std::int64_t speed =
      model.links[link].speed_m_per_hour[static_cast<std::size_t>(VehicleClass::wheeled)];
  return divide_up(3600 * model.links[link].length_m, std::min(speed, model.rules.march_rate_m_per_hour));
}

void Verifier::verify_ends(std::size_t column) {
  const many::Traveller& traveller = traffic_.columns[column];
  const Route& route = routes_[column];
  const auto& goals = traffic_.goals[traveller.goals];
  if (route.stops.front().place != traveller.from) say(column, "starts elsewhere");
  if (std::find(goals.begin(), goals.end(), route.stops.back().place) == goals.end())
    say(column, "ends elsewhere");
  if (route.stops.front().depart < traveller.ready) say(column, "leaves before it is ready");
  if (route.stops.front().depart > traveller.depart_until) say(column, "leaves too late");
}

void Verifier::verify_step(std::size_t column, std::size_t i) {
  const Model& model = traffic_.model;
  const RouteStop& stop = routes_[column].stops[i];
  const RouteStop& next = routes_[column].stops[i + 1];
  if (!stop.out) return say(column, "has a stop without a link to the next");
  const Direction way = direction_of(*stop.out);
  const Link& link = model.links[way.link];
  if ((way.forward ? link.from : link.to) != stop.place || (way.forward ? link.to : link.from) != next.place)
    say(column, "takes a link that is not there");
  if (link.use == LinkUse::one_way && !way.forward) say(column, "drives against a one-way link");
  if (next.arrive != stop.depart + travel_time(model, way.link)) say(column, "has a wrong time on a link");
  if (next.depart < next.arrive) say(column, "leaves before it arrives");
  const bool halts = i + 2 < routes_[column].stops.size() && next.depart > next.arrive;
  if (halts && (traffic_.halting == Halting::nowhere || model.places[next.place].parking_vehicles == 0))
    say(column, "halts where it may not");
}

void Verifier::verify_way(std::size_t column) {
  if (routes_[column].stops.size() < 2) return say(column, "has no route");
  verify_ends(column);
  for (std::size_t i = 0; i + 1 < routes_[column].stops.size(); ++i) verify_step(column, i);
  if (traffic_.repeats != Repeats::no_place_twice) return;
  std::set<PlaceId> seen;
  for (const RouteStop& stop : routes_[column].stops)
    if (!seen.insert(stop.place).second) say(column, "comes to a place twice");
}

void Verifier::write_down(std::size_t index, Plan& plan) const {
  Column& column = plan.columns[index];
  column.number = std::to_string(index);
  const Route& route = routes_[index];
  for (const RouteStop& from : route.stops) {
    Stop stop;
    stop.place = from.place;
    stop.arrive = &from == &route.stops.front() ? from.depart : from.arrive;
    stop.depart = from.depart;
    if (from.out) stop.out = direction_of(*from.out);
    stop.lane = from.lane;
    column.stops.push_back(stop);
  }
  Leg leg;
  leg.last_stop = column.stops.size() - 1;
  leg.pass_time_s = traffic_.columns[index].pass_s;
  column.legs.push_back(leg);
}

void Verifier::add_passages(std::size_t index, check::Ledger& ledger) const {
  const Column& column = ledger.plan.columns[index];
  check::ColumnFacts facts;
  facts.column = &column;
  facts.leg_from.assign(column.stops.size(), 0);
  ledger.columns.push_back(facts);
  for (std::size_t i = 0; i + 1 < column.stops.size(); ++i) {
    check::Passage passage;
    passage.column = index;
    passage.stop = i;
    passage.direction = *column.stops[i].out;
    passage.lane = column.stops[i].lane;
    passage.enter = column.stops[i].depart;
    passage.travel_s = travel_time(traffic_.model, passage.direction.link);
    passage.pass_s = column.legs[0].pass_time_s;
    passage.gap_s =
        std::max(traffic_.model.rules.column_gap_s, traffic_.model.links[passage.direction.link].gap_s);
    ledger.passages.push_back(passage);
  }
}

std::vector<std::string> Verifier::run() {
  for (std::size_t i = 0; i < routes_.size(); ++i) verify_way(i);
  if (!faults_.empty()) return faults_;
  Plan plan;
  plan.columns.resize(routes_.size());
  for (std::size_t i = 0; i < routes_.size(); ++i) write_down(i, plan);
  check::Ledger ledger{traffic_.model, plan, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  for (std::size_t i = 0; i < routes_.size(); ++i) add_passages(i, ledger);
  check::Findings findings(traffic_.model);
  check::check_links(ledger, findings);
  check::check_places(ledger, findings);
  for (const Violation& violation : findings.take()) faults_.push_back(violation.sentence);
  return faults_;
}

}  // namespace

std::vector<std::string> verify(const many::Traffic& traffic, const many::Routes& routes) {
  if (routes.size() != traffic.columns.size()) return {"not one route a column"};
  return Verifier(traffic, routes).run();
}

std::int64_t verified_flow(const many::Traffic& traffic, const many::Routes& routes) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < routes.size(); ++i)
    sum += routes[i].stops.back().arrive - traffic.columns[i].ready;
  return sum;
}

}  // namespace homeward::bench
