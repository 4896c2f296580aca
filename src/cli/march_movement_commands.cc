// SPDX-License-Identifier: Apache-2.0
//
// homeward march density, column, follow, halts: columns on the road.
#include <memory>

#include "cli/march_column_options.h"
#include "cli/options.h"
#include "march/dates.h"
#include "march/decimal.h"
#include "march/halts.h"
#include "march/timetable.h"

namespace homeward {
namespace {

using march::format_decimal;

std::string metres_text(std::int64_t metres) { return format_decimal(metres, 3) + " km"; }

Answer describe_density(const march::Density& density) {
  Answer answer;
  answer.json = {{"density_vehicles_per_1000_km", march::milli_vehicles_per_km(density)},
                 {"spacing_mm", march::spacing_mm(density)}};
  answer.lines = {
      "Density          " + format_decimal(march::milli_vehicles_per_km(density), 3) + " vehicles/km",
      "Road a vehicle   " + format_decimal(march::spacing_mm(density), 3) + " m"};
  return answer;
}

void add_density(Command& march, CommandContext& context) {
  auto options = std::make_shared<ColumnOptions>();
  Command* app = add_command(march, context,
                             {"density",
                              "Vehicles per kilometre from gap and length, or from an observed column (F1)",
                              {"homeward march density --vehicle-gap-m 92 --vehicle-length-m 8",
                               "homeward march density --vehicles 143 --road-space-km 9"},
                              ""});
  app->add_option("--vehicles", options->vehicles, "Vehicles in the observed column");
  add_density_options(*app, *options);
  app->callback([options, &context] {
    FigureReader figures;
    const Result<march::Density> density = read_density(*options, figures);
    answer_with(context, figures, density, describe_density);
  });
}

Answer describe_column(const march::Column& column, const march::ColumnFigures& figures) {
  Answer answer = describe_density(column.density);
  answer.json["time_gaps_s"] = figures.time_gaps_s;
  answer.json["extal_s"] = column.extal_s;
  answer.json["pass_time_s"] = figures.pass_time_s;
  answer.json["road_space_m"] = figures.road_space_m;
  answer.lines.push_back("Time gaps        " + march_duration_text(figures.time_gaps_s));
  answer.lines.push_back("Extra time       " + march_duration_text(column.extal_s));
  answer.lines.push_back("Pass time        " + march_duration_text(figures.pass_time_s));
  answer.lines.push_back("Road space       " + metres_text(figures.road_space_m));
  return answer;
}

void add_column(Command& march, CommandContext& context) {
  auto options = std::make_shared<ColumnOptions>();
  Command* app = add_command(
      march, context,
      {"column",
       "Time gaps, extra time, pass time and road space of a march column (F3 to F6)",
       {"homeward march column --vehicles 150 --density-per-km 15 --march-rate-km-h 50 --march-units 4 "
        "--serials 2 --march-unit-gap-min 5 --serial-gap-min 10"},
       "Durations and lengths are rounded up."});
  add_column_options(*app, *options);
  app->callback([options, &context] {
    FigureReader figures;
    const march::Column column = read_column(*options, figures);
    answer_with(context, figures, march::column_figures(column),
                [&column](const march::ColumnFigures& values) { return describe_column(column, values); });
  });
}

struct FollowOptions {
  std::string clear;
  std::string gap_min;
  std::string due;
};

Answer describe_follow(Time earliest, Duration missing_s) {
  Answer answer;
  answer.json = {{"earliest_next_due", march::time_text(earliest)}, {"missing_s", missing_s}};
  answer.lines = {
      "Next column due not before " + march::time_text(earliest),
      missing_s == 0 ? "No conflict" : "Conflict: " + march_duration_text(missing_s) + " too early"};
  answer.exit_code = missing_s == 0 ? kExitDone : kExitViolations;
  return answer;
}

void add_follow(Command& march, CommandContext& context) {
  auto options = std::make_shared<FollowOptions>();
  Command* app =
      add_command(march, context,
                  {"follow",
                   "When the next column may be due at a point the previous one has cleared (F11)",
                   {"homeward march follow --clear 2011-12-18T07:38 --gap-min 30 --due 2011-12-18T08:00"},
                   "Exit code 1 when the given due time is too early."});
  app->add_option("--clear", options->clear, "Tail of the previous column has left, YYYY-MM-DDTHH:MM")
      ->required();
  app->add_option("--gap-min", options->gap_min, "Time gap between the columns in minutes")->required();
  app->add_option("--due", options->due, "Head of the next column arrives, YYYY-MM-DDTHH:MM");
  app->callback([options, &context] {
    FigureReader figures;
    const Time clear = figures.take(march::time_of(options->clear), "--clear", Time{0});
    const Duration gap_s = figures.whole(options->gap_min, kMinute, "--gap-min");
    const Time earliest = march::earliest_next_due(clear, gap_s);
    const Time due =
        options->due.empty() ? earliest : figures.take(march::time_of(options->due), "--due", Time{0});
    answer_with(context, figures, Result<Duration>{march::headway_missing(clear, gap_s, due)},
                [earliest](Duration missing_s) { return describe_follow(earliest, missing_s); });
  });
}

Answer describe_halts(const std::vector<march::Halt>& halts) {
  Answer answer;
  Duration sum_s = 0;
  answer.json["halts"] = nlohmann::json::array();
  for (const march::Halt& halt : halts) {
    const std::string kind = halt.kind == march::HaltKind::rest ? "rest" : "technical halt";
    answer.json["halts"].push_back(
        {{"after_driving_s", halt.after_driving_s}, {"length_s", halt.length_s}, {"kind", kind}});
    answer.lines.push_back("After " + march_duration_text(halt.after_driving_s) + " of driving: " + kind +
                           ", " + march_duration_text(halt.length_s));
    sum_s += halt.length_s;
  }
  answer.json["sum_s"] = sum_s;
  answer.lines.push_back("Halts together: " + march_duration_text(sum_s));
  return answer;
}

struct HaltOptions {
  std::string driving_min;
  std::string vehicles;
};

void add_halts(Command& march, CommandContext& context) {
  auto options = std::make_shared<HaltOptions>();
  Command* app =
      add_command(march, context,
                  {"halts",
                   "Technical halts and rests of a march by rule of thumb",
                   {"homeward march halts --driving-min 420 --vehicles 7"},
                   "Every 2 h of driving 15 min for each started 3 vehicles; at 6 h a rest of 2 h."});
  app->add_option("--driving-min", options->driving_min, "Driving time in minutes, halts not included")
      ->required();
  app->add_option("--vehicles", options->vehicles, "Vehicles in the column")->required();
  app->callback([options, &context] {
    FigureReader figures;
    const Duration driving_s = figures.whole(options->driving_min, kMinute, "--driving-min");
    const std::int64_t vehicles = figures.whole(options->vehicles, 1, "--vehicles");
    answer_with(context, figures, march::halts_for(driving_s, vehicles, march::HaltRule{}), describe_halts);
  });
}

}  // namespace

void add_march_movement_commands(Command& march, CommandContext& context) {
  add_density(march, context);
  add_column(march, context);
  add_follow(march, context);
  add_halts(march, context);
}

}  // namespace homeward
