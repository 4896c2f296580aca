// SPDX-License-Identifier: Apache-2.0
//
// Route classification, movement numbers and symbol codes, against the examples of the manuals.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "march/generators.h"
#include "march/movement_number.h"
#include "march/route_class.h"
#include "march/sidc.h"

namespace homeward::march {
namespace {

TEST(RouteClassText, AFairWeatherRouteWithoutUnitIsReadAsMetresAndSaysSo) {
  const RouteClass route = parse_route_class("20/Z/40/∞").value();
  EXPECT_EQ(route.width_mm, 20'000);
  EXPECT_EQ(route.type, RouteType::fair_weather);
  EXPECT_EQ(route.mlc, 40);
  EXPECT_FALSE(route.overhead_mm.has_value());
  EXPECT_FALSE(route.obstruction);
  EXPECT_FALSE(route.unit_stated);
  EXPECT_EQ(format_route_class(route), "20m/Z/40/∞");
  EXPECT_NE(describe_route_class(route).find("no unit was written"), std::string::npos);
}

TEST(RouteClassText, AnObstructionMarkIsRead) {
  const RouteClass route = parse_route_class("20/Z/40/∞ (OB)").value();
  EXPECT_TRUE(route.obstruction);
  EXPECT_EQ(format_route_class(route), "20m/Z/40/∞ (OB)");
}

TEST(RouteClassText, ALimitedAllWeatherRouteWithFloodingIsRead) {
  const RouteClass route = parse_route_class("6.7m/Y/30/5m (OB)(W)").value();
  EXPECT_EQ(route.width_mm, 6'700);
  EXPECT_EQ(route.type, RouteType::limited_all_weather);
  EXPECT_EQ(route.mlc, 30);
  EXPECT_EQ(route.overhead_mm, 5'000);
  EXPECT_TRUE(route.obstruction);
  EXPECT_TRUE(route.flooding);
  EXPECT_FALSE(route.snow_blockage);
  EXPECT_EQ(format_route_class(route), "6.7m/Y/30/5m (OB)(W)");
}

TEST(RouteClassText, AUnitGivenOnceHoldsForTheOverheadClearance) {
  const RouteClass route = parse_route_class("7m/Y/50/4.6 (OB)").value();
  EXPECT_EQ(route.overhead_mm, 4'600);
  EXPECT_TRUE(route.unit_stated);
  EXPECT_EQ(format_route_class(route), "7m/Y/50/4.6m (OB)");
}

TEST(RouteClassText, AnAllWeatherRouteWithSnowIsRead) {
  const RouteClass route = parse_route_class("10.5m/X/120/5 (OB)(T)").value();
  EXPECT_EQ(route.type, RouteType::all_weather);
  EXPECT_EQ(route.mlc, 120);
  EXPECT_TRUE(route.snow_blockage);
  EXPECT_FALSE(route.flooding);
}

TEST(RouteClassText, FeetBecomeMillimetresRoundedDown) {
  const RouteClass route = parse_route_class("20ft/X/40/14ft").value();
  EXPECT_EQ(route.width_mm, 6'096);
  EXPECT_EQ(route.overhead_mm, 4'267);
  EXPECT_EQ(route.unit, LengthUnit::foot);
}

TEST(RouteClassText, EveryWrongPartIsReported) {
  EXPECT_EQ(parse_route_class("wide/Q/0/5").problems().size(), 3U);
  EXPECT_EQ(parse_route_class("6m/X/40").problems().size(), 1U);
  EXPECT_EQ(parse_route_class("6m/X/40/5m/7").problems().size(), 1U);
  EXPECT_FALSE(parse_route_class("6m/X/40/14ft").ok());
  EXPECT_FALSE(parse_route_class("").ok());
}

RC_GTEST_PROP(RouteClassText, ComesBackFromItsOwnText, ()) {
  RouteClass route;
  route.width_mm = *in_range<std::int64_t>(100, 1'000'001);
  route.type =
      *rc::gen::element(RouteType::all_weather, RouteType::limited_all_weather, RouteType::fair_weather);
  route.mlc = *in_range(1, 151);
  if (*rc::gen::arbitrary<bool>()) route.overhead_mm = *in_range<std::int64_t>(100, 100'000);
  route.unit_stated = true;
  route.obstruction = *rc::gen::arbitrary<bool>();
  route.snow_blockage = *rc::gen::arbitrary<bool>();
  route.flooding = *rc::gen::arbitrary<bool>();
  const Result<RouteClass> again = parse_route_class(format_route_class(route));
  RC_ASSERT(again.ok());
  RC_ASSERT(again.value() == route);
}

TEST(MovementNumberText, ThePublishedNumberHasDayCountryCommandAndMovement) {
  const MovementNumber number = parse_movement_number("25-USV-08").value();
  EXPECT_EQ(number, (MovementNumber{25, "US", "V", 8}));
  EXPECT_EQ(format_movement_number(number), "25-USV-08");
}

TEST(MovementNumberText, AColumnSeenOnTheDayBeforeIsRefused) {
  const MovementNumber number = parse_movement_number("25-USV-08").value();
  EXPECT_TRUE(check_movement_day(number, 25).empty());
  ASSERT_EQ(check_movement_day(number, 24).size(), 1U);
  EXPECT_EQ(check_movement_day(number, 24).front().what, "Movement 25-USV-08 is for day 25, not for day 24.");
}

TEST(MovementNumberText, OtherShapesAreRefused) {
  for (const char* text : {"", "25", "25-USV", "5-USV-08", "32-USV-08", "00-USV-08", "25-US-08", "25-usv-08",
                           "25-USV-00", "25-USV-8", "25-USV-0808", "25-USV--1", "-25-USV-08", "25--08"})
    EXPECT_FALSE(parse_movement_number(text).ok()) << text;
}

TEST(SidcText, TheShortCodeOfTheOrbatMapperScenarioIsAFriendlyShip) {
  const Sidc sidc = parse_sidc("10033000001210040000").value();
  EXPECT_EQ(sidc.version, 10);
  EXPECT_EQ(context_name(sidc), "reality");
  EXPECT_EQ(standard_identity_name(sidc), "friend");
  EXPECT_EQ(symbol_set_name(sidc), "sea surface");
  EXPECT_EQ(sidc.entity, "121004");
  EXPECT_TRUE(sidc.extension.empty());
}

TEST(SidcText, TheLongCodeOfMilsymbolIsAFriendlyInfantryPlatoon) {
  const Sidc sidc = parse_sidc("130310001412110000000000000000").value();
  EXPECT_EQ(sidc.version, 13);
  EXPECT_EQ(sidc.standard_identity, 3);
  EXPECT_EQ(symbol_set_name(sidc), "land unit");
  EXPECT_EQ(echelon_name(sidc), "platoon");
  EXPECT_EQ(sidc.entity, "121100");
  EXPECT_EQ(sidc.extension, "0000000000");
}

TEST(SidcText, OldLetterCodesAndOtherLengthsAreRefused) {
  EXPECT_FALSE(parse_sidc("SFGPUCI----D---").ok());
  EXPECT_NE(parse_sidc("SFGPUCI----D---").problems().front().what.find("15-letter"), std::string::npos);
  EXPECT_FALSE(parse_sidc("1003300000121004000").ok());
  EXPECT_FALSE(parse_sidc("1003300000121004000X").ok());
  EXPECT_FALSE(parse_sidc("10933000001210040000").ok());
}

RC_GTEST_PROP(SidcText, ComesBackFromItsFields, ()) {
  std::string text =
      *rc::gen::container<std::string>(*rc::gen::element<std::size_t>(20, 30), in_range('0', ':'));
  text[2] = *in_range('0', '3');
  text[3] = *in_range('0', '7');
  const Result<Sidc> sidc = parse_sidc(text);
  RC_ASSERT(sidc.ok());
  RC_ASSERT(format_sidc(sidc.value()) == text);
}

}  // namespace
}  // namespace homeward::march
