// SPDX-License-Identifier: Apache-2.0
//
// rewrite SOURCE FIRST_NUMBER OUTPUT: writes SOURCE with every mutant in it that the rules below find, and
// prints one line a mutant: number, file, line, kind, text. The rules work on clang-formatted text, where
// binary operators have blanks on both sides and template brackets have none.
#include <algorithm>
#include <cctype>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Text to be put in at a place. Of spans that begin together the longer opens first, of spans that end
/// together the shorter closes first; of equal ones the earlier found is outside.
struct Edit {
  std::size_t at = 0;
  int order = 0;           // closings before replacements before openings
  std::size_t length = 0;  // of the span
  std::size_t remove = 0;  // characters taken out
  std::string text;
  std::size_t found = 0;
};

class Rewriter {
 public:
  Rewriter(std::string path, int first) : path_{std::move(path)}, next_{first} {
    std::ifstream file(path_);
    std::stringstream buffer;
    buffer << file.rdbuf();
    text_ = buffer.str();
    mask();
  }

  std::string run() {
    statements();
    conditions();
    operands("||", "never");
    operands("&&", "always");
    for (const char* op : {"<", "<=", ">", ">=", "==", "!="}) comparisons(op);
    for (const char* op : {"+", "-", "*", "/", "%"}) arithmetic(op);
    figures();
    return apply();
  }

 private:
  /// Comments, strings, preprocessor lines, constants, formatted sentences and loop headers are left alone.
  void mask() {
    code_.assign(text_.size(), true);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_.compare(i, 2, "//") == 0 || (text_[i] == '#' && (i == 0 || text_[i - 1] == '\n')))
        hide(i, text_.find('\n', i));
      if (text_[i] == '"' && code_[i]) {
        std::size_t end = i + 1;
        while (text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
        hide(i, end + 1);
        i = end;
      }
    }
    for (const char* word : {"fmt::format(", "for (", "static_assert(", "findings_.when(", "findings.when("})
      for (std::size_t i = text_.find(word); i != std::string::npos; i = text_.find(word, i + 1)) {
        const std::size_t open = text_.find('(', i);
        hide(open, close_of(open));
      }
    for (const char* word : {"constexpr ", "template <", "struct ", "enum ", "= default"})
      for (std::size_t i = text_.find(word); i != std::string::npos; i = text_.find(word, i + 1))
        hide(text_.rfind('\n', i) + 1, text_.find('\n', i));
  }

  void hide(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < std::min(end, text_.size()); ++i) code_[i] = false;
  }

  std::size_t close_of(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < text_.size(); ++i) {
      if (text_[i] == '"') {
        for (++i; text_[i] != '"'; ++i) i += text_[i] == '\\';
        continue;
      }
      if (std::string_view("([{").find(text_[i]) != std::string_view::npos) ++depth;
      if (std::string_view(")]}").find(text_[i]) != std::string_view::npos && --depth == 0) return i;
    }
    return text_.size();
  }

  bool word_at(std::size_t i, std::string_view word) const {
    return text_.compare(i, word.size(), word) == 0;
  }

  /// How tightly an operator with blanks around it binds; 0: none here.
  int strength_at(std::size_t blank) const {
    struct Row {
      std::string_view op;
      int strength;
    };
    static constexpr Row kRows[] = {{" ? ", 1},  {" : ", 1},  {" = ", 1},  {" += ", 1}, {" -= ", 1},
                                    {" || ", 2}, {" && ", 3}, {" == ", 4}, {" != ", 4}, {" < ", 4},
                                    {" <= ", 4}, {" > ", 4},  {" >= ", 4}, {" + ", 5},  {" - ", 5},
                                    {" * ", 6},  {" / ", 6},  {" % ", 6}};
    for (const Row& row : kRows) {
      const std::string_view op = row.op.substr(1, row.op.size() - 2);
      const bool before = text_[blank] == ' ';
      const bool after = text_[blank + 1 + op.size()] == ' ' || text_[blank + 1 + op.size()] == '\n';
      if (before && after && word_at(blank + 1, op)) return row.strength;
    }
    return 0;
  }

  Span left_of(std::size_t op, int strength) const {
    int depth = 0;
    std::size_t i = op;
    while (i > 0) {
      const char c = text_[i - 1];
      if (c == ')' || c == ']' || c == '}') ++depth;
      if ((c == '(' || c == '[' || c == '{') && depth-- == 0) break;
      if (depth == 0 && (c == ',' || c == ';')) break;
      if (depth == 0 && i >= 7 && word_at(i - 7, "return ")) break;
      if (depth == 0 && c == ' ' && i - 1 + 1 < op) {
        const int found = strength_at(i - 1);
        if (found > 0 && found < strength) {
          i = text_.find(' ', i);
          break;
        }
      }
      --i;
    }
    while (std::isspace(static_cast<unsigned char>(text_[i]))) ++i;
    return {i, op - 1};
  }

  Span right_of(std::size_t op_end, int strength) const {
    int depth = 0;
    std::size_t i = op_end;
    while (std::isspace(static_cast<unsigned char>(text_[i]))) ++i;
    const std::size_t begin = i;
    for (; i < text_.size(); ++i) {
      const char c = text_[i];
      if (c == '(' || c == '[' || c == '{') ++depth;
      if ((c == ')' || c == ']' || c == '}') && depth-- == 0) break;
      if (depth == 0 && (c == ',' || c == ';')) break;
      if (depth == 0 && c == ' ' && strength_at(i) > 0 && strength_at(i) <= strength) break;
    }
    while (std::isspace(static_cast<unsigned char>(text_[i - 1]))) --i;
    return {begin, i};
  }

  void wrap(Span span, const std::string& before, const std::string& after) {
    edits_.push_back({span.begin, 2, span.end - span.begin, 0, before});
    edits_.push_back({span.end, 0, span.end - span.begin, 0, after});
  }

  int number(std::size_t at, const std::string& kind, Span span, int count = 1) {
    const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    std::string shown = text_.substr(span.begin, std::min<std::size_t>(span.end - span.begin, 100));
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    const std::string file = path_.substr(path_.rfind('/') + 1);
    for (int i = 0; i < count; ++i) {
      const std::string which = count == 2 ? (i == 0 ? " (1)" : " (2)") : "";
      std::cout << next_ + i << '\t' << file << ':' << line << '\t' << kind << which << '\t' << shown << '\n';
    }
    next_ += count;
    return next_ - count;
  }

  template <class Rule>
  void each(const std::string& op, Rule rule) {
    for (std::size_t i = text_.find(op); i != std::string::npos; i = text_.find(op, i + 1)) {
      const bool blanks =
          i > 0 && text_[i - 1] == ' ' && (text_[i + op.size()] == ' ' || text_[i + op.size()] == '\n');
      if (blanks && code_[i]) rule(i);
    }
  }

  void binary(const std::string& op, const std::string& name, int strength, int count) {
    each(op, [&](std::size_t at) {
      const Span left = left_of(at, strength), right = right_of(at + op.size(), strength);
      if (!code_[left.begin] || text_.substr(left.begin, 5) == "auto ") return;
      const int n = number(at, op, {left.begin, right.end}, count);
      wrap({left.begin, right.end}, "mutant::" + name + "(" + std::to_string(n) + ", ", ")");
      edits_.push_back({at - 1, 1, 0, op.size() + 1, ","});
    });
  }

  void comparisons(const std::string& op) {
    static const std::pair<const char*, const char*> kNames[] = {{"<", "less"},    {"<=", "less_equal"},
                                                                 {">", "greater"}, {">=", "greater_equal"},
                                                                 {"==", "equal"},  {"!=", "unequal"}};
    for (const auto& [symbol, name] : kNames)
      if (op == symbol) binary(op, name, 4, op[0] == '<' || op[0] == '>' ? 2 : 1);
  }

  void arithmetic(const std::string& op) {
    static const std::pair<const char*, const char*> kNames[] = {
        {"+", "plus"}, {"-", "minus"}, {"*", "times"}, {"/", "over"}, {"%", "modulo"}};
    for (const auto& [symbol, name] : kNames)
      if (op == symbol) binary(op, name, op == "+" || op == "-" ? 5 : 6, 1);
  }

  void operands(const std::string& op, const std::string& name) {
    const int strength = op == "&&" ? 3 : 2;
    std::size_t chain_end = 0;
    each(op, [&](std::size_t at) {
      const Span left = left_of(at, strength), right = right_of(at + op.size(), strength);
      const auto force = [&](Span span) {
        const int n = number(span.begin, op, span);
        wrap(span, "mutant::" + name + "(" + std::to_string(n) + ", ", ")");
      };
      if (chain_end != left.end) force(left);
      force(right);
      chain_end = right.end;
    });
  }

  void conditions() {
    for (std::size_t i = text_.find("if ("); i != std::string::npos; i = text_.find("if (", i + 1)) {
      const Span span{i + 4, close_of(i + 3)};
      const std::string inside = text_.substr(span.begin, span.end - span.begin);
      if (!code_[i] || inside.find(" = ") != std::string::npos) continue;
      const int n = number(i, "if", span, 2);
      wrap(span, "mutant::condition(" + std::to_string(n) + ", ", ")");
    }
  }

  /// Calls and assignments that stand alone are deleted.
  void statements() {
    std::size_t line = 0;
    while (line < text_.size()) {
      const std::size_t begin = text_.find_first_not_of(" ", line);
      const std::size_t next = text_.find('\n', line) + 1;
      if (begin > line && code_[begin] &&
          (std::isalpha(static_cast<unsigned char>(text_[begin])) || text_[begin] == '+' ||
           text_[begin] == '*')) {
        const std::size_t end = statement_end(begin);
        if (end != 0) {
          const int n = number(begin, "statement", {begin, end});
          wrap({begin, end}, "{ if (!mutant::on(" + std::to_string(n) + ")) ", " }");
        }
      }
      line = next;
    }
  }

  /// One past the semicolon of a call, assignment, return or continue without a declaration; 0: none here.
  std::size_t statement_end(std::size_t begin) const {
    const std::size_t stop = text_.find_first_of(" (;\n", begin);
    const std::string word = text_.substr(begin, stop - begin);
    const bool assigns = word_at(stop, " = ") || word_at(stop, " += ") || word_at(stop, " -= ");
    const bool steps = word_at(begin, "++") && text_[stop] == ';';
    for (const char* keyword :
         {"return", "if", "for", "while", "else", "switch", "case", "using", "default:"})
      if (word == keyword) return 0;
    if (!assigns && !steps && text_[stop] != '(') return 0;
    const std::size_t previous = text_.find_last_not_of(" \n", begin - 1);
    if (std::string_view(";{})").find(text_[previous]) == std::string_view::npos &&
        !word_at(previous - 3, "else"))
      return 0;
    int depth = 0;
    for (std::size_t i = begin; i < text_.size(); ++i) {
      const char c = text_[i];
      if (code_[i] && (c == '(' || c == '{' || c == '[')) ++depth;
      if (code_[i] && (c == ')' || c == '}' || c == ']') && depth-- == 0) return 0;
      if (!code_[i] && (c == '(') && hidden_call(i)) i = close_of(i);
      if (c == ';' && depth == 0) return i + 1;
      if (c == '{' && depth == 1 && text_[begin] != '*' && word_before(i) == ")") return 0;
    }
    return 0;
  }

  /// Default members are always overwritten or never read.
  bool in_type(std::size_t at) const {
    int depth = 0;
    for (std::size_t i = at; i-- > 0;) {
      if (text_[i] == '}') ++depth;
      if (text_[i] != '{' || depth-- > 0) continue;
      const std::string line = text_.substr(text_.rfind('\n', i) + 1, i - text_.rfind('\n', i));
      return line.find("struct ") != std::string::npos || line.find("class ") != std::string::npos;
    }
    return false;
  }

  bool hidden_call(std::size_t open) const { return close_of(open) < text_.size(); }
  std::string word_before(std::size_t i) const { return i >= 2 ? text_.substr(i - 2, 1) : ""; }

  void figures() {
    for (std::size_t i = 1; i + 1 < text_.size(); ++i) {
      if (!code_[i] || !std::isdigit(static_cast<unsigned char>(text_[i])) ||
          (text_[i - 1] != ' ' && text_[i - 1] != '(' && text_[i - 1] != '{'))
        continue;
      std::size_t end = i;
      while (std::isdigit(static_cast<unsigned char>(text_[end]))) ++end;
      if (std::string_view(" ,;)}").find(text_[end]) == std::string_view::npos) continue;
      if (in_type(i)) continue;
      const int n = number(i, "figure", {i, end}, 2);
      wrap({i, end}, "mutant::figure(" + std::to_string(n) + ", ", ")");
      i = end;
    }
  }

  std::string apply() {
    for (std::size_t i = 0; i < edits_.size(); ++i) edits_[i].found = i;
    std::sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) {
      if (a.at != b.at) return a.at < b.at;
      if (a.order != b.order) return a.order < b.order;
      if (a.length != b.length) return a.order == 0 ? a.length < b.length : a.length > b.length;
      return a.order == 0 ? a.found > b.found : a.found < b.found;
    });
    std::string result = "#include \"mutant.h\"\n";
    std::size_t done = 0;
    for (const Edit& edit : edits_) {
      if (edit.at > done) result += text_.substr(done, edit.at - done), done = edit.at;
      result += edit.text;
      done += edit.remove;
    }
    return result + text_.substr(done);
  }

  std::string path_;
  int next_;
  std::string text_;
  std::vector<bool> code_;
  std::vector<Edit> edits_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: rewrite SOURCE FIRST_NUMBER OUTPUT\n";
    return 2;
  }
  std::ofstream(argv[3]) << Rewriter(argv[1], std::stoi(argv[2])).run();
  return 0;
}
