// SPDX-License-Identifier: Apache-2.0
//
// homeward march route-class, movement-number, sidc: codes in movement documents.
#include <memory>

#include "cli/march_answer.h"
#include "cli/options.h"
#include "march/movement_number.h"
#include "march/route_class.h"
#include "march/sidc.h"

namespace homeward {
namespace {

Answer describe_route(const march::RouteClass& route) {
  Answer answer;
  answer.json = {{"formula", march::format_route_class(route)},
                 {"width_mm", route.width_mm},
                 {"type", std::string(1, "XYZ"[static_cast<std::size_t>(route.type)])},
                 {"mlc", route.mlc},
                 {"overhead_mm", nullptr},
                 {"unit_read", route.unit == march::LengthUnit::metre ? "m" : "ft"},
                 {"unit_stated", route.unit_stated},
                 {"obstruction", route.obstruction},
                 {"snow_blockage", route.snow_blockage},
                 {"flooding", route.flooding}};
  if (route.overhead_mm) answer.json["overhead_mm"] = *route.overhead_mm;
  answer.lines = {march::format_route_class(route), march::describe_route_class(route)};
  return answer;
}

void add_route_class(Command& march, CommandContext& context) {
  auto text = std::make_shared<std::string>();
  Command* app = add_command(
      march, context,
      {"route-class",
       "Read a route classification formula (F12); the answer always names the unit",
       {"homeward march route-class \"6.7m/Y/30/5m (OB)(W)\"", "homeward march route-class \"20/Z/40/∞\""},
       ""});
  app->add_option("FORMULA", *text, "width/type/MLC/overhead and marks")->required();
  app->callback([text, &context] {
    answer_with(context, FigureReader{}, march::parse_route_class(*text), describe_route);
  });
}

Answer describe_movement(const march::MovementNumber& number, const std::optional<int>& day) {
  Answer answer;
  answer.json = {{"movement_number", march::format_movement_number(number)},
                 {"day", number.day},
                 {"country", number.country},
                 {"command", number.command},
                 {"movement", number.movement}};
  answer.lines = {"Day of the month " + std::to_string(number.day) + ", country " + number.country +
                  ", command " + number.command + ", movement " + std::to_string(number.movement)};
  if (!day) return answer;
  const std::vector<Problem> problems = march::check_movement_day(number, *day);
  answer.json["valid_on_day"] = problems.empty();
  for (const Problem& problem : problems) answer.lines.push_back(problem.what + " " + problem.mend);
  answer.exit_code = problems.empty() ? kExitDone : kExitViolations;
  return answer;
}

struct MovementOptions {
  std::string number;
  std::string day;
};

void add_movement_number(Command& march, CommandContext& context) {
  auto options = std::make_shared<MovementOptions>();
  Command* app = add_command(march, context,
                             {"movement-number",
                              "Read a movement number and check the day on which its column is seen",
                              {"homeward march movement-number 25-USV-08 --on-day 24"},
                              "Exit code 1 when the number is not for that day."});
  app->add_option("NUMBER", options->number, "For example 25-USV-08")->required();
  app->add_option("--on-day", options->day, "Day of the month on which the column is on the road");
  app->callback([options, &context] {
    FigureReader figures;
    std::optional<int> day;
    if (!options->day.empty()) day = static_cast<int>(figures.whole(options->day, 1, "--on-day") % 1'000);
    answer_with(context, figures, march::parse_movement_number(options->number),
                [&day](const march::MovementNumber& number) { return describe_movement(number, day); });
  });
}

Answer describe_sidc(const march::Sidc& sidc) {
  Answer answer;
  answer.json = {{"version", sidc.version},
                 {"context", march::context_name(sidc)},
                 {"standard_identity", march::standard_identity_name(sidc)},
                 {"symbol_set", march::symbol_set_name(sidc)},
                 {"status", sidc.status},
                 {"hq_tf_dummy", sidc.hq_tf_dummy},
                 {"echelon", march::echelon_name(sidc)},
                 {"entity", sidc.entity},
                 {"modifier_1", sidc.modifier_1},
                 {"modifier_2", sidc.modifier_2},
                 {"extension", sidc.extension}};
  answer.lines = {"Version " + std::to_string(sidc.version) + ", " + march::context_name(sidc),
                  "Standard identity: " + march::standard_identity_name(sidc),
                  "Symbol set: " + march::symbol_set_name(sidc), "Echelon: " + march::echelon_name(sidc),
                  "Entity: " + sidc.entity};
  return answer;
}

void add_sidc(Command& march, CommandContext& context) {
  auto text = std::make_shared<std::string>();
  Command* app = add_command(march, context,
                             {"sidc",
                              "Cut a symbol identification code of 20 or 30 digits into its fields",
                              {"homeward march sidc 130310001412110000000000000000"},
                              "Codes of 15 letters are refused: their conversion is not always possible."});
  app->add_option("CODE", *text, "20 or 30 digits")->required();
  app->callback(
      [text, &context] { answer_with(context, FigureReader{}, march::parse_sidc(*text), describe_sidc); });
}

}  // namespace

void add_march_code_commands(Command& march, CommandContext& context) {
  add_route_class(march, context);
  add_movement_number(march, context);
  add_sidc(march, context);
}

}  // namespace homeward
