// SPDX-License-Identifier: Apache-2.0
#include "tools/tidy/code_text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace homeward::tidy {
namespace {

bool is_word_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

// Blanks [begin, end) but leaves line ends.
void blank(std::string& text, size_t begin, size_t end) {
  for (size_t at = begin; at < end && at < text.size(); ++at) {
    if (text[at] != '\n') text[at] = ' ';
  }
}

size_t end_of_line(std::string_view text, size_t at) { return std::min(text.find('\n', at), text.size()); }

size_t after(std::string_view text, std::string_view what, size_t from) {
  const size_t at = text.find(what, from);
  return at == std::string_view::npos ? text.size() : at + what.size();
}

// `at` stands on the opening quote of R"mark( ... )mark"; returns the place behind the closing quote.
size_t end_of_raw_string(std::string_view text, size_t at) {
  const size_t open = std::min(text.find('(', at), text.size());
  std::string closing = ")";
  closing.append(text.substr(at + 1, open - at - 1)).append("\"");
  return after(text, closing, open);
}

size_t end_of_literal(std::string_view text, size_t at) {
  const char quote = text[at];
  for (size_t here = at + 1; here < text.size(); ++here) {
    if (text[here] == '\\') {
      ++here;
    } else if (text[here] == quote || text[here] == '\n') {
      return here + 1;
    }
  }
  return text.size();
}

bool begins_include(std::string_view text, size_t at) {
  const bool line_start = at == 0 || text[at - 1] == '\n';
  return line_start && text.substr(at, 8) == "#include";
}

// A quote between digits separates thousands: 10'000.
bool is_digit_separator(std::string_view text, size_t at) {
  return text[at] == '\'' && at > 0 && is_word_char(text[at - 1]) && at + 1 < text.size() &&
         is_word_char(text[at + 1]);
}

}  // namespace

std::string blank_comments_and_literals(std::string_view text) {
  std::string code{text};
  for (size_t at = 0; at < text.size();) {
    size_t next = at + 1;
    if (begins_include(text, at)) {
      next = end_of_line(text, at);
    } else if (text.substr(at, 2) == "//") {
      next = end_of_line(text, at);
      blank(code, at, next);
    } else if (text.substr(at, 2) == "/*") {
      next = after(text, "*/", at + 2);
      blank(code, at, next);
    } else if (text[at] == '"' || (text[at] == '\'' && !is_digit_separator(text, at))) {
      const bool raw = text[at] == '"' && at > 0 && text[at - 1] == 'R';
      next = raw ? end_of_raw_string(text, at) : end_of_literal(text, at);
      blank(code, at + 1, next - 1);
    }
    at = next;
  }
  return code;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = end_of_line(text, at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

namespace {

constexpr std::array<std::string_view, 9> statement_keywords{
    "return", "else", "do", "throw", "case", "not", "co_yield", "co_return", "typename"};

// Reads what stands before the identifier that begins at `begin`.
void read_left(std::string_view code, size_t begin, Word& word) {
  size_t left = begin;
  const auto skip_spaces = [&] {
    while (left > 0 && is_space(code[left - 1])) --left;
  };
  const auto identifier_before = [&] {
    size_t from = left;
    while (from > 0 && is_word_char(code[from - 1])) --from;
    return code.substr(from, left - from);
  };
  skip_spaces();
  if (left >= 2 && code.substr(left - 2, 2) == "::") {
    left -= 2;
    word.qualifier = identifier_before();
    if (word.qualifier.empty()) word.qualifier = "::";
    return;
  }
  word.member = (left >= 1 && code[left - 1] == '.') || (left >= 2 && code.substr(left - 2, 2) == "->");
  const std::string_view before = identifier_before();
  word.declared =
      !before.empty() && std::ranges::find(statement_keywords, before) == statement_keywords.end();
}

void read_right(std::string_view code, size_t end, Word& word) {
  while (end < code.size() && is_space(code[end])) ++end;
  word.called = end < code.size() && code[end] == '(';
  if (!word.called) return;
  const size_t stop = std::min(code.find_first_of(",)", end), code.size());
  word.first_argument = code.substr(end + 1, stop - end - 1);
}

}  // namespace

std::vector<Word> words_of(std::string_view code) {
  std::vector<Word> words;
  int line = 1;
  for (size_t at = 0; at < code.size();) {
    if (code[at] == '\n') ++line;
    if (!is_word_char(code[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < code.size() && is_word_char(code[end])) ++end;
    Word word{code.substr(at, end - at), {}, line, false, false, false, {}};
    read_left(code, at, word);
    read_right(code, end, word);
    words.push_back(word);
    at = end;
  }
  return words;
}

bool is_cpp(std::string_view path) { return path.ends_with(".cc") || path.ends_with(".h"); }

}  // namespace homeward::tidy
