// SPDX-License-Identifier: Apache-2.0
//
// Documents made from a plan: one HTML file, an XLSX workbook, CSV tables, a GeoJSON map (docs/report.md).
// Pure functions: the same model, plan and options give the same bytes; no clock, no network. The plan need
// not be valid, and everything user-written is escaped. They may throw only std::bad_alloc.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/model.h"
#include "plan/plan.h"
#include "plan/violation.h"
#include "report/answers.h"
#include "simulate/answer.h"

namespace homeward {

/// What is known of the certificate behind Plan::bound.
enum class Proof { unchecked, holds, refuted };

/// Whether the nights of the road movement table are unfolded: on paper only what is open is printed.
enum class MovementNights { folded, open };

/// What a price amounts to, as `homeward prices` says it.
enum class PriceWord { buys, noise, room, nothing, not_looked_at };

/// What more of something would buy.
struct PriceLine {
  std::string what;
  PriceWord verdict = PriceWord::nothing;
  Duration closure_gain_s = 0;  ///< the zone closes so much earlier
  Duration bound_gain_s = 0;    ///< the proof moves so far
  std::int64_t people_days_saved = 0;
  std::int64_t road_person_hours_saved = 0;
};

struct ReportOptions {
  std::vector<Violation> violations;     ///< all that check_plan() said; empty: valid
  std::string plan_sha256;               ///< of the plan file; empty: not shown
  Proof certificate = Proof::unchecked;  ///< what check said of plan.bound_certificate
  MovementNights nights = MovementNights::folded;
  std::vector<PriceLine> prices;  ///< dearest first; empty: no section of prices
  Duration price_noise_s = 0;
  std::optional<DecisionsAnswer> decisions;  ///< about the scenario; absent, as the next two: no section
  std::optional<ChangesAnswer> changes;      ///< of the repair that led to this plan
  std::optional<DrillAnswer> drill;          ///< of this plan
  std::vector<SweepLine> sweep;              ///< of the scenario; empty: no section
  std::optional<simulate::Simulation> simulation;  ///< of this plan; absent: no section about what can go wrong
  std::optional<std::string> asset_dir;  ///< of countries-50m.json (world-atlas); absent: where set-up put it
};

struct NamedText {
  std::string name;  ///< file name without folder: "road_movement.csv"
  std::string text;
};

/// One self-contained file: no script, font, style or picture from outside. Works without JavaScript and on
/// paper.
std::string report_html(const Model& model, const Plan& plan, const ReportOptions& options);

/// Every table of the report as RFC 4180 text in UTF-8, CR-LF, first row = names with units. Times are local
/// with their offset (2011-12-07T05:12:00+03:00). Text that a spreadsheet would take for a formula gets a
/// leading '.
std::vector<NamedText> csv_tables(const Model& model, const Plan& plan, const ReportOptions& options);

/// The same tables as one workbook, a sheet each, with real numbers and local dates. Empty when written; a
/// Problem when the file cannot be written.
std::vector<Problem> write_xlsx(const std::string& path, const Model& model, const Plan& plan,
                                const ReportOptions& options);

/// FeatureCollection (RFC 7946): links with flows in both directions, places with closing times, columns,
/// flights with their times.
std::string map_geojson(const Model& model, const Plan& plan);

}  // namespace homeward
