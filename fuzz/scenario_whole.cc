// SPDX-License-Identifier: Apache-2.0
//
// A whole scenario from bytes: the example of 'homeward new', in which the input replaces files, or text
// inside files. Input: lines "=NAME" begin a new content of that file; lines "/NAME/FROM/TO" replace FROM by
// TO.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "must.h"
#include "scenario/new_scenario.h"
#include "scenario/read_scenario.h"

namespace {

using homeward::scenario::File;

File* find(std::vector<File>& files, std::string_view name) {
  for (File& file : files)
    if (file.name == name) return &file;
  return nullptr;
}

void replace_in(std::vector<File>& files, std::string_view line) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 1; at <= line.size() && parts.size() < 3;) {
    const std::size_t end = parts.size() == 2 ? line.size() : std::min(line.find('/', at), line.size());
    parts.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  if (parts.size() < 3 || parts[1].empty()) return;
  File* file = find(files, parts[0]);
  if (file == nullptr) return;
  const std::size_t at = file->bytes.find(parts[1]);
  if (at != std::string::npos) file->bytes.replace(at, parts[1].size(), parts[2]);
}

void apply(std::vector<File>& files, std::string_view input) {
  File* current = nullptr;
  while (!input.empty()) {
    const std::size_t end = std::min(input.find('\n'), input.size());
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    if (line.starts_with('=')) {
      current = find(files, line.substr(1));
      if (current != nullptr) current->bytes.clear();
    } else if (line.starts_with('/')) {
      replace_in(files, line);
    } else if (current != nullptr) {
      current->bytes += std::string(line) + "\n";
    }
  }
}

// What the reader accepts must be a model without dangling references.
void check_model(const homeward::Model& model) {
  must(model.deadline > model.start && !model.clock.empty() && model.zones.contains(model.zone));
  for (const homeward::Link& link : model.links) {
    must(model.places.contains(link.from) && model.places.contains(link.to));
    must(link.length_m > 0 && link.lanes > 0);
    for (const std::int64_t speed : link.speed_m_per_hour) must(speed > 0);
  }
  for (const homeward::Service& service : model.services)
    must(model.places.contains(service.place) && service.rate_per_hour > 0);
  for (const homeward::Unit& unit : model.units)
    must(model.places.contains(unit.place) && model.places.contains(unit.destination) &&
         unit.ready >= model.start);
  for (const homeward::Lot& lot : model.lots)
    must(model.units.contains(lot.unit) && model.item_types.contains(lot.type) && lot.count > 0);
  for (const homeward::Fleet& fleet : model.fleets) must(model.item_types.contains(fleet.vehicle));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<File> files = homeward::new_scenario_files();
  apply(files, {reinterpret_cast<const char*>(data), size});
  homeward::scenario::Problems problems;
  for (File& file : files)
    if (!homeward::scenario::normalise(file, problems)) return 0;
  const homeward::Result<homeward::Model> model = homeward::read_scenario_files(files);
  if (model.ok())
    check_model(model.value());
  else
    for (const homeward::Problem& problem : model.problems()) must(!homeward::describe(problem).empty());
  return 0;
}
