// SPDX-License-Identifier: Apache-2.0
//
// What cells of a workbook stand for: numbers, dates, formats, texts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <cstdio>

#include "scenario/cell_table.h"
#include "scenario/made_workbook.h"
#include "scenario/number_format.h"
#include "scenario/number_text.h"
#include "scenario/problems.h"
#include "scenario/serial_date.h"
#include "scenario/sheet_place.h"
#include "scenario/workbook.h"
#include "scenario/workbook_parts.h"

namespace homeward::scenario {
namespace {

using testing::HasSubstr;

std::string number(std::string_view stored) {
  const auto text = number_text(stored);
  return text.value ? *text.value : "(" + text.what + ")";
}

TEST(WorkbookNumbers, ComeOutAsTheyWereTyped) {
  EXPECT_EQ(number("0.1"), "0.1");
  EXPECT_EQ(number("0.10000000000000001"), "0.1");
  EXPECT_EQ(number("33.299999999999997"), "33.3");
  EXPECT_EQ(number("1.1000000000000001"), "1.1");
  EXPECT_EQ(number("0.30000000000000004"), "0.3");
  EXPECT_EQ(number("9.9999999999999995E-7"), "0.000001");
  EXPECT_EQ(number("99999999999999999E-2"),
            "(has more than 15 digits, of which "
            "spreadsheets keep 15)");
  EXPECT_EQ(number("9999999999999999E-2"), "100000000000000");
  EXPECT_EQ(number("39000"), "39000");
  EXPECT_EQ(number("-12.50"), "-12.5");
  EXPECT_EQ(number("1E3"), "1000");
  EXPECT_EQ(number("1.5e+2"), "150");
  EXPECT_EQ(number("0"), "0");
  EXPECT_EQ(number("-0.0"), "0");
  EXPECT_EQ(number("123456789012345"), "123456789012345");
}

TEST(WorkbookNumbers, WhatCannotBeKeptExactlyIsRefused) {
  EXPECT_THAT(number("1234567890123456"), HasSubstr("more than 15 digits"));
  EXPECT_THAT(number("1E+300"), HasSubstr("more than 15 digits"));
  EXPECT_THAT(number("1E-31"), HasSubstr("more than 30 decimals"));
  EXPECT_THAT(number("1E-300"), HasSubstr("more than 30 decimals"));
  for (const char* damage : {"", "-", ".", "1.2.3", "1e", "1e+", "0x10", "1,5", "INF", "1e99999"})
    EXPECT_THAT(number(damage), HasSubstr("but is none")) << damage;
}

// The two ways in which programs write a binary fraction: shortest, or seventeen digits.
RC_GTEST_PROP(WorkbookNumbers, FifteenDigitsSurviveABinaryFraction, ()) {
  const auto digits = *rc::gen::inRange<std::int64_t>(1, 999'999'999'999'999);
  const int point = *rc::gen::inRange(0, 12);
  std::string typed = std::to_string(digits);
  if (point > 0 && static_cast<std::size_t>(point) < typed.size()) typed.insert(typed.size() - point, ".");
  char stored[64];
  std::snprintf(stored, sizeof stored, "%.17g", std::stod(typed));
  std::string expected = typed;
  if (expected.find('.') != std::string::npos) {
    while (expected.ends_with('0')) expected.pop_back();
    if (expected.ends_with('.')) expected.pop_back();
  }
  RC_ASSERT(number(stored) == expected);
}

TEST(NumberFormats, DatesAreToldFromNumbersByTheirFormat) {
  const auto all = [](Shown shown, std::initializer_list<const char*> formats) {
    for (const char* format : formats) EXPECT_EQ(shown_by(format), shown) << format;
  };
  all(Shown::number,
      {"General", "0", "0.00", "#,##0", "0.00E+00", "@", "0%", "[Red]0", "0.0\" days\"", "0\\d",
       "_-* #,##0\\ \"kg\"_-;0", "[$USD] 0.00", "# ?/?", "GENERAL", "", "\"unfinished", "[unfinished"});
  all(Shown::date, {"yyyy-mm-dd", "yyyy\\-mm\\-dd;@", "d/m/yy", "[$-409]d-mmm-yy;@", "mmm yyyy", "dd\\.mm\\.",
                    "mm", "YYYY-MM-DD"});
  all(Shown::date_and_time,
      {"yyyy-mm-dd hh:mm", "d.m.yy h:mm:ss", "[$-F400]yyyy\"T\"hh", "m/d/yy h:mm AM/PM"});
  all(Shown::time, {"hh:mm", "h:mm AM/PM", "mm:ss", "[$-F400]h:mm:ss\\ AM/PM", "h", "s.00"});
  all(Shown::hours, {"[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[s]"});
}

TEST(NumberFormats, FixedOnes) {
  EXPECT_EQ(shown_by_fixed_format(0), Shown::number);
  EXPECT_EQ(shown_by_fixed_format(2), Shown::number);
  EXPECT_EQ(shown_by_fixed_format(14), Shown::date);
  EXPECT_EQ(shown_by_fixed_format(20), Shown::time);
  EXPECT_EQ(shown_by_fixed_format(22), Shown::date_and_time);
  EXPECT_EQ(shown_by_fixed_format(46), Shown::hours);
  EXPECT_EQ(shown_by_fixed_format(49), Shown::number);
  EXPECT_EQ(shown_by_fixed_format(57), Shown::local_date);
  EXPECT_EQ(shown_by_fixed_format(163), Shown::number);
}

std::string date(std::string_view days, Shown shown, Epoch epoch = Epoch::year_1900) {
  const auto text = serial_date(days, shown, epoch);
  return text.value ? *text.value : "(" + text.what + ")";
}

TEST(WorkbookDates, InBothWaysOfCounting) {
  EXPECT_EQ(date("40837", Shown::date), "2011-10-21");
  EXPECT_EQ(date("40837.75", Shown::date_and_time), "2011-10-21 18:00");
  EXPECT_EQ(date("40837", Shown::date_and_time), "2011-10-21 00:00");
  EXPECT_EQ(date("39375", Shown::date, Epoch::year_1904), "2011-10-21");
  EXPECT_EQ(date("39375.75", Shown::date_and_time, Epoch::year_1904), "2011-10-21 18:00");
  EXPECT_EQ(date("0", Shown::date, Epoch::year_1904), "1904-01-01");
  EXPECT_EQ(date("61", Shown::date), "1900-03-01");
  EXPECT_EQ(date("25569", Shown::date), "1970-01-01");
  EXPECT_EQ(date("2958465", Shown::date), "9999-12-31");
}

TEST(WorkbookDates, SecondsComeBackThoughTheyAreNoDecimals) {
  EXPECT_EQ(date("40837.7500115741", Shown::date_and_time), "2011-10-21 18:00:01");
  EXPECT_EQ(date("40837.9999999999", Shown::date_and_time), "2011-10-22 00:00");
  EXPECT_EQ(date("0.999988425925926", Shown::time), "23:59:59");
  EXPECT_EQ(date("0.25", Shown::time), "06:00");
  EXPECT_EQ(date("1", Shown::hours), "24:00");
  EXPECT_EQ(date("1.25", Shown::hours), "30:00");
  EXPECT_EQ(date("0.999999999999", Shown::hours), "24:00");
}

TEST(WorkbookDates, WhatTheFormatHidesIsRefused) {
  EXPECT_THAT(date("40837.75", Shown::date), HasSubstr("a time that its format does not show"));
  EXPECT_THAT(date("40837.75", Shown::time), HasSubstr("a date that its format does not show"));
  EXPECT_THAT(date("1", Shown::time), HasSubstr("a date that its format does not show"));
  EXPECT_THAT(date("40837.123456", Shown::date_and_time), HasSubstr("fraction of a second"));
  EXPECT_THAT(date("60", Shown::date), HasSubstr("before March 1900"));
  EXPECT_THAT(date("-1", Shown::date), HasSubstr("is none"));
  EXPECT_THAT(date("2958466", Shown::date), HasSubstr("is none"));
  EXPECT_THAT(date("999999999999999", Shown::hours), HasSubstr("is none"));
  EXPECT_THAT(date("40837", Shown::local_date), HasSubstr("language of the program"));
}

TEST(SheetPlaces, NamesOfCells) {
  EXPECT_EQ(sheet_place("B7"), (SheetPlace{7, 2}));
  EXPECT_EQ(sheet_place("$XFD$1048576"), (SheetPlace{1'048'576, 16'384}));
  EXPECT_EQ(sheet_place("aa10"), (SheetPlace{10, 27}));
  for (const char* bad :
       {"", "B", "7", "B0", "XFE1", "A1048577", "A1:B2", "B-7", "7B", "AAAAAAAAAAAA1", "A99999999999"})
    EXPECT_EQ(sheet_place(bad), std::nullopt) << bad;
  for (int column = 1; column <= kSheetColumnsMax; ++column)
    ASSERT_EQ(sheet_place(column_letters(column) + "3"), (SheetPlace{3, column}));
}

TEST(WorkbookText, EscapesOfControlCharacters) {
  EXPECT_EQ(workbook_text("a_x000D_\nb"), "a\nb");
  EXPECT_EQ(workbook_text("a\r\nb"), "a\nb");
  EXPECT_EQ(workbook_text("_x005F_x000D_"), "_x000D_");
  EXPECT_EQ(workbook_text("_x00E9__x20ac_"), "é€");
  EXPECT_EQ(workbook_text("_xD800_ _x12_ _x12"), "_xD800_ _x12_ _x12");
}

// The one data row of a sheet "units" with these cells under a, b, c …
std::vector<std::string> cells_of(MadeWorkbook& book, const std::string& cells,
                                  std::string* complaint = nullptr) {
  book.sheet("units", text_row("a|b|c|d|e|f") + "<row>" + cells + "</row>");
  Problems problems;
  const std::string bytes = book.bytes();
  const Workbook workbook = read_workbook(bytes, problems);
  if (complaint != nullptr)
    for (const Problem& problem : problems.take()) *complaint += describe(problem) + "\n";
  EXPECT_TRUE(complaint != nullptr || problems.empty()) << describe(problems.take().front());
  std::vector<std::string> texts;
  if (workbook.tables.empty() || workbook.tables[0].row_count() == 0) return texts;
  for (const Cell& cell : workbook.tables[0].row(0)) texts.emplace_back(cell.text);
  return texts;
}

using Texts = std::vector<std::string>;

TEST(WorkbookCells, AllKindsOfText) {
  MadeWorkbook book;
  book.shared(
      "<si><t xml:space=\"preserve\"> shared </t></si>"
      "<si><r><rPr><b/></rPr><t>rich</t></r><r><t xml:space=\"preserve\"> text</t></r>"
      "<rPh><t>spoken</t></rPh></si>");
  EXPECT_EQ(cells_of(book,
                     "<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
                     "<c t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r><rPh><t>x</t></rPh></is></c>"
                     "<c t=\"str\"><f>A1</f><v>of a formula</v></c><c t=\"d\"><v>2011-10-21T18:00:00</v></c>"
                     "<c t=\"inlineStr\"><is><t>&amp;&#228;</t></is></c>"),
            (Texts{"shared", "rich text", "inline", "of a formula", "2011-10-21T18:00:00", "&ä"}));
}

TEST(WorkbookCells, NumbersTruthAndDates) {
  MadeWorkbook book;
  book.formats({"yyyy-mm-dd", "22", "0.000"});
  EXPECT_EQ(
      cells_of(book,
               "<c><v>33.299999999999997</v></c><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c>"
               "<c s=\"1\"><v>40837</v></c><c s=\"2\"><v>40837.75</v></c><c s=\"3\" t=\"n\"><v>7</v></c>"),
      (Texts{"33.3", "yes", "no", "2011-10-21", "2011-10-21 18:00", "7"}));
}

TEST(WorkbookCells, DatesThatCountFrom1904) {
  MadeWorkbook book;
  book.formats({"14"}).properties("date1904=\"1\"", "");
  EXPECT_EQ(cells_of(book, "<c s=\"1\"><v>39375</v></c>")[0], "2011-10-21");
}

TEST(WorkbookCells, EmptyOnesAndGaps) {
  MadeWorkbook book;
  EXPECT_EQ(cells_of(book, "<c r=\"B2\" s=\"5\"/><c r=\"C2\"><v></v></c><c r=\"E2\"><v>5</v></c>"),
            (Texts{"", "", "", "", "5", ""}));
}

TEST(WorkbookCells, AFormulaCountsWithTheValueThatIsKept) {
  MadeWorkbook book;
  EXPECT_EQ(cells_of(book,
                     "<c><f>B1+1</f><v>12</v></c><c t=\"str\"><f>\"\"</f><v></v></c>"
                     "<c t=\"b\"><f>TRUE()</f><v>1</v></c>"),
            (Texts{"12", "", "yes", "", "", ""}));
}

TEST(WorkbookCells, FormulasWithoutAValueAreRefused) {
  MadeWorkbook book;
  std::string complaint;
  EXPECT_EQ(cells_of(book, "<c><v>1</v></c><c><f>SUM(A1:A9)</f><v></v></c><c><f>A1</f></c>", &complaint)[1],
            "");
  EXPECT_EQ(complaint,
            "tables.xlsx:units:B2: '=SUM(A1:A9)' in b is a formula whose value is not in the workbook\n"
            "    Open it in a spreadsheet program and save it there, or paste values instead of formulas.\n"
            "tables.xlsx:units:C2: '=A1' in c is a formula whose value is not in the workbook\n"
            "    Open it in a spreadsheet program and save it there, or paste values instead of formulas.\n");
}

TEST(WorkbookCells, ValuesThatWaitForTheirComputationAreRefused) {
  MadeWorkbook book;  // libraries write 0 for every formula, and ask the program to compute them
  book.properties("", "fullCalcOnLoad=\"1\"");
  std::string complaint;
  cells_of(book, "<c><f>B1+1</f><v>0</v></c><c><v>7</v></c>", &complaint);
  EXPECT_THAT(complaint, HasSubstr("tables.xlsx:units:A2: '=B1+1' in a is a formula whose value"));
}

TEST(WorkbookCells, ErrorsAndDamage) {
  MadeWorkbook book;
  book.formats({"30"});
  std::string complaint;
  cells_of(
      book,
      "<c t=\"e\"><v>#N/A</v></c><c t=\"s\"><v>9</v></c><c t=\"b\"><v>maybe</v></c><c t=\"odd\"><v>1</v></c>"
      "<c><v>12345678901234567</v></c><c s=\"1\"><v>3</v></c>",
      &complaint);
  EXPECT_THAT(complaint, HasSubstr("tables.xlsx:units:A2: '#N/A' in a is an error of the spreadsheet\n"));
  EXPECT_THAT(complaint, HasSubstr("units:B2: '9' in b is stored in a way"));
  EXPECT_THAT(complaint, HasSubstr("units:C2: 'maybe' in c is stored in a way"));
  EXPECT_THAT(complaint, HasSubstr("units:D2: '1' in d is stored in a way"));
  EXPECT_THAT(complaint, HasSubstr("units:E2: '12345678901234567' in e has more than 15 digits"));
  EXPECT_THAT(complaint, HasSubstr("units:F2: '3' in f has a date format that depends on the language"));
}

TEST(WorkbookCells, ATextThatIsTooLong) {
  MadeWorkbook book;
  std::string complaint;
  book.shared("<si><t>" + std::string(100'000, 'x') + "</t></si>");
  cells_of(book, "<c t=\"s\"><v>0</v></c><c t=\"str\"><v>" + std::string(10'000, 'y') + "</v></c>",
           &complaint);
  EXPECT_THAT(complaint, HasSubstr("units:A2: "));
  EXPECT_THAT(complaint, HasSubstr("has more than 10,000 bytes"));
  EXPECT_THAT(complaint, testing::Not(HasSubstr("units:B2")));
}

}  // namespace
}  // namespace homeward::scenario
