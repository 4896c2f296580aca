// SPDX-License-Identifier: Apache-2.0
//
// The options that describe a march column, shared by the subcommands that need its pass time.
#pragma once

#include <string>

#include "cli/march_answer.h"
#include "march/column.h"

namespace homeward {

/// Texts as typed; empty means not given.
struct ColumnOptions {
  std::string vehicles;
  std::string vehicle_gap_m;
  std::string vehicle_length_m;
  std::string density_per_km;
  std::string road_space_km;
  std::string march_rate_km_h;
  std::string march_units = "1";
  std::string serials = "1";
  std::string march_unit_gap_min = "0";
  std::string serial_gap_min = "0";
  bool extal = false;
};

/// --density-per-km, or --vehicle-gap-m with --vehicle-length-m, or --road-space-km of the vehicles.
void add_density_options(Command& app, ColumnOptions& options);
void add_column_options(Command& app, ColumnOptions& options);

/// Problems go to figures; then the value is not to be used.
march::Density read_density(const ColumnOptions& options, FigureReader& figures);
march::Column read_column(const ColumnOptions& options, FigureReader& figures);

}  // namespace homeward
