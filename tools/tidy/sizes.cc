// SPDX-License-Identifier: Apache-2.0
#include "tools/tidy/sizes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "tools/tidy/code_text.h"

namespace homeward::tidy {
namespace {

enum class ScopeKind {
  outside,
  function,
  inside
};  // outside: namespaces and types, where functions may stand

struct Scope {
  ScopeKind kind;
  std::string head;  // the text before the brace, for initialisers in the middle of a head: `: size_{0} {`
  int head_line;
};

constexpr std::array<std::string_view, 6> outside_words{"namespace", "class", "struct",
                                                        "union",     "enum",  "extern"};

// template <class T, int N> rest → rest
std::string_view without_template(std::string_view head) {
  while (head.starts_with("template")) {
    int depth = 0;
    size_t at = 8;
    for (; at < head.size(); ++at) {
      if (head[at] == '<') ++depth;
      if (head[at] == '>' && --depth == 0) break;
    }
    head.remove_prefix(std::min(at + 1, head.size()));
    head.remove_prefix(std::min(head.find_first_not_of(" \n"), head.size()));
  }
  return head;
}

bool assigns(std::string_view head) {  // `table = {`, but neither a default argument nor operator==
  if (head.find("operator") != std::string_view::npos) return false;
  int depth = 0;
  for (const char c : head) {
    if (c == '(' || c == '<') ++depth;
    if (c == ')' || c == '>') --depth;
    if (c == '=' && depth == 0) return true;
  }
  return false;
}

ScopeKind kind_of(std::string_view full_head) {
  const std::string_view head = without_template(full_head);
  if (std::ranges::any_of(outside_words, [&](std::string_view word) { return head.starts_with(word); })) {
    return ScopeKind::outside;
  }
  const bool has_arguments = head.find('(') != std::string_view::npos;
  return has_arguments && !assigns(head) ? ScopeKind::function : ScopeKind::inside;
}

// Preprocessor lines, with their continuations, would confuse the count of braces.
std::string without_directives(std::string code) {
  bool directive = false;
  for (size_t at = 0; at < code.size();) {
    const size_t end = std::min(code.find('\n', at), code.size());
    const size_t first = code.find_first_not_of(" \t", at);
    directive = directive || (first < end && code[first] == '#');
    const bool continued = end > at && code[end - 1] == '\\';
    if (directive) code.replace(at, end - at, end - at, ' ');
    directive = directive && continued;
    at = end + 1;
  }
  return code;
}

class FunctionFinder {
 public:
  FunctionFinder(const SourceFile& file, Findings& findings) : file_{file}, findings_{findings} {}

  void run() {
    const std::string code = without_directives(blank_comments_and_literals(file_.text));
    for (size_t at = 0; at < code.size(); ++at) {
      if (code[at] == '\n') ++line_;
      if (code[at] == '{') {
        open();
      } else if (code[at] == '}') {
        close(next_sign(code, at + 1));
      } else if (code[at] == ';') {
        head_.clear();
      } else {
        add(code[at]);
      }
    }
  }

 private:
  static char next_sign(std::string_view code, size_t at) {
    const size_t found = code.find_first_not_of(" \n", at);
    return found == std::string_view::npos ? '\0' : code[found];
  }

  void add(char c) {
    if (head_.empty()) {
      if (std::isspace(static_cast<unsigned char>(c))) return;
      head_line_ = line_;
    }
    head_ += c;
  }

  void open() {
    const bool in_code = !scopes_.empty() && scopes_.back().kind != ScopeKind::outside;
    scopes_.push_back({in_code ? ScopeKind::inside : kind_of(head_), head_, head_line_});
    head_.clear();
  }

  void close(char next) {
    head_.clear();
    if (scopes_.empty()) return;
    const Scope scope = scopes_.back();
    scopes_.pop_back();
    if (next == ',' || next == '{' ||
        next == ')') {  // an initialiser in the middle of a head: the head goes on
      head_ = scope.head + " ";
      head_line_ = scope.head_line;
    } else if (scope.kind == ScopeKind::function) {
      report(scope);
    }
  }

  void report(const Scope& scope) {
    const int lines = line_ - scope.head_line + 1;
    if (lines <= function_lines_max) return;
    findings_.push_back(
        {file_.path, scope.head_line, "long-function",
         "a function of " + std::to_string(lines) + " lines: split it, 60 is the limit and 25 the aim"});
  }

  const SourceFile& file_;
  Findings& findings_;
  std::vector<Scope> scopes_;
  std::string head_;
  int head_line_ = 1;
  int line_ = 1;
};

}  // namespace

Findings check_sizes(const SourceFile& file) {
  Findings findings;
  if (!is_cpp(file.path)) return findings;
  const auto lines = static_cast<int>(std::ranges::count(file.text, '\n'));
  if (lines > file_lines_max) {
    findings.push_back({file.path, file_lines_max + 1, "long-file",
                        std::to_string(lines) + " lines: split the file, 500 is the limit and 150 the aim"});
  }
  FunctionFinder{file, findings}.run();
  return findings;
}

}  // namespace homeward::tidy
