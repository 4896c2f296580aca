// SPDX-License-Identifier: Apache-2.0
#include "scenario/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/text.h"

namespace homeward::scenario {
namespace {

std::size_t count_of(std::string_view text, char wanted) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), wanted));
}

}  // namespace

class CsvReader {
 public:
  CsvReader(CellTable& table, std::string_view bytes, Problems& problems)
      : table_{table}, bytes_{bytes}, problems_{problems} {}

  void read() {
    if (separated_otherwise()) return;
    while (at_ < bytes_.size() && !stopped_) {
      row_.clear();
      const int line = line_;
      read_row();
      if (!stopped_) keep_row(line);
    }
    if (table_.width() == 0 && !stopped_)
      report(1, 1, "the table is empty", "Its first row must name the columns.");
  }

 private:
  bool separated_otherwise() {
    const std::string_view first = bytes_.substr(0, bytes_.find('\n'));
    const std::size_t commas = count_of(first, ',');
    const bool excel_line = first.starts_with("sep=");
    for (const auto& [separator, name] : {std::pair{';', "semicolons"}, std::pair{'\t', "tabs"}}) {
      const bool used = excel_line ? first.substr(4, 1) == std::string_view(&separator, 1)
                                   : count_of(first, separator) > commas;
      if (!used) continue;
      report(1, 1, fmt::format("the cells are separated by {}, not commas", name),
             "Save it as 'CSV UTF-8 (comma delimited)', with a point, not a comma, before decimals.");
      return true;
    }
    if (!excel_line) return false;
    report(1, 1, fmt::format("the first row is {}, not column names", in_quotes(first)), "Delete this line.");
    return true;
  }

  void read_row() {
    while (!stopped_) {
      read_cell();
      if (at_ >= bytes_.size()) return;
      const char end = bytes_[at_++];
      if (end == '\n') {
        begin_line(at_);
        return;
      }
      if (row_.size() > kColumnsMax) {
        return stop(line_, fmt::format("a row has more than {} cells", kColumnsMax), "Split the table.");
      }
    }
  }

  void read_cell() {
    if (at_ < bytes_.size() && bytes_[at_] == '"') return read_quoted();
    const std::size_t begin = at_;
    const Cell cell{{}, line_, column()};
    at_ = std::min(bytes_.find_first_of(",\n", at_), bytes_.size());
    std::string_view text = bytes_.substr(begin, at_ - begin);
    if (!text.empty() && text.back() == '\r' && (at_ == bytes_.size() || bytes_[at_] == '\n'))
      text.remove_suffix(1);
    if (text.find('"') != std::string_view::npos) {
      report(cell.line, cell.column, fmt::format("a quote inside the unquoted cell {}", in_quotes(text)),
             "Put the whole cell in quotes and write each quote inside it twice.");
    }
    push(trimmed(text), cell);
  }

  void read_quoted() {
    const Cell cell{{}, line_, column()};
    const std::size_t begin = ++at_;
    bool doubled = false;
    for (;; ++at_) {
      at_ = bytes_.find_first_of("\"\n", at_);
      if (at_ == std::string_view::npos) {
        at_ = bytes_.size();
        report(cell.line, cell.column, "a quote opens here and never closes",
               "Close it, or see whether the end of the file is missing.");
        stopped_ = true;
        return;
      }
      if (bytes_[at_] == '\n') {
        begin_line(at_ + 1);
      } else if (bytes_.substr(at_ + 1, 1) == "\"") {
        doubled = true;
        ++at_;
      } else {
        break;
      }
    }
    const std::string_view text = bytes_.substr(begin, at_++ - begin);
    push(doubled ? unescape(text) : text, cell);
    skip_after_quote(cell);
  }

  void skip_after_quote(const Cell& cell) {
    const std::size_t begin = at_;
    at_ = std::min(bytes_.find_first_of(",\n", at_), bytes_.size());
    const std::string_view rest = bytes_.substr(begin, at_ - begin);
    if (rest.empty() || rest == "\r") return;
    report(cell.line, cell.column, fmt::format("text after the closing quote: {}", in_quotes(rest)),
           "Put the whole cell in quotes and write each quote inside it twice.");
  }

  std::string_view unescape(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
      plain += text[i];
      if (text[i] == '"') ++i;
    }
    return table_.keep(plain);
  }

  void push(std::string_view text, Cell cell) {
    if (text.size() > kCellBytesMax) {
      report(cell.line, cell.column,
             fmt::format("the cell has {} bytes; {} are allowed", text.size(), kCellBytesMax),
             "Shorten it, or look for a missing quote.");
      text = text.substr(0, 0);
    }
    cell.text = text;
    row_.push_back(cell);
  }

  void keep_row(int line) {
    if (std::all_of(row_.begin(), row_.end(), [](const Cell& cell) { return cell.text.empty(); })) return;
    if (table_.width() != 0 && row_.size() != table_.width()) {
      const bool last = at_ >= bytes_.size() && bytes_.back() != '\n';
      report(line, 1, fmt::format("the row has {} cells, the first row {}", row_.size(), table_.width()),
             last && row_.size() < table_.width()
                 ? "The file seems to be cut off here; copy it again."
                 : "Put cells with commas in quotes; keep a comma for every empty cell.");
      return;
    }
    if (table_.row_count() >= kRowsMax) {
      return stop(line, fmt::format("more than {} rows", kRowsMax), "Merge rows that move together.");
    }
    table_.add_row(row_);
  }

  // Characters are counted once, however many cells a line has.
  int column() {
    characters_ += static_cast<int>(character_count(bytes_.substr(counted_to_, at_ - counted_to_)));
    counted_to_ = at_;
    return 1 + characters_;
  }

  void begin_line(std::size_t at) {
    ++line_;
    counted_to_ = at;
    characters_ = 0;
  }

  void report(int line, int column, std::string what, std::string mend) {
    problems_.add({table_.file(), line, column, ""}, std::move(what), std::move(mend));
  }

  void stop(int line, std::string what, std::string mend) {
    report(line, 1, std::move(what), std::move(mend));
    stopped_ = true;
  }

  CellTable& table_;
  std::string_view bytes_;
  Problems& problems_;
  std::vector<Cell> row_;
  std::size_t at_ = 0;
  std::size_t counted_to_ = 0;
  int characters_ = 0;  ///< of the line, before counted_to_
  int line_ = 1;
  bool stopped_ = false;
};

CellTable read_csv(std::string file, std::string_view bytes, Problems& problems) {
  CellTable table(std::move(file));
  CsvReader(table, bytes, problems).read();
  return table;
}

std::string csv_cell(std::string_view text) {
  const bool plain = text.find_first_of(",\"\n\r") == std::string_view::npos && trimmed(text) == text;
  if (plain) return std::string(text);
  std::string quoted_text = "\"";
  for (const char c : text) {
    if (c == '"') quoted_text += '"';
    quoted_text += c;
  }
  return quoted_text + '"';
}

std::string csv_text(const CellTable& table, RowNumbers numbers) {
  std::string text;
  int line = 1;
  const auto add = [&](std::span<const Cell> cells) {
    for (; numbers == RowNumbers::keep && line < cells.front().line; ++line) text += '\n';
    const std::size_t begin = text.size();
    for (const Cell& cell : cells) text += (&cell == &cells.front() ? "" : ",") + csv_cell(cell.text);
    text += '\n';
    line += static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), '\n'));
  };
  if (table.width() > 0) add(table.header());
  for (std::size_t i = 0; i < table.row_count(); ++i) add(table.row(i));
  return text;
}

}  // namespace homeward::scenario
