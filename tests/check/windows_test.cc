// SPDX-License-Identifier: Apache-2.0
#include "check/build.h"
#include "check/calendar.h"
#include "check/local_time.h"

namespace homeward::testing {
namespace {

/// 6 trucks (pass time 60 s) from VBC over RUM to KHA, on the first road during [0, 3660), at RUM during
/// [3600, 3660), on the second road during [3600, 7260).
struct Trip : World {
  PlaceId vbc = base("VBC"), rum = base("RUM"), kha = camp("KHA");
  LinkId north = road(vbc, rum), south = road(rum, kha);
  FleetId trucks = fleet("trucks", truck, FleetKind::truck, vbc, 6);
  Trip() {
    column({vbc, rum, kha}, kStart, {of_fleet(trucks, 6)});
    model.rules.start_step_s = 1;
  }
  Window& last_window() { return model.windows.back(); }
};

Interval from_start(Time begin, Time end) { return {kStart + begin, kStart + end}; }

TEST(Windows, AClosedLinkMayBeUsedUntilTheSecondAtWhichItCloses) {
  Trip world;
  world.window(WindowTarget::link, world.south.index(), from_start(7260, 9000));
  EXPECT_VALID(world);
  world.last_window().once.begin -= 1;
  EXPECT_CODES(world, "WINDOW");
}
TEST(Windows, AClosedLinkMayBeUsedFromTheSecondAtWhichItOpens) {
  Trip world;
  world.window(WindowTarget::link, world.south.index(), from_start(0, 3600));
  EXPECT_VALID(world);
  world.last_window().once.end += 1;
  EXPECT_CODES(world, "WINDOW");
}
TEST(Windows, AnEmptyWindowClosesNothing) {
  Trip world;
  world.window(WindowTarget::link, world.south.index(), from_start(5000, 5000));
  EXPECT_VALID(world);
}
TEST(Windows, AWindowOfALinkClosesItsDirections) {
  Trip world;
  world.window(WindowTarget::link, world.south.index(), from_start(0, 9000));
  world.last_window().forward = false;
  EXPECT_VALID(world);
  world.last_window().forward = true;
  world.last_window().backward = false;
  EXPECT_CODES(world, "WINDOW");
}
TEST(Windows, TheOtherDirectionIsClosedToo) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
  const LinkId link = world.road(kha, vbc);
  world.column({vbc, kha}, kStart,
               {of_fleet(world.fleet("trucks", world.truck, FleetKind::truck, vbc, 6), 6)});
  world.window(WindowTarget::link, link.index(), from_start(0, 9000));
  world.model.windows[0].backward = false;
  EXPECT_VALID(world);
  world.model.windows[0].backward = true;
  world.model.windows[0].forward = false;
  EXPECT_CODES(world, "WINDOW");
}
TEST(Windows, AWindowHoldsForItsClasses) {
  for (const WindowTarget target : {WindowTarget::link, WindowTarget::place, WindowTarget::zone}) {
    Trip world;
    world.window(target,
                 target == WindowTarget::link    ? world.south.index()
                 : target == WindowTarget::place ? world.rum.index()
                                                 : 0,
                 from_start(0, 9000));
    world.last_window().classes = {true, false, true, true, true};
    EXPECT_VALID(world);
    world.last_window().classes = {false, true, false, false, false};
    EXPECT_CODES(world, "WINDOW");
  }
}
TEST(Windows, AtAClosedPlaceNoColumnPasses) {
  Trip world;
  world.window(WindowTarget::place, world.rum.index(), from_start(3660, 9000));
  EXPECT_VALID(world);
  world.last_window().once.begin -= 1;
  EXPECT_CODES(world, "WINDOW");
  world.last_window().once = from_start(0, 3600);
  EXPECT_VALID(world);
  world.last_window().once.end += 1;
  EXPECT_CODES(world, "WINDOW");
}
TEST(Windows, StandingAtAClosedPlaceIsAllowedUnlessItSaysNoHalt) {
  Trip world;
  world.halt(0, 1, 3600);  // stands at RUM [3600, 7260)
  world.window(WindowTarget::place, world.rum.index(), from_start(3660, 7200));
  EXPECT_VALID(world);
  world.last_window().no_halt = true;
  EXPECT_CODES(world, "WINDOW");
  world.last_window().no_halt = false;
  world.last_window().once.end += 1;
  EXPECT_CODES(world, "WINDOW");  // it drives on at 7200
  world.last_window().once = from_start(7259, 9000);
  EXPECT_CODES(world, "WINDOW");
  world.last_window().once = from_start(7260, 9000);
  EXPECT_VALID(world);
}
TEST(Windows, TheStartCountsWithTheDepartureOnly) {
  Trip world;
  world.window(WindowTarget::place, world.vbc.index(), from_start(60, 9000));
  EXPECT_VALID(world);
  world.last_window().once.begin -= 1;
  EXPECT_CODES(world, "WINDOW");
}
TEST(Windows, TheEndCountsWithTheArrivalOnly) {
  Trip world;
  world.window(WindowTarget::place, world.kha.index(), from_start(7260, 9000));
  EXPECT_VALID(world);
  world.last_window().once.begin -= 1;
  EXPECT_CODES(world, "WINDOW");
}
TEST(Windows, AZoneClosesAllLinksWithAnEndInIt) {
  Trip world;
  world.window(WindowTarget::zone, world.kuwait.index(), from_start(0, 3600));
  EXPECT_VALID(world);
  world.last_window().once.end += 1;
  EXPECT_CODES(world, "WINDOW");
  world.last_window().once = from_start(7260, 9000);
  EXPECT_VALID(world);
}
TEST(Windows, AZoneClosesLinksThatEndInIt) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA"), rum = world.base("RUM");
  world.model.places[rum].zones.clear();
  world.model.places[kha].zones.clear();
  world.road(kha, vbc);
  world.road(rum, kha);
  world.column({vbc, kha, rum}, kStart,
               {of_fleet(world.fleet("trucks", world.truck, FleetKind::truck, vbc, 6), 6)});
  world.window(WindowTarget::zone, world.iraq.index(), from_start(3660, 9000));
  EXPECT_VALID(world);
  world.model.windows[0].once.begin -= 1;
  EXPECT_CODES(world, "WINDOW");
}
TEST(Windows, AZoneClosesPassagesAtItsPlaces) {
  Trip world;
  world.model.places[world.kha].zones = {world.kuwait, world.model.zones.push_back({"z", "Z"})};
  world.window(WindowTarget::zone, 2, from_start(7260, 9000));
  EXPECT_VALID(world);
  world.model.links.resize(2);
  world.last_window().once = from_start(7200, 7201);
  const auto violations = found(world);
  EXPECT_EQ(violations.size(), 2u) << sentences(world);  // the link and the place
}
TEST(Windows, AZoneWindowHasNoDirection) {
  Trip world;
  world.window(WindowTarget::zone, world.kuwait.index(), from_start(0, 9000));
  world.last_window().forward = world.last_window().backward = false;
  EXPECT_CODES(world, "WINDOW");
}

TEST(Windows, ALinkThatNeedsPermissionIsClosedWithoutOne) {
  Trip world;
  world.model.links[world.south].needs_permission = true;
  EXPECT_CODES(world, "WINDOW");
  world.window(WindowTarget::link, world.south.index(), from_start(3600, 7260));
  world.last_window().effect = WindowEffect::granted;
  EXPECT_VALID(world);
  for (const Interval wrong : {from_start(3601, 7260), from_start(3600, 7259), from_start(9000, 12000)}) {
    world.last_window().once = wrong;
    EXPECT_CODES(world, "WINDOW");
  }
}
TEST(Windows, PermissionsThatTouchCoverTogether) {
  Trip world;
  world.model.links[world.south].needs_permission = true;
  for (const Interval piece : {from_start(5000, 7260), from_start(0, 5000)}) {
    world.window(WindowTarget::link, world.south.index(), piece);
    world.last_window().effect = WindowEffect::granted;
  }
  EXPECT_VALID(world);
  world.last_window().once.end -= 1;
  EXPECT_CODES(world, "WINDOW");
}
TEST(Windows, APermissionHoldsForItsClassesAndDirections) {
  Trip world;
  world.model.links[world.south].needs_permission = true;
  world.window(WindowTarget::link, world.south.index(), from_start(0, 9000));
  world.last_window().effect = WindowEffect::granted;
  EXPECT_VALID(world);
  world.last_window().forward = false;
  EXPECT_CODES(world, "WINDOW");
  world.last_window().forward = true;
  world.last_window().classes[1] = false;
  EXPECT_CODES(world, "WINDOW");
}
TEST(Windows, APermissionForAZoneIsOneForItsLinks) {
  Trip world;
  world.model.links[world.south].needs_permission = true;
  world.window(WindowTarget::zone, world.kuwait.index(), from_start(0, 9000));
  world.last_window().effect = WindowEffect::granted;
  EXPECT_VALID(world);
}
TEST(Windows, AGrantedWindowClosesNothing) {
  Trip world;
  world.window(WindowTarget::link, world.south.index(), from_start(0, 5000));
  world.last_window().effect = WindowEffect::granted;
  EXPECT_VALID(world);
}
TEST(Windows, APermissionDoesNotOpenWhatIsClosed) {
  Trip world;
  world.model.links[world.south].needs_permission = true;
  world.window(WindowTarget::link, world.south.index(), from_start(0, 9000));
  world.last_window().effect = WindowEffect::granted;
  world.window(WindowTarget::link, world.south.index(), from_start(5000, 5001));
  EXPECT_CODES(world, "WINDOW");
}
TEST(Windows, APlaceThatNeedsPermissionIsPassedOnlyWithIt) {
  Trip world;
  world.model.places[world.rum].needs_permission = true;
  EXPECT_CODES(world, "WINDOW");
  world.window(WindowTarget::place, world.rum.index(), from_start(3600, 3660));
  world.last_window().effect = WindowEffect::granted;
  EXPECT_VALID(world);
  world.last_window().once.end -= 1;
  EXPECT_CODES(world, "WINDOW");
}
TEST(Windows, StandingNeedsNoPermission) {
  Trip world;
  world.model.places[world.rum].needs_permission = true;
  world.halt(0, 1, 3600);
  for (const Interval piece : {from_start(3600, 3660), from_start(7200, 7260)}) {
    world.window(WindowTarget::place, world.rum.index(), piece);
    world.last_window().effect = WindowEffect::granted;
  }
  EXPECT_VALID(world);
}

TEST(Windows, AServiceVisitTouchesNoClosedWindow) {
  Trip world;
  const ServiceId post = world.service("post", world.kha, ServiceUse::leaving, 36);
  world.serve(0, 2, post);  // [7200, 7800)
  world.window(WindowTarget::service, post.index(), from_start(7800, 9000));
  EXPECT_VALID(world);
  world.last_window().once.begin -= 1;
  EXPECT_CODES(world, "WINDOW");
  world.last_window().once = from_start(0, 7200);
  EXPECT_VALID(world);
  world.last_window().once.end += 1;
  EXPECT_CODES(world, "WINDOW");
  world.last_window().classes[1] = false;
  EXPECT_VALID(world);
}
TEST(Windows, AircraftAreClosedByAirfieldWindowsOnly) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
  const AircraftId hercules = world.aircraft("hercules", kha, vbc, 3600);
  world.flight("F1", hercules, kha, vbc, kStart);
  world.flight("F2", hercules, vbc, kha, kStart + 7200);
  world.window(WindowTarget::place, vbc.index(), from_start(0, 20000));
  world.window(WindowTarget::zone, world.iraq.index(), from_start(0, 20000));
  EXPECT_VALID(world);
  for (const auto& [at, place] : {std::pair<Time, PlaceId>{0, kha}, {3600, vbc}, {7200, vbc}, {10800, kha}}) {
    world.window(WindowTarget::airfield, place.index(), from_start(at, at + 1));
    EXPECT_CODES(world, "WINDOW");
    world.model.windows.back().once = from_start(at + 1, at + 3600);
    EXPECT_VALID(world);
    world.model.windows.back().once = from_start(at - 3599, at);
    EXPECT_VALID(world);
    world.model.windows.pop_back();
  }
}
TEST(Windows, AirfieldsNeedPermissionWhereSomeIsGiven) {
  World world;
  const PlaceId vbc = world.base("VBC"), kha = world.camp("KHA");
  const AircraftId hercules = world.aircraft("hercules", kha, vbc, 3600);
  world.flight("F1", hercules, kha, vbc, kStart);
  world.model.places[vbc].needs_permission = true;
  EXPECT_VALID(world);
  world.window(WindowTarget::airfield, vbc.index(), from_start(3600, 3601));
  world.model.windows[0].effect = WindowEffect::granted;
  EXPECT_VALID(world);
  world.model.windows[0].once = from_start(3601, 9000);
  EXPECT_CODES(world, "WINDOW");
  world.model.places[vbc].needs_permission = false;
  EXPECT_VALID(world);
}

/// kStart is 03:00 local time. The column is on the second road from 04:00 to 05:01 local.
Window daily(std::int64_t from_minutes, std::int64_t until_minutes) {
  Window window;
  window.target = WindowTarget::link;
  window.link = LinkId(1);
  window.daily = true;
  window.from_second = from_minutes * 60;
  window.until_second = until_minutes * 60;
  return window;
}

TEST(Windows, DailyWindowsAreInLocalTime) {
  for (const auto& [from, until, code] : {std::tuple<int, int, const char*>{0, 240, ""},
                                          {0, 241, "WINDOW"},
                                          {301, 600, ""},
                                          {300, 600, "WINDOW"},
                                          {270, 271, "WINDOW"}}) {
    Trip world;
    world.model.windows = {daily(from, until)};
    EXPECT_CODES(world, code) << from;
  }
}
TEST(Windows, DailyWindowsReachPastMidnight) {
  for (const auto& [from, until, code] : {std::tuple<int, int, const char*>{301, 240, ""},
                                          {301, 241, "WINDOW"},
                                          {300, 240, "WINDOW"},
                                          {240, 240, "WINDOW"}}) {
    Trip world;
    world.model.windows = {daily(from, until)};
    EXPECT_CODES(world, code) << from;
  }
}
TEST(Windows, DailyWindowsHoldOnTheirDaysOnly) {
  constexpr Time kMidnight = kStart - 3 * kHour;
  const auto code = [](std::int64_t from, std::int64_t until, Time first, Time last) {
    Trip world;
    world.model.windows = {daily(from, until)};
    world.model.windows[0].first_day = first;
    world.model.windows[0].last_day = last;
    return codes(world);
  };
  EXPECT_EQ(code(240, 300, kMidnight, kMidnight), "WINDOW");
  EXPECT_EQ(code(240, 300, kMidnight + kDay, kMidnight + 9 * kDay), "");
  EXPECT_EQ(code(240, 300, kMidnight - 9 * kDay, kMidnight - kDay), "");
  EXPECT_EQ(code(1200, 300, kMidnight - kDay, kMidnight - kDay),
            "WINDOW");  // the night that began the day before
  EXPECT_EQ(code(1200, 300, kMidnight - 2 * kDay, kMidnight - 2 * kDay), "");
  EXPECT_EQ(code(1200, 300, kMidnight, kMidnight), "");
  EXPECT_EQ(code(0, 1440, kMidnight, kMidnight), "WINDOW");
  EXPECT_EQ(code(0, 1440, kMidnight - kDay, kMidnight - kDay), "");
}
TEST(Windows, DailyPermissionsAreExpandedToo) {
  Trip world;
  world.model.links[world.south].needs_permission = true;
  world.model.windows = {daily(240, 301)};
  world.model.windows[0].effect = WindowEffect::granted;
  EXPECT_VALID(world);
  world.model.windows = {daily(240, 300)};
  world.model.windows[0].effect = WindowEffect::granted;
  EXPECT_CODES(world, "WINDOW");
}

/// Clocks go from UTC+3 to UTC+2 at kStart + 3600 (04:00 becomes 03:00), and forward again 10 days later.
struct Clocks : Trip {
  Clocks() {
    model.clock = {{kStartOfTime, 3 * kHour}, {kStart + kHour, 2 * kHour}, {kStart + 10 * kDay, 3 * kHour}};
  }
};

TEST(Clock, AnHourThatComesTwiceIsClosedBothTimes) {
  Clocks world;
  const check::Calendar calendar(world.model);
  Window window = daily(190, 200);  // 03:10 to 03:20
  EXPECT_EQ(calendar.touch(window, from_start(0, 7200)), from_start(600, 3600 + 1200));
  window.effect = WindowEffect::granted;
  EXPECT_EQ(calendar.touch(window, from_start(0, 7200)), std::nullopt);
}
TEST(Clock, AnHourThatDoesNotComeHasNoLength) {
  Clocks world;
  const check::Calendar calendar(world.model);
  const Time jump = 10 * kDay;  // 02:00 becomes 03:00
  EXPECT_EQ(calendar.touch(daily(130, 140), from_start(jump - 3600, jump + 3600)), std::nullopt);
  EXPECT_EQ(calendar.touch(daily(110, 190), from_start(jump - 3600, jump + 3600)),
            from_start(jump - 600, jump + 600));
}
TEST(Clock, LocalTextFollowsTheClock) {
  Clocks world;
  EXPECT_EQ(check::local_text(world.model, kStart), "2011-10-21 03:00");
  EXPECT_EQ(check::local_text(world.model, kStart + 3599), "2011-10-21 03:59:59");
  EXPECT_EQ(check::local_text(world.model, kStart + 3600), "2011-10-21 03:00");
  EXPECT_EQ(check::local_text(world.model, kStart + 10 * kDay - 1), "2011-10-31 01:59:59");
  EXPECT_EQ(check::local_text(world.model, kStart + 10 * kDay), "2011-10-31 03:00");
  EXPECT_EQ(check::local_text(Model(), -1), "1969-12-31 23:59:59");
  EXPECT_EQ(check::local_text(Model(), 951782400), "2000-02-29 00:00");
  EXPECT_EQ(check::local_text(Model(), 4107542400), "2100-03-01 00:00");
  EXPECT_EQ(check::local_text(Model(), 1325375999), "2011-12-31 23:59:59");
}

TEST(Windows, AZoneClosesLinksThatBeginInIt) {
  Trip world;
  world.model.places[world.rum].zones = {world.kuwait};
  world.window(WindowTarget::zone, world.iraq.index(), from_start(60, 3600));
  EXPECT_CODES(world, "WINDOW");
  EXPECT_EQ(found(world).size(), 1u);
}
TEST(Windows, AZoneWindowHasNoDirectionOnLinks) {
  Trip world;
  world.window(WindowTarget::zone, world.kuwait.index(), from_start(5000, 5001));
  world.last_window().forward = world.last_window().backward = false;
  EXPECT_EQ(found(world).size(), 1u);
}
TEST(Windows, TheSentenceNamesWhatIsClosedAndWhy) {
  Trip world;
  world.window(WindowTarget::link, world.south.index(), from_start(5000, 6200));
  world.last_window().reason = "curfew";
  EXPECT_EQ(found(world)[0].sentence,
            "C1 uses RUM-KHA from 2011-10-21 04:00 to 2011-10-21 05:01; it is closed from 2011-10-21 "
            "04:23:20 to 2011-10-21 "
            "04:43:20: curfew.");
  world.model.windows.clear();
  world.model.links[world.south].needs_permission = true;
  EXPECT_EQ(found(world)[0].sentence,
            "C1 uses RUM-KHA from 2011-10-21 04:00 to 2011-10-21 05:01; there is no permission from "
            "2011-10-21 04:00.");
}
TEST(Windows, ALongHaltMeetsADailyNoHaltWindowOfALaterDay) {
  Trip world;
  world.halt(0, 1, 5 * kDay);
  Window window = daily(600, 601);
  window.target = WindowTarget::place;
  window.place = world.rum;
  window.no_halt = true;
  window.first_day = window.last_day = kStart - 3 * kHour + 4 * kDay;
  world.model.windows = {window};
  EXPECT_CODES(world, "WINDOW");
  world.model.windows[0].first_day = world.model.windows[0].last_day += 3 * kDay;
  EXPECT_VALID(world);
}

}  // namespace
}  // namespace homeward::testing
