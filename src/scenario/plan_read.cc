// SPDX-License-Identifier: Apache-2.0
//
// The upper ends of all figures keep every sum and product of the checker inside 64 bits. What is well formed
// but makes no sense (a leg that ends before it begins) is left to the checker, which has the code FORM for
// it.
#include <algorithm>

#include "scenario/certificate_file.h"
#include "scenario/json_object_reader.h"
#include "scenario/plan_file.h"
#include "scenario/plan_keys.h"
#include "scenario/plan_words.h"

namespace homeward {

namespace {

constexpr WholeRange kCount{0, 10'000'000};
constexpr WholeRange kIndex{0, 1'000'000};
constexpr WholeRange kMarchRate{1, 1'000'000};
constexpr WholeRange kPassTime{0, 100'000'000};
constexpr WholeRange kWork{0, 9'007'199'254'740'991};
constexpr std::array kDirectionWords = {"backward", "forward"};

class PlanReader {
 public:
  PlanReader(const Model& model, scenario::Problems& problems) : keys_{model}, problems_{problems} {}

  void records(JsonObjectReader& top, Plan& plan);

 private:
  Column column(JsonValue value, const JsonPath& path);
  Leg leg(JsonValue value, const JsonPath& path);
  VehicleGroup group(JsonValue value, const JsonPath& path);
  Stop stop(JsonValue value, const JsonPath& path);
  std::optional<Direction> direction(JsonObjectReader& reader, Stop& stop);
  ServiceVisit visit(JsonValue value, const JsonPath& path);
  Passengers people(JsonValue value, const JsonPath& path);
  Cargo cargo(JsonValue value, const JsonPath& path);
  Flight flight(JsonValue value, const JsonPath& path);
  Sailing sailing(JsonValue value, const JsonPath& path);
  Batch batch(JsonValue value, const JsonPath& path);
  BaseClosing closing(JsonValue value, const JsonPath& path);

  template <class IdType>
  IdType id(JsonObjectReader& reader, std::string_view name, const KeyTable<IdType>& table) {
    return find(reader, name, table, reader.text(name));
  }
  template <class IdType>
  std::optional<IdType> optional_id(JsonObjectReader& reader, std::string_view name,
                                    const KeyTable<IdType>& table) {
    const auto key = reader.optional_text(name);
    if (!key) return std::nullopt;
    return find(reader, name, table, *key);
  }
  /// An empty key has been complained about already.
  template <class IdType>
  IdType find(JsonObjectReader& reader, std::string_view name, const KeyTable<IdType>& table,
              const std::string& key) {
    if (const auto found = table.find(key)) return *found;
    if (!key.empty())
      reader.refuse(name, "The scenario has no " + std::string(name) + " with the key \"" + key + "\".",
                    "Name the scenario that this plan was made for.");
    return IdType();
  }
  template <class Record>
  auto into(std::vector<Record>& list, Record (PlanReader::*read)(JsonValue, const JsonPath&)) {
    return [this, &list, read](JsonValue value, const JsonPath& path) {
      if (problems_.count() < scenario::Problems::kKept) list.push_back((this->*read)(value, path));
    };
  }

  PlanKeys keys_;
  scenario::Problems& problems_;
};

Cargo PlanReader::cargo(JsonValue value, const JsonPath& path) {
  JsonObjectReader reader(value, path, problems_);
  Cargo cargo;
  cargo.count = reader.whole("count", kCount);
  cargo.lot = id(reader, "lot", keys_.lots);
  reader.refuse_unknown();
  return cargo;
}

Passengers PlanReader::people(JsonValue value, const JsonPath& path) {
  JsonObjectReader reader(value, path, problems_);
  Passengers people;
  people.category = id(reader, "category", keys_.categories);
  people.count = reader.whole("count", kCount);
  people.unit = id(reader, "unit", keys_.units);
  reader.refuse_unknown();
  return people;
}

ServiceVisit PlanReader::visit(JsonValue value, const JsonPath& path) {
  JsonObjectReader reader(value, path, problems_);
  ServiceVisit visit;
  visit.begin = reader.time("begin");
  visit.end = reader.time("end");
  visit.service = id(reader, "service", keys_.services);
  reader.refuse_unknown();
  return visit;
}

VehicleGroup PlanReader::group(JsonValue value, const JsonPath& path) {
  JsonObjectReader reader(value, path, problems_);
  VehicleGroup group;
  if (const auto things = reader.optional_member("cargo"))
    group.cargo = cargo(*things, JsonPath(path, "cargo"));
  group.fleet = optional_id(reader, "fleet", keys_.fleets);
  group.own_lot = optional_id(reader, "own_lot", keys_.lots);
  group.vehicles = reader.whole("vehicles", kCount);
  reader.refuse_unknown();
  if (group.fleet.has_value() == group.own_lot.has_value() && value.kind() == JsonKind::object)
    problems_.add({value.file(), 0, 0, path.pointer()},
                  "A group is either of a \"fleet\" or of an \"own_lot\".", "Give exactly one of the two.");
  return group;
}

Leg PlanReader::leg(JsonValue value, const JsonPath& path) {
  JsonObjectReader reader(value, path, problems_);
  Leg leg;
  leg.first_stop = static_cast<std::size_t>(reader.whole("first_stop", kIndex));
  reader.list("groups", into(leg.groups, &PlanReader::group));
  leg.last_stop = static_cast<std::size_t>(reader.whole("last_stop", kIndex));
  leg.march_rate_m_per_hour = reader.whole("march_rate_m_per_hour", kMarchRate);
  leg.pass_time_s = reader.whole("pass_time_s", kPassTime);
  reader.list_or_empty("passengers", into(leg.passengers, &PlanReader::people));
  reader.refuse_unknown();
  return leg;
}

/// direction, lane and link stand together or not at all.
std::optional<Direction> PlanReader::direction(JsonObjectReader& reader, Stop& stop) {
  const auto link = optional_id(reader, "link", keys_.links);
  if (!link) {
    for (const char* key : {"direction", "lane"})
      if (reader.optional_member(key))
        reader.refuse(key, "The key \"" + std::string(key) + "\" stands here without \"link\".",
                      "Give direction, lane and link together, or, at the last stop, none of them.");
    return std::nullopt;
  }
  stop.lane = reader.whole("lane", kIndex);
  const std::string word = reader.text("direction");
  if (word != kDirectionWords[0] && word != kDirectionWords[1] && !word.empty())
    reader.refuse("direction", "The direction \"" + word + "\" is neither forward nor backward.",
                  "Write forward for from → to of links.csv, else backward.");
  return Direction{*link, word == kDirectionWords[1]};
}

Stop PlanReader::stop(JsonValue value, const JsonPath& path) {
  JsonObjectReader reader(value, path, problems_);
  Stop stop;
  stop.arrive = reader.time("arrive");
  stop.depart = reader.time("depart");
  stop.out = direction(reader, stop);
  stop.place = id(reader, "place", keys_.places);
  stop.rest = reader.truth_or_false("rest");
  reader.list_or_empty("services", into(stop.services, &PlanReader::visit));
  reader.refuse_unknown();
  return stop;
}

Column PlanReader::column(JsonValue value, const JsonPath& path) {
  JsonObjectReader reader(value, path, problems_);
  Column column;
  const std::string word = reader.text("class");
  const auto found = std::find(kColumnClassWords.begin(), kColumnClassWords.end(), word);
  if (found != kColumnClassWords.end()) {
    column.column_class = static_cast<ColumnClass>(found - kColumnClassWords.begin());
  } else if (!word.empty()) {
    reader.refuse("class", "There is no class of columns \"" + word + "\".",
                  "Write loaded, empty, self_driving, people or last_out.");
  }
  reader.list("legs", into(column.legs, &PlanReader::leg));
  column.number = reader.text("number");
  column.serial = reader.text("serial");
  reader.list("stops", into(column.stops, &PlanReader::stop));
  reader.refuse_unknown();
  return column;
}

Flight PlanReader::flight(JsonValue value, const JsonPath& path) {
  JsonObjectReader reader(value, path, problems_);
  Flight flight;
  flight.aircraft = id(reader, "aircraft", keys_.aircraft);
  flight.airframe = reader.whole("airframe", kIndex);
  flight.from = id(reader, "from", keys_.places);
  flight.landing = reader.time("landing");
  flight.number = reader.text("number");
  reader.list_or_empty("passengers", into(flight.passengers, &PlanReader::people));
  flight.take_off = reader.time("take_off");
  flight.to = id(reader, "to", keys_.places);
  reader.refuse_unknown();
  return flight;
}

Sailing PlanReader::sailing(JsonValue value, const JsonPath& path) {
  JsonObjectReader reader(value, path, problems_);
  Sailing sailing;
  sailing.arrive = reader.time("arrive");
  sailing.berth = reader.time("berth");
  reader.list("cargo", into(sailing.cargo, &PlanReader::cargo));
  sailing.sail = reader.time("sail");
  sailing.ship = id(reader, "ship", keys_.ships);
  reader.refuse_unknown();
  return sailing;
}

Batch PlanReader::batch(JsonValue value, const JsonPath& path) {
  JsonObjectReader reader(value, path, problems_);
  Batch batch;
  batch.begin = reader.time("begin");
  batch.count = reader.whole("count", kCount);
  batch.end = reader.time("end");
  batch.lot = id(reader, "lot", keys_.lots);
  batch.service = id(reader, "service", keys_.services);
  reader.refuse_unknown();
  return batch;
}

BaseClosing PlanReader::closing(JsonValue value, const JsonPath& path) {
  JsonObjectReader reader(value, path, problems_);
  BaseClosing closing;
  closing.at = reader.time("at");
  closing.place = id(reader, "place", keys_.places);
  reader.refuse_unknown();
  return closing;
}

void PlanReader::records(JsonObjectReader& top, Plan& plan) {
  top.list("assumptions", [&](JsonValue entry, const JsonPath& at) {
    plan.assumptions.push_back(checked_text(entry, at, problems_));
  });
  top.list("batches", into(plan.batches, &PlanReader::batch));
  plan.bound = top.optional_time("bound");
  if (const auto certificate = top.optional_member("bound_certificate"))
    plan.bound_certificate =
        take_certificate(*certificate, JsonPath(top.path(), "bound_certificate"), problems_);
  top.list("closings", into(plan.closings, &PlanReader::closing));
  top.list("columns", into(plan.columns, &PlanReader::column));
  top.list("flights", into(plan.flights, &PlanReader::flight));
  top.list("sailings", into(plan.sailings, &PlanReader::sailing));
}

/// The object "about". Only a plan of this format is read any further.
void read_about(JsonObjectReader& top, Plan& plan) {
  const auto value = top.member("about");
  if (!value) return;
  const JsonPath path(top.path(), "about");
  JsonObjectReader about(*value, path, top.problems());
  about.map("branch", [&](std::string_view key, JsonValue entry, const JsonPath& at) {
    plan.branch.emplace_back(key, checked_text(entry, at, top.problems()));
  });
  about.map_or_empty("decided_at", [&](std::string_view key, JsonValue entry, const JsonPath& at) {
    plan.decided_at.emplace_back(key, checked_time(entry, at, top.problems()));
  });
  const std::int64_t format = about.whole("format", {1, kIndex.most});
  if (format != kPlanFormat)
    about.refuse("format",
                 "This plan has format " + std::to_string(format) + "; this program reads format 1.",
                 "Use the version of homeward that wrote it, or a newer one.");
  plan.scenario_sha256 = about.text("scenario");
  plan.seed = about.unsigned_whole("seed");
  plan.scenario_title = about.text("title");
  plan.version = about.text("version");
  plan.work = about.whole("work", kWork);
  about.refuse_unknown();
  std::sort(plan.branch.begin(), plan.branch.end());
  std::sort(plan.decided_at.begin(), plan.decided_at.end());
}

std::vector<std::pair<std::string, std::string>> branch_of(const Model& model) {
  std::vector<std::pair<std::string, std::string>> branch;
  for (const Condition& condition : model.conditions) branch.emplace_back(condition.key, condition.outcome);
  std::sort(branch.begin(), branch.end());
  return branch;
}

void refuse_other_scenario(const Model& model, const Plan& plan, const std::string& file,
                           scenario::Problems& problems) {
  if (plan.scenario_sha256 != model.scenario_sha256)
    problems.add({file, 0, 0, "/about/scenario"},
                 "This is the plan of another scenario, or of another state of this one (\"" +
                     plan.scenario_title + "\", " + plan.scenario_sha256.substr(0, 12) +
                     "…; the scenario here is " + model.scenario_sha256.substr(0, 12) + "…).",
                 "Plan again, or name the scenario that the plan was made for.");
  if (plan.branch != branch_of(model))
    problems.add({file, 0, 0, "/about/branch"},
                 "The plan was made for other outcomes of the scenario's conditions.",
                 "Read the scenario for the outcomes that stand at this pointer.");
  for (const auto& [key, at] : plan.decided_at)
    if (std::none_of(model.conditions.begin(), model.conditions.end(),
                     [&key = key](const Condition& condition) { return condition.key == key; }))
      problems.add({file, 0, 0, "/about/decided_at"}, "The scenario has no condition \"" + key + "\".",
                   "Name the scenario that this plan was made for.");
}

}  // namespace

Result<PlanHeader> read_plan_header(const JsonDocument& document) {
  scenario::Problems problems;
  const JsonPath root;
  JsonObjectReader top(document.root(), root, problems);
  Plan plan;
  read_about(top, plan);
  if (!problems.empty()) return problems.take();
  return PlanHeader{plan.scenario_sha256, plan.scenario_title, plan.branch, plan.decided_at};
}

Result<Plan> read_plan(const Model& model, const JsonDocument& document, OtherScenario other) {
  scenario::Problems problems;
  const JsonPath root;
  JsonObjectReader top(document.root(), root, problems);
  Plan plan;
  read_about(top, plan);
  if (problems.empty() && other == OtherScenario::refuse)
    refuse_other_scenario(model, plan, document.file(), problems);
  if (!problems.empty()) return problems.take();
  PlanReader(model, problems).records(top, plan);
  top.refuse_unknown();
  if (!problems.empty()) return problems.take();
  order_plan(plan);
  return plan;
}

Result<Plan> read_plan(const Model& model, std::string_view bytes, const std::string& file,
                       OtherScenario other) {
  const Result<JsonDocument> document = JsonDocument::parse(bytes, file);
  if (!document) return document.problems();
  return read_plan(model, document.value(), other);
}

}  // namespace homeward
