// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"

namespace homeward::testing {
namespace {

/// VBC: 40 soldiers leave by bus at the start, the 10 last-out people four hours later in 5 humvees (pass
/// time 50 s); VBC closes when their tail has left.
struct Base : World {
  static constexpr Time kLast = kStart + 4 * kHour;
  PlaceId vbc = base("VBC"), kha = camp("KHA");
  LinkId link = road(vbc, kha);
  FleetId buses = fleet("buses", bus, FleetKind::bus, vbc, 1);
  UnitId soldiers = unit("1-1", vbc, 40, kha), rear = unit("rear", vbc, 10, kha);
  LotId humvees = lot("humvees", rear, humvee, 5, kha);
  Base() {
    model.units[rear].last_out = true;
    column({vbc, kha}, kStart, {of_fleet(buses, 1)}, {people(soldiers, 40)});
    column({vbc, kha}, kLast, {of_lot(humvees, 5)}, {people(rear, 10)});
    close(vbc, kLast + 50);
  }
  BaseClosing& closing() { return plan.closings[0]; }
};

TEST(Closed, ABaseClosesWhenTheLastTailHasLeft) { EXPECT_VALID(Base()); }
TEST(Closed, ABaseClosesAtExactlyThatSecond) {
  for (const Duration wrong : {-1, 1}) {
    Base world;
    world.closing().at += wrong;
    EXPECT_CODES(world, "CLOSED");
  }
}
TEST(Closed, ABaseClosesOnce) {
  Base world;
  world.plan.closings.push_back(world.closing());
  EXPECT_CODES(world, "CLOSED");
  world.plan.closings.clear();
  EXPECT_CODES(world, "CLOSED");
}
TEST(Closed, OnlyABaseThatMustCloseIsClosed) {
  Base world;
  world.model.places[world.vbc].closes = false;
  EXPECT_CODES(world, "CLOSED");
  world.plan.closings.clear();
  EXPECT_VALID(world);
}
TEST(Closed, TrafficOnTheRoadGoesOn) {
  Base world;
  const PlaceId taj = world.base("TAJ");
  world.road(taj, world.vbc);
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, taj, 1);
  world.column({taj, world.vbc, world.kha}, Base::kLast, {of_fleet(trucks, 1)});
  EXPECT_VALID(world);
  world.halt(2, 1, 60);
  EXPECT_CODES(world, "CLOSED LAST_OUT");
}
/// Without last-out people the base closes when nothing is there any more.
struct Plain : Base {
  Plain() {
    model.units[rear].last_out = false;
    plan.columns[1].column_class = ColumnClass::self_driving;
  }
};
TEST(Closed, WithoutLastOutPeopleABaseClosesWhenItIsEmptyOrLater) {
  Plain world;
  EXPECT_VALID(world);
  world.closing().at += 1;
  EXPECT_VALID(world);
  world.closing().at -= 2;
  EXPECT_CODES(world, "CLOSED");
}
TEST(Closed, NoPeopleWhoLeaveAreThereAfterwards) {
  Plain world;
  world.unit("forgotten", world.vbc, 1, world.kha);
  EXPECT_CODES(world, "CLOSED DUE DEADLINE");
  world.model.units[UnitId(2)].stays = true;
  EXPECT_VALID(world);
}
TEST(Closed, NoPeopleComeAfterwards) {
  Plain world;
  world.plan.columns.erase(world.plan.columns.begin());
  world.model.units[world.soldiers].place = world.kha;
  const AircraftId jet = world.aircraft("jet", world.kha, world.vbc, 3600);
  world.flight("F1", jet, world.kha, world.vbc, Base::kLast + 50 - 3600);
  world.flight("F2", jet, world.vbc, world.kha, Base::kLast + 50 + 3600);
  world.model.fleets[world.buses].stocks.clear();
  EXPECT_CODES(world, "CLOSED");
  world.closing().at += 3600;
  EXPECT_VALID(world);
  world.closing().at -= 1;
  EXPECT_CODES(world, "CLOSED");
}
TEST(Closed, NothingLandsAfterwards) {
  Plain world;
  const AircraftId jet = world.aircraft("jet", world.kha, world.vbc, 3600);
  world.flight("F1", jet, world.kha, world.vbc, Base::kLast + 50 - 3600);
  EXPECT_CODES(world, "CLOSED");
  world.plan.flights[0].take_off -= 1;
  world.plan.flights[0].landing -= 1;
  EXPECT_CODES(world, "CLOSED");  // it never leaves
}
TEST(Closed, NoThingsThatLeaveAreThereAfterwards) {
  Plain world;
  const LotId boxes = world.lot("boxes", world.rear, world.container, 1, world.kha);
  EXPECT_CODES(world, "CLOSED DUE DEADLINE");
  world.model.lots[boxes].destination = world.vbc;  // handed over
  EXPECT_VALID(world);
  world.model.lots[boxes].destination = world.kha;
  world.model.lots[boxes].stays = true;
  EXPECT_VALID(world);
}
TEST(Closed, NoFleetVehiclesAreThereAfterwards) {
  Plain world;
  world.model.fleets[world.buses].stocks[0].count = 2;
  EXPECT_CODES(world, "CLOSED DEADLINE");
}
TEST(Closed, NoFleetVehiclesTurnThereAfterwards) {
  Plain world;
  world.model.rules.start_step_s = 1;
  const PlaceId taj = world.base("TAJ");
  world.road(taj, world.vbc);
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, taj, 1);
  const UnitId unit = world.unit("2-2", taj, 0, world.vbc);
  const LotId boxes = world.lot("boxes", unit, world.container, 1, world.vbc);
  world.model.fleets[trucks].turn_s = 1000;
  world.column({taj, world.vbc}, kStart, {of_fleet(trucks, 1, boxes, 1)});
  world.column({world.vbc, world.kha}, kStart + 3600 + 10 + 1000, {of_fleet(trucks, 1)});
  world.plan.columns.erase(world.plan.columns.begin() + 1);
  world.model.units[world.rear].people[world.military] = 0;
  world.model.lots[world.humvees].count = 0;
  world.closing().at = kStart + 3600 + 10 + 1000 + 10;
  EXPECT_VALID(world);
  world.closing().at -= 1;
  EXPECT_CODES(world, "CLOSED");
}
TEST(Closed, NoServiceWorksAfterwards) {
  Plain world;
  const ServiceId wash = world.service("wash", world.vbc, ServiceUse::things, 36);
  const LotId boxes = world.lot("boxes", world.rear, world.container, 1, world.vbc);
  world.model.lots[boxes].process = {wash};
  world.plan.batches = {{wash, boxes, 1, Base::kLast + 50 - 100, Base::kLast + 50}};
  EXPECT_VALID(world);
  world.plan.batches[0].begin += 1;
  world.plan.batches[0].end += 1;
  EXPECT_CODES(world, "CLOSED");
}
TEST(Closed, NoShipLiesThereAfterwards) {
  Plain world;
  world.model.places[world.vbc].berths = 1;
  Ship ship;
  ship.key = "liberty";
  ship.port = world.vbc;
  ship.destination = world.kha;
  ship.load_s = 3600;
  ship.passage_s = 3600;
  world.model.ships.push_back(ship);
  world.plan.sailings = {{ShipId(0), Base::kLast + 50 - 3600, Base::kLast + 50, Base::kLast + 3650, {}}};
  EXPECT_VALID(world);
  world.plan.sailings[0].sail += 1;
  world.plan.sailings[0].arrive += 1;
  EXPECT_CODES(world, "CLOSED");
}
TEST(Closed, LastOutPeopleMustDepart) {
  Base world;
  world.plan.columns.pop_back();
  EXPECT_CODES(world, "CLOSED DUE DEADLINE");
  EXPECT_NE(sentences(world).find("none departs"), std::string::npos);
}

TEST(LastOut, EverybodyElseHasLeftWhenTheFirstHeadDeparts) {
  Base world;
  world.model.rules.start_step_s = 1;
  world.model.links[world.link].lanes = 2;
  world[1].stops[0].lane = 2;
  world.delay(0, 4 * kHour - 10);
  EXPECT_VALID(world);
  world.delay(0, 1);
  EXPECT_CODES(world, "LAST_OUT");
}
TEST(LastOut, GuestsHaveLeftToo) {
  Base world;
  const PlaceId taj = world.base("TAJ");
  world.road(taj, world.vbc);
  world.model.rules.start_step_s = 1;
  world.model.links[world.link].lanes = 2;
  world[1].stops[0].lane = 2;
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, taj, 1);
  world.column({taj, world.vbc, world.kha}, kStart + 2 * kHour, {of_fleet(trucks, 1)});
  world.halt(2, 1, kHour - 10);
  EXPECT_VALID(world);
  world.halt(2, 1, 1);
  EXPECT_CODES(world, "LAST_OUT");
}
TEST(LastOut, NobodyElseTakesOffAfterwards) {
  Base world;
  const AircraftId jet = world.aircraft("jet", world.kha, world.vbc, 3600);
  const UnitId others = world.unit("2-2", world.vbc, 10, world.kha);
  world.flight("F1", jet, world.kha, world.vbc, kStart);
  world.flight("F2", jet, world.vbc, world.kha, Base::kLast, {people(others, 10)});
  EXPECT_VALID(world);
  world.plan.flights[1].take_off += 1;
  world.plan.flights[1].landing += 1;
  EXPECT_CODES(world, "LAST_OUT");
}
TEST(LastOut, LastOutPeopleOfOtherBasesAreGuests) {
  Base world;
  const AircraftId jet = world.aircraft("jet", world.kha, world.vbc, 3600);
  const PlaceId taj = world.base("TAJ");
  const UnitId others = world.unit("2-2", taj, 10, world.kha);
  world.model.units[others].last_out = true;
  world.model.places[world.vbc].beds = 10;
  const FleetId more = world.fleet("more", world.bus, FleetKind::bus, taj, 1);
  world.road(taj, world.vbc);
  world.column({taj, world.vbc, world.kha}, kStart, {of_fleet(more, 1)}, {people(others, 10)});
  world.halt(2, 1, kHour);
  EXPECT_VALID(world);
  world.halt(2, 1, 3 * kHour);
  EXPECT_NE(codes(world).find("LAST_OUT"), std::string::npos);
  (void)jet;
}
TEST(LastOut, DeparturesLieWithinTheSpan) {
  Base world;
  world.model.lots[world.humvees].count = 6;
  world.column({world.vbc, world.kha}, Base::kLast - 2 * kHour, {of_lot(world.humvees, 1)},
               {people(world.rear, 1)});
  world[1].legs[0].passengers[0].count = 9;
  world.model.rules.last_out_span_s = 2 * kHour + 50;
  EXPECT_VALID(world);
  world.model.rules.last_out_span_s -= 1;
  EXPECT_CODES(world, "LAST_OUT");
}
TEST(LastOut, LastOutPeopleDriveAlone) {
  Base world;
  world[0].legs[0].passengers[0].count = 39;
  world[1].legs[0].passengers.push_back(people(world.soldiers, 1));
  EXPECT_CODES(world, "LAST_OUT");
}
TEST(LastOut, ThingsOfOthersDoNotComeWithThem) {
  for (const bool cargo : {false, true}) {
    Base world;
    const LotId things =
        world.lot("things", world.soldiers, cargo ? world.container : world.humvee, 1, world.kha);
    const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, world.vbc, 1);
    world[1].legs[0].groups.push_back(cargo ? of_fleet(trucks, 1, things, 1) : of_lot(things, 1));
    if (!cargo) world.model.fleets[trucks].stocks.clear();
    world[1].legs[0].pass_time_s = 60;
    world.closing().at += 10;
    EXPECT_CODES(world, "LAST_OUT");
    world.model.lots[things].unit = world.rear;
    EXPECT_VALID(world);
  }
}
TEST(LastOut, TheLastAircraftMayCloseTheBase) {
  Base world;
  const AircraftId jet = world.aircraft("jet", world.kha, world.vbc, 3600);
  const UnitId last = world.unit("last", world.vbc, 2, world.kha);
  world.model.units[last].last_out = true;
  world.flight("F1", jet, world.kha, world.vbc, kStart);
  world.flight("F2", jet, world.vbc, world.kha, Base::kLast + kHour, {people(last, 2)});
  world.closing().at = Base::kLast + kHour;
  EXPECT_VALID(world);
  world.plan.flights[1].take_off -= 1;
  world.plan.flights[1].landing -= 1;
  EXPECT_CODES(world, "CLOSED");
}
TEST(LastOut, PeopleWhoStayAreNotLastOut) {
  Base world;
  const UnitId embassy = world.unit("embassy", world.vbc, 2, world.vbc);
  world.model.units[embassy].last_out = world.model.units[embassy].stays = true;
  EXPECT_VALID(world);
}

/// At least 10 of the base's own people stay until the first last-out departure.
struct Garrisoned : Base {
  Garrisoned() { model.garrisons = {{vbc, kStart, 10, {}}}; }
};
TEST(Garrison, EnoughStayUntilTheFirstLastOutDeparture) { EXPECT_VALID(Garrisoned()); }
TEST(Garrison, OneTooFewIsTooFew) {
  Garrisoned world;
  world.model.garrisons[0].people = 11;
  EXPECT_CODES(world, "GARRISON");
}
TEST(Garrison, TheMinimumIsAStepFunction) {
  Garrisoned world;
  world.model.garrisons = {{world.vbc, kStart - 5, 50, {}}, {world.vbc, kStart, 10, {}}};
  EXPECT_VALID(world);
  world.model.garrisons[1].from += 1;
  EXPECT_CODES(world, "GARRISON");
  world.model.garrisons = {{world.vbc, Base::kLast, 50, {}}};
  EXPECT_VALID(world);
  world.model.garrisons[0].from -= 1;
  EXPECT_CODES(world, "GARRISON");
}
TEST(Garrison, GuestsDoNotCount) {
  Garrisoned world;
  world.model.garrisons[0].people = 11;
  world.model.units[world.soldiers].place = world.kha;
  world.plan.columns.erase(world.plan.columns.begin());
  world.model.fleets[world.buses].stocks[0].place = world.kha;
  world.model.places[world.vbc].beds = 100;
  EXPECT_CODES(world, "GARRISON");
}
TEST(Garrison, StayersCount) {
  Garrisoned world;
  world.model.garrisons[0].people = 12;
  const UnitId embassy = world.unit("embassy", world.vbc, 2, world.vbc);
  world.model.units[embassy].stays = true;
  EXPECT_VALID(world);
}
TEST(Garrison, WithoutLastOutPeopleItHoldsUntilTheClosing) {
  Plain world;
  world.model.garrisons = {{world.vbc, kStart, 10, {}}};
  EXPECT_CODES(world, "GARRISON");  // between the last head and the closing
  world.model.garrisons = {{world.vbc, Base::kLast + 50, 10, {}}};
  EXPECT_VALID(world);
  world.model.garrisons[0].from -= 1;
  EXPECT_CODES(world, "GARRISON");
}
TEST(Garrison, EachBaseHasItsOwn) {
  Garrisoned world;
  const PlaceId taj = world.base("TAJ");
  const UnitId others = world.unit("2-2", taj, 5, taj);
  world.model.units[others].stays = true;
  world.model.garrisons.push_back({taj, kStart, 5, {}});
  EXPECT_VALID(world);
  world.model.garrisons[1].people = 6;
  EXPECT_CODES(world, "GARRISON");
}

TEST(Closed, SeveralUnitsThatLeaveOneAfterTheOtherAreCountedTogether) {
  Plain world;
  // The unit listed first leaves last: the base is empty only then.
  world.model.units[world.soldiers].place = world.vbc;
  std::swap(world[0].legs[0].passengers[0].unit, world[1].legs[0].passengers[0].unit);
  std::swap(world.model.units[world.soldiers].people, world.model.units[world.rear].people);
  world.model.links[world.link].lanes = 2;
  EXPECT_VALID(world);
  world.plan.columns[1].legs[0].passengers[0].count = 9;
  EXPECT_CODES(world, "CLOSED DUE DEADLINE");
}
TEST(Closed, ServicesOfColumnsAreOverToo) {
  Plain world;
  const PlaceId taj = world.base("TAJ");
  world.road(taj, world.vbc);
  const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, taj, 1);
  const ServiceId fuel = world.service("fuel", world.vbc, ServiceUse::passing, 36);
  world.column({taj, world.vbc, world.kha}, kStart, {of_fleet(trucks, 1)});
  world.serve(2, 1, fuel);
  EXPECT_VALID(world);
  world.delay(2, Base::kLast - world[2].stops[1].arrive);
  EXPECT_NE(sentences(world).find("fuel serves C3"), std::string::npos) << sentences(world);
}
TEST(Closed, AnAircraftThatLandedAndNeverLeavesIsFoundOnceForEachAirframe) {
  Plain world;
  const AircraftId jet = world.aircraft("jet", world.kha, world.vbc, 3600);
  world.model.aircraft[jet].count = 2;
  for (const std::int64_t airframe : {0, 1}) {
    world.flight("F" + std::to_string(airframe), jet, world.kha, world.vbc, kStart);
    world.plan.flights.back().airframe = airframe;
  }
  EXPECT_EQ(found(world).size(), 2u) << sentences(world);
  world.flight("G0", jet, world.vbc, world.kha, kStart + 2 * kHour);
  EXPECT_EQ(found(world).size(), 1u) << sentences(world);
  std::swap(world.plan.flights[0], world.plan.flights[2]);
  EXPECT_EQ(found(world).size(), 1u) << sentences(world);
}
TEST(Closed, TheMomentNamedIsTheFirstAfterTheClosing) {
  Plain world;
  const UnitId guests = world.unit("guests", world.kha, 3, world.kha);
  const AircraftId jet = world.aircraft("jet", world.kha, world.vbc, 3600);
  world.model.places[world.vbc].beds = 10;
  world.flight("F1", jet, world.kha, world.vbc, Base::kLast + kHour, {people(guests, 1)});
  world.flight("F2", jet, world.vbc, world.kha, Base::kLast + 4 * kHour, {people(guests, 1)});
  EXPECT_NE(sentences(world).find("1 people who leave are there at 2011-10-21 09:00"), std::string::npos)
      << sentences(world);
  world.model.units[guests].stays = true;
  EXPECT_EQ(sentences(world).find("people who leave"), std::string::npos) << sentences(world);
}

/// The rear party's second lot stands at TAJ and drives by VBC.
struct Elsewhere : Base {
  PlaceId taj = base("TAJ");
  LinkId to_vbc = road(taj, vbc);
  LotId trailer = lot("trailer", rear, humvee, 1, kha);
  UnitId driver = unit("driver", taj, 1, kha);
  Elsewhere() {
    model.lots[trailer].place = taj;
    model.units[driver].last_out = true;
    column({taj, vbc, kha}, kStart + kHour, {of_lot(trailer, 1)}, {people(driver, 1)});
    model.rules.last_out_span_s = kHour;
  }
};
TEST(LastOut, PassingTheBaseIsNoDeparture) { EXPECT_VALID(Elsewhere()); }
TEST(LastOut, LeavingItAfterAHaltIsOne) {
  Elsewhere world;
  world.halt(2, 1, 60);
  EXPECT_CODES(world, "LAST_OUT");
}
TEST(LastOut, ArrivingAtTheBaseIsNoDeparture) {
  Elsewhere world;
  world.plan.columns.pop_back();
  world.model.lots[world.trailer].destination = world.vbc;
  world.model.units[world.driver].destination = world.vbc;
  world.column({world.taj, world.vbc}, kStart, {of_lot(world.trailer, 1)}, {people(world.driver, 1)});
  EXPECT_CODES(world, "CLOSED");  // only because the driver is still there
}
TEST(LastOut, PeopleAloneAndThingsAloneAreLastOutToo) {
  for (const bool cargo : {false, true}) {
    Base world;
    const FleetId trucks = world.fleet("trucks", world.truck, FleetKind::truck, world.vbc, cargo ? 1 : 0);
    const FleetId more = world.fleet("more", world.bus, FleetKind::bus, world.vbc, cargo ? 0 : 1);
    const UnitId last = world.unit("last", world.vbc, cargo ? 0 : 3, world.kha);
    world.model.units[last].last_out = true;
    const LotId boxes = world.lot("boxes", last, world.container, cargo ? 1 : 0, world.kha);
    if (cargo)
      world.column({world.vbc, world.kha}, Base::kLast + kHour, {of_fleet(trucks, 1, boxes, 1)});
    else
      world.column({world.vbc, world.kha}, Base::kLast + kHour, {of_fleet(more, 1)}, {people(last, 3)});
    world.closing().at = Base::kLast + kHour + 10;
    EXPECT_VALID(world);
    world.closing().at -= 1;
    EXPECT_CODES(world, "CLOSED");
  }
}
TEST(LastOut, StayersMayBeNamedLastOut) {
  Base world;
  const UnitId embassy = world.unit("embassy", world.vbc, 2, world.vbc);
  world.model.units[embassy].last_out = world.model.units[embassy].stays = true;
  world.plan.columns[0].legs[0].passengers.push_back(people(embassy, 0 + 1));
  world.plan.columns[0].column_class = ColumnClass::last_out;
  world.model.item_types[world.bus].seats = 60;
  EXPECT_EQ(codes(world).find("CLOSED"), std::string::npos) << sentences(world);
}
TEST(Garrison, OnlyOwnPeopleWhoLeaveReduceIt) {
  Garrisoned world;
  const UnitId guests = world.unit("guests", world.kha, 10, world.kha);
  const AircraftId jet = world.aircraft("jet", world.kha, world.vbc, 3600);
  world.model.places[world.vbc].beds = 10;
  world.flight("F1", jet, world.kha, world.vbc, kStart, {people(guests, 10)});
  world.flight("F2", jet, world.vbc, world.kha, kStart + 2 * kHour, {people(guests, 10)});
  EXPECT_VALID(world);
  world.model.garrisons[0].people = 11;
  EXPECT_CODES(world, "GARRISON");
  EXPECT_EQ(found(world).size(), 1u);
}
TEST(Garrison, EachSpellIsOneViolation) {
  Garrisoned world;
  world.model.garrisons = {{world.vbc, kStart, 51, {}},
                           {world.vbc, kStart + 60, 0, {}},
                           {world.vbc, kStart + 120, 20, {}},
                           {world.vbc, kStart + 180, 30, {}}};
  EXPECT_EQ(found(world).size(), 2u) << sentences(world);
}

}  // namespace
}  // namespace homeward::testing
