// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <tuple>

#include "base/check.h"
#include "scenario/certificate_file.h"
#include "scenario/json_text.h"
#include "scenario/plan_file.h"
#include "scenario/plan_words.h"

namespace homeward {

namespace {

/// Writes one plan. Members of objects stand in the order of their keys.
class PlanWriter {
 public:
  PlanWriter(const Model& model, const Plan& plan) : model_{model}, plan_{plan} {}

  std::string write();

 private:
  void about();
  void column(const Column& column);
  void leg(const Leg& leg);
  void group(const VehicleGroup& group);
  void stop(const Stop& stop);
  void services(const std::vector<ServiceVisit>& visits);
  void passengers(const std::vector<Passengers>& passengers);
  void cargo(const Cargo& cargo);
  void flight(const Flight& flight);
  void sailing(const Sailing& sailing);
  void batch(const Batch& batch);
  void closing(const BaseClosing& closing);

  /// A list with one record a line.
  template <class Record>
  void records(std::string_view name, const std::vector<Record>& list,
               void (PlanWriter::*put)(const Record&)) {
    json_.line();
    json_.key(name);
    json_.begin_list();
    for (const Record& record : list) {
      json_.line();
      (this->*put)(record);
    }
    json_.end_list();
  }
  template <class Table, class IdType>
  void key_of(std::string_view name, const Table& table, IdType id) {
    HW_CHECK(table.contains(id));
    member(name, table[id].key);
  }
  void member(std::string_view name, std::string_view text) {
    json_.key(name);
    json_.text(text);
  }
  void whole(std::string_view name, std::int64_t value) {
    json_.key(name);
    json_.number(value);
  }
  void time(std::string_view name, Time value) {
    json_.key(name);
    json_.time(value);
  }

  const Model& model_;
  const Plan& plan_;
  JsonText json_;
};

void PlanWriter::about() {
  json_.begin_object();
  json_.key("branch");
  json_.begin_object();
  for (const auto& [condition, outcome] : plan_.branch) member(condition, outcome);
  json_.end_object();
  if (!plan_.decided_at.empty()) {
    json_.key("decided_at");
    json_.begin_object();
    for (const auto& [condition, at] : plan_.decided_at) time(condition, at);
    json_.end_object();
  }
  whole("format", kPlanFormat);
  member("scenario", plan_.scenario_sha256);
  json_.key("seed");
  json_.number(plan_.seed);
  member("title", plan_.scenario_title);
  member("version", plan_.version);
  whole("work", plan_.work);
  json_.end_object();
}

void PlanWriter::cargo(const Cargo& cargo) {
  json_.begin_object();
  whole("count", cargo.count);
  key_of("lot", model_.lots, cargo.lot);
  json_.end_object();
}

void PlanWriter::passengers(const std::vector<Passengers>& passengers) {
  if (passengers.empty()) return;
  json_.key("passengers");
  json_.begin_list();
  for (const Passengers& people : passengers) {
    json_.begin_object();
    key_of("category", model_.categories, people.category);
    whole("count", people.count);
    key_of("unit", model_.units, people.unit);
    json_.end_object();
  }
  json_.end_list();
}

void PlanWriter::group(const VehicleGroup& group) {
  json_.begin_object();
  if (group.cargo) {
    json_.key("cargo");
    cargo(*group.cargo);
  }
  if (group.fleet) key_of("fleet", model_.fleets, *group.fleet);
  if (group.own_lot) key_of("own_lot", model_.lots, *group.own_lot);
  whole("vehicles", group.vehicles);
  json_.end_object();
}

void PlanWriter::leg(const Leg& leg) {
  json_.begin_object();
  whole("first_stop", static_cast<std::int64_t>(leg.first_stop));
  json_.key("groups");
  json_.begin_list();
  for (const VehicleGroup& vehicles : leg.groups) group(vehicles);
  json_.end_list();
  whole("last_stop", static_cast<std::int64_t>(leg.last_stop));
  whole("march_rate_m_per_hour", leg.march_rate_m_per_hour);
  whole("pass_time_s", leg.pass_time_s);
  passengers(leg.passengers);
  json_.end_object();
}

void PlanWriter::services(const std::vector<ServiceVisit>& visits) {
  if (visits.empty()) return;
  json_.key("services");
  json_.begin_list();
  for (const ServiceVisit& visit : visits) {
    json_.begin_object();
    time("begin", visit.begin);
    time("end", visit.end);
    key_of("service", model_.services, visit.service);
    json_.end_object();
  }
  json_.end_list();
}

void PlanWriter::stop(const Stop& stop) {
  json_.begin_object();
  time("arrive", stop.arrive);
  time("depart", stop.depart);
  if (stop.out) {
    member("direction", stop.out->forward ? "forward" : "backward");
    whole("lane", stop.lane);
    key_of("link", model_.links, stop.out->link);
  }
  key_of("place", model_.places, stop.place);
  if (stop.rest) {
    json_.key("rest");
    json_.truth(true);
  }
  services(stop.services);
  json_.end_object();
}

void PlanWriter::column(const Column& column) {
  json_.begin_object();
  member("class", column_class_word(column.column_class));
  json_.key("legs");
  json_.begin_list();
  for (const Leg& part : column.legs) leg(part);
  json_.end_list();
  member("number", column.number);
  member("serial", column.serial);
  json_.key("stops");
  json_.begin_list();
  for (const Stop& place : column.stops) stop(place);
  json_.end_list();
  json_.end_object();
}

void PlanWriter::flight(const Flight& flight) {
  json_.begin_object();
  key_of("aircraft", model_.aircraft, flight.aircraft);
  whole("airframe", flight.airframe);
  key_of("from", model_.places, flight.from);
  time("landing", flight.landing);
  member("number", flight.number);
  passengers(flight.passengers);
  time("take_off", flight.take_off);
  key_of("to", model_.places, flight.to);
  json_.end_object();
}

void PlanWriter::sailing(const Sailing& sailing) {
  json_.begin_object();
  time("arrive", sailing.arrive);
  time("berth", sailing.berth);
  json_.key("cargo");
  json_.begin_list();
  for (const Cargo& things : sailing.cargo) cargo(things);
  json_.end_list();
  time("sail", sailing.sail);
  key_of("ship", model_.ships, sailing.ship);
  json_.end_object();
}

void PlanWriter::batch(const Batch& batch) {
  json_.begin_object();
  time("begin", batch.begin);
  whole("count", batch.count);
  time("end", batch.end);
  key_of("lot", model_.lots, batch.lot);
  key_of("service", model_.services, batch.service);
  json_.end_object();
}

void PlanWriter::closing(const BaseClosing& closing) {
  json_.begin_object();
  time("at", closing.at);
  key_of("place", model_.places, closing.place);
  json_.end_object();
}

std::string PlanWriter::write() {
  json_.begin_object();
  json_.key("about");
  about();
  json_.line();
  json_.key("assumptions");
  json_.begin_list();
  for (const std::string& assumption : plan_.assumptions) {
    json_.line();
    json_.text(assumption);
  }
  json_.end_list();
  records("batches", plan_.batches, &PlanWriter::batch);
  if (plan_.bound) {
    json_.line();
    time("bound", *plan_.bound);
  }
  if (plan_.bound_certificate) {
    json_.line();
    json_.key("bound_certificate");
    put_certificate(json_, *plan_.bound_certificate);
  }
  records("closings", plan_.closings, &PlanWriter::closing);
  records("columns", plan_.columns, &PlanWriter::column);
  records("flights", plan_.flights, &PlanWriter::flight);
  records("sailings", plan_.sailings, &PlanWriter::sailing);
  json_.line();
  json_.end_object();
  return json_.take();
}

Time first_departure(const Column& column) { return column.stops.empty() ? 0 : column.stops.front().depart; }

}  // namespace

void order_plan(Plan& plan) {
  std::stable_sort(plan.columns.begin(), plan.columns.end(), [](const Column& a, const Column& b) {
    // Numbers are unique in a good plan; a bad one has an order too.
    const auto key = [](const Column& column) {
      return std::make_tuple(first_departure(column), std::cref(column.number), std::cref(column.serial),
                             column.column_class, column.stops.size(), column.legs.size());
    };
    return key(a) < key(b);
  });
  std::stable_sort(plan.flights.begin(), plan.flights.end(), [](const Flight& a, const Flight& b) {
    return std::tie(a.take_off, a.number) < std::tie(b.take_off, b.number);
  });
  std::stable_sort(plan.sailings.begin(), plan.sailings.end(), [](const Sailing& a, const Sailing& b) {
    return std::tie(a.sail, a.ship) < std::tie(b.sail, b.ship);
  });
  std::stable_sort(plan.batches.begin(), plan.batches.end(), [](const Batch& a, const Batch& b) {
    return std::tie(a.begin, a.service, a.lot) < std::tie(b.begin, b.service, b.lot);
  });
  std::stable_sort(plan.closings.begin(), plan.closings.end(),
                   [](const BaseClosing& a, const BaseClosing& b) { return a.place < b.place; });
  std::sort(plan.branch.begin(), plan.branch.end());
  std::sort(plan.decided_at.begin(), plan.decided_at.end());
}

std::string write_plan(const Model& model, const Plan& plan) {
  Plan ordered = plan;
  order_plan(ordered);
  return PlanWriter(model, ordered).write();
}

}  // namespace homeward
