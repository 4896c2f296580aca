// SPDX-License-Identifier: Apache-2.0
#include "scenario/scenario_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "scenario/csv.h"
#include "scenario/schema.h"
#include "scenario/text.h"
#include "scenario/workbook.h"
#include "scenario/yaml.h"

namespace homeward::scenario {

namespace {

std::string* bytes_of(std::vector<File>& files, std::string_view name) {
  for (File& file : files)
    if (file.name == name) return &file.bytes;
  return nullptr;
}

std::vector<std::string> split(std::string_view text, char sign) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t at = text.find(sign);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

// ---- tables

using TextRows = std::vector<std::vector<std::string>>;  ///< the first one holds the names

struct TextTable {
  TextRows rows;
  std::vector<int> lines;  ///< on which each row began
};

TextTable read_rows(const std::string& file, const std::string& bytes, Problems& problems) {
  const CellTable csv = read_csv(file, bytes, problems);
  TextTable table;
  const auto take = [&table](std::span<const Cell> cells) {
    table.rows.emplace_back();
    for (const Cell& cell : cells) table.rows.back().emplace_back(cell.text);
    table.lines.push_back(cells.empty() ? 0 : cells.front().line);
  };
  take(csv.header());
  for (std::size_t i = 0; i < csv.row_count(); ++i) take(csv.row(i));
  return table;
}

std::string text_of(const TextRows& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? "," : "") + csv_cell(row[i]);
    text += "\n";
  }
  return text;
}

std::optional<std::size_t> column_of(const TextRows& rows, std::string_view name) {
  const auto found = std::find(rows[0].begin(), rows[0].end(), name);
  if (found == rows[0].end()) return std::nullopt;
  return static_cast<std::size_t>(found - rows[0].begin());
}

std::string cell_of(const TextRows& rows, std::size_t row, std::string_view column) {
  const auto index = column_of(rows, column);
  return index ? rows[row][*index] : "";
}

/// "flatbed/CAR": the cells of the first columns of the schema, as many as are asked for.
bool matches(const TextTable& table, std::size_t row, const TableSpec& spec, const std::string& key) {
  if (key.starts_with('#')) return key.substr(1) == std::to_string(table.lines[row]);
  const std::vector<std::string> parts = split(key, '/');
  if (spec.file == "links.csv" && cell_of(table.rows, row, "link").empty() && parts.size() == 1)
    return cell_of(table.rows, row, "from") + "-" + cell_of(table.rows, row, "to") == key;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (i >= spec.columns.size() || cell_of(table.rows, row, spec.columns[i].name) != parts[i]) return false;
  return true;
}

std::vector<std::string> first_cells(const TextTable& table, const TableSpec& spec) {
  std::vector<std::string> keys;
  for (std::size_t row = 1; row < table.rows.size(); ++row)
    keys.push_back(cell_of(table.rows, row, spec.columns[0].name));
  return keys;
}

class TableEdit {
 public:
  TableEdit(std::string& bytes, const TableSpec& spec, std::string name)
      : bytes_{bytes}, spec_{spec}, name_{std::move(name)} {
    table_ = read_rows(spec.file, bytes, problems_);
  }

  std::optional<Problem> set(const std::string& key, const std::string& column, const std::string& value) {
    if (auto problem = unreadable()) return problem;
    std::vector<std::size_t> rows = rows_of(key);
    if (rows.size() != 1) return not_one(key, rows.size());
    return put(rows.front(), column, value);
  }

  /// Of all rows with that first cell the one with the largest figure gets what makes the sum `value`.
  std::optional<Problem> set_sum(const std::string& key, const std::string& column,
                                 const std::string& value) {
    if (auto problem = unreadable()) return problem;
    const std::vector<std::size_t> rows = rows_of(key);
    if (rows.empty()) return not_one(key, 0);
    const auto sum = whole(value);
    if (!sum) return Problem{{}, fmt::format("{} = '{}': not a whole number", name_, value), "Write digits."};
    std::int64_t others = 0;
    std::size_t largest = rows.front();
    for (const std::size_t row : rows) {
      const std::int64_t count = whole(cell_of(table_.rows, row, column)).value_or(0);
      others += count;
      if (count > whole(cell_of(table_.rows, largest, column)).value_or(0)) largest = row;
    }
    others -= whole(cell_of(table_.rows, largest, column)).value_or(0);
    if (*sum < others)
      return Problem{
          {},
          fmt::format("{} = {}: the other stocks hold {} already", name_, value, others),
          "Write a larger number, or change the stocks one by one: fleet_stocks.FLEET/PLACE.count."};
    return put(largest, column, std::to_string(*sum - others));
  }

 private:
  static std::optional<std::int64_t> whole(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
  }

  std::optional<Problem> unreadable() {
    if (problems_.empty()) return std::nullopt;
    return problems_.take().front();
  }

  std::vector<std::size_t> rows_of(const std::string& key) const {
    std::vector<std::size_t> rows;
    for (std::size_t row = 1; row < table_.rows.size(); ++row)
      if (matches(table_, row, spec_, key)) rows.push_back(row);
    return rows;
  }

  Problem not_one(const std::string& key, std::size_t count) const {
    if (count == 0)
      return {{spec_.file, 0, 0, ""},
              fmt::format("{}: the table has no row {}", name_, in_quotes(key)),
              "Name a row by its key." + did_you_mean(key, first_cells(table_, spec_))};
    return {{spec_.file, 0, 0, ""},
            fmt::format("{}: {} rows begin with {}", name_, count, in_quotes(key)),
            "Name more of the row's cells with / between, or its line: #12."};
  }

  std::optional<Problem> put(std::size_t row, const std::string& column, const std::string& value) {
    auto index = column_of(table_.rows, column);
    if (!index) {  // the reader refuses columns that there are not
      for (auto& cells : table_.rows) cells.emplace_back();
      table_.rows[0].back() = column;
      index = table_.rows[0].size() - 1;
    }
    table_.rows[row][*index] = value;
    bytes_ = text_of(table_.rows);
    return std::nullopt;
  }

  std::string& bytes_;
  const TableSpec& spec_;
  std::string name_;
  Problems problems_;
  TextTable table_;
};

std::optional<Problem> edit_table(std::vector<File>& files, const TableSpec& spec, const std::string& name,
                                  const std::string& value) {
  const std::size_t first = name.find('.'), last = name.rfind('.');
  if (last == first) return Problem{{}, in_quotes(name) + " names no column", "Write table.row.column."};
  const std::string key = name.substr(first + 1, last - first - 1), column = name.substr(last + 1);
  const bool all_of_fleet = spec.file == "fleets.csv" && column == "count";
  const TableSpec& edited = all_of_fleet ? table_spec("fleet_stocks.csv") : spec;
  std::string* bytes = bytes_of(files, edited.file);
  if (bytes == nullptr)
    return Problem{{edited.file, 0, 0, ""}, name + ": the scenario has no such table", "Add it first."};
  TableEdit edit(*bytes, edited, name);
  return all_of_fleet ? edit.set_sum(key, column, value) : edit.set(key, column, value);
}

// ---- scenario.yaml

/// Byte of a line (from 1) and a column in characters (from 1).
std::size_t byte_at(const std::string& bytes, int line, int column) {
  std::size_t at = 0;
  for (int i = 1; i < line; ++i) at = bytes.find('\n', at) + 1;
  for (int i = 1; i < column; ++i) {
    ++at;
    while (at < bytes.size() && (bytes[at] & 0xC0) == 0x80) ++at;
  }
  return at;
}

std::string yaml_quoted(std::string_view value) {
  std::string text = "\"";
  for (const char c : value) text += (c == '"' || c == '\\' ? std::string("\\") : "") + c;
  return text + "\"";
}

std::size_t length_of_scalar(const std::string& bytes, std::size_t at, const YamlNode& node) {
  const char quote = bytes[at];
  if (quote != '"' && quote != '\'')
    return bytes.compare(at, node.text.size(), node.text) == 0 ? node.text.size() : 0;
  for (std::size_t i = at + 1; i < bytes.size(); ++i) {
    if (quote == '"' && bytes[i] == '\\')
      ++i;
    else if (bytes[i] == quote && quote == '\'' && i + 1 < bytes.size() && bytes[i + 1] == quote)
      ++i;
    else if (bytes[i] == quote)
      return i + 1 - at;
  }
  return 0;
}

/// A new key of a map that is written in braces or in lines.
void insert_key(std::string& bytes, const YamlNode& map, const std::string& key, const std::string& value) {
  std::size_t at = byte_at(bytes, map.line, map.column);
  const std::string entry = key + ": " + value;
  if (at < bytes.size() && bytes[at] == '{') {
    bytes.insert(at + 1, entry + (map.keys.empty() ? "" : ", "));
    return;
  }
  at = byte_at(bytes, map.keys.front().line, 1);
  const std::string indent(static_cast<std::size_t>(map.keys.front().column - 1), ' ');
  bytes.insert(at, indent + entry + "\n");
}

std::optional<Problem> edit_settings(std::vector<File>& files, const std::string& name,
                                     const std::string& value) {
  const std::string file(kSettingsFile);
  std::string* bytes = bytes_of(files, file);
  Problems problems;
  const auto root = bytes == nullptr ? std::nullopt : read_yaml(file, *bytes, problems);
  if (!root)
    return problems.empty() ? Problem{{file, 0, 0, ""}, "the file is missing", "Add it."}
                            : problems.take().front();
  std::vector<std::string> path = split(name, '.');
  const YamlNode* node = &*root;
  std::size_t depth = 0;
  while (depth < path.size() && node->kind == YamlNode::Kind::map && node->child(path[depth]) != nullptr)
    node = node->child(path[depth++]);
  const std::string text = yaml_quoted(value);
  if (depth == path.size() && node->kind == YamlNode::Kind::scalar) {
    const std::size_t at = byte_at(*bytes, node->line, node->column);
    const std::size_t length = length_of_scalar(*bytes, at, *node);
    if (length > 0) return bytes->replace(at, length, text), std::nullopt;
  } else if (depth + 1 == path.size() && node->kind == YamlNode::Kind::map && depth > 0) {
    return insert_key(*bytes, *node, path.back(), text), std::nullopt;
  } else if (depth == 0 && path.size() <= 2) {
    if (!bytes->empty() && bytes->back() != '\n') *bytes += '\n';
    *bytes += path.size() == 1 ? name + ": " + text + "\n" : path[0] + ":\n  " + path[1] + ": " + text + "\n";
    return std::nullopt;
  }
  return Problem{{file, 0, 0, ""},
                 fmt::format("{} is no single figure of scenario.yaml", in_quotes(name)),
                 "Name a key that holds one value, for example rules.column_gap_min."};
}

}  // namespace

Result<std::vector<File>> with_figure(std::vector<File> files, const std::string& name,
                                      const std::string& value) {
  const std::string first = name.substr(0, name.find('.'));
  std::optional<Problem> problem;
  const auto specs = table_specs();
  const auto spec = std::find_if(specs.begin(), specs.end(),
                                 [&](const TableSpec& table) { return table.file == first + ".csv"; });
  if (spec != specs.end() && first != name) {
    Result<std::vector<File>> as_files = without_workbook(std::move(files));
    if (!as_files) return as_files;
    files = as_files.take();
    problem = edit_table(files, *spec, name, value);
  } else {
    problem = edit_settings(files, name, value);
  }
  if (problem) return *problem;
  return files;
}

}  // namespace homeward::scenario
