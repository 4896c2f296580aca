// SPDX-License-Identifier: Apache-2.0
#include "scenario/plan_example.h"

#include <string>
#include <tuple>

#include "scenario/plan_file.h"
#include "scenario/utc_text.h"

namespace homeward::test {

namespace {

template <class Table>
void add_keys(Table& table, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    auto row = typename std::remove_cvref_t<decltype(*table.begin())>();
    row.key = key;
    table.push_back(std::move(row));
  }
}

Time at(const char* text) { return parse_utc_text(text).value(); }

class RandomPlan {
 public:
  RandomPlan(const Model& model, Rng& rng) : model_{model}, rng_{rng} {}

  Plan plan() {
    Plan plan;
    plan.scenario_sha256 = model_.scenario_sha256;
    plan.scenario_title = text();
    plan.branch = {{"immunity", "refused"}};
    if (coin()) plan.decided_at = {{"immunity", time()}};
    plan.version = text();
    plan.seed = rng_.bits();
    plan.work = rng_.between(0, 1'000'000'000'000);
    fill(plan.columns, &RandomPlan::column);
    fill(plan.flights, &RandomPlan::flight);
    fill(plan.sailings, &RandomPlan::sailing);
    fill(plan.batches, &RandomPlan::batch);
    fill(plan.closings, &RandomPlan::closing);
    fill(plan.assumptions, &RandomPlan::text);
    if (coin()) plan.bound = time();
    if (coin()) plan.bound_certificate = certificate();
    order_plan(plan);
    return plan;
  }

 private:
  bool coin() { return rng_.chance(1, 2); }
  std::int64_t count() { return rng_.between(0, 10'000'000); }
  Time time() {
    return coin() ? rng_.between(1'300'000'000, 1'330'000'000) : rng_.between(kFirstUtcText, kLastUtcText);
  }
  template <class IdType, class Row>
  IdType any(const IdVector<IdType, Row>& table) {
    return IdType(rng_.below(table.size()));
  }
  std::string text() {
    static const char* const kPieces[] = {"a", "Z", "\"", "\\", "/", "é", "…", " ", "0", "😀", "<", "{", "~"};
    std::string text = "x";
    for (std::uint64_t i = rng_.below(8); i > 0; --i) text += kPieces[rng_.below(std::size(kPieces))];
    return text;
  }
  template <class Value>
  void fill(std::vector<Value>& list, Value (RandomPlan::*make)()) {
    for (std::uint64_t i = rng_.below(4); i > 0; --i) list.push_back((this->*make)());
  }
  Passengers people() { return {any(model_.units), any(model_.categories), count()}; }
  Cargo cargo() { return {any(model_.lots), count()}; }
  ServiceVisit visit() { return {any(model_.services), time(), time()}; }
  VehicleGroup group() {
    VehicleGroup group;
    if (coin()) {
      group.fleet = any(model_.fleets);
    } else {
      group.own_lot = any(model_.lots);
    }
    group.vehicles = count();
    if (coin()) group.cargo = cargo();
    return group;
  }
  Stop stop() {
    Stop stop{any(model_.places), time(), time(), {}, coin(), {}, 1};
    fill(stop.services, &RandomPlan::visit);
    if (coin()) {
      stop.out = Direction{any(model_.links), coin()};
      stop.lane = rng_.between(0, 9);
    }
    return stop;
  }
  Leg leg() {
    Leg leg;
    leg.first_stop = rng_.below(1000);
    leg.last_stop = rng_.below(1000);
    leg.march_rate_m_per_hour = rng_.between(1, 100'000);
    leg.pass_time_s = rng_.between(0, 100'000);
    fill(leg.groups, &RandomPlan::group);
    fill(leg.passengers, &RandomPlan::people);
    return leg;
  }
  Column column() {
    Column column;
    column.number = text();
    column.serial = text();
    column.column_class = static_cast<ColumnClass>(rng_.below(kColumnClasses));
    fill(column.stops, &RandomPlan::stop);
    fill(column.legs, &RandomPlan::leg);
    return column;
  }
  Flight flight() {
    Flight flight{text(),
                  any(model_.aircraft),
                  rng_.between(0, 99),
                  any(model_.places),
                  any(model_.places),
                  time(),
                  time(),
                  {}};
    fill(flight.passengers, &RandomPlan::people);
    return flight;
  }
  Sailing sailing() {
    Sailing sailing{any(model_.ships), time(), time(), time(), {}};
    fill(sailing.cargo, &RandomPlan::cargo);
    return sailing;
  }
  Batch batch() { return {any(model_.services), any(model_.lots), count(), time(), time()}; }
  BaseClosing closing() { return {any(model_.places), time()}; }
  CertificateResource resource() { return {text(), rng_.between(0, 1'000'000), time(), time()}; }
  Certificate certificate() {
    Certificate certificate;
    certificate.format = coin() ? 0 : 1;
    certificate.scenario_sha256 = text();
    certificate.branch = {{"immunity", "refused"}};
    certificate.not_ready_before = {{"1-8 IN", time()}, {"2-82 FA", time()}};
    certificate.no_closure_before = time();
    if (coin()) certificate.given = GivenStart{time(), {{"1-8 IN", 12}, {"VBC/flatbed_load", 3}}};
    fill(certificate.lots, &RandomPlan::text);
    fill(certificate.resources, &RandomPlan::resource);
    certificate.sentence = text();
    return certificate;
  }

  const Model& model_;
  Rng& rng_;
};

auto fields(const ServiceVisit& v) { return std::tie(v.service, v.begin, v.end); }
auto fields(const VehicleGroup& g) { return std::tie(g.fleet, g.own_lot, g.vehicles, g.cargo); }
auto fields(const Sailing& s) { return std::tie(s.ship, s.berth, s.sail, s.arrive, s.cargo); }
auto fields(const Batch& b) { return std::tie(b.service, b.lot, b.count, b.begin, b.end); }
auto fields(const BaseClosing& c) { return std::tie(c.place, c.at); }
auto fields(const CertificateResource& r) { return std::tie(r.id, r.weight, r.from, r.until); }
auto fields(const Flight& f) {
  return std::tie(f.number, f.aircraft, f.airframe, f.from, f.to, f.take_off, f.landing, f.passengers);
}

template <class T>
bool equal(const std::vector<T>& a, const std::vector<T>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const T& x, const T& y) { return fields(x) == fields(y); });
}

bool same(const Stop& a, const Stop& b) {
  return std::tie(a.place, a.arrive, a.depart, a.rest, a.out, a.lane) ==
             std::tie(b.place, b.arrive, b.depart, b.rest, b.out, b.lane) &&
         equal(a.services, b.services);
}

bool same(const Leg& a, const Leg& b) {
  return std::tie(a.first_stop, a.last_stop, a.march_rate_m_per_hour, a.pass_time_s, a.passengers) ==
             std::tie(b.first_stop, b.last_stop, b.march_rate_m_per_hour, b.pass_time_s, b.passengers) &&
         equal(a.groups, b.groups);
}

bool same(const Column& a, const Column& b) {
  const auto same_each = [](const auto& x, const auto& y) { return same(x, y); };
  return std::tie(a.number, a.serial, a.column_class) == std::tie(b.number, b.serial, b.column_class) &&
         std::equal(a.stops.begin(), a.stops.end(), b.stops.begin(), b.stops.end(), same_each) &&
         std::equal(a.legs.begin(), a.legs.end(), b.legs.begin(), b.legs.end(), same_each);
}

bool same(const Certificate& a, const Certificate& b) {
  return std::tie(a.format, a.scenario_sha256, a.branch, a.not_ready_before, a.no_closure_before, a.lots,
                  a.sentence) == std::tie(b.format, b.scenario_sha256, b.branch, b.not_ready_before,
                                          b.no_closure_before, b.lots, b.sentence) &&
         equal(a.resources, b.resources);
}

}  // namespace

Model plan_example_model() {
  Model model;
  model.title = "Two places";
  model.scenario_sha256 = std::string(64, 'a');
  add_keys(model.places, {"base", "port"});
  add_keys(model.links, {"base-port", "port-base"});
  add_keys(model.services, {"gate", "wash"});
  add_keys(model.categories, {"military", "contractor"});
  add_keys(model.units, {"1-8 IN", "2-82 FA"});
  add_keys(model.lots, {"VBC/flatbed_load", "VBC/mrap"});
  add_keys(model.fleets, {"flatbed", "escort"});
  add_keys(model.aircraft, {"C-17", "charter"});
  add_keys(model.ships, {"USNS Bob Hope", "MV Green Bay"});
  add_keys(model.conditions, {"immunity"});
  model.conditions[ConditionId(0)].outcome = "refused";
  return model;
}

Plan plan_example(const Model& model) {
  Plan plan;
  plan.scenario_sha256 = model.scenario_sha256;
  plan.scenario_title = model.title;
  plan.branch = {{"immunity", "refused"}};
  plan.version = "0.1.0";
  plan.seed = 7;
  plan.work = 1234;
  plan.assumptions = {"links.csv row 2: MLC 100 is assumed"};
  Column column{"25-USV-08", "VBC flatbed 001", ColumnClass::loaded, {}, {}};
  column.stops.push_back({PlaceId(0),
                          at("2011-11-25T14:00:00Z"),
                          at("2011-11-25T16:00:00Z"),
                          {{ServiceId(0), at("2011-11-25T14:00:00Z"), at("2011-11-25T15:30:00Z")}},
                          true,
                          Direction{LinkId(0), true},
                          1});
  column.stops.push_back(
      {PlaceId(1), at("2011-11-25T20:00:00Z"), at("2011-11-25T20:00:00Z"), {}, false, {}, 1});
  column.legs.push_back({0,
                         1,
                         40000,
                         2520,
                         {{FleetId(0), {}, 40, Cargo{LotId(0), 40}}, {{}, LotId(1), 5, {}}},
                         {{UnitId(0), CategoryId(0), 10}}});
  plan.columns.push_back(column);
  plan.flights.push_back({"C17-001",
                          AircraftId(0),
                          0,
                          PlaceId(0),
                          PlaceId(1),
                          at("2011-12-01T06:00:00Z"),
                          at("2011-12-01T08:00:00Z"),
                          {{UnitId(1), CategoryId(0), 100}}});
  plan.sailings.push_back({ShipId(0),
                           at("2011-12-02T00:00:00Z"),
                           at("2011-12-04T00:00:00Z"),
                           at("2012-01-03T00:00:00Z"),
                           {{LotId(0), 40}}});
  plan.batches.push_back(
      {ServiceId(1), LotId(0), 40, at("2011-11-26T00:00:00Z"), at("2011-11-26T08:00:00Z")});
  plan.closings.push_back({PlaceId(0), at("2011-12-18T04:30:00Z")});
  plan.bound = at("2011-12-04T03:00:00Z");
  Certificate certificate;
  certificate.format = 1;
  certificate.scenario_sha256 = model.scenario_sha256;
  certificate.branch = plan.branch;
  certificate.not_ready_before = {{"1-8 IN", at("2011-12-01T00:00:00Z")}};
  certificate.no_closure_before = *plan.bound;
  certificate.lots = {"VBC/flatbed_load"};
  certificate.resources = {{"fleet:flatbed", 1, at("2011-10-21T15:00:00Z"), *plan.bound}};
  certificate.sentence = "Short 166.";
  plan.bound_certificate = certificate;
  return plan;
}

Plan random_plan(const Model& model, Rng& rng) { return RandomPlan(model, rng).plan(); }

std::string difference(const Plan& a, const Plan& b) {
  const auto same_each = [](const auto& x, const auto& y) { return same(x, y); };
  if (std::tie(a.scenario_sha256, a.scenario_title, a.branch, a.version, a.seed, a.work) !=
      std::tie(b.scenario_sha256, b.scenario_title, b.branch, b.version, b.seed, b.work))
    return "about";
  if (!std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(), same_each))
    return "columns";
  if (!equal(a.flights, b.flights)) return "flights";
  if (!equal(a.sailings, b.sailings)) return "sailings";
  if (!equal(a.batches, b.batches)) return "batches";
  if (!equal(a.closings, b.closings)) return "closings";
  if (a.bound != b.bound) return "bound";
  if (a.bound_certificate.has_value() != b.bound_certificate.has_value()) return "certificate";
  if (a.bound_certificate && !same(*a.bound_certificate, *b.bound_certificate)) return "certificate";
  return a.assumptions == b.assumptions ? "" : "assumptions";
}

}  // namespace homeward::test
