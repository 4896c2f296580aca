// SPDX-License-Identifier: Apache-2.0
//
// Whole tables and scenario.yaml: shape, columns, keys, damage.
#include "scenario/edited.h"

namespace homeward {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(BadTables, Empty) {
  EXPECT_THAT(every_problem(Edited().set("windows.csv", "")),
              HasSubstr("windows.csv:1:1: the table is empty"));
  EXPECT_THAT(every_problem(Edited().set("windows.csv", "\n\n")), HasSubstr("the table is empty"));
}

TEST(BadTables, ColumnsWithoutRowsAreNoProblem) {
  EXPECT_EQ(every_problem(Edited().set("windows.csv", "effect,target,id\n")), "(accepted)");
}

TEST(BadTables, AMissingTable) {
  EXPECT_THAT(only_problem(Edited().remove("links.csv")), StartsWith("links.csv: the table is missing"));
}

TEST(BadTables, CutOffInTheMiddleOfARow) {
  Edited edited;
  const std::string bytes = new_scenario_files()[4].bytes;
  ASSERT_EQ(new_scenario_files()[4].name, "items.csv");
  edited.set("items.csv", bytes.substr(0, bytes.size() - 15)).remove("totals.csv");
  EXPECT_THAT(only_problem(edited), AllOf(StartsWith("items.csv:10:1: the row has 3 cells, the first row 5"),
                                          HasSubstr("cut off")));
}

TEST(BadTables, CutOffBehindAWholeRowIsFoundByTheControlSum) {
  Edited edited;
  edited.replace("items.csv", "C1R-carriers,C1R,carrier,3,home\n", "");
  EXPECT_THAT(only_problem(edited),
              HasSubstr("'type:carrier' should be 51 but the tables add up to 48, 3 too few"));
}

TEST(BadTables, RowsTooShortAndTooLong) {
  EXPECT_THAT(only_problem(Edited().replace("garrisons.csv", "north,,20", "north,20")),
              HasSubstr("garrisons.csv:2:1: the row has 2 cells, the first row 3"));
  EXPECT_THAT(only_problem(Edited().replace("garrisons.csv", "north,,20", "north,,20,")),
              HasSubstr("the row has 4 cells"));
}

TEST(BadTables, SemicolonsAndTabs) {
  EXPECT_THAT(only_problem(Edited().set("garrisons.csv", "place;from;people\nnorth;;20\n")),
              AllOf(StartsWith("garrisons.csv:1:1: the cells are separated by semicolons"),
                    HasSubstr("comma delimited")));
  EXPECT_THAT(only_problem(Edited().set("garrisons.csv", "place\tfrom\tpeople\nnorth\t\t20\n")),
              HasSubstr("by tabs"));
  EXPECT_THAT(only_problem(Edited().set("garrisons.csv", "sep=;\nplace;people\n")),
              HasSubstr("by semicolons"));
  EXPECT_THAT(only_problem(Edited().set("garrisons.csv", "sep=,\nplace,people\n")),
              HasSubstr("Delete this line."));
}

TEST(BadTables, AnUnknownColumn) {
  EXPECT_THAT(only_problem(Edited().replace("garrisons.csv", "from", "form")),
              AllOf(StartsWith("garrisons.csv:1:7: garrisons.csv has no column 'form'"),
                    HasSubstr("Did you mean 'from'?")));
}

TEST(BadTables, AMissingARepeatedAndANamelessColumn) {
  EXPECT_THAT(only_problem(Edited().set("garrisons.csv", "place,from\nnorth,\n")),
              HasSubstr("the column 'people' is missing"));
  EXPECT_THAT(only_problem(Edited().set("garrisons.csv", "place,people,people\nnorth,20,20\n")),
              HasSubstr("garrisons.csv:1:14: the column 'people' stands here a second time"));
  EXPECT_THAT(only_problem(Edited().set("garrisons.csv", "place,people,\nnorth,20,\n")),
              HasSubstr("a column has no name"));
}

TEST(BadTables, APeopleColumnOfNoCategory) {
  EXPECT_THAT(every_problem(Edited().replace("units.csv", "people_military", "people_militray")),
              AllOf(HasSubstr("'militray' in people_militray is not the key of any category"),
                    HasSubstr("Did you mean 'military'?")));
}

TEST(BadTables, QuotesThatNeverCloseOrStandInside) {
  EXPECT_THAT(only_problem(Edited().append("windows.csv", "closed,zone,country,,,,,21:00,05:00,\"Night,\n")),
              HasSubstr("windows.csv:4:37: a quote opens here and never closes"));
  EXPECT_THAT(only_problem(Edited().replace("windows.csv", "Bridge repair", "Bridge \"A\" repair")),
              HasSubstr("a quote inside the unquoted cell"));
  EXPECT_THAT(only_problem(Edited().replace("windows.csv", "Bridge repair", "\"Bridge\" repair")),
              HasSubstr("text after the closing quote"));
}

TEST(BadTables, FormulasAndErrorsOfSpreadsheets) {
  EXPECT_THAT(every_problem(Edited().replace("garrisons.csv", "north,,20", "north,,=A1")),
              HasSubstr("is a formula, not a value"));
  for (const char* text : {"#REF!", "#N/A", "#VALUE!", "#NAME?"})
    EXPECT_THAT(every_problem(Edited().replace("units.csv", "1st Company,", std::string(text) + ",")),
                HasSubstr("is an error of the spreadsheet"))
        << text;
}

TEST(BadTables, ControlCharactersLineBreaksAndTurnedText) {
  for (const char* text :
       {"1st\x01 Company", "\"1st\nCompany\"", "1st\xE2\x80\xAE Company", "1st\xC2\x85 Company"})
    EXPECT_THAT(only_problem(Edited().replace("units.csv", "1st Company,", std::string(text) + ",")),
                HasSubstr("holds a line break or control character"))
        << text;
}

TEST(BadTables, ANoteMayBreakLines) {
  const Model model = accepted(
      Edited().replace("places.csv", "The first place outside the zone", "\"One\nand \"\"two\"\"\""));
  EXPECT_EQ(model.places[PlaceId(3)].provenance.note, "One\nand \"two\"");
  EXPECT_EQ(model.places[PlaceId(4)].provenance.row, 7) << "lines are counted through the broken one";
}

TEST(BadTables, ACellTooLong) {
  EXPECT_THAT(every_problem(Edited().replace("units.csv", "1st Company,", std::string(10'001, 'x') + ",")),
              HasSubstr("the cell has 10001 bytes; 10000 are allowed"));
}

TEST(BadTables, BlankLinesAndRowsWithoutTextAreSkipped) {
  const Model model = accepted(Edited().append("garrisons.csv", "\n,,\n   ,,\n"));
  EXPECT_EQ(model.garrisons.size(), 3u);
}

TEST(BadTables, AllProblemsAtOnceUpToFiftyAndTheNumberOfTheRest) {
  std::string rows = "place,from,people\n";
  for (int i = 0; i < 70; ++i) rows += "nowhere,,x\n";
  const Result<Model> model = Edited().set("garrisons.csv", rows).read();
  ASSERT_FALSE(model.ok());
  ASSERT_EQ(model.problems().size(), 51u);
  EXPECT_EQ(model.problems().back().what, "and 90 more problems");
}

TEST(BadTables, ProblemsComeInTheOrderOfFilesAndLines) {
  Edited edited;
  edited.replace("units.csv", "north,20,0", "north,x,0")
      .replace("units.csv", "south,20,0", "south,y,0")
      .replace("links.csv", "alternating", "zigzag");
  const std::string text = every_problem(edited);
  EXPECT_LT(text.find("links.csv:4"), text.find("units.csv:3"));
  EXPECT_LT(text.find("units.csv:3"), text.find("units.csv:9"));
}

TEST(BadSettings, AnUnknownKeyWithASuggestion) {
  EXPECT_THAT(
      only_problem(Edited().replace("scenario.yaml", "buffer_days", "bufer_days")),
      AllOf(HasSubstr("scenario.yaml has no key 'bufer_days'"), HasSubstr("Did you mean 'buffer_days'?")));
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "rest_min_h", "rest_h")),
              HasSubstr("'rules' has no key 'rest_h'"));
}

TEST(BadSettings, ARepeatedKey) {
  EXPECT_THAT(only_problem(Edited().append("scenario.yaml", "title: Again\n")),
              HasSubstr("the key 'title' stands here a second time"));
}

TEST(BadSettings, AMissingAndAnEmptyKey) {
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "title: Three camps go home\n", "")),
              HasSubstr("the key 'title' is missing"));
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "title: Three camps go home", "title:")),
              HasSubstr("the key 'title' is empty"));
}

TEST(BadSettings, AnchorsAliasesAndTags) {
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "title: Three", "title: &a Three")),
              HasSubstr("an anchor"));
  EXPECT_THAT(every_problem(Edited()
                                .replace("scenario.yaml", "title: Three", "title: &a Three")
                                .append("scenario.yaml", "description2: *a\n")),
              HasSubstr("an alias"));
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "title: Three", "title: !!str Three")),
              HasSubstr("the tag"));
}

TEST(BadSettings, AnAliasBombIsRefusedAtOnce) {
  std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c < 'k'; ++c)
    bomb += std::string(1, c) + ": &" + c + " [*" + static_cast<char>(c - 1) + ",*" +
            static_cast<char>(c - 1) + "]\n";
  EXPECT_THAT(every_problem(Edited().append("scenario.yaml", bomb)), HasSubstr("an alias"));
}

TEST(BadSettings, DeepNesting) {
  EXPECT_THAT(every_problem(
                  Edited().append("scenario.yaml", "x: " + std::string(9, '[') + std::string(9, ']') + "\n")),
              HasSubstr("nested deeper than 8 levels"));
  EXPECT_THAT(every_problem(Edited().set("scenario.yaml", std::string(100'000, '['))),
              HasSubstr("where a key is due"));
}

TEST(BadSettings, CutOffOrNotYamlAtAll) {
  EXPECT_THAT(every_problem(Edited().set("scenario.yaml", "homeward: 1\ntitle: \"never closed\n")),
              HasSubstr("scenario.yaml:"));
  EXPECT_THAT(only_problem(Edited().set("scenario.yaml", "zones: {a: b\n")), HasSubstr("ends too early"));
  EXPECT_THAT(only_problem(Edited().set("scenario.yaml", "")), HasSubstr("the file is empty"));
  EXPECT_THAT(only_problem(Edited().set("scenario.yaml", "just words\n")), HasSubstr("not a map"));
  EXPECT_THAT(only_problem(Edited().append("scenario.yaml", "---\na: b\n")),
              HasSubstr("more than one document"));
  EXPECT_THAT(only_problem(Edited().remove("scenario.yaml")),
              HasSubstr("scenario.yaml: the file is missing"));
}

TEST(BadSettings, ATabForIndentation) {
  EXPECT_THAT(every_problem(Edited().replace("scenario.yaml", "  march_rate_kmh", "\tmarch_rate_kmh")),
              AllOf(HasSubstr("scenario.yaml:19"), HasSubstr("tabs")));
}

TEST(BadSettings, ANewerFormat) {
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "homeward: 1", "homeward: 2")),
              AllOf(HasSubstr("newer format"), HasSubstr("newer program")));
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "homeward: 1", "homeward: 1.0")),
              HasSubstr("not a whole number"));
}

TEST(BadSettings, NumbersAndTruthAreReadByTheSchemaNotByYaml) {
  EXPECT_EQ(accepted(Edited().replace("scenario.yaml", "column_vehicles_max: 40", "column_vehicles_max: 040"))
                .rules.column_vehicles_max,
            40);
  EXPECT_THAT(
      only_problem(Edited().replace("scenario.yaml", "column_vehicles_max: 40", "column_vehicles_max: 0x28")),
      HasSubstr("holds more than a number"));
  const Model norway = accepted(Edited().replace("scenario.yaml", "coast: The coast", "coast: no"));
  EXPECT_EQ(norway.zones[ZoneId(1)].name, "no");
}

TEST(BadSettings, ATimeZoneThatDoesNotExist) {
  EXPECT_THAT(
      only_problem(Edited().replace("scenario.yaml", "Africa/Nouakchott", "Africa/Nouakchot")),
      AllOf(HasSubstr("is not the name of a time zone"), HasSubstr("Did you mean 'Africa/Nouakchott'?")));
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "Africa/Nouakchott", "../../etc/passwd")),
              HasSubstr("is not the name"));
}

TEST(BadSettings, DeadlineBeforeStartAndFinalBeforeDeadline) {
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "deadline: 2030-04-30", "deadline: 2030-02-28")),
              AllOf(StartsWith("scenario.yaml:9:11: '2030-02-28' in deadline is not after the start")));
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "buffer_days: 3", "final_deadline: 2030-04-01")),
              HasSubstr("in final_deadline is before the deadline"));
}

TEST(BadSettings, AZoneToLeaveThatIsNoZone) {
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "zone: country", "zone: contry")),
              AllOf(HasSubstr("is not the key of any zone"), HasSubstr("Did you mean 'country'?")));
}

TEST(BadSettings, AListWhereOneValueIsDue) {
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "title: Three camps go home", "title: [a, b]")),
              HasSubstr("'title' must be one value"));
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "objective: earliest", "objective: {a: b}")),
              HasSubstr("'objective' must be one value"));
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "coast: The coast", "coast: [a]")),
              HasSubstr("'coast' in zones has a list or map for its name"));
  const Model nameless = accepted(Edited().replace("scenario.yaml", "coast: The coast", "coast: "));
  EXPECT_EQ(nameless.zones[ZoneId(1)].name, "coast") << "the key where there is no name";
}

TEST(BadSettings, ColumnsAreCountedInCharacters) {
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "zone: country", "\"zone\": \"äöü\"")),
              HasSubstr("scenario.yaml:11:9: "));
  EXPECT_THAT(
      every_problem(Edited().replace("scenario.yaml", "{country: The country", "{country: Ländle, c o: x")),
      HasSubstr("scenario.yaml:12:26: 'c o'"));
}

TEST(BadConditions, OutcomesAndTheirNames) {
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "planned: refused", "planned: refuse")),
              HasSubstr("Did you mean 'refused'?"));
  EXPECT_THAT(every_problem(Edited().replace("scenario.yaml", "[agreed, refused]", "[agreed]")),
              HasSubstr("a list of at least two"));
  EXPECT_THAT(every_problem(Edited().replace("scenario.yaml", "[agreed, refused]", "[refused, refused]")),
              HasSubstr("entered twice"));
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "    outcomes: [agreed, refused]\n", "")),
              HasSubstr("the key 'outcomes' is missing"));
  EXPECT_THAT(only_problem(Edited().replace("scenario.yaml", "outcomes: [agreed, refused]", "outcomes:")),
              HasSubstr("the key 'outcomes' is empty"));
  EXPECT_THAT(
      only_problem(Edited().replace("scenario.yaml", "expected_by: 2030-03-20", "expected_by: 2030-02-20")),
      HasSubstr("'2030-02-20' in expected_by is before the start"));
}

TEST(BadConditions, WhenNamesAConditionAndAnOutcome) {
  EXPECT_THAT(
      only_problem(Edited().replace("units.csv", "training_mission:agreed", "training_mission:aggreed")),
      HasSubstr("Did you mean 'agreed'?"));
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "training_mission:agreed", "training:agreed")),
              HasSubstr("is not the key of any condition"));
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "training_mission:agreed", "agreed")),
              HasSubstr("is not condition:outcome"));
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "training_mission:agreed", "training_mission:")),
              HasSubstr("names no outcome"));
}

TEST(BadConditions, AnOverrideThatTheScenarioDoesNotKnow) {
  const auto refusal = [](const char* key, const char* outcome) {
    const Result<Model> model = Edited().read({.outcomes = {{key, outcome}}});
    return model.ok() ? std::string("(accepted)") : all_of(model.problems());
  };
  EXPECT_THAT(refusal("trainig_mission", "agreed"), HasSubstr("Did you mean 'training_mission'?"));
  EXPECT_THAT(refusal("training_mission", "maybe"), HasSubstr("has no outcome 'maybe'"));
}

}  // namespace
}  // namespace homeward
