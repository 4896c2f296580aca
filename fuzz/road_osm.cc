// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as an OpenStreetMap PBF: a problem or roads that can be imported, never a crash.
#include <cstddef>
#include <cstdint>

#include "network/import/read_osm.h"
#include "network/road_import.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace homeward::roads;
  TagRules rules = TagRules::standard();
  rules.classes.fill(true);
  const auto source = read_osm_bytes({reinterpret_cast<const char*>(data), size}, {rules, true});
  if (source.ok()) import_roads(source.value(), {});
  return 0;
}
