// SPDX-License-Identifier: Apache-2.0
#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>

namespace homeward {

struct CommandOption::Inside {
  CLI::Option* option;
};

struct Command::Inside {
  CLI::App own;          ///< of the root
  CLI::App* app = &own;  ///< of the root, or the parser's own below it
  std::deque<CommandOption::Inside> option_insides;
  std::deque<CommandOption> options;
  std::vector<std::unique_ptr<Command>> commands;
};

namespace {

CLI::Validator validator_of(const OptionCheck& check) {
  if (const auto* words = std::get_if<OneOf>(&check)) return CLI::IsMember(words->words);
  if (const auto* range = std::get_if<WholeBetween>(&check)) return CLI::Range(range->least, range->most);
  const TextCheck& text = std::get<TextCheck>(check);
  return CLI::Validator([complaint = text.complaint](const std::string& word) { return complaint(word); },
                        text.type_name);
}

}  // namespace

CommandOption* CommandOption::required() {
  inside_->option->required();
  return this;
}

CommandOption* CommandOption::check(const OptionCheck& check) {
  inside_->option->check(validator_of(check));
  return this;
}

CommandOption* CommandOption::type_name(const std::string& name) {
  inside_->option->type_name(name);
  return this;
}

CommandOption* CommandOption::take_all() {
  inside_->option->take_all();
  return this;
}

CommandOption* CommandOption::allow_extra_args(bool allow) {
  inside_->option->allow_extra_args(allow);
  return this;
}

CommandOption* CommandOption::excludes(const CommandOption* other) {
  inside_->option->excludes(other->inside_->option);
  return this;
}

Command::Command() : inside_{std::make_unique<Inside>()} {}
Command::Command(std::unique_ptr<Inside> inside, const Command* parent)
    : inside_{std::move(inside)}, parent_{parent} {}
Command::~Command() = default;

void Command::name(const std::string& name) { inside_->app->name(name); }
void Command::description(const std::string& text) { inside_->app->description(text); }
void Command::footer(const std::string& text) { inside_->app->footer(text); }
void Command::group(const std::string& name) { inside_->app->group(name); }

void Command::set_help_flag(const std::string& names, const std::string& text) {
  inside_->app->set_help_flag(names, text);
}

void Command::set_version_flag(const std::string& names, const std::string& version,
                               const std::string& text) {
  inside_->app->set_version_flag(names, version, text);
}

void Command::require_subcommand(std::size_t least, std::size_t most) {
  inside_->app->require_subcommand(least, most);
}

void Command::set_help_layout(const std::string& word_for_commands, std::size_t column_width) {
  inside_->app->get_formatter()->label("SUBCOMMAND", word_for_commands);
  inside_->app->get_formatter()->column_width(column_width);
}

Command* Command::add_subcommand(const std::string& name, const std::string& text) {
  auto below = std::make_unique<Inside>();
  below->app = inside_->app->add_subcommand(name, text);
  inside_->commands.push_back(std::unique_ptr<Command>(new Command(std::move(below), this)));
  return inside_->commands.back().get();
}

/// `option` is the parser's own.
CommandOption* Command::keep(void* option) {
  inside_->option_insides.push_back({static_cast<CLI::Option*>(option)});
  inside_->options.emplace_back(&inside_->option_insides.back());
  return &inside_->options.back();
}

CommandOption* Command::add_option(const std::string& names, std::string& value, const std::string& text) {
  return keep(inside_->app->add_option(names, value, text));
}
CommandOption* Command::add_option(const std::string& names, std::vector<std::string>& value,
                                   const std::string& text) {
  return keep(inside_->app->add_option(names, value, text));
}
CommandOption* Command::add_option(const std::string& names, int& value, const std::string& text) {
  return keep(inside_->app->add_option(names, value, text));
}
CommandOption* Command::add_option(const std::string& names, std::int64_t& value, const std::string& text) {
  return keep(inside_->app->add_option(names, value, text));
}
CommandOption* Command::add_option(const std::string& names, std::uint64_t& value, const std::string& text) {
  return keep(inside_->app->add_option(names, value, text));
}
CommandOption* Command::add_option(const std::string& names, std::optional<std::int64_t>& value,
                                   const std::string& text) {
  return keep(inside_->app->add_option(names, value, text));
}
CommandOption* Command::add_flag(const std::string& names, bool& value, const std::string& text) {
  return keep(inside_->app->add_flag(names, value, text));
}
CommandOption* Command::add_flag_callback(const std::string& names, std::function<void()> call,
                                          const std::string& text) {
  return keep(inside_->app->add_flag_callback(names, std::move(call), text));
}

void Command::callback(std::function<void()> call) { inside_->app->callback(std::move(call)); }

ParseResult Command::parse(std::vector<std::string> words) {
  std::reverse(words.begin(), words.end());  // the parser takes them from the back
  try {
    inside_->app->parse(std::move(words));
    return Parsed{};
  } catch (const CLI::CallForHelp& help) {
    if (all_unknown_words().empty()) return HelpAsked{};
    return ParseMistake{help.what(), false};  // help about something that does not exist
  } catch (const CLI::CallForVersion&) {
    return VersionAsked{};
  } catch (const CLI::RequiredError& error) {
    return ParseMistake{error.what(), true};
  } catch (const CLI::ParseError& error) {
    return ParseMistake{error.what(), false};
  }
}

std::string Command::help() const { return inside_->app->help(); }
const std::string& Command::get_name() const { return inside_->app->get_name(); }
std::string Command::get_description() const { return inside_->app->get_description(); }

std::vector<const Command*> Command::commands() const {
  std::vector<const Command*> all;
  for (const auto& command : inside_->commands) all.push_back(command.get());
  return all;
}

const Command* Command::chosen() const {
  const auto parsed = inside_->app->get_subcommands();
  if (parsed.empty()) return nullptr;
  for (const auto& command : inside_->commands)
    if (command->inside_->app == parsed.front()) return command.get();
  return nullptr;
}

std::vector<std::string> Command::unknown_words() const { return inside_->app->remaining(); }
std::vector<std::string> Command::all_unknown_words() const { return inside_->app->remaining(true); }

std::vector<Command::LongOption> Command::long_options() const {
  std::vector<LongOption> all;
  for (const CLI::Option* option : std::as_const(*inside_->app).get_options())
    for (const std::string& name : option->get_lnames()) all.push_back({name, option->get_description()});
  return all;
}

}  // namespace homeward
