// SPDX-License-Identifier: Apache-2.0
//
// What a valid scenario becomes: units converted, dates by the local clock, conditions resolved.
#include "model/decision.h"
#include "scenario/edited.h"

namespace homeward {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr Time kStart = 1898575200;  // 2030-03-01 06:00 UTC

Model example() { return accepted(Edited()); }

TEST(ModelRead, TimesOfTheScenario) {
  const Model model = example();
  EXPECT_EQ(model.start, kStart);
  EXPECT_EQ(model.deadline, 1903824000) << "24:00 of 30 April";
  EXPECT_FALSE(model.final_deadline.has_value());
  EXPECT_EQ(model.buffer_s, 3 * kDay);
  EXPECT_EQ(model.title, "Three camps go home");
  EXPECT_EQ(model.zones[model.zone].key, "country");
}

TEST(ModelRead, AFinalDeadlineIsTheEndOfItsDay) {
  const Model model =
      accepted(Edited().replace("scenario.yaml", "buffer_days: 3", "final_deadline: 2030-05-31"));
  EXPECT_EQ(model.final_deadline, 1906502400);
}

TEST(ModelRead, RulesInSecondsMetresAndMillimetres) {
  Edited edited;
  edited.replace(
      "scenario.yaml", "  column_gap_min: 15\n",
      "  column_gap_min: 12.5\n  vehicle_gap_m: 50.25\n  close_gap_m: 10\n  march_unit_vehicles: 15\n"
      "  march_unit_gap_min: 4\n  extal_min: 2\n  extal_vehicles: 30\n  last_out_vehicles_max: 99\n"
      "  escort_ratio: 6\n  escort_min: 3\n  last_out_span_h: 6\n  notice_column_h: 72\n  notice_flight_h: "
      "168\n"
      "  notice_sailing_h: 24\n  start_step_s: 300\n");
  const Rules rules = accepted(edited).rules;
  EXPECT_EQ(rules.start_step_s, 300);
  EXPECT_EQ(rules.column_gap_s, 750);
  EXPECT_EQ(rules.vehicle_gap_mm, 50'250);
  EXPECT_EQ(rules.close_gap_mm, 10'000);
  EXPECT_EQ(rules.march_rate_m_per_hour, 40'000);
  EXPECT_EQ(rules.march_unit_vehicles, 15);
  EXPECT_EQ(rules.march_unit_gap_s, 240);
  EXPECT_EQ(rules.extal_s, 120);
  EXPECT_EQ(rules.extal_vehicles, 30);
  EXPECT_EQ(rules.column_vehicles_max, 40);
  EXPECT_EQ(rules.last_out_vehicles_max, 99);
  EXPECT_EQ(rules.drive_max_s, 10 * kHour);
  EXPECT_EQ(rules.rest_min_s, 8 * kHour);
  EXPECT_EQ(rules.escort_ratio, 6);
  EXPECT_EQ(rules.escort_min, 3);
  EXPECT_EQ(rules.last_out_span_s, 6 * kHour);
  EXPECT_EQ(rules.notice_column_s, 72 * kHour);
  EXPECT_EQ(rules.notice_flight_s, 168 * kHour);
  EXPECT_EQ(rules.notice_sailing_s, 24 * kHour);
}

TEST(ModelRead, UnknownFiguresAreRefusedOrAssumed) {
  const Rules rules = example().rules;
  EXPECT_FALSE(rules.unknown_link_mlc.assume.has_value());
  EXPECT_EQ(rules.unknown_link_height_mm.assume, 4500);
  EXPECT_EQ(rules.unknown_link_width_mm.assume, 3500);
  EXPECT_FALSE(rules.unknown_vehicle_mlc.assume.has_value());
  EXPECT_EQ(rules.unknown_vehicle_height_mm.assume, 4000);
  EXPECT_EQ(rules.unknown_vehicle_width_mm.assume, 2500);
}

TEST(ModelRead, Places) {
  const Model model = example();
  const Place& port = model.places[PlaceId(4)];
  EXPECT_EQ(port.key, "port");
  EXPECT_EQ(port.kind, PlaceKind::port);
  EXPECT_EQ(port.latitude_e6, 18'090'000);
  EXPECT_EQ(port.longitude_e6, -15'980'000);
  EXPECT_EQ(port.parking_vehicles, 400);
  EXPECT_TRUE(port.rest);
  EXPECT_FALSE(port.closes);
  EXPECT_EQ(port.beds, 600);
  EXPECT_EQ(port.berths, 1);
  EXPECT_EQ(port.mog_positions, 0);
  EXPECT_FALSE(model.in_zone(PlaceId(4)));
  EXPECT_TRUE(model.in_zone(PlaceId(0)));
  EXPECT_TRUE(model.places[PlaceId(0)].closes);
  EXPECT_EQ(model.places[PlaceId(3)].provenance.note, "The first place outside the zone");
}

TEST(ModelRead, LinksAndTheirDefaults) {
  const Model model = example();
  const Link& lane = model.links[LinkId(2)];
  EXPECT_EQ(lane.key, "south-border");
  EXPECT_EQ(lane.use, LinkUse::alternating);
  EXPECT_EQ(lane.length_m, 60'000);
  EXPECT_EQ(lane.lanes, 1);
  EXPECT_THAT(lane.speed_m_per_hour, ElementsAre(50'000, 30'000, 50'000))
      << "tracked as fast as wheeled unless given";
  EXPECT_EQ(lane.mlc, 60);
  EXPECT_EQ(lane.width_mm, 3700);
  EXPECT_EQ(lane.provenance.certainty, "fair");
  EXPECT_EQ(lane.provenance.row, 4);
  EXPECT_FALSE(model.links[LinkId(3)].height_mm.has_value());
  EXPECT_FALSE(lane.meeting_width_mm.has_value());
}

TEST(ModelRead, ServicesStandInTheOrderGiven) {
  Edited edited;
  edited.set("services.csv",
             "service,place,use,rate_per_hour,order,lanes,yard\nlast,port,passing,10,9,3,\nfirst,port,things,"
             "20,2,,50\n");
  const Model model = accepted(edited);
  EXPECT_THAT(model.places[PlaceId(4)].services, ElementsAre(ServiceId(1), ServiceId(0)));
  EXPECT_EQ(model.services[ServiceId(0)].lanes, 3);
  EXPECT_EQ(model.services[ServiceId(0)].name, "last") << "the key where there is no name";
  EXPECT_EQ(model.services[ServiceId(1)].yard, 50);
}

TEST(ModelRead, OpeningHoursBecomeADailyClosedWindow) {
  const Model model = example();
  const Window& night = model.windows.front();
  EXPECT_EQ(night.target, WindowTarget::service);
  EXPECT_EQ(night.service, ServiceId(0));
  EXPECT_TRUE(night.daily);
  EXPECT_EQ(night.from_second, 20 * kHour);
  EXPECT_EQ(night.until_second, 6 * kHour);
  EXPECT_EQ(night.first_day, kStartOfTime);
}

TEST(ModelRead, OpeningHoursAroundMidnight) {
  const auto closed = [](const char* hours) {
    const Model model = accepted(Edited().replace("services.csv", "06:00,20:00", hours));
    return std::pair(model.windows[0].from_second, model.windows[0].until_second);
  };
  EXPECT_EQ(closed("22:00,06:00"), std::pair(6 * kHour, 22 * kHour));
  EXPECT_EQ(closed("00:00,18:00"), std::pair(18 * kHour, 24 * kHour));
  EXPECT_EQ(closed("06:00,24:00"), std::pair(Duration{0}, 6 * kHour));
  EXPECT_EQ(accepted(Edited().replace("services.csv", "06:00,20:00", "00:00,24:00")).windows.size(), 2u)
      << "open all day: no window";
}

TEST(ModelRead, WindowsOnceAndDaily) {
  Edited edited;
  edited.set("windows.csv",
             "effect,target,id,direction,classes,from,until,daily_from,daily_until,no_halt\n"
             "closed,zone,country,,loaded;empty,2030-03-10,2030-03-12,21:00,05:00,\n"
             "closed,link,south-border,backward,,2030-03-15,2030-03-16,,,\n"
             "closed,place,border,,,2030-03-15 10:00,,,,yes\n");
  const Model model = accepted(edited);
  const Window& curfew = model.windows[1];
  EXPECT_TRUE(curfew.daily);
  EXPECT_EQ(curfew.first_day, 1899331200);
  EXPECT_EQ(curfew.last_day, 1899331200 + 2 * kDay) << "the midnight that begins the last day";
  EXPECT_THAT(curfew.classes, ElementsAre(true, true, false, false, false));
  const Window& repair = model.windows[2];
  EXPECT_FALSE(repair.forward);
  EXPECT_TRUE(repair.backward);
  EXPECT_EQ(repair.once, (Interval{1899763200, 1899763200 + 2 * kDay})) << "to the end of the last day";
  EXPECT_TRUE(model.windows[3].no_halt);
  EXPECT_EQ(model.windows[3].once, (Interval{1899763200 + 10 * kHour, kEndOfTime}));
}

TEST(ModelRead, DaysOfTheLocalClock) {
  Edited edited;
  edited.replace("scenario.yaml", "Africa/Nouakchott", "America/New_York");
  const Model model = accepted(edited);
  EXPECT_EQ(model.start, kStart + 5 * kHour);
  EXPECT_EQ(model.deadline, 1903824000 + 4 * kHour) << "summer time has begun";
  EXPECT_EQ(model.clock.front().from, kStartOfTime);
  ASSERT_GE(model.clock.size(), 4u);
  const auto summer = std::find_if(model.clock.begin(), model.clock.end(),
                                   [](const ClockChange& row) { return row.from > kStart; });
  EXPECT_EQ(summer->from, 1899356400) << "10 March 2030, 2:00 standard time";
  EXPECT_EQ(summer->offset_s, -4 * kHour);
  EXPECT_GT(model.clock.back().from, model.deadline) << "autumn is within 400 days";
}

TEST(ModelRead, UnitsAndTheirPeople) {
  const Model model = example();
  const Unit& contractors = model.units[UnitId(5)];
  EXPECT_EQ(contractors.key, "C2");
  EXPECT_THAT(std::vector<std::int64_t>(contractors.people.begin(), contractors.people.end()),
              ElementsAre(0, 40, 0));
  EXPECT_EQ(contractors.ready, 1899158400);
  EXPECT_EQ(contractors.destination, PlaceId(4));
  EXPECT_TRUE(model.units[UnitId(1)].last_out);
  EXPECT_EQ(model.units[UnitId(0)].priority, 2);
}

TEST(ModelRead, ReadyIsNeverBeforeTheStart) {
  EXPECT_EQ(accepted(Edited().replace("units.csv", "2030-03-03", "2030-02-01")).units[UnitId(0)].ready,
            kStart);
  EXPECT_EQ(accepted(Edited().replace("units.csv", "2030-03-03", "")).units[UnitId(0)].ready, kStart);
}

TEST(ModelRead, LotsTakePlaceAndReadyFromTheirUnit) {
  const Model model = example();
  const Lot& lot = model.lots[LotId(3)];
  EXPECT_EQ(lot.key, "B1-carriers");
  EXPECT_EQ(lot.place, PlaceId(1));
  EXPECT_EQ(lot.ready, model.units[UnitId(2)].ready);
  EXPECT_EQ(lot.count, 16);
  EXPECT_EQ(lot.destination, PlaceId(5));
}

TEST(ModelRead, DueIsTheEndOfItsDay) {
  std::string items = "lot,unit,type,count,destination,due,place,ready\n";
  items += "x,A1,carrier,51,home,2030-04-20,centre,2030-03-10\ny,A1,container,60,home,,,\n";
  const Model model = accepted(Edited().set("items.csv", items));
  EXPECT_EQ(model.lots[LotId(0)].due, 1902960000);
  EXPECT_EQ(model.lots[LotId(0)].place, PlaceId(1));
  EXPECT_EQ(model.lots[LotId(0)].ready, 1899331200);
}

TEST(ModelRead, FleetsAndTheirStocks) {
  const Model model = example();
  const Fleet& lorries = model.fleets[FleetId(0)];
  EXPECT_EQ(lorries.kind, FleetKind::truck);
  EXPECT_EQ(lorries.total(), 15);
  EXPECT_EQ(lorries.turn_s, kHour);
  EXPECT_EQ(lorries.crew_category, CategoryId(2));
  EXPECT_FALSE(lorries.last_day.has_value());
  ASSERT_EQ(model.load_rules.size(), 1u);
  EXPECT_EQ(model.load_rules[0].mlc, 40);
  EXPECT_EQ(model.load_rules[0].height_mm, 4100);
}

TEST(ModelRead, TheLastDayOfAFleetMeansAllOfItUnlessACountIsGiven) {
  const auto last = [](const char* cells) {
    Edited edited;
    edited.replace("fleets.csv", "turn_h\n", "turn_h,last_day,last_day_count\n")
        .replace("fleets.csv", "crew,1", "crew,1," + std::string(cells))
        .replace("fleets.csv", "crew,0", "crew,0,,");
    return accepted(edited).fleets[FleetId(0)];
  };
  EXPECT_EQ(last("2030-04-15,").last_day, 1902528000);
  EXPECT_EQ(last("2030-04-15,").last_day_count, 15);
  EXPECT_EQ(last("2030-04-15,10").last_day_count, 10);
}

TEST(ModelRead, ShipsAndAircraft) {
  Edited edited;
  edited
      .set("aircraft.csv",
           "aircraft,count,seats,ground_h,base,base_ground_h,available_until\njet,2,100,1.5,home,3,2030-04-"
           "01\n")
      .set("blocks.csv", "aircraft,from,to,block_h,both_ways\njet,home,north,6.5,no\njet,north,home,6,no\n")
      .replace("places.csv", "beds,berths", "beds,mog_positions")
      .replace("places.csv", "MR,country,80,yes,yes,0,0", "MR,country,80,yes,yes,0,4")
      .remove("ships.csv")
      .remove("items.csv")
      .remove("totals.csv");
  const Model model = accepted(edited);
  const Aircraft& jet = model.aircraft[AircraftId(0)];
  EXPECT_EQ(jet.ground_s, 5400);
  EXPECT_EQ(jet.base_ground_s, 3 * kHour);
  EXPECT_EQ(jet.available_until, 1901318400);
  ASSERT_EQ(jet.blocks.size(), 2u);
  EXPECT_EQ(jet.blocks[0].block_s, 23'400);
  const Model with_ship = example();
  const Ship& ferry = with_ship.ships[ShipId(0)];
  EXPECT_EQ(ferry.load_s, kDay);
  EXPECT_EQ(ferry.passage_s, 6 * kDay);
  EXPECT_EQ(ferry.vehicle_capacity, 60);
}

TEST(ModelRead, ACeilingHoldsFromTheEndOfItsDayAFloorFromTheBegin) {
  const Model model = accepted(Edited().append("targets.csv", "floor,country,military,20,2030-03-10\n"));
  EXPECT_EQ(model.targets[0].from, 1902528000) << "24:00 of 15 April";
  EXPECT_EQ(model.targets[1].from, 1899331200) << "00:00 of 10 March";
  EXPECT_EQ(model.targets[1].until, kEndOfTime);
}

TEST(ModelRead, HistoryIsShownByTheModelsClock) {
  Edited edited;
  edited.replace("scenario.yaml", "Africa/Nouakchott", "Asia/Baghdad");
  edited.set("history.csv", "series,date,people,label\nstrength,2003-05-01,150000,Peak\n");
  const Model model = accepted(edited);
  ASSERT_EQ(model.history.size(), 1u);
  EXPECT_EQ(model.history[0].at + model.clock.front().offset_s, 1051747200)
      << "local midnight, whatever the clock was then";
}

TEST(Conditions, ThePlannedOutcomeHoldsUnlessOverridden) {
  const Model planned = example();
  EXPECT_EQ(planned.conditions[ConditionId(0)].outcome, "refused");
  EXPECT_FALSE(planned.units[UnitId(6)].stays);
  EXPECT_TRUE(planned.units[UnitId(6)].stays_elsewhere);
  const Model agreed = accepted(Edited(), {.outcomes = {{"training_mission", "agreed"}}});
  EXPECT_EQ(agreed.conditions[ConditionId(0)].outcome, "agreed");
  EXPECT_TRUE(agreed.units[UnitId(6)].stays);
  EXPECT_FALSE(agreed.units[UnitId(6)].stays_elsewhere);
  EXPECT_EQ(agreed.scenario_sha256, planned.scenario_sha256) << "a branch is no other scenario";
}

TEST(Conditions, WhoHangsOnOneIsReadyWhenItIsDecidedAndPrepared) {
  const Model soon = example();
  EXPECT_EQ(soon.units[UnitId(6)].ready, kStart + 7 * kDay) << "start + prepare is later than 8 March 00:00";
  const Model later =
      accepted(Edited().replace("units.csv", "south,40,0,2030-03-08", "south,40,0,2030-03-20"));
  EXPECT_EQ(later.units[UnitId(6)].ready, 1900195200);
  EXPECT_EQ(soon.units[UnitId(0)].ready, 1898726400) << "others are not held";
}

TEST(Conditions, ALaterDecisionMakesThoseWhoHangOnItReadyLater) {
  ReadOptions options;
  options.decided_at = {{"training_mission", kStart + 5 * kDay}};
  const Model model = accepted(Edited(), options);
  EXPECT_EQ(model.conditions[ConditionId(0)].decided_at, kStart + 5 * kDay);
  EXPECT_EQ(model.units[UnitId(6)].ready, kStart + 12 * kDay);
  EXPECT_EQ(model.units[UnitId(0)].ready, 1898726400) << "others are not held";
  EXPECT_FALSE(example().conditions[ConditionId(0)].decided_at.has_value());
}

TEST(Conditions, DatesOfAUnitMayHangOnOne) {
  const Edited edited = Edited().set("unit_dates.csv",
                                     "uln,ready,due,when\nA1,2030-03-20,,training_mission:agreed\n"
                                     "A1,,2030-04-01,training_mission:refused\n");
  const Time late = 1900195200;  // 00:00 of 20 March
  const Model agreed = accepted(edited, {.outcomes = {{"training_mission", "agreed"}}});
  EXPECT_EQ(agreed.units[UnitId(0)].ready, late);
  EXPECT_FALSE(agreed.units[UnitId(0)].due.has_value());
  EXPECT_TRUE(agreed.units[UnitId(0)].hangs_on.empty()) << "later than elsewhere: nothing to wait for";
  const Model refused = accepted(edited);
  EXPECT_EQ(refused.units[UnitId(0)].ready, kStart + 7 * kDay) << "told at the start, then prepared";
  EXPECT_EQ(refused.units[UnitId(0)].ready_elsewhere, late);
  EXPECT_EQ(refused.units[UnitId(0)].due, 1901318400) << "24:00 of 1 April";
  EXPECT_EQ(refused.units[UnitId(0)].hangs_on, std::vector<ConditionId>{ConditionId(0)});
  EXPECT_EQ(refused.lots[LotId(0)].ready, kStart + 7 * kDay) << "its things with it";
  EXPECT_EQ(refused.lots[LotId(0)].ready_elsewhere, late);
  const auto ready_when_told = [&](Time told) {
    ReadOptions options;
    options.decided_at = {{"training_mission", told}};
    const Model model = accepted(edited, options);
    Model again = refused;
    decide_at(again, ConditionId(0), told);
    EXPECT_EQ(again.units[UnitId(0)].ready, model.units[UnitId(0)].ready);
    EXPECT_EQ(again.lots[LotId(0)].ready, model.lots[LotId(0)].ready);
    return model.units[UnitId(0)].ready;
  };
  EXPECT_EQ(ready_when_told(kStart + 5 * kDay), kStart + 12 * kDay);
  EXPECT_EQ(ready_when_told(late - 7 * kDay - 1), late - 1);
  EXPECT_EQ(ready_when_told(late), late) << "held no longer than in the other outcome";
}

TEST(Conditions, LotsStayWithTheirUnitOrOnTheirOwn) {
  Edited edited;
  edited.set("items.csv",
             "lot,unit,type,count,destination,stay_when\nwith,C3,carrier,26,home,\nown,A1,carrier,25,home,"
             "training_mission:agreed\n"
             "free,A1,container,60,home,\n");
  const Model planned = accepted(edited);
  EXPECT_TRUE(planned.lots[LotId(0)].stays_elsewhere);
  EXPECT_EQ(planned.lots[LotId(0)].ready, kStart + 7 * kDay);
  EXPECT_TRUE(planned.lots[LotId(1)].stays_elsewhere);
  EXPECT_EQ(planned.lots[LotId(1)].ready, kStart + 7 * kDay);
  EXPECT_FALSE(planned.lots[LotId(2)].stays_elsewhere);
  const Model agreed = accepted(edited, {.outcomes = {{"training_mission", "agreed"}}});
  EXPECT_TRUE(agreed.lots[LotId(0)].stays);
  EXPECT_TRUE(agreed.lots[LotId(1)].stays);
  EXPECT_FALSE(agreed.lots[LotId(2)].stays);
}

TEST(Conditions, RowsOfOtherTablesHoldOnlyInTheirOutcome) {
  Edited edited;
  edited.replace("garrisons.csv", "people\n", "people,when\n")
      .replace("garrisons.csv", "north,,20", "north,,20,training_mission:agreed")
      .replace("garrisons.csv", "centre,,20", "centre,,20,training_mission:refused")
      .replace("garrisons.csv", "south,,20", "south,,20,");
  edited.replace("targets.csv", "from\n", "from,when\n")
      .replace("targets.csv", "04-15\n", "04-15,training_mission:agreed\n");
  edited.append("windows.csv", "closed,place,border,,,,,,,Strike,training_mission:agreed\n");
  edited.set("fleet_limits.csv",
             "fleet,last_day,count,when\nlorries,2030-04-15,,training_mission:agreed\nlorries,2030-04-10,5,"
             "training_mission:refused\n");
  const Model refused = accepted(edited);
  const Model agreed = accepted(edited, {.outcomes = {{"training_mission", "agreed"}}});
  ASSERT_EQ(refused.garrisons.size(), 2u);
  EXPECT_EQ(refused.garrisons[0].place, PlaceId(1));
  EXPECT_EQ(agreed.garrisons[0].place, PlaceId(0));
  EXPECT_EQ(refused.targets.size(), 0u);
  EXPECT_EQ(agreed.targets.size(), 1u);
  EXPECT_EQ(agreed.windows.size(), refused.windows.size() + 1);
  EXPECT_EQ(refused.fleets[FleetId(0)].last_day_count, 5);
  EXPECT_EQ(agreed.fleets[FleetId(0)].last_day_count, 15);
}

TEST(Assumptions, OneLineATableWithACountAndAnExample) {
  Edited edited;
  edited.replace("links.csv", "60,40,70,5,7,good,", "60,40,70,5,7,assumed,Speed as seen")
      .replace("links.csv", "70,5,7,good", "70,5,7,poor");
  const std::vector<Assumption> assumptions = accepted(edited).assumptions;
  ASSERT_EQ(assumptions.size(), 6u);
  EXPECT_EQ(assumptions[0].where, "links.csv");
  EXPECT_EQ(assumptions[0].text, "2 of 4 rows are assumed, for example north-centre (Speed as seen)");
  EXPECT_EQ(assumptions[1].text, "centre-south is poorly known");
  EXPECT_EQ(assumptions[2].text, "unknown height of links is taken as 4.5 m (1 rows)");
}

TEST(Assumptions, NothingAssumedNothingListed) {
  Edited edited;
  edited.replace("links.csv", "assumed", "good").replace("links.csv", ",,,good", ",5,7,good");
  for (const char* figure :
       {"link_height_m: 4.5", "link_width_m: 3.5", "vehicle_height_m: 4.0", "vehicle_width_m: 2.5"})
    edited.replace("scenario.yaml", figure,
                   std::string(figure).substr(0, std::string(figure).find(':')) + ": refuse");
  EXPECT_TRUE(accepted(edited).assumptions.empty());
}

TEST(Describe, PlaceWhatAndMend) {
  EXPECT_EQ(describe({{"a.csv", 3, 7, ""}, "'x' is wrong", "Mend it."}),
            "a.csv:3:7: 'x' is wrong\n    Mend it.");
  EXPECT_EQ(describe({{"a.csv", 0, 0, ""}, "is missing", "Add it."}), "a.csv: is missing\n    Add it.");
  EXPECT_EQ(describe({{"plan.json", 0, 0, "/columns/3"}, "is wrong", ""}), "plan.json:/columns/3: is wrong");
  EXPECT_EQ(describe({{"", 0, 0, ""}, "and 3 more problems", "Go on."}), "and 3 more problems\n    Go on.");
}

}  // namespace
}  // namespace homeward
