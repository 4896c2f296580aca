// SPDX-License-Identifier: Apache-2.0
#include "cli/usage.h"

#include <CLI/CLI.hpp>

#include "scenario/text.h"

namespace homeward {

namespace {

/// The command of a command of … that the words have led to.
const CLI::App& deepest(const CLI::App& program) {
  const CLI::App* command = &program;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  return *command;
}

std::string full_name(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return parent == nullptr ? command.get_name() : full_name(*parent) + " " + command.get_name();
}

std::string sentence(std::string text) {
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text.back() == '.' ? text : text + ".";
}

}  // namespace

std::vector<std::string> command_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* each : command.get_subcommands({})) names.push_back(each->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    if (!option->nonpositional()) continue;
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

UsageMistake explain_usage(const CLI::App& program, const CLI::ParseError& error) {
  const CLI::App& command = deepest(program);
  const std::string help = full_name(command) + " --help";
  const std::vector<std::string> extras = command.remaining();
  if (extras.empty()) {
    const bool no_command =
        dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && !command_names(command).empty();
    return {no_command ? "No command is given." : sentence(error.what()), "See " + help + "."};
  }
  const std::string& word = extras.front();
  const std::string name = word.substr(0, word.find('='));
  const bool is_option = word.starts_with("-");
  const auto known = is_option ? option_names(command) : command_names(command);
  const std::string near = scenario::did_you_mean(name, known);
  const std::string kind = is_option ? "option" : known.empty() ? "argument" : "command";
  return {full_name(command) + " does not know the " + kind + " " + scenario::in_quotes(name) + ".",
          near.empty() ? "See " + help + "." : near.substr(1)};
}

}  // namespace homeward
