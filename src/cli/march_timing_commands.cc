// SPDX-License-Identifier: Apache-2.0
//
// homeward march table: due and clear at every point of a march, and the latest start for a deadline.
#include <algorithm>
#include <memory>

#include "cli/march_column_options.h"
#include "cli/options.h"
#include "march/dates.h"
#include "march/decimal.h"
#include "march/timetable.h"

namespace homeward {
namespace {

struct TableOptions {
  ColumnOptions column;
  std::string start_point_time;
  std::string deadline;
  std::vector<std::string> points;
};

/// NAME:KM or NAME:KM:HALT_MIN.
march::RoutePoint read_point(const std::string& text, FigureReader& figures) {
  march::RoutePoint point;
  const std::size_t first = text.find(':');
  if (first == std::string::npos || first == 0) {
    figures.refuse("--point", "\"" + text + "\" is no point.",
                   "Write NAME:KM or NAME:KM:HALT_MIN, for example SP:0.");
    return point;
  }
  const std::size_t second = text.find(':', first + 1);
  point.name = text.substr(0, first);
  point.distance_m = figures.decimal(text.substr(first + 1, second - first - 1), 3, "--point");
  if (second != std::string::npos) point.halt_s = figures.whole(text.substr(second + 1), kMinute, "--point");
  return point;
}

struct Table {
  march::March march;
  std::vector<march::PointTimes> rows;
  Duration road_clearance_s = 0;
  std::optional<Time> latest_start;
};

std::string row_text(const std::string& name, std::size_t width, const std::string& km,
                     const std::string& due, const std::string& clear) {
  const auto padded = [](std::string text, std::size_t columns) {
    text.resize(std::max(columns, text.size()), ' ');
    return text;
  };
  return padded(name, width) + "  " + padded(km, 9) + "  " + padded(due, 19) + "  " + clear;
}

Answer describe_table(const Table& table) {
  Answer answer;
  std::size_t width = 5;
  for (const march::RoutePoint& point : table.march.points) width = std::max(width, point.name.size());
  answer.lines.push_back(row_text("Point", width, "km", "Due (head)", "Clear (tail)"));
  answer.json["points"] = nlohmann::json::array();
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const march::RoutePoint& point = table.march.points[i];
    const std::string due = march::time_text(table.rows[i].due);
    const std::string clear = march::time_text(table.rows[i].clear);
    answer.json["points"].push_back({{"name", point.name},
                                     {"distance_m", point.distance_m},
                                     {"due", due},
                                     {"leaves", march::time_text(table.rows[i].leaves)},
                                     {"clear", clear}});
    answer.lines.push_back(
        row_text(point.name, width, march::format_decimal(point.distance_m, 3), due, clear));
  }
  answer.json["pass_time_s"] = table.march.pass_time_s;
  answer.json["road_clearance_time_s"] = table.road_clearance_s;
  answer.lines.push_back("Pass time " + march_duration_text(table.march.pass_time_s) +
                         ", road clearance time " + march_duration_text(table.road_clearance_s));
  if (table.latest_start) {
    answer.json["latest_start_point_time"] = march::time_text(*table.latest_start);
    answer.lines.push_back("Latest start point time " + march::time_text(*table.latest_start));
    if (*table.latest_start < table.march.start_point_time) answer.exit_code = kExitInfeasible;
  }
  return answer;
}

Result<Table> make_table(const march::March& march, const std::optional<Time>& deadline) {
  Table table;
  table.march = march;
  Result<std::vector<march::PointTimes>> rows = march::timetable(march);
  if (!rows.ok()) return rows.problems();
  table.rows = rows.take();
  table.road_clearance_s = table.rows.back().clear - march.start_point_time;
  if (deadline) table.latest_start = march::latest_start_point_time(march, *deadline).value();
  return table;
}

void answer_table(const TableOptions& options, CommandContext& context) {
  FigureReader figures;
  const march::Column column = read_column(options.column, figures);
  march::March march;
  march.start_point_time =
      figures.take(march::time_of(options.start_point_time), "--start-point-time", Time{0});
  march.march_rate_m_per_h = column.march_rate_m_per_h;
  for (const std::string& point : options.points) march.points.push_back(read_point(point, figures));
  std::optional<Time> deadline;
  if (!options.deadline.empty())
    deadline = figures.take(march::time_of(options.deadline), "--deadline", Time{0});
  const Result<march::ColumnFigures> column_figures = march::column_figures(column);
  if (figures.ok() && !column_figures.ok()) return refuse(context, column_figures.problems());
  if (column_figures.ok()) march.pass_time_s = column_figures.value().pass_time_s;
  answer_with(context, figures, make_table(march, deadline), describe_table);
}

}  // namespace

void add_march_timing_commands(Command& march, CommandContext& context) {
  auto options = std::make_shared<TableOptions>();
  Command* app = add_command(
      march, context,
      {"table",
       "Due and clear at every point, road clearance time, latest start point time (F2, F7 to F10)",
       {"homeward march table --vehicles 110 --vehicle-gap-m 40 --vehicle-length-m 8 --march-rate-km-h 40 "
        "--start-point-time 2011-12-18T02:30 --point Adder:0 --point K-Crossing:200"},
       "Times are on the clock you give them in; no zone is applied. With --deadline, exit code 4 when the "
       "start "
       "point time is too late for it."});
  add_column_options(*app, options->column);
  app->add_option("--start-point-time", options->start_point_time,
                  "Head at the start point, YYYY-MM-DDTHH:MM")
      ->required();
  app->add_option("--point", options->points, "NAME:KM or NAME:KM:HALT_MIN, in order, the start point first")
      ->required();
  app->add_option("--deadline", options->deadline, "Tail at the last point not after, YYYY-MM-DDTHH:MM");
  app->callback([options, &context] { answer_table(*options, context); });
}

}  // namespace homeward
