// SPDX-License-Identifier: Apache-2.0
//
// Any workbook: no crash, rows as wide as the first, cells where they say, the same cells again by way of
// CSV. Input that begins with PK is an archive as it is. Other input is the parts of one: a line "=NAME"
// begins a part; they are put into an archive here, so that the fuzzer need not find checksums.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "must.h"
#include "scenario/csv.h"
#include "scenario/text.h"
#include "scenario/workbook.h"

namespace {

using homeward::scenario::Cell;
using homeward::scenario::CellTable;

std::uint32_t crc32(std::string_view bytes) {
  static const std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> rows{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      rows[i] = i;
      for (int bit = 0; bit < 8; ++bit) rows[i] = rows[i] >> 1 ^ ((rows[i] & 1) != 0 ? 0xEDB88320U : 0);
    }
    return rows;
  }();
  std::uint32_t sum = 0xFFFFFFFF;
  for (const char c : bytes) sum = table[(sum ^ static_cast<unsigned char>(c)) & 0xFF] ^ sum >> 8;
  return ~sum;
}

void put(std::string& out, std::uint64_t number, int bytes) {
  for (int i = 0; i < bytes; ++i, number >>= 8) out += static_cast<char>(number & 0xFF);
}

struct Part {
  std::string_view name, content;
};

// Version, flags, method (stored), time, date, checksum, sizes, length of the name, no extra field.
void put_common(std::string& out, const Part& part) {
  put(out, 20, 2);
  put(out, 0, 4);
  put(out, 0x00210000, 4);
  put(out, crc32(part.content), 4);
  put(out, part.content.size(), 4);
  put(out, part.content.size(), 4);
  put(out, part.name.size(), 2);
  put(out, 0, 2);
}

std::string archive_of(const std::vector<Part>& parts) {
  std::string out, directory;
  for (const Part& part : parts) {
    directory += "PK\x01\x02";
    put(directory, 20, 2);
    put_common(directory, part);
    put(directory, 0, 10);
    put(directory, out.size(), 4);
    directory += part.name;
    out += "PK\x03\x04";
    put_common(out, part);
    out += part.name;
    out += part.content;
  }
  const std::size_t begin = out.size();
  out += directory + "PK\x05\x06";
  put(out, 0, 4);
  put(out, parts.size(), 2);
  put(out, parts.size(), 2);
  put(out, directory.size(), 4);
  put(out, begin, 4);
  put(out, 0, 2);
  return out;
}

std::vector<Part> parts_of(std::string_view input) {
  std::vector<Part> parts;
  while (!input.empty() && parts.size() < 100) {
    const std::size_t end = input.find("\n=");
    const std::string_view piece = input.substr(0, end);
    const std::size_t line = std::min(piece.find('\n'), piece.size());
    const std::string_view name = piece.substr(piece.starts_with('=') ? 1 : 0, line);
    parts.push_back({name.substr(0, std::min(name.find('\n'), std::size_t{200})),
                     piece.substr(std::min(line + 1, piece.size()))});
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
  }
  return parts;
}

std::vector<std::string_view> texts_of(const CellTable& table) {
  std::vector<std::string_view> texts;
  const auto take = [&](std::span<const Cell> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      must(cells[i].column == static_cast<int>(i) + 1 && cells[i].line > 0);
      must(!homeward::scenario::first_bad_utf8(cells[i].text));
      must(homeward::scenario::trimmed(cells[i].text) == cells[i].text);
      texts.push_back(cells[i].text);
    }
  };
  if (table.width() > 0) take(table.header());
  for (std::size_t i = 0; i < table.row_count(); ++i) take(table.row(i));
  return texts;
}

void check_table(const CellTable& table) {
  const auto texts = texts_of(table);
  for (const auto numbers : {homeward::scenario::RowNumbers::close, homeward::scenario::RowNumbers::keep}) {
    if (numbers == homeward::scenario::RowNumbers::keep && table.row_count() > 0 &&
        table.row(table.row_count() - 1)[0].line > 10'000)
      return;
    const std::string csv = homeward::scenario::csv_text(table, numbers);
    homeward::scenario::Problems problems;
    const CellTable again = homeward::scenario::read_csv(table.file(), csv, problems);
    if (!problems.empty()) return;  // semicolons in names of columns
    must(again.width() == table.width() && again.row_count() == table.row_count());
    std::size_t at = 0;
    for (const Cell& cell : table.width() > 0 ? again.header() : std::span<const Cell>{})
      must(cell.text == texts[at++]);
    for (std::size_t i = 0; i < again.row_count(); ++i)
      for (const Cell& cell : again.row(i)) must(cell.text == texts[at++]);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string bytes = input.starts_with("PK") ? std::string(input) : archive_of(parts_of(input));
  homeward::scenario::Problems problems;
  const homeward::scenario::Workbook workbook = homeward::scenario::read_workbook(bytes, problems);
  for (const CellTable& table : workbook.tables) check_table(table);
  for (const homeward::Problem& problem : problems.take()) must(!homeward::describe(problem).empty());
  return 0;
}
