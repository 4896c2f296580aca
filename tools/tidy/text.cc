// SPDX-License-Identifier: Apache-2.0
#include "tools/tidy/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "tools/tidy/code_text.h"

namespace homeward::tidy {
namespace {

// Written in two halves so that this file does not break its own rule.
constexpr std::array<std::string_view, 3> machine_paths{
    "/wo"
    "rk/",
    "/fa"
    "rm/",
    "/ro"
    "ot/"};
constexpr std::array<std::string_view, 8> registry_hosts{
    "registry."
    "npmjs.org",
    "registry."
    "yarnpkg.com",
    "npm"
    "mirror.com",
    "pypi"
    ".org",
    "python"
    "hosted.org",
    "crates"
    ".io",
    "proxy."
    "golang.org",
    "deb."
    "debian.org"};
constexpr std::array<std::string_view, 3> unfinished_marks{
    "TO"
    "DO",
    "FIX"
    "ME",
    "XX"
    "X"};

bool is_script(const SourceFile& file) { return file.text.starts_with("#!"); }

bool is_code(const SourceFile& file) {
  constexpr std::array<std::string_view, 7> endings{".cc",     ".h",     ".ts",           ".mjs",
                                                    ".svelte", ".cmake", "CMakeLists.txt"};
  const auto ends = [&](std::string_view ending) { return file.path.ends_with(ending); };
  return is_script(file) || std::ranges::any_of(endings, ends);
}

bool is_document(const SourceFile& file) {
  return file.path.ends_with(".md") || file.path.ends_with(".yaml") || file.path.ends_with(".yml");
}

// Files that hold broken or foreign text on purpose.
bool is_data(const SourceFile& file) {
  constexpr std::array<std::string_view, 4> folders{"/data/", "/golden/", "/corpus/", "/broken/"};
  return std::ranges::any_of(
      folders, [&](std::string_view folder) { return file.path.find(folder) != std::string::npos; });
}

bool is_word_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// The mark as a word of its own.
bool holds_word(std::string_view line, std::string_view word) {
  for (size_t at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || !is_word_char(line[at - 1])) && (end == line.size() || !is_word_char(line[end])))
      return true;
  }
  return false;
}

// A path from the top of the file system; "home/x/…" in the middle of a longer path or address is another
// thing.
bool holds_path(std::string_view line, std::string_view path) {
  constexpr std::string_view before_slash = ".}-)*$>";
  for (size_t at = line.find(path); at != std::string_view::npos; at = line.find(path, at + 1)) {
    const bool goes_on =
        at > 0 && (is_word_char(line[at - 1]) || before_slash.find(line[at - 1]) != std::string_view::npos);
    if (!goes_on) return true;
  }
  return false;
}

void check_licence_line(const SourceFile& file, const std::vector<std::string_view>& lines,
                        Findings& findings) {
  const size_t first = is_script(file) ? 1 : 0;
  constexpr std::string_view licence = "SPDX-License-Identifier: Apache-2.0";
  if (first < lines.size() && lines[first].find(licence) != std::string_view::npos) return;
  findings.push_back({file.path, static_cast<int>(first) + 1, "licence-line",
                      "the first line (the second of a script) says: " + std::string{licence}});
}

void check_blanks(const SourceFile& file, std::string_view line, int number, Findings& findings) {
  if (line.find('\t') != std::string_view::npos)
    findings.push_back({file.path, number, "tab", "indent with blanks"});
  if (line.ends_with(' ') || line.ends_with('\t') || line.ends_with('\r')) {
    findings.push_back({file.path, number, "trailing-blank", "cut the blanks at the end of the line"});
  }
}

void check_words(const SourceFile& file, std::string_view line, int number, Findings& findings) {
  for (const std::string_view path : machine_paths) {
    if (holds_path(line, path)) {
      findings.push_back(
          {file.path, number, "machine-word", "a path of one machine does not belong in the tree"});
    }
  }
  const auto named = [&](std::string_view host) { return line.find(host) != std::string_view::npos; };
  const bool lock_address = file.path.ends_with("package-lock.json") && named("\"resolved\"");
  if (lock_address || std::ranges::any_of(registry_hosts, named)) {
    findings.push_back(
        {file.path, number, "machine-word", "no host of a package registry: the machine knows its own"});
  }
}

}  // namespace

Findings check_text(const SourceFile& file) {
  Findings findings;
  const std::vector<std::string_view> lines = split_lines(file.text);
  const bool code = is_code(file) && !is_data(file);
  const bool tidy = code || (is_document(file) && !is_data(file));
  if (code) check_licence_line(file, lines, findings);
  int number = 0;
  for (const std::string_view line : lines) {
    ++number;
    check_words(file, line, number, findings);
    if (tidy) check_blanks(file, line, number, findings);
    if (!tidy) continue;
    for (const std::string_view mark : unfinished_marks) {
      if (holds_word(line, mark))
        findings.push_back({file.path, number, "unfinished", "finish it, or leave it out"});
    }
  }
  return findings;
}

}  // namespace homeward::tidy
