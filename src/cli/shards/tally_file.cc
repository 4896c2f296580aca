// SPDX-License-Identifier: Apache-2.0
#include "cli/shards/tally_file.h"

#include "scenario/json_object_reader.h"
#include "scenario/json_text.h"

namespace homeward {

namespace {

using simulate::BaseTally;
using simulate::Cause;
using simulate::DelayCounts;
using simulate::ForceLevelDay;
using simulate::ForceLevelTally;
using simulate::Tally;
using simulate::TallyFrame;

constexpr std::int64_t kVersion = 2;  ///< 2: with the force level
constexpr WholeRange kCountRange{0, 9'007'199'254'740'991};
constexpr WholeRange kSecondsRange{-9'000'000'000'000'000'000, 9'000'000'000'000'000'000};
constexpr WholeRange kShardRange{1, 1'000'000};
constexpr WholeRange kDelayRange{0, 100'000'000'000};
constexpr WholeRange kPeopleRange{0, 100'000'000'000};

void put(JsonText& json, const char* key, const DelayCounts& counts) {
  json.key(key);
  json.begin_list();
  for (const auto& [delay, count] : counts) {
    json.number(delay);
    json.number(count);
  }
  json.end_list();
  json.line();
}

void put(JsonText& json, const char* key, const std::string& text) {
  json.key(key);
  json.text(text);
}

void put(JsonText& json, const char* key, std::int64_t number) {
  json.key(key);
  json.number(number);
}

void put_frame(JsonText& json, const TallyFrame& frame) {
  json.begin_object();
  json.key("clock");
  json.begin_list();
  for (const auto& [from, offset] : frame.clock) {
    json.number(from);
    json.number(offset);
  }
  json.end_list();
  json.key("deadline");
  json.time(frame.deadline);
  if (frame.final_deadline) {
    json.key("final_deadline");
    json.time(*frame.final_deadline);
  }
  json.key("horizon");
  json.time(frame.horizon);
  put(json, "plan_sha256", frame.plan_sha256);
  json.key("planned_closure");
  json.time(frame.planned_closure);
  json.key("planned_final_closure");
  json.time(frame.planned_final_closure);
  put(json, "replications", frame.replications);
  put(json, "risks_sha256", frame.risks_sha256);
  put(json, "scenario_sha256", frame.scenario_sha256);
  json.key("seed");
  json.number(frame.seed);
  put(json, "shards", frame.shards);
  json.key("start");
  json.time(frame.start);
  put(json, "time_zone", frame.time_zone);
  put(json, "title", frame.title);
  put(json, "version", frame.version);
  json.end_object();
  json.line();
}

void put_bases(JsonText& json, const std::vector<BaseTally>& bases) {
  json.key("bases");
  json.begin_list();
  for (const BaseTally& base : bases) {
    json.line();
    json.begin_object();
    put(json, "delays", base.delays);
    put(json, "key", base.key);
    put(json, "name", base.name);
    json.key("planned");
    json.time(base.planned);
    json.end_object();
  }
  json.end_list();
  json.line();
}

void put_causes(JsonText& json, const std::vector<Cause>& causes) {
  json.key("causes");
  json.begin_list();
  for (const Cause& cause : causes) {
    json.line();
    json.begin_object();
    put(json, "added_s", cause.added_s);
    put(json, "key", cause.key);
    put(json, "kind", cause.kind);
    put(json, "misses", cause.misses);
    put(json, "name", cause.name);
    put(json, "replications", cause.replications);
    put(json, "what", cause.what);
    json.end_object();
  }
  json.end_list();
  json.line();
}

/// A day in a line: people and replications, two and two.
void put_force_level(JsonText& json, const ForceLevelTally& tally) {
  json.key("force_level");
  json.begin_object();
  put(json, "category", tally.category);
  json.key("days");
  json.begin_list();
  for (const ForceLevelDay& day : tally.days) {
    json.line();
    json.begin_object();
    if (day.actual) put(json, "actual", *day.actual);
    json.key("at");
    json.time(day.at);
    put(json, "people", day.people);
    put(json, "planned", day.planned);
    json.end_object();
  }
  json.end_list();
  put(json, "name", tally.name);
  json.end_object();
  json.line();
}

/// A list of whole numbers, two and two.
template <class Take>
void pairs(JsonObjectReader& reader, const char* key, WholeRange second, const Take& take) {
  std::vector<std::int64_t> numbers;
  reader.list(key, [&](JsonValue value, const JsonPath& path) {
    if (value.kind() == JsonKind::whole)
      numbers.push_back(value.whole());
    else
      reader.problems().add({value.file(), 0, 0, path.pointer()},
                            "a whole number is due here, not " + shown(value), "Compute the shard anew.");
  });
  bool good = numbers.size() % 2 == 0;
  for (std::size_t i = 0; good && i < numbers.size(); i += 2) {
    good =
        numbers[i + 1] >= second.least && numbers[i + 1] <= second.most && take(numbers[i], numbers[i + 1]);
  }
  if (!good) reader.refuse(key, "is no list of pairs in ascending order", "Compute the shard anew.");
}

DelayCounts take_counts(JsonObjectReader& reader, const char* key) {
  DelayCounts counts;
  pairs(reader, key, {1, kCountRange.most}, [&](std::int64_t delay, std::int64_t count) {
    const bool good =
        delay >= 0 && delay <= kDelayRange.most && (counts.empty() || counts.rbegin()->first < delay);
    if (good) counts.emplace_hint(counts.end(), delay, count);
    return good;
  });
  return counts;
}

TallyFrame take_frame(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  TallyFrame frame;
  pairs(reader, "clock", {-kDay, kDay}, [&](std::int64_t from, std::int64_t offset) {
    frame.clock.emplace_back(from, offset);
    return true;
  });
  frame.deadline = reader.time("deadline");
  frame.final_deadline = reader.optional_time("final_deadline");
  frame.horizon = reader.time("horizon");
  frame.plan_sha256 = reader.text("plan_sha256");
  frame.planned_closure = reader.time("planned_closure");
  frame.planned_final_closure = reader.time("planned_final_closure");
  frame.replications = reader.whole("replications", {1, kCountRange.most});
  frame.risks_sha256 = reader.text("risks_sha256");
  frame.scenario_sha256 = reader.text("scenario_sha256");
  frame.seed = reader.unsigned_whole("seed");
  frame.shards = reader.whole("shards", kShardRange);
  frame.start = reader.time("start");
  frame.time_zone = reader.text("time_zone");
  frame.title = reader.text("title");
  frame.version = reader.text("version");
  reader.refuse_unknown();
  return frame;
}

BaseTally take_base(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  BaseTally base;
  base.delays = take_counts(reader, "delays");
  base.key = reader.text("key");
  base.name = reader.text("name");
  base.planned = reader.time("planned");
  reader.refuse_unknown();
  return base;
}

Cause take_cause(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  Cause cause;
  cause.added_s = reader.whole("added_s", {0, kSecondsRange.most});
  cause.key = reader.text("key");
  cause.kind = reader.text("kind");
  cause.misses = reader.whole("misses", kCountRange);
  cause.name = reader.text("name");
  cause.replications = reader.whole("replications", kCountRange);
  cause.what = reader.text("what");
  reader.refuse_unknown();
  return cause;
}

ForceLevelDay take_day(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  ForceLevelDay day;
  if (reader.optional_member("actual")) day.actual = reader.whole("actual", kPeopleRange);
  day.at = reader.time("at");
  day.people = take_counts(reader, "people");
  day.planned = reader.whole("planned", kPeopleRange);
  reader.refuse_unknown();
  return day;
}

ForceLevelTally take_force_level(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  ForceLevelTally tally;
  tally.category = reader.text("category");
  reader.list("days", [&](JsonValue entry, const JsonPath& place) {
    tally.days.push_back(take_day(entry, place, problems));
  });
  tally.name = reader.text("name");
  reader.refuse_unknown();
  for (std::size_t i = 1; i < tally.days.size(); ++i)
    if (tally.days[i].at <= tally.days[i - 1].at) {
      reader.refuse("days", "are not in ascending order", "Compute the shard anew.");
      break;
    }
  return tally;
}

/// What one run cannot have written.
void check_sums(const Tally& tally, const std::string& file, scenario::Problems& problems) {
  const auto refuse = [&](const std::string& what) {
    problems.add({file, 0, 0, ""}, what, "Compute the shard anew.");
  };
  const TallyFrame& frame = tally.frame;
  std::int64_t due = 0;
  for (std::int64_t shard : tally.shards)
    due += frame.replications * shard / frame.shards - frame.replications * (shard - 1) / frame.shards;
  bool counts = simulate::count_of(tally.closure) == due && simulate::count_of(tally.final_closure) == due;
  for (const BaseTally& base : tally.bases) counts = counts && simulate::count_of(base.delays) == due;
  for (const ForceLevelDay& day : tally.force_level.days)
    counts = counts && simulate::count_of(day.people) == due;
  for (const DelayCounts& without : tally.without)
    counts = counts && simulate::count_of(without) == simulate::count_of(tally.compared);
  if (!counts) refuse("the numbers of replications do not add up");
}

}  // namespace

std::string write_tally(const Tally& tally) {
  JsonText json;
  json.begin_object();
  put_bases(json, tally.bases);
  put_causes(json, tally.causes);
  put(json, "closure", tally.closure);
  put(json, "compared", tally.compared);
  put(json, "final_closure", tally.final_closure);
  put_force_level(json, tally.force_level);
  json.key("frame");
  put_frame(json, tally.frame);
  put(json, "homeward_shard", kVersion);
  json.key("shards");
  json.begin_list();
  for (std::int64_t shard : tally.shards) json.number(shard);
  json.end_list();
  json.key("without");
  json.begin_list();
  for (std::size_t i = 0; i < kRiskFamilies; ++i) {
    json.line();
    json.begin_object();
    put(json, "closure", tally.without[i]);
    put(json, "family", kRiskFamilyKeys[i]);
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return json.take();
}

Result<Tally> read_tally(std::string_view bytes, const std::string& file) {
  const Result<JsonDocument> document = JsonDocument::parse(bytes, file);
  if (!document) return document.problems();
  scenario::Problems problems;
  const JsonPath top;
  JsonObjectReader reader(document.value().root(), top, problems);
  Tally tally;
  reader.whole("homeward_shard", {kVersion, kVersion});
  reader.list("bases", [&](JsonValue value, const JsonPath& path) {
    tally.bases.push_back(take_base(value, path, problems));
  });
  reader.list("causes", [&](JsonValue value, const JsonPath& path) {
    tally.causes.push_back(take_cause(value, path, problems));
  });
  tally.closure = take_counts(reader, "closure");
  tally.compared = take_counts(reader, "compared");
  tally.final_closure = take_counts(reader, "final_closure");
  const JsonPath force_level_path(top, "force_level");
  if (const auto force_level = reader.member("force_level"))
    tally.force_level = take_force_level(*force_level, force_level_path, problems);
  const JsonPath frame_path(top, "frame");
  if (const auto frame = reader.member("frame")) tally.frame = take_frame(*frame, frame_path, problems);
  reader.list("shards", [&](JsonValue value, const JsonPath& path) {
    const std::int64_t last = tally.shards.empty() ? 0 : tally.shards.back();
    if (value.kind() == JsonKind::whole && value.whole() > last && value.whole() <= tally.frame.shards)
      tally.shards.push_back(value.whole());
    else
      problems.add({file, 0, 0, path.pointer()}, "is no number of a shard", "Compute the shard anew.");
  });
  std::size_t families = 0;
  reader.list("without", [&](JsonValue value, const JsonPath& path) {
    JsonObjectReader entry(value, path, problems);
    const DelayCounts counts = take_counts(entry, "closure");
    const std::string family = entry.text("family");
    entry.refuse_unknown();
    if (families < kRiskFamilies && family == kRiskFamilyKeys[families])
      tally.without[families] = counts;
    else
      entry.refuse("family", "is not the family due here", "Compute the shard anew.");
    ++families;
  });
  reader.refuse_unknown();
  if (problems.empty() && families != kRiskFamilies)
    reader.refuse("without", "does not name every family", "Compute the shard anew.");
  if (problems.empty()) check_sums(tally, file, problems);
  if (!problems.empty()) return problems.take();
  return tally;
}

}  // namespace homeward
