// SPDX-License-Identifier: Apache-2.0
#include "scenario/read_scenario.h"

#include <algorithm>
#include <utility>

#include "scenario/assumptions.h"
#include "scenario/audits.h"
#include "scenario/draft.h"
#include "scenario/force_tables.h"
#include "scenario/lift_tables.h"
#include "scenario/network_tables.h"
#include "scenario/other_tables.h"
#include "scenario/settings.h"
#include "scenario/table.h"
#include "scenario/workbook.h"
#include "scenario/yaml.h"

namespace homeward {
namespace scenario {
namespace {

constexpr Duration kClockMargin = 400 * kDay;

const File* find_file(const std::vector<File>& files, std::string_view name) {
  const auto file = std::find_if(files.begin(), files.end(), [&](const File& f) { return f.name == name; });
  return file == files.end() ? nullptr : &*file;
}

std::vector<Table> load_tables(const std::vector<File>& files, Problems& problems) {
  std::vector<SourceTable> sources = source_tables(files, problems);
  std::vector<Table> tables;
  for (const TableSpec& spec : table_specs()) {
    const auto source = std::find_if(sources.begin(), sources.end(),
                                     [&](const SourceTable& one) { return one.spec == &spec; });
    if (source != sources.end()) {
      tables.push_back(check_table(spec, std::move(source->cells), problems));
      continue;
    }
    tables.emplace_back(spec);
    if (spec.need == Need::required && problems.clean(spec.file))
      problems.add(
          {spec.file, 0, 0, ""}, "the table is missing",
          "Add it, as a file or as a sheet of tables.xlsx; docs/formats/scenario.md names its columns.");
  }
  return tables;
}

std::optional<YamlNode> load_settings(const std::vector<File>& files, Problems& problems) {
  const std::string name(kSettingsFile);
  const File* file = find_file(files, name);
  if (file != nullptr) return read_yaml(name, file->bytes, problems);
  if (problems.clean(name))
    problems.add({name, 0, 0, ""}, "the file is missing",
                 "A scenario folder holds scenario.yaml; 'homeward new' writes one.");
  return std::nullopt;
}

const Table& table_of(const std::vector<Table>& tables, std::string_view file) {
  return *std::find_if(tables.begin(), tables.end(),
                       [&](const Table& table) { return table.spec().file == file; });
}

// In the order in which tables refer to each other.
void read_tables(const std::vector<Table>& tables, Draft& draft) {
  const auto table = [&](std::string_view file) -> const Table& { return table_of(tables, file); };
  read_places(table("places.csv"), draft);
  read_links(table("links.csv"), draft);
  read_item_types(table("item_types.csv"), draft);
  read_units(table("units.csv"), table("unit_dates.csv"), draft);
  read_services(table("services.csv"), draft);
  read_lots(table("items.csv"), draft);
  read_garrisons(table("garrisons.csv"), draft);
  read_fleets(table("fleets.csv"), draft);
  read_fleet_stocks(table("fleet_stocks.csv"), draft);
  read_fleet_limits(table("fleet_limits.csv"), draft);
  read_loads(table("loads.csv"), draft);
  read_aircraft(table("aircraft.csv"), draft);
  read_blocks(table("blocks.csv"), draft);
  read_ships(table("ships.csv"), draft);
  read_windows(table("windows.csv"), draft);
  read_traffic(table("traffic.csv"), draft);
  read_targets(table("targets.csv"), draft);
  check_totals(table("totals.csv"), draft);
  draft.model.clock = draft.time_zone.changes(draft.model.start - kClockMargin,
                                              std::max(draft.latest, draft.model.start) + kClockMargin);
  read_history(table("history.csv"), draft);
}

Result<Model> build(const std::vector<File>& files, const ReadOptions& options, Problems problems) {
  Draft draft;
  draft.problems = std::move(problems);
  const std::optional<YamlNode> settings = load_settings(files, draft.problems);
  const std::vector<Table> tables = load_tables(files, draft.problems);
  if (!settings) return draft.problems.take();
  read_settings(*settings, {options.outcomes, options.decided_at}, draft);
  read_tables(tables, draft);
  run_audits(draft);
  if (!draft.problems.empty()) return draft.problems.take();
  draft.model.assumptions = collect_assumptions(tables, draft.model);
  draft.model.scenario_sha256 = content_sha256(files);
  return std::move(draft.model);
}

}  // namespace
}  // namespace scenario

Result<Model> read_scenario_files(const std::vector<scenario::File>& files, const ReadOptions& options) {
  return scenario::build(files, options, {});
}

Result<Model> read_scenario(const std::filesystem::path& dir, const ReadOptions& options) {
  scenario::Problems problems;
  const std::vector<scenario::File> files = scenario::load_files(dir, problems);
  if (files.empty() && !problems.empty()) return problems.take();
  return scenario::build(files, options, std::move(problems));
}

}  // namespace homeward
