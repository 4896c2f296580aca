// SPDX-License-Identifier: Apache-2.0
#include "cli/prices_file.h"

#include <algorithm>
#include <array>

#include "scenario/json_object_reader.h"
#include "scenario/strict_json.h"

namespace homeward {

namespace {

constexpr std::array kWords = {"buys", "noise", "room", "nothing", "not_looked_at"};
constexpr WholeRange kSeconds{-1'000'000'000'000, 1'000'000'000'000};

std::int64_t whole_or_zero(JsonObjectReader& reader, std::string_view key) {
  return reader.optional_member(key) ? reader.whole(key, kSeconds) : 0;
}

PriceLine line(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  PriceLine line;
  line.what = reader.text("what");
  const std::string word = reader.text("verdict");
  const auto found = std::find(kWords.begin(), kWords.end(), word);
  if (found == kWords.end())
    reader.refuse("verdict", "There is no verdict \"" + word + "\".", "Run homeward prices --json again.");
  else
    line.verdict = static_cast<PriceWord>(found - kWords.begin());
  line.closure_gain_s = whole_or_zero(reader, "closure_gain_seconds");
  line.bound_gain_s = whole_or_zero(reader, "bound_gain_seconds");
  line.people_days_saved = whole_or_zero(reader, "people_days_saved");
  line.road_person_hours_saved = whole_or_zero(reader, "road_person_hours_saved");
  for (const char* not_shown :
       {"id", "kind", "figures", "late_gain_seconds", "risk_weight_saved", "beyond_noise", "kept_base_plan"})
    reader.optional_member(not_shown);
  reader.refuse_unknown();
  return line;
}

}  // namespace

Result<PricesFile> read_prices(const Model& model, std::string_view bytes, const std::string& file) {
  const Result<JsonDocument> document = JsonDocument::parse(bytes, file);
  if (!document) return document.problems();
  scenario::Problems problems;
  const JsonPath root;
  JsonObjectReader top(document.value().root(), root, problems);
  PricesFile prices;
  std::size_t outcomes = 0, same = 0;
  top.map("outcomes", [&](std::string_view key, JsonValue value, const JsonPath& path) {
    const std::string outcome = checked_text(value, path, problems);
    ++outcomes;
    for (const Condition& condition : model.conditions)
      same += condition.key == key && condition.outcome == outcome ? 1 : 0;
  });
  if (top.text("scenario") != model.scenario_sha256 || outcomes != model.conditions.size() ||
      same != outcomes)
    top.refuse("scenario", "These are prices of another scenario, or of other outcomes of its conditions.",
               "Run homeward prices for the scenario and the outcomes of the plan.");
  prices.noise_s = top.whole("noise_seconds", {0, kSeconds.most});
  top.list("prices", [&](JsonValue value, const JsonPath& path) {
    prices.prices.push_back(line(value, path, problems));
  });
  for (const char* not_shown : {"status", "base", "seed", "seeds", "work_limit", "times", "wall_seconds"})
    top.optional_member(not_shown);
  top.refuse_unknown();
  if (!problems.empty()) return problems.take();
  return prices;
}

}  // namespace homeward
