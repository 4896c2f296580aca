// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a table: no crash, every row as wide as the first, every cell again itself after quoting.
#include <cstddef>
#include <cstdint>
#include <string>

#include "must.h"
#include "scenario/csv.h"
#include "scenario/files.h"
#include "scenario/table.h"

namespace {

void check_round_trip(std::string_view cell) {
  const std::string bytes = "first,second\n" + homeward::scenario::csv_cell(cell) + ",end\n";
  homeward::scenario::Problems problems;
  const auto table = homeward::scenario::read_csv("cell.csv", bytes, problems);
  must(problems.empty() && table.row_count() == 1 && table.row(0)[0].text == cell);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace homeward::scenario;
  File file{"units.csv", std::string(reinterpret_cast<const char*>(data), size)};
  Problems problems;
  if (!normalise(file, problems)) return 0;
  const CellTable table = read_csv(file.name, file.bytes, problems);
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    must(table.row(i).size() == table.header().size());
    if (i < 4) check_round_trip(table.row(i)[0].text);
  }
  read_table(table_spec("units.csv"), file.bytes, problems);
  return 0;
}
