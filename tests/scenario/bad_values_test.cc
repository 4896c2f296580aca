// SPDX-License-Identifier: Apache-2.0
//
// Values in cells: numbers, dates, keys, words. Each test breaks one cell of the example.
#include "scenario/edited.h"

namespace homeward {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

Edited people(std::string_view text) {
  return Edited()
      .replace("units.csv", "north,100,0", "north," + std::string(text) + ",0")
      .remove("totals.csv");
}

TEST(BadNumbers, AFractionWhereAWholeNumberIsDue) {
  EXPECT_THAT(only_problem(people("100.5")),
              AllOf(StartsWith("units.csv:2:22: '100.5' in people_military is not a whole number"),
                    HasSubstr("Write a whole number")));
}

TEST(BadNumbers, AThousandsPointIsAFractionToo) {
  EXPECT_THAT(only_problem(people("1.000")), HasSubstr("not a whole"));
}

TEST(BadNumbers, AMinus) {
  EXPECT_THAT(only_problem(people("-5")), HasSubstr("'-5' in people_military is not between 0"));
}

TEST(BadNumbers, APlus) { EXPECT_THAT(only_problem(people("+5")), HasSubstr("begins with a plus sign")); }

TEST(BadNumbers, TooLarge) {
  EXPECT_THAT(only_problem(people("5000000000")), HasSubstr("is not between 0 and 10000000"));
}

TEST(BadNumbers, LargerThanAnyInteger) {
  EXPECT_THAT(only_problem(people("99999999999999999999999999")), HasSubstr("is not between"));
}

TEST(BadNumbers, TextForANumber) {
  EXPECT_THAT(only_problem(people("many")), HasSubstr("'many' in people_military is not a number"));
}

TEST(BadNumbers, NotANumberAndInfinity) {
  for (const char* text : {"NaN", "nan", ".nan", "inf", "-inf", "Infinity", "unlimited"})
    EXPECT_THAT(only_problem(people(text)), AllOf(HasSubstr("is not a number"), HasSubstr("not known")))
        << text;
}

TEST(BadNumbers, UnknownInWords) {
  for (const char* text : {"-", "?", "n/a", "unknown", "tbd"})
    EXPECT_THAT(only_problem(people(text)), HasSubstr("Leave it empty if the figure is not known.")) << text;
}

TEST(BadNumbers, AnExponent) {
  EXPECT_THAT(only_problem(people("1.2E+05")), HasSubstr("written with an exponent"));
}

TEST(BadNumbers, SeparatorsOfThousandsAreAmbiguous) {
  for (const char* text : {"\"1.234,5\"", "\"1,234\"", "1 234", "1'234",
                           "1\xC2\xA0"
                           "234",
                           "1\xE2\x80\xAF"
                           "234"})
    EXPECT_THAT(only_problem(people(text)), AllOf(HasSubstr("is ambiguous"), HasSubstr("without separators")))
        << text;
}

TEST(BadNumbers, TwoPoints) {
  EXPECT_THAT(only_problem(people("1.2.3")), HasSubstr("has more than one point"));
}

TEST(BadNumbers, AUnitInTheCell) {
  EXPECT_THAT(only_problem(people("100 men")), HasSubstr("holds more than a number"));
}

TEST(BadNumbers, AnOctalLookIsDecimal) {
  const Model model = accepted(people("0100"));
  EXPECT_EQ(model.units[UnitId(0)].people[CategoryId(0)], 100);
}

TEST(BadNumbers, DigitsOfOtherScriptsAreNotDigits) {
  EXPECT_THAT(only_problem(people("\xD9\xA1\xD9\xA2")), HasSubstr("is not a number"));
}

TEST(BadNumbers, ZeroLengthAndZeroSpeed) {
  EXPECT_THAT(
      only_problem(Edited().replace("links.csv", "north,centre,90", "north,centre,0")),
      AllOf(StartsWith("links.csv:2:14: '0' in length_km is not between 0.001 and"), HasSubstr("km")));
  EXPECT_THAT(only_problem(Edited().replace("links.csv", "two_way,60,40", "two_way,0,40")),
              HasSubstr("'0' in speed_kmh is not between 1 and 200 km/h"));
}

TEST(BadNumbers, ALengthFinerThanAMetre) {
  EXPECT_THAT(only_problem(Edited().replace("links.csv", "north,centre,90", "north,centre,90.1234")),
              HasSubstr("'90.1234' in length_km km is not a whole number of metres"));
}

TEST(BadNumbers, HoursThatAreNoWholeSeconds) {
  EXPECT_THAT(only_problem(Edited().replace("fleets.csv", "crew,1", "crew,0.3333")),
              HasSubstr("whole number of seconds"));
}

TEST(BadNumbers, PositionsOutOfRangeOrInDegreesAndMinutes) {
  EXPECT_THAT(only_problem(Edited().replace("places.csv", "19.40,-14.00", "-140.0,19.4")),
              AllOf(HasSubstr("is not between -90 and 90 degrees"), HasSubstr("exchanged")));
  EXPECT_THAT(only_problem(Edited().replace("places.csv", "-14.00", "181")),
              HasSubstr("between -180 and 180"));
  EXPECT_THAT(only_problem(Edited().replace("places.csv", "19.40", "19°24'N")),
              HasSubstr("not in decimal degrees"));
}

TEST(BadDates, ADayThatTheCalendarDoesNotHave) {
  for (const char* text : {"2030-02-29", "2030-04-31", "2030-13-01", "2030-00-10", "2030-03-00"})
    EXPECT_THAT(only_problem(Edited().replace("units.csv", "2030-03-03", text)),
                HasSubstr("the calendar does not have"))
        << text;
}

TEST(BadDates, ALeapDay) {
  const Model model = accepted(Edited()
                                   .replace("scenario.yaml", "start: 2030-03-01 06:00", "start: 2028-02-29")
                                   .replace("scenario.yaml", "deadline: 2030-04-30", "deadline: 2030-04-30"));
  EXPECT_EQ(model.start, 1835395200);
}

TEST(BadDates, DayAndMonthMayBeExchanged) {
  for (const char* text : {"03/04/2030", "3.4.2030"})
    EXPECT_THAT(only_problem(Edited().replace("units.csv", "2030-03-03", text)), HasSubstr("is ambiguous"))
        << text;
}

TEST(BadDates, ASpreadsheetsDayNumber) {
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "2030-03-03", "47545")),
              HasSubstr("spreadsheet's day number"));
}

TEST(BadDates, ATimeThatTheClockDoesNotHave) {
  for (const char* text : {"2030-03-03 25:00", "2030-03-03 12:60", "2030-03-03T24:01"})
    EXPECT_THAT(only_problem(Edited().replace("units.csv", "2030-03-03", text)),
                HasSubstr("the clock does not have"))
        << text;
}

TEST(BadDates, WordsAndZonesByName) {
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "2030-03-03", "soon")),
              HasSubstr("is not a date or time"));
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "2030-03-03", "2030-03-03 12:00 CET")),
              HasSubstr("no offset"));
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "2030-03-03", "2030-03-03T12:00+03:60")),
              HasSubstr("no offset"));
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "2030-03-03", "20300303")),
              HasSubstr("Put hyphens"));
}

TEST(BadDates, AnHourThatTheClocksSkip) {
  Edited edited;
  edited.replace("scenario.yaml", "Africa/Nouakchott", "Europe/Berlin")
      .replace("units.csv", "2030-03-03", "2030-03-31 02:30");
  EXPECT_THAT(only_problem(edited), AllOf(HasSubstr("'2030-03-31 02:30' in ready does not exist"),
                                          HasSubstr("before 2030-03-31 02:00 or from 2030-03-31 03:00")));
}

TEST(BadDates, AnHourThatTheClocksShowTwice) {
  Edited edited;
  edited.replace("scenario.yaml", "Africa/Nouakchott", "Europe/Berlin")
      .replace("scenario.yaml", "deadline: 2030-04-30", "deadline: 2030-12-31")
      .replace("units.csv", "2030-03-03", "2030-10-27 02:30");
  EXPECT_THAT(only_problem(edited), AllOf(HasSubstr("exists twice"), HasSubstr("Add the offset")));
  Edited mended;
  mended.replace("scenario.yaml", "Africa/Nouakchott", "Europe/Berlin")
      .replace("scenario.yaml", "deadline: 2030-04-30", "deadline: 2030-12-31")
      .replace("units.csv", "2030-03-03", "2030-10-27T02:30+01:00");
  EXPECT_EQ(accepted(mended).units[UnitId(0)].ready, 1919295000);
}

TEST(BadDates, AYearOfAnotherCentury) {
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "2030-03-03", "2003-03-03")),
              HasSubstr("more than ten years"));
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "2030-03-03", "2130-03-03")),
              HasSubstr("between the years"));
}

TEST(BadDates, DueBeforeReady) {
  Edited edited;
  edited.replace("units.csv", "ready,priority", "ready,due")
      .replace("units.csv", "2030-03-03,2,", "2030-03-03,2030-03-02,");
  for (const char* rest : {"2030-03-03,0,", "2030-03-05,1,", "2030-03-05,0,", "2030-03-08,0,",
                           "2030-03-08,0,", "2030-03-08,0,", "2030-03-08,0,"})
    edited.replace("units.csv", rest, std::string(rest).substr(0, 11) + ",");
  EXPECT_THAT(only_problem(edited), HasSubstr("'2030-03-02' in due is not after the ready date"));
}

TEST(BadKeys, AnUnknownReferenceWithASuggestion) {
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "1st Company,north", "1st Company,nroth")),
              AllOf(StartsWith("units.csv:2:16: 'nroth' in place is not the key of any place"),
                    HasSubstr("Did you mean 'north'?")));
}

TEST(BadKeys, AReferenceInOtherCase) {
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "1st Company,north", "1st Company,NORTH")),
              HasSubstr("Did you mean 'north'?"));
}

TEST(BadKeys, ARepeatedKey) {
  EXPECT_THAT(only_problem(Edited().append("places.csv", "north,Again,base,1,1,,country,1,no,no,0,0,\n")),
              AllOf(StartsWith("places.csv:8:1: the place 'north' is entered twice, first in line 2"),
                    HasSubstr("Delete")));
}

TEST(BadKeys, KeysThatDifferOnlyInCase) {
  EXPECT_THAT(only_problem(Edited().append("places.csv", "North,Again,base,1,1,,country,1,no,no,0,0,\n")),
              HasSubstr("the place 'North' looks like 'north' in line 2"));
}

TEST(BadKeys, KeysThatLookAlike) {
  Edited edited;
  edited.append("places.csv", "p0rt,Again,town,1,1,,country,1,no,no,0,0,\n");
  EXPECT_THAT(only_problem(edited), HasSubstr("the place 'p0rt' looks like 'port' in line 6"));
}

TEST(BadKeys, ALetterOfAnotherAlphabet) {
  EXPECT_THAT(every_problem(Edited().replace("places.csv", "north,Camp", "n\xD0\xBErth,Camp")),
              HasSubstr("holds a character that is no plain Latin letter"));
}

TEST(BadKeys, BlanksAndOverlongKeys) {
  EXPECT_THAT(every_problem(Edited().replace("units.csv", "A1,1st", "A 1,1st")),
              HasSubstr("holds ' ', which a key may not"));
  EXPECT_THAT(every_problem(Edited().replace("units.csv", "A1,1st", std::string(41, 'a') + ",1st")),
              HasSubstr("more than 40 characters"));
}

TEST(BadKeys, IdsTurnedIntoDates) {
  for (const char* text : {"03-Mar", "Mar-03", "3-Mär", "2030-03-03", "3.3.2030", "03-Mar-2030"})
    EXPECT_THAT(every_problem(Edited().replace("units.csv", "A1,1st", std::string(text) + ",1st")),
                HasSubstr("looks like a date that a spreadsheet made of an id"))
        << text;
}

TEST(BadKeys, OrdinaryIdsWithDigitsAreKept) {
  for (const char* text : {"1-12", "3-4-A", "10.2", "2030-A1", "Mar", "1-CAV"}) {
    Edited edited;
    edited.replace("units.csv", "A1,1st", std::string(text) + ",1st").remove("totals.csv");
    for (const char* lot : {"A1-carriers,A1,", "A1-containers,A1,"})
      edited.replace("items.csv", lot,
                     std::string(lot).substr(0, std::string(lot).find(',') + 1) + text + ",");
    EXPECT_EQ(every_problem(edited), "(accepted)") << text;
  }
}

TEST(BadWords, NotOneOfTheAllowedWords) {
  EXPECT_THAT(only_problem(Edited().replace("links.csv", "alternating", "alternate")),
              AllOf(HasSubstr("'alternate' in use is not one of the allowed words"),
                    HasSubstr("one of: one_way, two_way, alternating or exclusive"),
                    HasSubstr("Did you mean 'alternating'?")));
}

TEST(BadWords, YesIsYesAndNothingElse) {
  for (const char* text : {"TRUE", "1", "ja", "Yes", "y"})
    EXPECT_THAT(every_problem(Edited().replace("item_types.csv", "Wheeled carrier,yes",
                                               "Wheeled carrier," + std::string(text))),
                HasSubstr("Write one of: yes or no."))
        << text;
}

TEST(BadWords, CertaintyAndCountry) {
  EXPECT_THAT(only_problem(Edited().replace("links.csv", "fair", "fare")), HasSubstr("Did you mean 'fair'?"));
  EXPECT_THAT(only_problem(Edited().replace("places.csv", ",MR,", ",Mauritania,")),
              HasSubstr("two capital letters"));
  for (const char* text : {"M", "M1", "1M", "mr", "Mr"})
    EXPECT_THAT(only_problem(Edited().replace("places.csv", ",MR,", "," + std::string(text) + ",")),
                HasSubstr("two capital letters"))
        << text;
  Edited symbol;
  symbol.replace("units.csv", "people_contractor,ready,priority", "people_contractor,ready,sidc");
  for (const char* priority : {"2030-03-03,2,", "2030-03-03,0,", "2030-03-05,1,", "2030-03-05,0,"})
    symbol.replace("units.csv", priority, std::string(priority).substr(0, 11) + "SFGPUCI----9zaZ,");
  EXPECT_EQ(every_problem(symbol), "(accepted)");
  symbol.replace("units.csv", "9zaZ", "9z_Z");
  EXPECT_THAT(only_problem(symbol), HasSubstr("is not a symbol code"));
}

TEST(BadWords, AZoneTwiceOrNothingBetweenSemicolons) {
  EXPECT_THAT(only_problem(Edited().replace("places.csv", "MR,country", "MR,country;country")),
              HasSubstr("stands twice"));
  EXPECT_THAT(only_problem(Edited().replace("places.csv", "MR,country", "MR,country;;coast")),
              HasSubstr("nothing between two semicolons"));
  EXPECT_EQ(every_problem(Edited().replace("places.csv", "MR,country", "MR,country;")), "(accepted)");
}

TEST(BadWords, AnEmptyRequiredCell) {
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "1st Company,", ",")),
              AllOf(StartsWith("units.csv:2:4: name is empty"), HasSubstr("required")));
}

TEST(BadWords, TimesOfDay) {
  EXPECT_THAT(only_problem(Edited().replace("windows.csv", "21:00", "9 pm")),
              HasSubstr("is not a time of day"));
  EXPECT_THAT(only_problem(Edited().replace("windows.csv", "21:00", "24:30")),
              HasSubstr("the clock does not have"));
}

}  // namespace
}  // namespace homeward
