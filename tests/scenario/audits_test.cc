// SPDX-License-Identifier: Apache-2.0
//
// Contradictions between tables: each test makes one, and a twin that is just consistent is accepted.
#include "scenario/edited.h"

namespace homeward {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Totals, SumsThatDoNotAddUp) {
  EXPECT_THAT(
      only_problem(Edited().replace("totals.csv", "people:military,470", "people:military,471")),
      AllOf(StartsWith(
                "totals.csv:2:17: 'people:military' should be 471 but the tables add up to 470, 1 too few"),
            HasSubstr("missing or doubled rows")));
  EXPECT_THAT(only_problem(Edited().replace("items.csv", "carrier,12", "carrier,13")),
              HasSubstr("1 too many"));
}

TEST(Totals, RowsThatControlNothing) {
  EXPECT_THAT(only_problem(Edited().append("totals.csv", "peple:military,1\n")),
              HasSubstr("is not people:<category>"));
  EXPECT_THAT(only_problem(Edited().append("totals.csv", "type:carier,1\n")),
              HasSubstr("Did you mean 'carrier'?"));
  EXPECT_THAT(only_problem(Edited().append("totals.csv", "people:military,470\n")),
              HasSubstr("is controlled twice"));
}

TEST(Links, OneRoadEnteredTwice) {
  EXPECT_THAT(
      only_problem(Edited().append("links.csv", "centre,north,90,two_way,60,40,70,5,7,good,\n")),
      AllOf(StartsWith("links.csv:6:1: the links 'north-centre' and 'centre-north' have the same ends"),
            HasSubstr("entered twice?")));
  EXPECT_THAT(every_problem(Edited().append("links.csv", "north,centre,91,two_way,60,40,70,5,7,good,\n")),
              HasSubstr("the link 'north-centre' is entered twice"));
}

TEST(Links, TwoOppositeOneWaysAndParallelRoadsAreTwoLinks) {
  EXPECT_EQ(every_problem(Edited()
                              .replace("links.csv", "north,centre,90,two_way", "north,centre,90,one_way")
                              .append("links.csv", "centre,north,90,one_way,60,40,70,5,7,good,\n")),
            "(accepted)");
  EXPECT_EQ(every_problem(Edited().append("links.csv", "centre,north,95,two_way,60,40,70,5,7,good,\n")),
            "(accepted)");
}

TEST(Links, FromAPlaceToItself) {
  EXPECT_THAT(every_problem(Edited().append("links.csv", "north,north,9,two_way,60,40,70,5,7,good,\n")),
              HasSubstr("'north' in to is where the link begins"));
}

TEST(Openings, ALinkThatTakesLongerThanItIsEverOpen) {
  // 90 km at 40 km/h take 2 h 15 min, one vehicle 67 m behind it 7 s and 1 min more: 2 h 16 min 7 s.
  Edited edited;
  edited.replace("windows.csv", "21:00,05:00", "07:16,05:00");
  EXPECT_THAT(
      only_problem(edited),
      AllOf(StartsWith(
                "links.csv:2:1: the link 'north-centre' takes the quickest column 2 h 17 min, but is never "
                "open longer than 2 h 16 min"),
            HasSubstr("Split it")));
  EXPECT_EQ(every_problem(Edited().replace("windows.csv", "21:00,05:00", "07:17,05:00")), "(accepted)");
  EXPECT_EQ(every_problem(Edited().replace("windows.csv", "21:00,05:00", "07:16:07,05:00")), "(accepted)");
  EXPECT_NE(every_problem(Edited().replace("windows.csv", "21:00,05:00", "07:16:06,05:00")), "(accepted)");
}

TEST(Openings, ALinkThatIsNeverOpenMayBeMeant) {
  EXPECT_EQ(every_problem(Edited().append("windows.csv", "closed,link,north-centre,both,,,,,,Mined,\n")),
            "(accepted)");
  const std::string hour_for = "closed,zone,country,,CLASS,,,06:00,05:00,,\n";
  std::string all_but_empty = hour_for;
  all_but_empty.replace(all_but_empty.find("CLASS"), 5, "loaded;self_driving;people;last_out");
  EXPECT_EQ(every_problem(Edited().append("windows.csv", all_but_empty)), "(accepted)")
      << "empty columns still fit";
  EXPECT_NE(every_problem(Edited().append("windows.csv", "closed,zone,country,,,,,06:00,05:00,,\n")),
            "(accepted)");
}

TEST(Openings, AGrantTooShortForTheLink) {
  Edited edited;
  edited.set("links.csv",
             "from,to,length_km,speed_kmh,mlc,needs_permission\nnorth,centre,90,60,70,no\ncentre,south,80,60,"
             "70,yes\n"
             "south,border,60,50,60,no\nborder,port,40,60,70,no\n");
  const std::string grant = "granted,link,centre-south,,,2030-03-02 08:00,2030-03-02 ";
  EXPECT_THAT(only_problem(Edited(edited).append("windows.csv", grant + "10:00,,,,\n")),
              HasSubstr("the link 'centre-south' takes the quickest column 2 h 02 min, but is never open "
                        "longer than 2 h 00"));
  EXPECT_EQ(every_problem(Edited(edited).append("windows.csv", grant + "10:02,,,,\n")), "(accepted)");
  EXPECT_EQ(every_problem(edited), "(accepted)") << "no grant at all: the branch in which it is refused";
}

TEST(Openings, AServiceWhoseWorkFitsIntoNoOpening) {
  Edited edited;
  edited.replace("services.csv", "leaving,country,60,2,06:00,20:00", "leaving,country,1,2,06:00,06:59");
  EXPECT_THAT(only_problem(edited),
              AllOf(StartsWith("services.csv:2:1: one vehicle or thing takes 1 h 00 min at 'customs'"),
                    HasSubstr("never open longer than 0 h 59 min")));
  EXPECT_EQ(every_problem(Edited().replace("services.csv", "leaving,country,60,2,06:00,20:00",
                                           "leaving,country,1,2,06:00,07:00")),
            "(accepted)");
}

TEST(Services, ZonesTeamsAndYards) {
  EXPECT_THAT(only_problem(Edited().replace("services.csv", "leaving,country", "leaving,")),
              HasSubstr("the service 'customs' is for leaving a zone but names none"));
  EXPECT_THAT(only_problem(Edited().replace("services.csv", "leaving,country", "passing,country")),
              HasSubstr("'country' in zone has no meaning here"));
  EXPECT_THAT(only_problem(Edited().replace("services.csv", "06:00,20:00", "06:00,")),
              HasSubstr("only one of open_from"));
  EXPECT_THAT(only_problem(Edited().replace("services.csv", "06:00,20:00", "06:00,06:00")),
              HasSubstr("never closes"));
}

Edited with_team(const std::string& unit, const std::string& people) {
  return Edited().set("services.csv",
                      "service,place,use,rate_per_hour,team_unit,team_people,yard\nramp,north,loading,12," +
                          unit + "," + people + ",\n");
}

TEST(Services, ATeamLargerThanItsUnitOrFromElsewhere) {
  EXPECT_EQ(every_problem(with_team("A1", "100")), "(accepted)");
  EXPECT_THAT(only_problem(with_team("A1", "101")),
              HasSubstr("the team of 'ramp' takes 101 people, but the unit 'A1' has only 100"));
  EXPECT_THAT(only_problem(with_team("B1", "10")),
              HasSubstr("comes from 'B1', which is at 'centre', not here"));
  EXPECT_THAT(only_problem(with_team("A1", "")), HasSubstr("only one of team_unit and team_people"));
  EXPECT_THAT(only_problem(with_team("A1", "10,").replace("services.csv", "10,,", "10,5")),
              HasSubstr("have a yard"));
}

TEST(Garrisons, LargerThanTheOwnPeople) {
  EXPECT_THAT(only_problem(Edited().replace("garrisons.csv", "north,,20", "north,,121")),
              HasSubstr("the garrison of 'north' is 121, but its units have only 120 people"));
}

TEST(Garrisons, LargerThanTheLastOutUnitsToTheEnd) {
  EXPECT_THAT(only_problem(Edited().replace("garrisons.csv", "north,,20", "north,,21")),
              AllOf(StartsWith("garrisons.csv:2:1: the garrison of 'north' never falls below 21"),
                    HasSubstr("have only 20 people: the others could never leave")));
  EXPECT_EQ(every_problem(Edited()
                              .append("garrisons.csv", "north,2030-04-01,20\n")
                              .replace("garrisons.csv", "north,,20", "north,,100")),
            "(accepted)");
}

TEST(Garrisons, TwoRowsFromTheSameDay) {
  EXPECT_THAT(only_problem(Edited().append("garrisons.csv", "north,2030-03-01 06:00,10\n")),
              HasSubstr("begin at the same time"));
}

TEST(LastOut, AtAPlaceThatDoesNotClose) {
  EXPECT_THAT(only_problem(Edited().replace("places.csv", "MR,country,80,yes,yes", "MR,country,80,yes,no")),
              HasSubstr("'A1R' is last-out, but its place 'north' does not close"));
}

TEST(Destinations, InsideTheZoneToBeLeft) {
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "2030-03-03,2,no,,port", "2030-03-03,2,no,,south")),
              HasSubstr("'A1' leaves, but its destination 'south' lies inside the zone 'country'"));
}

TEST(Destinations, AZoneWithoutPlaces) {
  Edited edited;
  edited.replace("scenario.yaml", "zone: country ", "zone: moon ")
      .replace("scenario.yaml", "{country:", "{moon: Moon, country:");
  EXPECT_THAT(only_problem(edited), HasSubstr("no place lies in the zone to be left, 'moon'"));
}

TEST(Units, TheirOwnSuperior) {
  Edited edited;
  edited
      .set("units.csv",
           "uln,name,parent,place,destination,people_military\nA,A,C,north,port,1\nB,B,A,north,port,1\nC,C,B,"
           "north,port,1\n")
      .remove("totals.csv")
      .remove("items.csv")
      .remove("garrisons.csv");
  EXPECT_THAT(every_problem(edited),
              HasSubstr("units.csv:2:5: 'C' in parent makes the unit its own superior"));
}

TEST(Units, StayAndStayWhen) {
  Edited edited;
  edited.replace("units.csv", "last_out,stay_when", "disposition,stay_when");
  for (int i = 0; i < 5; ++i) edited.replace("units.csv", ",no,", ",leave,");
  for (int i = 0; i < 3; ++i) edited.replace("units.csv", ",yes,", ",leave,");
  edited.replace("units.csv", "leave,training", "stay,training").remove("garrisons.csv");
  EXPECT_THAT(only_problem(edited), HasSubstr("contradicts the disposition stay"));
}

TEST(Reach, AUnitWithoutAWay) {
  EXPECT_THAT(
      every_problem(Edited().replace(
          "links.csv", "border,port,40,two_way,60,50,70,,,assumed,Height and width were not measured\n", "")),
      AllOf(HasSubstr("units.csv:2:1: the unit 'A1' has no way from 'north' to 'port'"),
            HasSubstr("items.csv:2:1: the lot 'A1-carriers' has no way from 'north' to 'home'"),
            HasSubstr("Add the missing link")));
}

TEST(Reach, AgainstAOneWayLink) {
  EXPECT_THAT(
      every_problem(Edited()
                        .replace("links.csv", "south,border,60,alternating", "border,south,60,one_way")
                        .replace("windows.csv", "south-border", "border-south")),
      HasSubstr("the unit 'A1' has no way"));
}

TEST(Reach, AShipIsAWayForThingsAndNotForPeople) {
  EXPECT_THAT(only_problem(Edited().replace("units.csv", "2030-03-03,2,no,,port", "2030-03-03,2,no,,home")),
              HasSubstr("the unit 'A1' has no way from 'north' to 'home'"));
  EXPECT_THAT(every_problem(Edited().replace("ships.csv", "6,60,80", "6,0,80")),
              HasSubstr("the lot 'A1-carriers' has no way"));
}

TEST(Reach, AFlightIsAWayForPeople) {
  Edited edited;
  edited.replace("units.csv", "2030-03-03,2,no,,port", "2030-03-03,2,no,,home")
      .set("aircraft.csv", "aircraft,count,seats,ground_h,base\njet,1,100,2,home\n")
      .set("blocks.csv", "aircraft,from,to,block_h\njet,port,home,6\n");
  EXPECT_THAT(only_problem(edited),
              HasSubstr("'jet' takes 1 positions on the ground, but 'port' has only 0"));
  edited.replace("places.csv", "beds,berths", "beds,mog_positions");
  edited.replace("places.csv", "600,1", "600,2").remove("ships.csv").remove("items.csv").remove("totals.csv");
  EXPECT_THAT(every_problem(edited), HasSubstr("(accepted)"));
}

TEST(Reach, TooHeavyForEveryWayNamesTheLink) {
  EXPECT_THAT(
      every_problem(Edited().replace("links.csv", "alternating,50,30,60", "alternating,50,30,39")),
      AllOf(
          HasSubstr("the lot 'A1-containers' has no way from 'north' to 'home': it is too heavy for the link "
                    "'south-border' (load class 39)"),
          HasSubstr("mlc")));
  EXPECT_EQ(every_problem(Edited().replace("links.csv", "alternating,50,30,60", "alternating,50,30,40")),
            "(accepted)");
  EXPECT_THAT(every_problem(Edited()
                                .replace("links.csv", "north,centre,90",
                                         "north,centre,95,two_way,60,40,10,5,7,good,\ncentre,north,90")
                                .replace("links.csv", "alternating,50,30,60", "alternating,50,30,39")),
              HasSubstr("it is too heavy for the link 'south-border'"))
      << "not the weak link beside a strong one";
}

TEST(Reach, TooHighAndTooWide) {
  EXPECT_THAT(every_problem(Edited().replace("links.csv", "60,5,3.7", "60,4.0,3.7")),
              HasSubstr("it is too high for the link 'south-border' (height 4 m)"));
  EXPECT_THAT(every_problem(Edited().replace("links.csv", "60,5,3.7", "60,5,2.7")),
              HasSubstr("the lot 'A1-carriers' has no way from 'north' to 'home': it is too wide"));
}

TEST(Reach, AnUnknownFigureThatTheScenarioRefuses) {
  EXPECT_THAT(every_problem(Edited().replace("links.csv", "centre,south,80,two_way,60,40,70",
                                             "centre,south,80,two_way,60,40,")),
              HasSubstr("the load class of the link 'centre-south' is unknown"));
}

TEST(Reach, AThingThatNoTruckCarries) {
  EXPECT_THAT(every_problem(
                  Edited().replace("loads.csv", "flatbed,container,1,40,4.1,2.5\n", "").remove("ships.csv")),
              HasSubstr("the lot 'A1-containers' of type 'container' cannot move"));
}

TEST(Seats, NoneAtAll) {
  Edited edited;
  edited
      .set("item_types.csv",
           "type,name,self_propelled,length_m,mlc,crew,seats\nflatbed,Lorry,yes,16,18,2,2\ncontainer,Box,no,,"
           ",,\n")
      .set("fleets.csv", "fleet,kind,vehicle\nlorries,truck,flatbed\n")
      .set("fleet_stocks.csv", "fleet,place,count\nlorries,port,5\n")
      .remove("items.csv")
      .remove("totals.csv");
  EXPECT_THAT(every_problem(edited),
              HasSubstr("the unit 'A1' has 100 people and there are no seats for them"));
}

TEST(Seats, ABusWithoutAndAVehicleWithFewerThanItsCrew) {
  EXPECT_THAT(only_problem(Edited()
                               .replace("fleets.csv", "bus,bus", "bus,flatbed")
                               .replace("item_types.csv", "2.5,1,2,none", "2.5,2,2,none")),
              HasSubstr("'flatbed' in vehicle has no seats for passengers"));
  EXPECT_THAT(only_problem(Edited().replace("item_types.csv", "2.8,2,10", "2.8,2,1")),
              HasSubstr("'carrier' has 1 seats for a crew of 2"));
  EXPECT_THAT(only_problem(Edited().replace("item_types.csv", "2.8,2,10", "2.8,,10")),
              HasSubstr("'carrier' has no crew"));
  EXPECT_THAT(only_problem(Edited().replace("item_types.csv", "wheeled,7,14", "wheeled,,14")),
              HasSubstr("'carrier' has no length"));
}

TEST(Lift, FleetsWithoutVehiclesTwiceOrTooManyOnTheLastDay) {
  EXPECT_THAT(only_problem(Edited().replace("fleet_stocks.csv", "coaches,port,4\n", "")),
              HasSubstr("the fleet 'coaches' has no vehicles"));
  EXPECT_THAT(only_problem(Edited().append("fleet_stocks.csv", "coaches,port,4\n")),
              HasSubstr("has a second stock at 'port'"));
  EXPECT_THAT(only_problem(Edited()
                               .replace("fleets.csv", "turn_h\n", "last_day_count\n")
                               .replace("fleets.csv", "crew,0", "crew,")),
              HasSubstr("stands without a last_day"));
  EXPECT_THAT(only_problem(Edited().set("fleet_limits.csv", "fleet,last_day,count\nlorries,2030-04-15,16\n")),
              HasSubstr("'16' in count is more than the fleet has (15)"));
  EXPECT_THAT(only_problem(Edited().replace("fleets.csv", "truck,flatbed", "truck,container")),
              HasSubstr("is not self-propelled"));
}

TEST(Lift, ShipsAndPorts) {
  EXPECT_THAT(only_problem(Edited().replace("places.csv", "600,1", "600,0")),
              HasSubstr("the ship 'ferry1' loads at 'port', which has no berth"));
  EXPECT_THAT(every_problem(Edited().replace("ships.csv", "6,60,80", "6,,")),
              HasSubstr("the ship 'ferry1' can carry nothing"));
  EXPECT_THAT(every_problem(Edited().replace("ships.csv", "port,home", "port,port")),
              HasSubstr("is the port where the ship loads"));
}

TEST(Lift, AircraftThatFlyNowhereOrTwice) {
  Edited edited;
  edited.set("aircraft.csv", "aircraft,count,seats,ground_h,base\njet,1,100,2,home\n");
  EXPECT_THAT(only_problem(edited), HasSubstr("'jet' flies nowhere"));
  edited.set("blocks.csv", "aircraft,from,to,block_h\njet,port,home,6\njet,home,port,6\n");
  EXPECT_THAT(every_problem(edited),
              HasSubstr("blocks.csv:3:1: the block time of 'jet' between these places is entered twice"));
}

TEST(Loads, EnteredTwice) {
  EXPECT_THAT(only_problem(Edited().append("loads.csv", "flatbed,container,2,40,4.1,2.5\n")),
              HasSubstr("the load of 'container' on 'flatbed' is entered twice"));
  EXPECT_THAT(only_problem(Edited().append("loads.csv", "flatbed,contaner,2,40,4.1,2.5\n")),
              HasSubstr("Did you mean 'container'?"));
  EXPECT_THAT(only_problem(Edited().append("loads.csv", "container,carrier,2,40,4.1,2.5\n")),
              HasSubstr("is not self-propelled"));
}

TEST(Processes, AServiceThatIsNotForThings) {
  EXPECT_THAT(only_problem(Edited()
                               .replace("items.csv", "count,destination", "count,process,destination")
                               .replace("items.csv", "carrier,12,", "carrier,12,customs,")
                               .replace("items.csv", "container,16,", "container,16,,")
                               .replace("items.csv", "carrier,3,", "carrier,3,,")
                               .replace("items.csv", "carrier,16,", "carrier,16,,")
                               .replace("items.csv", "container,20,", "container,20,,")
                               .replace("items.csv", "B1R,carrier,3,", "B1R,carrier,3,,")
                               .replace("items.csv", "carrier,14,", "carrier,14,,")
                               .replace("items.csv", "container,24,", "container,24,,")
                               .replace("items.csv", "C1R,carrier,3,", "C1R,carrier,3,,")),
              HasSubstr("'customs' in process names a service that is not for things"));
}

TEST(Windows, SpansAndMeanings) {
  EXPECT_THAT(only_problem(Edited().replace("windows.csv", "2030-03-15,2030-03-16", "2030-03-15,2030-03-14")),
              HasSubstr("is not after the begin of the window"));
  EXPECT_THAT(only_problem(Edited().replace("windows.csv", "21:00,05:00", "21:00,")),
              HasSubstr("only one of daily_from"));
  EXPECT_THAT(
      only_problem(Edited().replace("windows.csv", "closed,zone,country,,", "closed,zone,country,forward,")),
      HasSubstr("only links have a direction"));
  EXPECT_THAT(
      only_problem(Edited().replace("windows.csv", "closed,link,south-border", "granted,link,south-border")),
      HasSubstr("'south-border' in id is granted but needs no permission"));
  EXPECT_THAT(only_problem(Edited().replace("windows.csv", "2030-03-15,2030-03-16,,",
                                            "2030-03-15 08:00,,06:00,07:00")),
              HasSubstr("has a time, but a day is due here"));
}

TEST(Windows, ADailyWindowOfOneDay) {
  const std::string row = "closed,zone,country,,,2030-03-15,2030-03-15,21:00,05:00,,\n";
  EXPECT_EQ(every_problem(Edited().append("windows.csv", row)), "(accepted)");
  const std::string back = "closed,zone,country,,,2030-03-15,2030-03-14,21:00,05:00,,\n";
  EXPECT_THAT(only_problem(Edited().append("windows.csv", back)), HasSubstr("is before the first day"));
}

TEST(Targets, FloorsThatContradict) {
  EXPECT_THAT(every_problem(Edited().append("targets.csv", "floor,country,military,301,2030-04-01\n")),
              HasSubstr("targets.csv:3:1: the floor of 301 people contradicts the ceiling of 300 in line 2"));
  EXPECT_EQ(every_problem(Edited().append("targets.csv", "floor,country,military,300,2030-04-01\n")),
            "(accepted)");
  EXPECT_THAT(every_problem(Edited().append("targets.csv", "floor,country,contractor,41,2030-03-01\n")),
              HasSubstr("is more than there are (40)"));
}

TEST(Targets, CellsWithoutMeaningAndRepeatedRows) {
  EXPECT_THAT(only_problem(Edited().append("targets.csv", "ceiling,country,military,200,2030-04-15\n")),
              HasSubstr("the same kind, zone, categories and from as in line 2"));
  EXPECT_THAT(only_problem(Edited().append("targets.csv", "cover,country,,,2030-04-15\n")),
              HasSubstr("a cover names no category"));
  EXPECT_THAT(only_problem(Edited().append("targets.csv", "cover,country,military,5,2030-04-15\n")),
              HasSubstr("no meaning for a cover"));
  EXPECT_THAT(only_problem(Edited().append("targets.csv", "floor,country,military,,2030-04-15\n")),
              HasSubstr("has no number of people"));
}

TEST(History, SeriesAndRepeatedDates) {
  EXPECT_THAT(only_problem(Edited().set("history.csv", "series,date,people\nstrenght,2003-05-01,100\n")),
              HasSubstr("Did you mean 'strength'?"));
  EXPECT_THAT(only_problem(Edited().set(
                  "history.csv", "series,date,people\nstrength,2003-05-01,100\nstrength,2003-05-01,1\n")),
              HasSubstr("stands twice in this series"));
}

}  // namespace
}  // namespace homeward
