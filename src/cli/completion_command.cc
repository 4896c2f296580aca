// SPDX-License-Identifier: Apache-2.0
#include "cli/completion_command.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "cli/options.h"
#include "cli/usage.h"

namespace homeward {

namespace {

/// One command with what can follow it. `path` is "" for the program, "march column" for a command in a
/// command.
struct Entry {
  std::string path;
  const Command* app;
};

void collect(const Command& app, const std::string& path, std::vector<Entry>& entries) {
  entries.push_back({path, &app});
  for (const Command* each : app.commands())
    collect(*each, path.empty() ? each->get_name() : path + " " + each->get_name(), entries);
}

std::vector<Entry> all_commands(const Command& program) {
  std::vector<Entry> entries;
  collect(program, "", entries);
  return entries;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string quoted_for_shell(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

/// bash, and zsh through its bashcompinit: the words before the cursor that are commands select a row of the
/// case.
std::string bash_script(const Command& program) {
  std::ostringstream out;
  out << "# bash completion for homeward:  source <(homeward completion bash)\n"
         "_homeward() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} path= words= i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case \"$path ${COMP_WORDS[i]}\" in\n";
  for (const Entry& entry : all_commands(program))
    if (!entry.path.empty())
      out << "      " << quoted_for_shell(" " + entry.path) << ") path=\" " << entry.path << "\" ;;\n";
  out << "    esac\n  done\n  case \"$path\" in\n";
  for (const Entry& entry : all_commands(program)) {
    const std::string row = entry.path.empty() ? "" : " " + entry.path;
    out << "    " << quoted_for_shell(row) << ") words="
        << quoted_for_shell(joined(command_names(*entry.app)) + " " + joined(option_names(*entry.app)))
        << " ;;\n";
  }
  out << "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "}\n"
         "complete -o default -F _homeward homeward ./homeward\n";
  return out.str();
}

std::string zsh_script(const Command& program) {
  return "# zsh completion for homeward:  source <(homeward completion zsh)\n"
         "autoload -U +X bashcompinit && bashcompinit\n" +
         bash_script(program);
}

/// fish asks for conditions: "these commands have been seen, and none below them".
std::string fish_condition(const Entry& entry) {
  std::string condition;
  std::istringstream words(entry.path);
  for (std::string word; words >> word;) {
    if (!condition.empty()) condition += "; and ";
    condition += "__fish_seen_subcommand_from " + word;
  }
  const std::string below = joined(command_names(*entry.app));
  if (below.empty()) return condition;
  return condition + (condition.empty() ? "" : "; and ") + "not __fish_seen_subcommand_from " + below;
}

std::string fish_script(const Command& program) {
  std::ostringstream out;
  out << "# fish completion for homeward:  homeward completion fish | source\n";
  for (const Entry& entry : all_commands(program)) {
    const std::string begin = "complete -c homeward -n " + quoted_for_shell(fish_condition(entry));
    for (const Command* each : entry.app->commands())
      out << begin << " -a " << each->get_name() << " -d " << quoted_for_shell(each->get_description())
          << '\n';
    for (const Command::LongOption& option : entry.app->long_options())
      out << begin << " -l " << option.name << " -d " << quoted_for_shell(option.text) << '\n';
  }
  return out.str();
}

std::string script_for(const std::string& shell, const Command& program) {
  if (shell == "bash") return bash_script(program);
  return shell == "zsh" ? zsh_script(program) : fish_script(program);
}

}  // namespace

void add_completion_command(Command& program, CommandContext& context) {
  auto shell = std::make_shared<std::string>();
  Command* command = add_command(program, context,
                                 {"completion",
                                  "Print a script that completes commands and options in your shell",
                                  {"source <(homeward completion bash)", "source <(homeward completion zsh)",
                                   "homeward completion fish | source"},
                                  ""});
  command->add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->check(OneOf{{"bash", "zsh", "fish"}});
  command->callback([shell, &program, &context] {
    const std::string script = script_for(*shell, program);
    if (context.json) return print_json(context, {{"shell", *shell}, {"script", script}});
    context.out << script;
  });
}

}  // namespace homeward
