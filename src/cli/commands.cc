// SPDX-License-Identifier: Apache-2.0
#include "cli/commands.h"

#include "cli/bound_command.h"
#include "cli/check_command.h"
#include "cli/cmp_command.h"
#include "cli/compare_command.h"
#include "cli/completion_command.h"
#include "cli/decide_command.h"
#include "cli/drill_command.h"
#include "cli/march_command.h"
#include "cli/merge_command.h"
#include "cli/network_command.h"
#include "cli/new_command.h"
#include "cli/options.h"
#include "cli/plan_command.h"
#include "cli/prices_command.h"
#include "cli/repair_command.h"
#include "cli/report_command.h"
#include "cli/simulate_command.h"
#include "cli/sweep_command.h"
#include "cli/validate_command.h"
#include "cli/workbook_command.h"

namespace homeward {

namespace {

constexpr const char* kDescription =
    "Homeward plans, proves and tracks the complete withdrawal of a force: scenario in, conflict-free and "
    "checked\n"
    "movement plan out, with a proof of how good it is, or of why the deadline cannot be met.";

constexpr const char* kFooter =
    "Exit codes: 0 valid plan or answer, 1 check found violations, 2 wrong command line, 3 input refused,\n"
    "4 proved infeasible, 5 no valid plan found and nothing proved, 6 a file could not be read or written, 7 "
    "bug.\n"
    "\n"
    "homeward COMMAND --help explains a command with examples. Manual: man homeward, docs/.";

}  // namespace

void add_all_commands(Command& program, CommandContext& context) {
  program.name("homeward");
  program.description(kDescription);
  program.footer(kFooter);
  program.set_help_flag("-h,--help", "Print this help and end");
  program.set_version_flag("--version", "homeward " HOMEWARD_VERSION, "Print the version and end");
  program.require_subcommand(0, 1);
  program.set_help_layout("COMMAND", 34);
  add_plan_command(program, context);
  add_check_command(program, context);
  add_bound_command(program, context);
  add_decide_command(program, context);
  add_report_command(program, context);
  add_repair_command(program, context);
  add_drill_command(program, context);
  add_compare_command(program, context);
  add_prices_command(program, context);
  add_sweep_command(program, context);
  add_simulate_command(program, context);
  add_merge_command(program, context);
  add_validate_command(program, context);
  add_new_command(program, context);
  add_workbook_command(program, context);
  add_network_command(program, context);
  add_cmp_command(program, context);
  add_march_command(program, context);
  add_completion_command(program, context);
}

}  // namespace homeward
