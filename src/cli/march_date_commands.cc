// SPDX-License-Identifier: Apache-2.0
//
// homeward march requirement, outflow: date logic.
#include <memory>

#include "cli/march_answer.h"
#include "cli/options.h"
#include "march/dates.h"

namespace homeward {
namespace {

struct RequirementOptions {
  std::string ready;
  std::string earliest;
  std::string latest;
  std::string movement_days;
};

Answer describe_requirement(const march::RequirementDates& dates) {
  Answer answer;
  answer.json = {{"drl", march::date_of(dates.required_load_day)},
                 {"edd", march::date_of(dates.earliest_departure_day)},
                 {"arrival", march::date_of(dates.arrival_day)},
                 {"meets_published_rule", dates.meets_published_rule},
                 {"arrives_in_time", dates.arrives_in_time}};
  answer.lines = {"Required to load (EAD - movement)   " + march::date_of(dates.required_load_day),
                  "Earliest departure (EDD)            " + march::date_of(dates.earliest_departure_day),
                  "Arrival (EDD + movement)            " + march::date_of(dates.arrival_day)};
  if (!dates.meets_published_rule)
    answer.lines.emplace_back("EDD is after LAD: the unit cannot meet its requirement.");
  else if (!dates.arrives_in_time)
    answer.lines.emplace_back("EDD is not after LAD, but the unit arrives after LAD.");
  else
    answer.lines.emplace_back("The unit can meet its requirement.");
  answer.exit_code = dates.arrives_in_time ? kExitDone : kExitInfeasible;
  return answer;
}

void add_requirement(Command& march, CommandContext& context) {
  auto options = std::make_shared<RequirementOptions>();
  Command* app =
      add_command(march, context,
                  {"requirement",
                   "Can a unit meet its latest arrival date? EDD = max(RDYLD, EAD - movement)",
                   {"homeward march requirement --ready 2011-12-01 --ead 2011-12-10 --lad 2011-12-15 "
                    "--movement-days 4"},
                   "Exit code 4 when it cannot."});
  app->add_option("--ready", options->ready, "Ready-to-load date (RDYLD), YYYY-MM-DD")->required();
  app->add_option("--ead", options->earliest, "Earliest arrival date, YYYY-MM-DD")->required();
  app->add_option("--lad", options->latest, "Latest arrival date, YYYY-MM-DD")->required();
  app->add_option("--movement-days", options->movement_days, "Days of movement to the destination")
      ->required();
  app->callback([options, &context] {
    FigureReader figures;
    march::Requirement requirement;
    requirement.ready_to_load_day = figures.take(march::day_of(options->ready), "--ready", std::int64_t{0});
    requirement.earliest_arrival_day =
        figures.take(march::day_of(options->earliest), "--ead", std::int64_t{0});
    requirement.latest_arrival_day = figures.take(march::day_of(options->latest), "--lad", std::int64_t{0});
    requirement.movement_days = figures.whole(options->movement_days, 1, "--movement-days");
    answer_with(context, figures, march::requirement_dates(requirement), describe_requirement);
  });
}

struct OutflowOptions {
  std::string things;
  std::string per_period;
  std::string period_days = "1";
  std::string begin;
  std::string end;
  bool whole_periods = false;
};

Answer describe_outflow(const march::OutflowFigures& figures) {
  Answer answer;
  answer.json = {{"days", figures.days},
                 {"out", figures.out},
                 {"missing", figures.missing},
                 {"needed_per_period", figures.needed_per_period}};
  answer.lines = {"Days             " + std::to_string(figures.days),
                  "Out by the end   " + std::to_string(figures.out),
                  "Missing          " + std::to_string(figures.missing),
                  "Needed a period  " + std::to_string(figures.needed_per_period)};
  answer.exit_code = figures.missing == 0 ? kExitDone : kExitInfeasible;
  return answer;
}

void add_outflow(Command& march, CommandContext& context) {
  auto options = std::make_shared<OutflowOptions>();
  Command* app = add_command(march, context,
                             {"outflow",
                              "Is everything out by a date at so many a period, and how many would it take?",
                              {"homeward march outflow --things 40000 --per-period 1500 --period-days 30 "
                               "--begin 2013-02-13 --end 2014-12-31"},
                              "The end day itself does not count. Exit code 4 when something is missing."});
  app->add_option("--things", options->things, "Vehicles, people or pieces that must leave")->required();
  app->add_option("--per-period", options->per_period, "How many leave a period")->required();
  app->add_option("--period-days", options->period_days, "Days of a period");
  app->add_option("--begin", options->begin, "First day, YYYY-MM-DD")->required();
  app->add_option("--end", options->end, "Day by which all must be out, YYYY-MM-DD")->required();
  app->add_flag("--whole-periods", options->whole_periods, "Do not count a period that is cut short");
  app->callback([options, &context] {
    FigureReader figures;
    march::Outflow flow;
    flow.things = figures.whole(options->things, 1, "--things");
    flow.things_per_period = figures.whole(options->per_period, 1, "--per-period");
    flow.period_days = figures.whole(options->period_days, 1, "--period-days");
    flow.begin_day = figures.take(march::day_of(options->begin), "--begin", std::int64_t{0});
    flow.end_day = figures.take(march::day_of(options->end), "--end", std::int64_t{0});
    const auto count =
        options->whole_periods ? march::PeriodCount::whole_periods : march::PeriodCount::by_day;
    answer_with(context, figures, march::outflow(flow, count), describe_outflow);
  });
}

}  // namespace

void add_march_date_commands(Command& march, CommandContext& context) {
  add_requirement(march, context);
  add_outflow(march, context);
}

}  // namespace homeward
