// SPDX-License-Identifier: Apache-2.0
//
// Writes and reads a plan of about 5 MB: 1,000 columns with 26 stops each.
#include <chrono>
#include <cstdio>

#include "base/sha256.h"
#include "scenario/plan_file.h"

namespace {

using namespace homeward;
using Clock = std::chrono::steady_clock;

template <class Table>
void add(Table& table, const std::string& key) {
  auto row = typename std::remove_cvref_t<decltype(*table.begin())>();
  row.key = key;
  table.push_back(std::move(row));
}

Model model_with_one_row_each() {
  Model model;
  model.scenario_sha256 = std::string(64, 'a');
  for (int i = 0; i < 26; ++i) add(model.places, "PLACE-" + std::to_string(i));
  for (int i = 0; i < 25; ++i)
    add(model.links, "PLACE-" + std::to_string(i) + "-PLACE-" + std::to_string(i + 1));
  add(model.categories, "military");
  add(model.units, "1-8 IN");
  add(model.lots, "VBC/flatbed_load");
  add(model.fleets, "flatbed");
  return model;
}

Column column_of(int number) {
  Column column;
  column.number = "25-USV-" + std::to_string(number);
  column.serial = "VBC flatbed " + std::to_string(number);
  const Time start = 1'319'209'200 + number * kHour;
  for (std::size_t i = 0; i < 26; ++i) {
    const Time time = start + static_cast<Time>(i) * kHour;
    Stop stop{PlaceId(i), time, time, {}, false, {}, 1};
    if (i < 25) stop.out = Direction{LinkId(i), true};
    column.stops.push_back(stop);
  }
  column.legs.push_back(
      {0, 25, 40000, 2520, {{FleetId(0), {}, 40, Cargo{LotId(0), 40}}}, {{UnitId(0), CategoryId(0), 10}}});
  return column;
}

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

int main() {
  const Model model = model_with_one_row_each();
  Plan plan;
  plan.scenario_sha256 = model.scenario_sha256;
  for (int i = 0; i < 1000; ++i) plan.columns.push_back(column_of(i));
  const auto begin = Clock::now();
  const std::string text = write_plan(model, plan);
  const double write_seconds = seconds_since(begin);
  const auto middle = Clock::now();
  const auto again = read_plan(model, text, "plan.json");
  const double read_seconds = seconds_since(middle);
  const auto last = Clock::now();
  const std::string sum = sha256_hex(text);
  std::printf("%zu bytes: written in %.3f s, read in %.3f s, SHA-256 %.12s in %.3f s\n", text.size(),
              write_seconds, read_seconds, sum.c_str(), seconds_since(last));
  return again.ok() ? 0 : 1;
}
