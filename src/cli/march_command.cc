// SPDX-License-Identifier: Apache-2.0
#include "cli/march_command.h"

#include "cli/march_answer.h"
#include "cli/options.h"

namespace homeward {

void add_march_command(Command& program, CommandContext& context) {
  Command* app =
      add_command(program, context,
                  {"march",
                   "March arithmetic: pass times, timetables, codes, dates, capacities",
                   {"homeward march column --vehicles 110 --vehicle-gap-m 40 --vehicle-length-m 8 "
                    "--march-rate-km-h 40",
                    "homeward march table --help"},
                   "Whole numbers throughout: durations are rounded up, capacities down. docs/march.md has "
                   "the formulas."});
  app->require_subcommand(1);
  add_march_movement_commands(*app, context);
  add_march_timing_commands(*app, context);
  add_march_code_commands(*app, context);
  add_march_date_commands(*app, context);
  add_march_capacity_commands(*app, context);
}

}  // namespace homeward
