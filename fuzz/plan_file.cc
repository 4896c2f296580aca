// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as plan.json: refused with problems, or read, and then what is written is read back to the same
// bytes.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "model/model.h"
#include "scenario/plan_file.h"

namespace {

template <class Table>
void add(Table& table, const char* key) {
  auto row = typename std::remove_cvref_t<decltype(*table.begin())>();
  row.key = key;
  table.push_back(std::move(row));
}

homeward::Model small_model() {
  homeward::Model model;
  for (const char* key : {"a", "b"}) {
    add(model.places, key);
    add(model.links, key);
    add(model.services, key);
    add(model.categories, key);
    add(model.units, key);
    add(model.lots, key);
    add(model.fleets, key);
    add(model.aircraft, key);
    add(model.ships, key);
  }
  return model;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const homeward::Model model = small_model();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto plan = homeward::read_plan(model, bytes, "plan.json", homeward::OtherScenario::accept);
  if (!plan) return 0;
  const std::string text = homeward::write_plan(model, plan.value());
  const auto again = homeward::read_plan(model, text, "plan.json", homeward::OtherScenario::accept);
  HW_CHECK(again.ok());
  HW_CHECK(homeward::write_plan(model, again.value()) == text);
  return 0;
}
