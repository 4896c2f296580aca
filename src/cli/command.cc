// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/usage.h"
#include "scenario/problems.h"

namespace homeward {

namespace {

std::string footer_of(const CommandText& text) {
  std::string footer = "Examples:";
  for (const std::string& example : text.examples) footer += "\n  " + example;
  if (!text.notes.empty()) footer += "\n\n" + text.notes;
  return footer;
}

nlohmann::json json_of(const Problem& problem) {
  nlohmann::json object = {{"what", problem.what}, {"mend", problem.mend}};
  if (!problem.place.file.empty()) object["file"] = problem.place.file;
  if (problem.place.line > 0) object["line"] = problem.place.line;
  if (problem.place.column > 0) object["column"] = problem.place.column;
  if (!problem.place.pointer.empty()) object["pointer"] = problem.place.pointer;
  return object;
}

void complain(CommandContext& context, const char* status, const std::vector<Problem>& problems) {
  if (context.json) {
    nlohmann::json list = nlohmann::json::array();
    for (const Problem& problem : problems) list.push_back(json_of(problem));
    return print_json(context, {{"status", status}, {"problems", list}});
  }
  for (const Problem& problem : problems) context.err << describe(problem) << '\n';
}

/// Parses and runs; a command line that cannot be parsed is answered.
void run(Command& program, std::vector<std::string> words, CommandContext& context) {
  words.erase(words.begin());
  const ParseResult result = program.parse(std::move(words));
  if (const auto* mistake = std::get_if<ParseMistake>(&result)) {
    const UsageMistake explained = explain_usage(program, *mistake);
    refuse_usage(context, explained.what, explained.mend);
  } else if (std::holds_alternative<HelpAsked>(result)) {
    context.out << program.help();
  } else if (std::holds_alternative<VersionAsked>(result)) {
    context.out << "homeward " HOMEWARD_VERSION "\n";
  } else if (program.chosen() == nullptr) {
    refuse_usage(context, "No command is given.", "homeward --help lists the commands.");
  }
}

}  // namespace

Command* add_command(Command& program, CommandContext& context, const CommandText& text) {
  Command* command = program.add_subcommand(text.name, text.summary);
  command->group("Commands");
  command->footer(footer_of(text));
  command->set_help_flag("-h,--help", "Print this help and end");
  command->add_flag("--json", context.json, "Print one JSON object on standard output, also for errors");
  command->add_flag("--quiet", context.quiet, "Show no progress");
  return command;
}

void print_json(CommandContext& context, const nlohmann::json& object) {
  context.out << object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

void refuse(CommandContext& context, const std::vector<Problem>& problems) {
  context.exit_code = kExitRefused;
  complain(context, "refused", problems);
}

void refuse_usage(CommandContext& context, const std::string& what, const std::string& mend) {
  context.exit_code = kExitUsage;
  complain(context, "usage", {{{}, what, mend}});
}

void report_storage_failure(CommandContext& context, const Problem& problem) {
  context.exit_code = kExitStorage;
  complain(context, "storage_failure", {problem});
}

void report_bug(CommandContext& context, const std::string& what) {
  context.exit_code = kExitInternal;
  complain(context, "internal_error", {{{}, what, "This is a bug: please report it with the scenario."}});
}

int run_command_line(const std::vector<std::string>& words, CommandContext& context) {
  // A command line that cannot be parsed is answered in JSON too, when it asks for that anywhere.
  context.json = std::find(words.begin(), words.end(), "--json") != words.end();
  try {
    Command program;
    add_all_commands(program, context);
    run(program, words, context);
  } catch (const std::exception& bug) {
    report_bug(context, std::string("Internal error: ") + bug.what() + ".");
  }
  context.out.flush();
  if (context.out.fail() && context.exit_code == kExitDone) {
    context.json = false;
    report_storage_failure(context, {{},
                                     "The answer could not be written to standard output.",
                                     "Look whether the disk is full or the pipe is closed."});
  }
  return context.exit_code;
}

}  // namespace homeward
