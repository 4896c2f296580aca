// SPDX-License-Identifier: Apache-2.0
//
// What every command of the command line shares: exit codes, where it prints, and how it answers. One file a
// command, each with one function  void add_NAME_command(Command& program, CommandContext& context)  that
// describes its options and leaves a callback. Callbacks run on the main thread and never call exit(): they
// set context.exit_code.
#pragma once

#include <chrono>
#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/options.h"

namespace homeward {

/// Documented in docs/man/homeward.1; scripts rely on them.
enum ExitCode : int {
  kExitDone = 0,        ///< valid plan or answer
  kExitViolations = 1,  ///< check found violations
  kExitUsage = 2,       ///< wrong command line
  kExitRefused = 3,     ///< input refused, nothing computed
  kExitInfeasible = 4,  ///< proved infeasible, certificate written
  kExitNoPlan = 5,      ///< no plan within the budget, nothing proved
  kExitStorage = 6,     ///< a file could not be read or written
  kExitInternal = 7     ///< always a bug
};

struct CommandContext {
  std::ostream& out;   ///< answers only: with --json exactly one object
  std::ostream& err;   ///< progress and complaints
  bool json = false;   ///< set by --json
  bool quiet = false;  ///< set by --quiet: no progress
  bool err_is_terminal = false;
  int exit_code = kExitDone;
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();  ///< of the process
};

/// How a command shows itself in its --help.
struct CommandText {
  std::string name;                   ///< "plan"
  std::string summary;                ///< one sentence
  std::vector<std::string> examples;  ///< whole command lines: "homeward plan scenarios/iraq-2011"
  std::string notes;                  ///< printed after the examples; may be empty
};

/// Adds a command with --help, --json, --quiet and its examples. The returned app belongs to `program`.
/// A command of commands (homeward march columns …) calls it again with the returned app as `program`.
Command* add_command(Command& program, CommandContext& context, const CommandText& text);

/// Prints one object, keys sorted, on context.out.
void print_json(CommandContext& context, const nlohmann::json& object);

/// The input is refused: all problems, as sentences on err or as {"status":"refused","problems":[…]} on out.
/// Sets exit code 3.
void refuse(CommandContext& context, const std::vector<Problem>& problems);

/// The command line is wrong in a way that only the command itself can see. Sets exit code 2.
void refuse_usage(CommandContext& context, const std::string& what, const std::string& mend);

/// A file could not be read or written. Sets exit code 6.
void report_storage_failure(CommandContext& context, const Problem& problem);

/// An invariant of our own is broken: exit code 7.
void report_bug(CommandContext& context, const std::string& what);

/// Runs the program with these words and returns its exit code. The first word is the program's name.
int run_command_line(const std::vector<std::string>& words, CommandContext& context);

}  // namespace homeward
