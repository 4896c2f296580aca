// SPDX-License-Identifier: Apache-2.0
//
// Commands and their options: a thin layer over the parser of command lines, so that its headers, which take
// seconds to compile, are read by one file. Handles are pointers that live as long as the program's root
// command; the variables that options fill must live until parse() has returned.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace homeward {

/// The value is one of these words.
struct OneOf {
  std::vector<std::string> words;
};
/// The value is a whole number, least ≤ value ≤ most.
struct WholeBetween {
  std::int64_t least = 0;
  std::int64_t most = 0;
};
/// `complaint` says what is wrong with the text, or returns nothing.
struct TextCheck {
  std::function<std::string(const std::string&)> complaint;
  std::string type_name;  ///< shown in --help beside the option
};
using OptionCheck = std::variant<OneOf, WholeBetween, TextCheck>;

class CommandOption {
 public:
  struct Inside;
  explicit CommandOption(Inside* inside) : inside_{inside} {}

  CommandOption* required();
  CommandOption* check(const OptionCheck& check);
  CommandOption* type_name(const std::string& name);
  CommandOption* take_all();                    ///< may be repeated …
  CommandOption* allow_extra_args(bool allow);  ///< … with one value each time, if false
  CommandOption* excludes(const CommandOption* other);

 private:
  Inside* inside_;
};

/// A command line that cannot be parsed.
struct ParseMistake {
  std::string what;                ///< may be empty
  bool something_missing = false;  ///< a command or a required option
};
struct HelpAsked {};
struct VersionAsked {};
struct Parsed {};
using ParseResult = std::variant<Parsed, HelpAsked, VersionAsked, ParseMistake>;

class Command {
 public:
  Command();  ///< the root: the program itself
  ~Command();
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  void name(const std::string& name);
  void description(const std::string& text);
  void footer(const std::string& text);
  void group(const std::string& name);
  void set_help_flag(const std::string& names, const std::string& text);
  void set_version_flag(const std::string& names, const std::string& version, const std::string& text);
  void require_subcommand(std::size_t least, std::size_t most);  ///< most 0: any number
  void require_subcommand(std::size_t exactly) { require_subcommand(exactly, exactly); }
  void set_help_layout(const std::string& word_for_commands, std::size_t column_width);

  Command* add_subcommand(const std::string& name, const std::string& text);
  CommandOption* add_option(const std::string& names, std::string& value, const std::string& text);
  CommandOption* add_option(const std::string& names, std::vector<std::string>& value,
                            const std::string& text);
  CommandOption* add_option(const std::string& names, int& value, const std::string& text);
  CommandOption* add_option(const std::string& names, std::int64_t& value, const std::string& text);
  CommandOption* add_option(const std::string& names, std::uint64_t& value, const std::string& text);
  CommandOption* add_option(const std::string& names, std::optional<std::int64_t>& value,
                            const std::string& text);
  CommandOption* add_flag(const std::string& names, bool& value, const std::string& text);
  CommandOption* add_flag_callback(const std::string& names, std::function<void()> call,
                                   const std::string& text);
  void callback(std::function<void()> call);  ///< when this command was chosen and all is parsed

  /// Words without the program's name. Callbacks run inside; what they throw passes through.
  ParseResult parse(std::vector<std::string> words);
  std::string help() const;

  // What there is, for completion and for complaints.
  const std::string& get_name() const;
  std::string get_description() const;
  const Command* parent() const { return parent_; }
  std::vector<const Command*> commands() const;        ///< in the order of the help
  const Command* chosen() const;                       ///< by the words parsed; nullptr: none
  std::vector<std::string> unknown_words() const;      ///< that this command was given
  std::vector<std::string> all_unknown_words() const;  ///< those of the commands below, too
  struct LongOption {
    std::string name;  ///< without dashes
    std::string text;
  };
  std::vector<LongOption> long_options() const;

 private:
  struct Inside;
  Command(std::unique_ptr<Inside> inside, const Command* parent);
  CommandOption* keep(void* option);

  std::unique_ptr<Inside> inside_;
  const Command* parent_ = nullptr;
};

}  // namespace homeward
