// SPDX-License-Identifier: Apache-2.0
#include "network/import/text_table.h"

#include <algorithm>

namespace homeward::roads {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kColumnsMax = 200;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

}  // namespace

TextTable::TextTable(std::string name, std::string_view bytes) : name_{std::move(name)}, bytes_{bytes} {
  if (bytes_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  while (at_ < bytes_.size() && problems_.empty() && read_row()) {
    if (std::all_of(cells_.begin(), cells_.end(), [](std::string_view cell) { return cell.empty(); }))
      continue;
    header_.assign(cells_.begin(), cells_.end());
    break;
  }
  if (header_.empty() && problems_.empty())
    problems_.push_back({{name_, 1, 1, ""}, "The table is empty.", "Its first row must name the columns."});
}

std::optional<std::size_t> TextTable::column(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  if (found == header_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header_.begin());
}

bool TextTable::next() {
  while (at_ < bytes_.size() && problems_.empty()) {
    if (!read_row()) return false;
    if (std::all_of(cells_.begin(), cells_.end(), [](std::string_view cell) { return cell.empty(); }))
      continue;
    if (cells_.size() == header_.size()) return true;
    problems_.push_back({{name_, row_line_, 1, ""},
                         "The row has " + std::to_string(cells_.size()) + " cells, the first row " +
                             std::to_string(header_.size()) + ".",
                         at_ >= bytes_.size()
                             ? "The file may be cut off here: fetch it again."
                             : "Put cells with commas in quotes; keep a comma for each empty cell."});
  }
  return false;
}

bool TextTable::read_row() {
  cells_.clear();
  unescaped_.clear();
  row_line_ = line_;
  for (;;) {
    if (!read_cell()) return false;
    if (at_ >= bytes_.size()) return true;
    if (bytes_[at_++] == '\n') {
      ++line_;
      return true;
    }
    if (cells_.size() >= kColumnsMax) {
      problems_.push_back(
          {{name_, row_line_, 1, ""}, "The row has more than 200 cells.", "Look for a missing line end."});
      return false;
    }
  }
}

bool TextTable::read_cell() {
  if (at_ < bytes_.size() && bytes_[at_] == '"') return read_quoted();
  const std::size_t end = std::min(bytes_.find_first_of(",\n", at_), bytes_.size());
  cells_.push_back(trimmed(bytes_.substr(at_, end - at_)));
  at_ = end;
  return true;
}

bool TextTable::read_quoted() {
  std::string& text = unescaped_.emplace_back();
  for (++at_;; ++at_) {
    const std::size_t quote = bytes_.find('"', at_);
    if (quote == std::string_view::npos) {
      problems_.push_back({{name_, row_line_, 1, ""},
                           "A quote opens in this row and never closes.",
                           "Close it, or see whether the end of the file is missing."});
      return false;
    }
    text += bytes_.substr(at_, quote - at_);
    at_ = quote + 1;
    if (bytes_.substr(at_, 1) != "\"") break;
    text += '"';
  }
  line_ += static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  cells_.push_back(text);
  const std::size_t end = std::min(bytes_.find_first_of(",\n", at_), bytes_.size());
  if (!trimmed(bytes_.substr(at_, end - at_)).empty())
    problems_.push_back({{name_, row_line_, 1, ""},
                         "There is text after a closing quote.",
                         "Put the whole cell in quotes and write each quote inside it twice."});
  at_ = end;
  return problems_.empty();
}

Problem TextTable::problem(std::size_t column, std::string what, std::string mend) const {
  return {{name_, row_line_, static_cast<int>(column) + 1, ""}, std::move(what), std::move(mend)};
}

std::string table_cell(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos && trimmed(text) == text)
    return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace homeward::roads
