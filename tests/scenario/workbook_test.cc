// SPDX-License-Identifier: Apache-2.0
//
// Scenarios whose tables are sheets of tables.xlsx.
#include "scenario/workbook.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "scenario/change_scenario.h"
#include "scenario/csv.h"
#include "scenario/edited.h"
#include "scenario/made_workbook.h"
#include "scenario/scenario_edit.h"

namespace homeward {
namespace {

using scenario::CellTable;
using scenario::File;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// The lines of a CSV file with bars for commas; the example has no quotes.
std::string with_bars(std::string_view csv) {
  std::string lines(csv);
  EXPECT_EQ(lines.find('"'), std::string::npos);
  for (char& c : lines) c = c == ',' ? '|' : c;
  return lines;
}

const File& file_of(const std::vector<File>& files, std::string_view name) {
  return *std::find_if(files.begin(), files.end(), [&](const File& file) { return file.name == name; });
}

/// The example with these tables as sheets instead of files.
MadeWorkbook sheets_of(const std::vector<std::string>& tables) {
  MadeWorkbook book;
  const auto files = new_scenario_files();
  for (const std::string& table : tables) book.table(table, with_bars(file_of(files, table + ".csv").bytes));
  return book;
}

Edited with_workbook(const MadeWorkbook& book, const std::vector<std::string>& tables) {
  Edited edited;
  for (const std::string& table : tables) edited.remove(table + ".csv");
  edited.set("tables.xlsx", book.bytes());
  return edited;
}

std::vector<std::string> all_tables() {
  std::vector<std::string> names;
  for (const File& file : new_scenario_files())
    if (file.name.ends_with(".csv")) names.push_back(file.name.substr(0, file.name.size() - 4));
  return names;
}

std::vector<std::string> texts_of(const CellTable& table) {
  std::vector<std::string> texts;
  for (const scenario::Cell& cell : table.header()) texts.emplace_back(cell.text);
  for (std::size_t i = 0; i < table.row_count(); ++i)
    for (const scenario::Cell& cell : table.row(i)) texts.emplace_back(cell.text);
  return texts;
}

/// Every table with the same cells.
void expect_same_cells(const std::vector<File>& files, const std::vector<File>& expected) {
  scenario::Problems problems;
  const auto tables = scenario::source_tables(files, problems),
             others = scenario::source_tables(expected, problems);
  ASSERT_TRUE(problems.empty()) << all_of(problems.take());
  ASSERT_EQ(tables.size(), others.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    EXPECT_EQ(tables[i].spec, others[i].spec);
    EXPECT_EQ(texts_of(tables[i].cells), texts_of(others[i].cells)) << others[i].cells.file();
  }
}

TEST(Workbooks, AScenarioOfSheetsIsTheScenarioOfFiles) {
  const Edited edited = with_workbook(sheets_of(all_tables()), all_tables());
  ASSERT_EQ(edited.files().size(), 2u);
  expect_same_cells(edited.files(), new_scenario_files());
  const Model model = accepted(edited), expected = accepted(Edited());
  EXPECT_EQ(model.units.size(), expected.units.size());
  EXPECT_EQ(model.lots.size(), expected.lots.size());
  EXPECT_NE(model.scenario_sha256, expected.scenario_sha256);
}

TEST(Workbooks, SheetsAndFilesMayBeMixed) {
  EXPECT_EQ(every_problem(with_workbook(sheets_of({"units", "windows"}), {"units", "windows"})),
            "(accepted)");
}

TEST(Workbooks,
     OneWrittenByLibreOffice) {  // with dates, times, formulas, truth, a hidden row and sheet, notes
  std::ifstream stream(std::string(HOMEWARD_SOURCE_DIR) + "/tests/scenario/data/libreoffice.xlsx",
                       std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const std::vector<File> files{file_of(new_scenario_files(), "scenario.yaml"), {"tables.xlsx", bytes}};
  expect_same_cells(files, new_scenario_files());
  EXPECT_TRUE(read_scenario_files(files).ok());
  scenario::Problems problems;
  EXPECT_EQ(scenario::read_workbook(bytes, problems).notes, std::vector<std::string>{"_notes"});
}

TEST(Workbooks, TheHashIsOfItsBytes) {
  Edited edited = with_workbook(sheets_of({"units"}), {"units"});
  const std::string before = accepted(edited).scenario_sha256;
  EXPECT_EQ(before, scenario::content_sha256(edited.files()));
  edited.set("tables.xlsx", MadeWorkbook(sheets_of({"units"})).sheet("_note", text_row("changed")).bytes());
  EXPECT_NE(accepted(edited).scenario_sha256, before);
}

TEST(Workbooks, ProblemsNameSheetAndCell) {
  MadeWorkbook book;
  book.table("units",
             "uln|name|place|ready|people_military|destination\n"
             "A1|1st|nroth|2030-03-03|100|port\n"
             "A1|Again|north|03/03/2030|1.5|port\n"
             "||north|||port|beside\n");
  EXPECT_EQ(every_problem(with_workbook(book, {"units", "totals", "items"})),
            "tables.xlsx:units:C2: 'nroth' in place is not the key of any place\n"
            "    Add it to places.csv, or correct the key. Did you mean 'north'?\n"
            "tables.xlsx:units:A3: the unit 'A1' is entered twice, first in line 2\n"
            "    Delete one of the two rows, or give one another key.\n"
            "tables.xlsx:units:D3: '03/03/2030' in ready is ambiguous: day and month may be exchanged\n"
            "    Write year, month, day: 2011-10-21\n"
            "tables.xlsx:units:E3: '1.5' in people_military is not a whole number\n"
            "    Write a whole number, without a point and without separators of thousands.\n"
            "tables.xlsx:units:A4: uln is empty\n"
            "    Fill it; the column is required.\n"
            "tables.xlsx:units:B4: name is empty\n"
            "    Fill it; the column is required.\n"
            "tables.xlsx:units:G4: 'beside' stands beside the columns that the first row names\n"
            "    Delete it, or move it to a sheet whose name begins with _.\n");
}

TEST(Workbooks, RemediesNameTheSheet) {
  MadeWorkbook book = sheets_of({"places"});
  Edited edited = with_workbook(book, {"places"});
  edited.replace("units.csv", "A1,1st Company,north", "A1,1st Company,nroth");
  EXPECT_THAT(every_problem(edited),
              AllOf(HasSubstr("units.csv:2:16: 'nroth' in place is not the key of any place"),
                    HasSubstr("Add it to the sheet places, or correct the key.")));
}

TEST(Workbooks, HeadersAreAsStrictAsThoseOfFiles) {
  MadeWorkbook book;
  book.table("garrisons", "place|form||people|people\nnorth||||20\n");
  EXPECT_THAT(every_problem(with_workbook(book, {"garrisons"})),
              AllOf(HasSubstr("tables.xlsx:garrisons:B1: the sheet garrisons has no column 'form'"),
                    HasSubstr("Did you mean 'from'?"), HasSubstr("garrisons:C1: a column has no name"),
                    HasSubstr("garrisons:E1: the column 'people' stands here a second time")));
  MadeWorkbook bare;
  bare.table("garrisons", "place|from\nnorth|\n");
  EXPECT_THAT(every_problem(with_workbook(bare, {"garrisons"})),
              HasSubstr("tables.xlsx:garrisons:1: the column 'people' is missing"));
}

TEST(Workbooks, ARefusedCellIsNotReportedAsEmptyToo) {
  MadeWorkbook book;
  book.sheet("garrisons",
             text_row("place|people") +
                 "<row><c t=\"inlineStr\"><is><t>north</t></is></c><c t=\"e\"><v>#REF!</v></c></row>");
  EXPECT_EQ(every_problem(with_workbook(book, {"garrisons"})),
            "tables.xlsx:garrisons:B2: '#REF!' in people is an error of the spreadsheet\n"
            "    Mend the formula there, or type the value, then save again.\n");
}

TEST(Workbooks, ATableThatIsBothSheetAndFile) {
  const std::string problems = every_problem(with_workbook(sheets_of({"units", "garrisons"}), {"units"}));
  EXPECT_EQ(problems,
            "tables.xlsx: the table garrisons stands here as a sheet and beside it as a CSV file\n"
            "    Delete the sheet or the file.\n");
}

TEST(Workbooks, SheetsOfOtherNames) {
  MadeWorkbook book = sheets_of({"garrisons"});
  book.table("Unitz", "a").table("_notes", "anything|goes").table("garrisons", "place|people");
  const std::string problems = every_problem(with_workbook(book, {"garrisons"}));
  EXPECT_THAT(problems,
              AllOf(HasSubstr("tables.xlsx: the sheet 'Unitz' is named like no table of a scenario\n"
                              "    Rename it, or let its name begin with _ to have it left alone. "
                              "Did you mean 'units'?"),
                    HasSubstr("the sheet 'garrisons' stands here a second time"), Not(HasSubstr("notes"))));
}

TEST(Workbooks, EmptySheetsAndMissingTables) {
  MadeWorkbook book;
  book.sheet("windows", "<row r=\"7\"><c s=\"1\"/></row>");
  EXPECT_EQ(
      every_problem(with_workbook(book, {"windows"})),
      "tables.xlsx:windows: the sheet is empty\n    Name the columns in its first row, or delete it.\n");
  Edited edited = with_workbook(sheets_of({"windows"}), {"windows"});
  edited.remove("links.csv");
  EXPECT_EQ(every_problem(edited),
            "links.csv: the table is missing\n    Add it, as a file or as a sheet of tables.xlsx; "
            "docs/formats/scenario.md names its columns.\n");
}

TEST(Workbooks, EmptyRowsAreSkippedAndRowsKeepTheirNumbers) {
  MadeWorkbook book;
  book.sheet("garrisons",
             "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>place</v></c><c t=\"str\"><v>people</v></c></row>"
             "<row r=\"5\"/><row r=\"9\"><c t=\"str\"><v>nroth</v></c><c><v>20</v></c></row>");
  const Edited edited = with_workbook(book, {"garrisons"});
  EXPECT_THAT(every_problem(edited), HasSubstr("tables.xlsx:garrisons:A9: 'nroth' in place"));
  const auto files = scenario::without_workbook(edited.files());
  ASSERT_TRUE(files.ok());
  EXPECT_EQ(file_of(files.value(), "garrisons.csv").bytes, "\n\nplace,people\n\n\n\n\n\nnroth,20\n");
}

TEST(Workbooks, ARowWithNothingUnderTheNamedColumnsIsNoRow) {
  MadeWorkbook book;
  book.table("garrisons", "place|people\nnorth|20\n|||a remark\n");
  EXPECT_THAT(only_problem(with_workbook(book, {"garrisons"})),
              HasSubstr("tables.xlsx:garrisons:D3: 'a remark' stands beside the columns"));
}

TEST(Workbooks, MergedCells) {
  MadeWorkbook book = sheets_of({"garrisons"});
  book.behind("<mergeCells count=\"2\"><mergeCell ref=\"B2:C3\"/><mergeCell ref=\"odd\"/></mergeCells>");
  EXPECT_THAT(
      every_problem(with_workbook(book, {"garrisons"})),
      AllOf(
          HasSubstr("tables.xlsx:garrisons:B2: the cells B2:C3 are merged\n    Unmerge them, and fill each"),
          HasSubstr("tables.xlsx:garrisons: the cells odd are merged")));
}

TEST(Workbooks, RowsAndCellsOutOfOrder) {
  const auto verdict = [](const std::string& rows) {
    MadeWorkbook book;
    book.sheet("garrisons", text_row("place|people") + rows);
    return every_problem(with_workbook(book, {"garrisons"}));
  };
  EXPECT_THAT(verdict("<row r=\"1\"/>"), HasSubstr("garrisons:1: the rows behind this one are not in order"));
  EXPECT_THAT(verdict("<row r=\"1048577\"/>"), HasSubstr("the rows behind this one are not in order"));
  EXPECT_THAT(verdict("<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>"),
              HasSubstr("garrisons:2: the cells of this row"));
  EXPECT_THAT(verdict("<row r=\"2\"><c r=\"B3\"/></row>"),
              HasSubstr("the cells of this row are not in order"));
  EXPECT_THAT(verdict("<row r=\"2\"><c r=\"XFD2\"/><c/></row>"),
              HasSubstr("the cells of this row are not in order"));
}

std::string book_problem(const std::string& bytes) {
  scenario::Problems problems;
  scenario::read_workbook(bytes, problems);
  return all_of(problems.take());
}

TEST(BrokenWorkbooks, FilesThatAreNone) {
  EXPECT_THAT(book_problem(""), HasSubstr("tables.xlsx: the file is no workbook"));
  EXPECT_THAT(book_problem("place,name\n"), HasSubstr("the file is no workbook"));
  EXPECT_THAT(book_problem("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest"), HasSubstr("of the old kind (.xls)"));
  std::string wide;
  for (const char c : std::string("EncryptedPackage")) wide += std::string(1, c) + '\0';
  EXPECT_THAT(book_problem("\xD0\xCF\x11\xE0" + wide),
              AllOf(HasSubstr("locked with a password"), HasSubstr("Take")));
  EXPECT_THAT(book_problem(zipped({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})),
              HasSubstr("another kind (.ods)"));
  EXPECT_THAT(book_problem(zipped({{"a.txt", "text"}})), HasSubstr("its part '_rels/.rels' is missing"));
}

TEST(BrokenWorkbooks, AProblemOfAllOfItIsTheOnlyOne) {
  Edited edited;
  for (const std::string& table : all_tables()) edited.remove(table + ".csv");
  edited.set("tables.xlsx", "text");
  EXPECT_EQ(only_problem(edited),
            "tables.xlsx: the file is no workbook\n    Open it in a spreadsheet program and save "
            "it as Excel workbook (.xlsx).");
}

TEST(BrokenWorkbooks, CutOffAnywhere) {
  const std::string bytes = sheets_of({"units", "places"}).bytes();
  for (std::size_t size = 2; size < bytes.size(); size += 7)
    EXPECT_THAT(book_problem(bytes.substr(0, size)), HasSubstr("the workbook is damaged or cut off")) << size;
}

TEST(BrokenWorkbooks, AByteChangedAnywhereIsHarmless) {
  const std::string bytes = sheets_of({"garrisons"}).bytes();
  std::size_t refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string broken = bytes;
    broken[at] = static_cast<char>(broken[at] ^ 0x55);
    refused += book_problem(broken).empty() ? 0 : 1;
  }
  EXPECT_GT(refused, bytes.size() / 2);
}

TEST(BrokenWorkbooks, PartsThatAreMissingOrOfAnotherKind) {
  const MadeWorkbook book = sheets_of({"garrisons"});
  EXPECT_THAT(book_problem(MadeWorkbook(book).without("xl/workbook.xml").bytes()),
              HasSubstr("its part 'xl/workbook.xml' is missing"));
  EXPECT_THAT(
      book_problem(MadeWorkbook(book).without("xl/worksheets/sheet1.xml").bytes()),
      HasSubstr(
          "tables.xlsx:garrisons: the sheet cannot be read: its part 'xl/worksheets/sheet1.xml' is missing"));
  EXPECT_THAT(book_problem(MadeWorkbook(book)
                               .part("xl/_rels/workbook.xml.rels",
                                     "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                                     "relationships\"/>")
                               .bytes()),
              HasSubstr("the sheet 'garrisons' is missing in it"));
  const std::string binary =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
      "Id=\"r1\" "
      "Type=\"http://x/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>";
  EXPECT_THAT(book_problem(MadeWorkbook(book).part("_rels/.rels", binary).bytes()), HasSubstr("(.xlsb)"));
  EXPECT_THAT(book_problem(MadeWorkbook(book).part("xl/workbook.xml", "<document/>").bytes()),
              HasSubstr("it holds no sheets"));
}

TEST(BrokenWorkbooks, DamagedXml) {
  const auto verdict = [](const std::string& sheet) {
    return book_problem(sheets_of({"garrisons"}).part("xl/worksheets/sheet1.xml", sheet).bytes());
  };
  EXPECT_THAT(verdict("<worksheet><sheetData>\n<row"), HasSubstr("is damaged: line 2: unclosed token"));
  EXPECT_THAT(verdict(""), HasSubstr("is damaged: line 1: no element found"));
  EXPECT_THAT(verdict("<a>&nothing;</a>"), HasSubstr("undefined entity"));
  EXPECT_THAT(verdict("<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>"),
              HasSubstr("it holds a document type declaration"));
  EXPECT_THAT(verdict("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"),
              HasSubstr("it holds a document type declaration"));
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  EXPECT_THAT(verdict(deep), HasSubstr("nested more than 64 deep"));
  EXPECT_THAT(verdict("<a b=\"" + std::string(3 << 20, 'x') + "\"/>"), HasSubstr("longer than 1 MB"));
}

TEST(BrokenWorkbooks, ArchivesThatUnpackToGigabytes) {  // every table is the same 16 MB of nothing
  std::string targets;
  MadeWorkbook book;
  for (const scenario::TableSpec& spec : scenario::table_specs()) {
    book.sheet(std::string(scenario::sheet_name(spec.file)), "");
    targets += "<Relationship Id=\"r" + std::to_string(1 + &spec - scenario::table_specs().data()) +
               "\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>";
  }
  book.part("xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
                targets + "</Relationships>");
  book.part("xl/worksheets/sheet1.xml", "<worksheet>" + std::string(16 << 20, ' ') + "</worksheet>");
  const std::string bytes = book.bytes();
  EXPECT_LT(bytes.size(), 100'000u);
  EXPECT_THAT(book_problem(bytes),
              AllOf(HasSubstr("places: the sheet is empty"),
                    HasSubstr("history: the sheet cannot be read: it unpacks to more than 256 MB")));
}

TEST(BrokenWorkbooks, OneTextInVeryManyCells) {
  MadeWorkbook book;
  std::string rows = text_row("a|b|c|d|e|f|g|h|i|j"), cells;
  for (int i = 0; i < 10; ++i) cells += "<c t=\"s\"><v>0</v></c>";
  for (int i = 0; i < 1000; ++i) rows += "<row>" + cells + "</row>";
  book.shared("<si><t>" + std::string(9000, 'x') + "</t></si>").sheet("garrisons", rows);
  EXPECT_THAT(book_problem(book.bytes()), HasSubstr("the sheet holds more than 32 MB of text"));
}

TEST(BrokenWorkbooks, TooManyRowsColumnsAndSheets) {
  MadeWorkbook book;
  std::string wide = "a", rows = text_row("place");
  for (int i = 0; i < 200; ++i) wide += "|a";
  for (int i = 0; i < 200'001; ++i) rows += "<row><c><v>1</v></c></row>";
  book.table("units", wide).sheet("garrisons", rows);
  EXPECT_THAT(book_problem(book.bytes()),
              AllOf(HasSubstr("tables.xlsx:units:1: the first row names more than 200"),
                    HasSubstr("tables.xlsx:garrisons:200002: more than 200000 rows")));
  MadeWorkbook many;
  for (int i = 0; i < 1001; ++i) many.sheet("_" + std::to_string(i), "");
  EXPECT_THAT(book_problem(many.bytes()), HasSubstr("it has more than 1000 sheets"));
}

TEST(BrokenWorkbooks, TwoFilesOfOneName) {  // programs would disagree on which of them counts
  std::string bytes = zipped({{"xl/a.xml", "1"}, {"xl/b.xml", "2"}});
  for (std::size_t at = bytes.find("b.xml"); at != std::string::npos; at = bytes.find("b.xml"))
    bytes[at] = 'A';
  EXPECT_THAT(book_problem(bytes), HasSubstr("damaged or cut off"));
}

TEST(WorkbookEdits, AFigureOfASheetIsChangedAsInAFile) {
  const Edited edited = with_workbook(sheets_of(all_tables()), all_tables());
  const auto files = scenario::with_figure(edited.files(), "services.customs.lanes", "5");
  ASSERT_TRUE(files.ok()) << all_of(files.problems());
  const auto changed = scenario::with_figure(new_scenario_files(), "services.customs.lanes", "5");
  expect_same_cells(files.value(), changed.value());
  EXPECT_EQ(scenario::with_figure(edited.files(), "rules.column_gap_min", "20").value().size(), 2u);
}

TEST(WorkbookEdits, EventsChangeTheTablesOfAWorkbook) {
  const Edited edited = with_workbook(sheets_of(all_tables()), all_tables());
  const Model model = accepted(edited);
  ScenarioEvent event;
  event.kind = EventKind::figure;
  event.key = "customs";
  event.figure = {"services.csv", "lanes", "service"};
  event.number = 5;
  const auto changed = change_scenario(edited.files(), model, {event}, model.start);
  ASSERT_TRUE(changed.ok());
  expect_same_cells(changed.value().files,
                    scenario::with_figure(new_scenario_files(), "services.customs.lanes", "5").value());
}

}  // namespace
}  // namespace homeward
