// SPDX-License-Identifier: Apache-2.0
#include "cli/march_column_options.h"

#include "cli/options.h"

namespace homeward {

void add_density_options(Command& app, ColumnOptions& options) {
  app.add_option("--density-per-km", options.density_per_km,
                 "Vehicles per kilometre of road, up to 3 decimals");
  app.add_option("--vehicle-gap-m", options.vehicle_gap_m, "Gap from bumper to bumper in metres");
  app.add_option("--vehicle-length-m", options.vehicle_length_m, "Mean vehicle length in metres");
  app.add_option("--road-space-km", options.road_space_km, "Observed length of the column in kilometres");
}

void add_column_options(Command& app, ColumnOptions& options) {
  app.add_option("--vehicles", options.vehicles, "Vehicles in the column")->required();
  add_density_options(app, options);
  app.add_option("--march-rate-km-h", options.march_rate_km_h,
                 "Kilometres in the hour, short halts included, long halts not")
      ->required();
  app.add_option("--march-units", options.march_units, "March units in the whole column");
  app.add_option("--serials", options.serials, "Serials in the column");
  app.add_option("--march-unit-gap-min", options.march_unit_gap_min, "Minutes between march units");
  app.add_option("--serial-gap-min", options.serial_gap_min, "Minutes between serials");
  app.add_flag("--extal", options.extal, "Add the extra time allowance to the pass time");
}

march::Density read_density(const ColumnOptions& options, FigureReader& figures) {
  const bool by_gap = !options.vehicle_gap_m.empty() || !options.vehicle_length_m.empty();
  const int ways =
      (options.density_per_km.empty() ? 0 : 1) + (by_gap ? 1 : 0) + (options.road_space_km.empty() ? 0 : 1);
  if (ways != 1) {
    figures.refuse("--density-per-km", "The density is given " + std::to_string(ways) + " times.",
                   "Give --density-per-km, or --vehicle-gap-m with --vehicle-length-m, or --road-space-km "
                   "with --vehicles.");
    return {};
  }
  if (by_gap) {
    const std::int64_t gap_mm = figures.decimal(options.vehicle_gap_m, 3, "--vehicle-gap-m");
    const std::int64_t length_mm = figures.decimal(options.vehicle_length_m, 3, "--vehicle-length-m");
    if (!figures.ok()) return {};
    return figures.take(march::density_from_spacing(gap_mm, length_mm), "--vehicle-gap-m", march::Density{});
  }
  if (!options.density_per_km.empty()) {
    const std::int64_t milli = figures.decimal(options.density_per_km, 3, "--density-per-km");
    if (!figures.ok()) return {};
    return figures.take(march::density_from_milli_per_km(milli), "--density-per-km", march::Density{});
  }
  const std::int64_t vehicles = figures.whole(options.vehicles, 1, "--vehicles");
  const std::int64_t space_m = figures.decimal(options.road_space_km, 3, "--road-space-km");
  if (!figures.ok()) return {};
  return figures.take(march::density_of_observed(vehicles, space_m), "--road-space-km", march::Density{});
}

march::Column read_column(const ColumnOptions& options, FigureReader& figures) {
  march::Column column;
  column.density = read_density(options, figures);
  column.vehicles = figures.whole(options.vehicles, 1, "--vehicles");
  column.march_rate_m_per_h = figures.decimal(options.march_rate_km_h, 3, "--march-rate-km-h");
  column.order.march_units = figures.whole(options.march_units, 1, "--march-units");
  column.order.serials = figures.whole(options.serials, 1, "--serials");
  column.order.march_unit_gap_s = figures.whole(options.march_unit_gap_min, kMinute, "--march-unit-gap-min");
  column.order.serial_gap_s = figures.whole(options.serial_gap_min, kMinute, "--serial-gap-min");
  if (options.extal && figures.ok())
    column.extal_s = figures.take(march::extal(column.vehicles), "--vehicles", Duration{0});
  return column;
}

}  // namespace homeward
