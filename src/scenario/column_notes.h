// SPDX-License-Identifier: Apache-2.0
//
// What each column of a table holds, in one sentence with its unit, for people who fill tables in a
// spreadsheet: comments on headers, lists to choose from. docs/formats/scenario.md says the same at length.
#pragma once

#include <span>
#include <string_view>

namespace homeward::scenario {

enum class Holds {
  text,  ///< keys, names, dates, times of day, lists
  number,
  yes_no,
  one_of,    ///< the words in `among`, separated by blanks
  key_of,    ///< a key of the table `among` ("places")
  zone,      ///< a key of zones in scenario.yaml
  category,  ///< a key of categories there
  outcome    ///< condition:outcome of conditions there
};

struct ColumnNote {
  std::string_view table;   ///< name of its sheet; empty: of every table
  std::string_view column;  ///< "people_" stands for people_<category>
  Holds holds = Holds::text;
  std::string_view among;
  std::string_view meaning;
};

std::span<const ColumnNote> column_notes();

/// Null where the table has no such column.
const ColumnNote* column_note(std::string_view table, std::string_view column);

}  // namespace homeward::scenario
