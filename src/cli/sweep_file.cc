// SPDX-License-Identifier: Apache-2.0
#include "cli/sweep_file.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "scenario/json_object_reader.h"
#include "scenario/strict_json.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

using nlohmann::json;

constexpr std::int64_t kFormat = 1;
constexpr WholeRange kAny{0, 9'007'199'254'740'991};
constexpr std::array kModes = {"combinations", "one_at_a_time"};

json row_json(const SweepRow& row) {
  json object = {{"point", row.point}, {"status", sweep_status_name(row.result.status)}};
  object["values"] = json::object();
  for (const auto& [name, value] : row.values) object["values"][name] = value;
  if (row.result.closure) object["closure"] = utc_text(*row.result.closure);
  if (row.result.bound) object["bound"] = utc_text(*row.result.bound);
  if (row.result.closure && row.result.bound)
    object["gap_seconds"] = std::max<Duration>(0, *row.result.closure - *row.result.bound);
  object["late_seconds"] = row.result.late_s;
  object["zone_person_seconds"] = row.result.zone_person_s;
  object["vehicle_km"] = row.result.vehicle_km;
  if (!row.result.problem.empty()) object["problem"] = row.result.problem;
  return object;
}

class SweepReader {
 public:
  explicit SweepReader(scenario::Problems& problems) : problems_{problems} {}

  Sweep read(const JsonDocument& document) {
    const JsonPath root;
    JsonObjectReader top(document.root(), root, problems_);
    Sweep sweep;
    if (top.whole("format", {1, kAny.most}) != kFormat)
      top.refuse("format", "This is no sweep of format 1.", "Use the version of homeward that wrote it.");
    top.list("axes", [&](JsonValue value, const JsonPath& path) { sweep.axes.push_back(axis(value, path)); });
    const std::string mode = top.text("mode");
    if (mode != kModes[0] && mode != kModes[1])
      top.refuse("mode", "There is no mode \"" + mode + "\".", "It is combinations or one_at_a_time.");
    sweep.mode = mode == kModes[1] ? SweepMode::one_at_a_time : SweepMode::combinations;
    top.map("outcomes", [&](std::string_view key, JsonValue value, const JsonPath& path) {
      sweep.outcomes.emplace_back(key, checked_text(value, path, problems_));
    });
    top.list("rows", [&](JsonValue value, const JsonPath& path) { sweep.rows.push_back(row(value, path)); });
    sweep.scenario_sha256 = top.text("scenario");
    sweep.search.seed = top.unsigned_whole("seed");
    top.list("parts", [&](JsonValue value, const JsonPath& path) {
      sweep.parts.push_back(static_cast<std::size_t>(number(value, path)));
    });
    sweep.shards = static_cast<std::size_t>(top.whole("shards", {1, 1'000'000}));
    top.text("status");
    sweep.search.work = top.whole("work_limit", {1, kAny.most});
    top.refuse_unknown();
    std::sort(sweep.outcomes.begin(), sweep.outcomes.end());
    return sweep;
  }

 private:
  std::int64_t number(JsonValue value, const JsonPath& path) {
    if (value.kind() == JsonKind::whole && value.whole() >= 1 && value.whole() <= 1'000'000)
      return value.whole();
    problems_.add({value.file(), 0, 0, path.pointer()}, "This is no number of a shard.",
                  "Shards are numbered from 1.");
    return 1;
  }

  SweepAxis axis(JsonValue value, const JsonPath& path) {
    JsonObjectReader reader(value, path, problems_);
    SweepAxis axis;
    axis.name = reader.text("name");
    reader.list("values", [&](JsonValue entry, const JsonPath& at) {
      axis.values.push_back(checked_text(entry, at, problems_));
    });
    reader.refuse_unknown();
    return axis;
  }

  SweepRow row(JsonValue value, const JsonPath& path) {
    JsonObjectReader reader(value, path, problems_);
    SweepRow row;
    row.point = static_cast<std::size_t>(reader.whole("point", {0, kSweepPointsMax}));
    reader.map("values", [&](std::string_view key, JsonValue entry, const JsonPath& at) {
      row.values.emplace_back(key, checked_text(entry, at, problems_));
    });
    const std::string word = reader.text("status");
    const auto status = sweep_status_of(word);
    if (!status) reader.refuse("status", "There is no status \"" + word + "\".", "Run the shard again.");
    row.result.status = status.value_or(SweepStatus::not_solved);
    row.result.closure = reader.optional_time("closure");
    row.result.bound = reader.optional_time("bound");
    if (reader.optional_member("gap_seconds")) reader.whole("gap_seconds", kAny);
    row.result.late_s = reader.whole("late_seconds", kAny);
    row.result.zone_person_s = reader.whole("zone_person_seconds", {-kAny.most, kAny.most});
    row.result.vehicle_km = reader.whole("vehicle_km", kAny);
    row.result.problem = reader.optional_text("problem").value_or("");
    reader.refuse_unknown();
    return row;
  }

  scenario::Problems& problems_;
};

bool same_sweep(const Sweep& a, const Sweep& b) {
  return a.scenario_sha256 == b.scenario_sha256 && a.outcomes == b.outcomes && a.axes == b.axes &&
         a.mode == b.mode && a.search.seed == b.search.seed && a.search.work == b.search.work &&
         a.shards == b.shards;
}

/// The rows are those of the shards named, no more and no fewer.
bool is_whole(const Sweep& sweep) {
  const auto points = sweep_points(sweep.axes, sweep.mode);
  if (!points) return false;
  std::set<std::size_t> wanted, found;
  for (std::size_t point = 0; point < points->size(); ++point)
    for (const std::size_t part : sweep.parts)
      if (in_shard(point, part, sweep.shards)) wanted.insert(point);
  for (const SweepRow& row : sweep.rows) found.insert(row.point);
  return wanted == found && found.size() == sweep.rows.size();
}

}  // namespace

json sweep_json(const Sweep& sweep) {
  json axes = json::array(), outcomes = json::object(), rows = json::array();
  for (const SweepAxis& axis : sweep.axes) axes.push_back({{"name", axis.name}, {"values", axis.values}});
  for (const auto& [condition, outcome] : sweep.outcomes) outcomes[condition] = outcome;
  bool complete = true;
  for (const SweepRow& row : sweep.rows) {
    rows.push_back(row_json(row));
    complete = complete && row.result.status != SweepStatus::not_solved;
  }
  return {{"format", kFormat},
          {"status", complete ? "swept" : "incomplete"},
          {"scenario", sweep.scenario_sha256},
          {"outcomes", outcomes},
          {"axes", axes},
          {"mode", kModes[static_cast<std::size_t>(sweep.mode)]},
          {"seed", sweep.search.seed},
          {"work_limit", sweep.search.work},
          {"shards", sweep.shards},
          {"parts", sweep.parts},
          {"rows", rows}};
}

Result<Sweep> read_sweep(std::string_view bytes, const std::string& file) {
  const Result<JsonDocument> document = JsonDocument::parse(bytes, file);
  if (!document) return document.problems();
  scenario::Problems problems;
  Sweep sweep = SweepReader(problems).read(document.value());
  if (!problems.empty()) return problems.take();
  if (is_whole(sweep)) return sweep;
  return Problem{{file, 0, 0, "/rows"},
                 "The rows are not those of the shards that the file names.",
                 "The file was changed or cut: run the shard again."};
}

Result<Sweep> merge_sweeps(std::vector<Sweep> sweeps, const std::vector<std::string>& files) {
  scenario::Problems problems;
  Sweep whole = sweeps.front();
  for (std::size_t i = 1; i < sweeps.size(); ++i) {
    if (!same_sweep(sweeps.front(), sweeps[i])) {
      problems.add({files[i], 0, 0, ""}, "This is a shard of another sweep than " + files.front() + ".",
                   "Merge shards of one scenario, one --vary, one seed, one work limit.");
      continue;
    }
    for (const std::size_t part : sweeps[i].parts)
      if (std::count(whole.parts.begin(), whole.parts.end(), part) > 0)
        problems.add({files[i], 0, 0, "/parts"}, "Shard " + std::to_string(part) + " comes twice.",
                     "Name each shard once.");
    whole.parts.insert(whole.parts.end(), sweeps[i].parts.begin(), sweeps[i].parts.end());
    whole.rows.insert(whole.rows.end(), sweeps[i].rows.begin(), sweeps[i].rows.end());
  }
  for (std::size_t part = 1; part <= whole.shards && problems.count() < scenario::Problems::kKept; ++part)
    if (std::count(whole.parts.begin(), whole.parts.end(), part) == 0)
      problems.add({},
                   "Shard " + std::to_string(part) + " of " + std::to_string(whole.shards) + " is missing.",
                   "Name its file too.");
  if (!problems.empty()) return problems.take();
  std::sort(whole.rows.begin(), whole.rows.end(),
            [](const SweepRow& a, const SweepRow& b) { return a.point < b.point; });
  whole.shards = 1;
  whole.parts = {1};
  return whole;
}

}  // namespace homeward
