// SPDX-License-Identifier: Apache-2.0
#include "scenario/audits.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace homeward::scenario {
namespace {

bool clean(const Draft& draft, std::initializer_list<std::string_view> files) {
  return std::all_of(files.begin(), files.end(),
                     [&](std::string_view file) { return draft.problems.clean(file); });
}

}  // namespace

void run_audits(Draft& draft) {
  if (!clean(draft, {"scenario.yaml", "places.csv"})) return;
  const bool force = clean(draft, {"units.csv", "items.csv", "item_types.csv"});
  const bool lift = clean(
      draft, {"fleets.csv", "fleet_stocks.csv", "aircraft.csv", "blocks.csv", "ships.csv", "item_types.csv"});
  const bool network = clean(draft, {"links.csv", "windows.csv", "services.csv", "item_types.csv"});
  if (lift) audit_lift(draft);
  if (network) audit_openings(draft);
  if (network && clean(draft, {"traffic.csv"})) audit_traffic(draft);
  if (force && clean(draft, {"services.csv", "garrisons.csv", "targets.csv"})) audit_balance(draft);
  if (force && lift && clean(draft, {"links.csv", "services.csv", "loads.csv", "fleet_limits.csv"}))
    audit_reach(draft);
}

void report_row(std::string_view file, const Provenance& row, std::string what, std::string mend,
                Problems& problems) {
  problems.add({std::string(file), row.row, 1, ""}, std::move(what), std::move(mend));
}

}  // namespace homeward::scenario
