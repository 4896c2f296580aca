// SPDX-License-Identifier: Apache-2.0
//
// What is said of columns fits the schema and what the reader accepts.
#include "scenario/column_notes.h"

#include <set>
#include <sstream>

#include "scenario/choice_lists.h"
#include "scenario/edited.h"
#include "scenario/schema.h"

namespace homeward::scenario {
namespace {

TEST(ColumnNotes, EveryColumnHasOneAndOnlyColumnsHave) {
  std::set<std::pair<std::string, std::string>> known{{"units", "people_"}};
  for (const TableSpec& spec : table_specs())
    for (const ColumnSpec& column : spec.columns) {
      const std::string table(sheet_name(spec.file));
      EXPECT_NE(column_note(table, column.name), nullptr) << spec.file << " " << column.name;
      known.emplace(table, column.name);
    }
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const ColumnNote& note : column_notes()) {
    EXPECT_TRUE(seen.emplace(note.table, note.column).second) << note.table << " " << note.column;
    EXPECT_TRUE(note.meaning.ends_with('.')) << note.meaning;
    if (!note.table.empty()) {
      EXPECT_TRUE(known.contains({std::string(note.table), std::string(note.column)}))
          << note.table << note.column;
    }
  }
  EXPECT_NE(column_note("units", "people_military"), nullptr);
  EXPECT_EQ(column_note("places", "people_military"), nullptr);
}

TEST(ColumnNotes, ReferencesNameTables) {
  std::set<std::string_view> tables;
  for (const TableSpec& spec : table_specs()) tables.insert(sheet_name(spec.file));
  for (const ColumnNote& note : column_notes())
    if (note.holds == Holds::key_of) {
      EXPECT_TRUE(tables.contains(note.among)) << note.table << " " << note.column;
    }
}

// The first row of the table, with one column set to a word (and added if it was not there).
std::string first_row_with(const std::string& csv, const std::string& column, const std::string& word) {
  std::istringstream lines(csv);
  std::string header, row, name, cell, names, cells;
  std::getline(lines, header);
  std::getline(lines, row);
  std::istringstream titles(header), values(row);
  bool set = false;
  while (std::getline(titles, name, ',')) {
    std::getline(values, cell, ',');
    set |= name == column;
    names += (names.empty() ? "" : ",") + name;
    cells +=
        (cells.empty() && names.find(',') == std::string::npos ? "" : ",") + (name == column ? word : cell);
    cell.clear();
  }
  if (!set) names += "," + column, cells += "," + word;
  return names + "\n" + cells + "\n";
}

// A word that the reader does not know is answered with the words that it knows.
std::string words_of_reader(const ColumnNote& note) {
  const std::string file = std::string(note.table) + ".csv";
  Edited edited;
  std::string row;
  for (const File& known : edited.files())
    if (known.name == file) row = first_row_with(known.bytes, std::string(note.column), "no-such-word");
  if (row.empty()) row = std::string(note.column) + "\nno-such-word\n";
  const std::string problems = every_problem(edited.set(file, row));
  const std::string begin = "Write one of: ";
  const std::size_t said = problems.find("'no-such-word' in " + std::string(note.column));
  const std::size_t at = said == std::string::npos ? said : problems.find(begin, said);
  if (at == std::string::npos) return problems;
  std::string words;
  for (const char c : problems.substr(at + begin.size(), problems.find('.', at) - at - begin.size()))
    if (c != ',') words += c;
  return words.replace(words.rfind(" or "), 4, " ");
}

TEST(ColumnNotes, ListsAreThoseOfTheReader) {
  for (const ColumnNote& note : column_notes()) {
    if (note.table.empty()) continue;
    if (note.holds == Holds::one_of) {
      EXPECT_EQ(words_of_reader(note), note.among) << note.table << " " << note.column;
    }
    if (note.holds == Holds::yes_no) {
      EXPECT_EQ(words_of_reader(note), "yes no") << note.table << " " << note.column;
    }
  }
}

TEST(ChoiceLists, AreThoseOfTheSettings) {
  const ChoiceLists lists = choice_lists(new_scenario_files());
  EXPECT_EQ(lists.zones, (std::vector<std::string>{"country", "coast"}));
  EXPECT_EQ(lists.categories, (std::vector<std::string>{"military", "contractor", "crew"}));
  EXPECT_EQ(lists.outcomes,
            (std::vector<std::string>{"training_mission:agreed", "training_mission:refused"}));
  EXPECT_TRUE(choice_lists({}).zones.empty());
  EXPECT_TRUE(choice_lists({{"scenario.yaml", "zones: [a"}}).zones.empty());
}

}  // namespace
}  // namespace homeward::scenario
