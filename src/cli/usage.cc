// SPDX-License-Identifier: Apache-2.0
#include "cli/usage.h"

#include "cli/options.h"
#include "scenario/text.h"

namespace homeward {

namespace {

/// The command of a command of … that the words have led to.
const Command& deepest(const Command& program) {
  const Command* command = &program;
  while (const Command* below = command->chosen()) command = below;
  return *command;
}

std::string full_name(const Command& command) {
  const Command* above = command.parent();
  return above == nullptr ? command.get_name() : full_name(*above) + " " + command.get_name();
}

std::string sentence(std::string text) {
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text.back() == '.' ? text : text + ".";
}

}  // namespace

std::vector<std::string> command_names(const Command& command) {
  std::vector<std::string> names;
  for (const Command* each : command.commands()) names.push_back(each->get_name());
  return names;
}

std::vector<std::string> option_names(const Command& command) {
  std::vector<std::string> names;
  for (const Command::LongOption& option : command.long_options()) names.push_back("--" + option.name);
  return names;
}

UsageMistake explain_usage(const Command& program, const ParseMistake& mistake) {
  const Command& command = deepest(program);
  const std::string help = full_name(command) + " --help";
  const std::vector<std::string> extras = command.unknown_words();
  if (extras.empty()) {
    const bool no_command = mistake.something_missing && !command_names(command).empty();
    return {no_command ? "No command is given." : sentence(mistake.what), "See " + help + "."};
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
