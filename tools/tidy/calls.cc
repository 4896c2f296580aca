// SPDX-License-Identifier: Apache-2.0
#include "tools/tidy/calls.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "tools/tidy/code_text.h"

namespace homeward::tidy {
namespace {

using Names = std::array<std::string_view, 8>;

constexpr Names enders{"exit", "_exit", "_Exit", "quick_exit", "abort", "terminate", "", ""};
constexpr Names printers{"printf", "fprintf", "vprintf", "vfprintf", "puts", "fputs", "putchar", "perror"};
constexpr Names streams{"cout", "cerr", "clog", "wcout", "wcerr", "wclog", "", ""};
constexpr Names old_chance{"rand", "srand", "rand_r", "random", "srandom", "drand48", "lrand48", "erand48"};
constexpr Names std_chance{"random_device", "mt19937",        "mt19937_64", "default_random_engine",
                           "minstd_rand",   "random_shuffle", "shuffle",    "sample"};

// HW_CHECK ends the run and says why: the one place below the command line that may.
constexpr std::string_view invariant_file = "src/base/check.cc";

bool holds(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// A call of the C or C++ library's function, not of a member or of a function of ours with the same name.
bool calls_library(const Word& word) {
  const bool foreign = word.qualifier.empty() || word.qualifier == "::" || word.qualifier == "std";
  return word.called && foreign && !word.member && !word.declared;
}

bool is_chance(const Word& word) {
  if (holds(old_chance, word.name) && calls_library(word)) return true;
  if (word.qualifier != "std") return false;
  return holds(std_chance, word.name) || word.name.ends_with("_distribution");
}

bool reads_clock(const Word& word) {  // time(nullptr), std::time(&now); a Time time() of ours is no matter
  if (word.name != "time" || !calls_library(word)) return false;
  const std::string_view argument = word.first_argument;
  return !word.qualifier.empty() || argument == "nullptr" || argument == "NULL" || argument == "0";
}

bool prints(const Word& word) {
  if (holds(printers, word.name) && calls_library(word)) return true;
  if (word.name == "print" && word.qualifier == "fmt") return true;
  return word.qualifier == "std" && holds(streams, word.name);
}

bool below_command_line(std::string_view path) {
  return path.starts_with("src/") && !path.starts_with("src/cli/") && !path.starts_with("src/server/") &&
         path != invariant_file;
}

struct Verdict {
  std::string_view rule;
  std::string_view advice;
};

std::optional<Verdict> judge(const Word& word, bool below) {
  if (is_chance(word)) return Verdict{"chance", "differs between runs or libraries: draw from base/random.h"};
  if (reads_clock(word))
    return Verdict{"chance", "reads the clock: take times from the scenario, limits from Budget"};
  if (!below) return std::nullopt;
  if (holds(enders, word.name) && calls_library(word)) {
    return Verdict{"exit", "ends the program below the command line: return a Result, or HW_CHECK for a bug"};
  }
  if (prints(word))
    return Verdict{"print", "prints below the command line: return text, or call the Observer"};
  return std::nullopt;
}

}  // namespace

Findings check_calls(const SourceFile& file) {
  Findings findings;
  if (!is_cpp(file.path)) return findings;
  const std::string code = blank_comments_and_literals(file.text);
  const bool below = below_command_line(file.path);
  for (const Word& word : words_of(code)) {
    const std::optional<Verdict> verdict = judge(word, below);
    if (!verdict) continue;
    findings.push_back({file.path, word.line, std::string{verdict->rule},
                        std::string{word.name} + " " + std::string{verdict->advice}});
  }
  return findings;
}

}  // namespace homeward::tidy
