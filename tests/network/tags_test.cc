// SPDX-License-Identifier: Apache-2.0
//
// Figures and tags of maps: read strictly, told when they are nonsense, never guessed.
#include "network/road_tags.h"

#include <gtest/gtest.h>

#include "network/node_keys.h"
#include "network/road_units.h"

namespace homeward::roads {
namespace {

std::int64_t good(FigureRead read) { return read.kind == Figure::value ? read.value : -1; }

TEST(Units, Weights) {
  EXPECT_EQ(good(read_weight_kg("7.5")), 7500);
  EXPECT_EQ(good(read_weight_kg("7.5 t")), 7500);
  EXPECT_EQ(good(read_weight_kg("7.5t")), 7500);
  EXPECT_EQ(good(read_weight_kg("3500 kg")), 3500);
  EXPECT_EQ(good(read_weight_kg("16 st")), 14514);
  EXPECT_EQ(good(read_weight_kg("20000 lbs")), 9071);
  EXPECT_EQ(good(read_weight_kg("10 lt")), 10160);
  EXPECT_EQ(read_weight_kg("none").kind, Figure::unknown);
  EXPECT_EQ(read_weight_kg("unsigned").kind, Figure::unknown);
  for (const char* nonsense : {"7,5", "heavy", "-7.5", "7.5;3.5", "1e3", "0", "0.5", "2000", "7.5 x", "t", "",
                               "7..5", "99999999999999999999", "7.5 kg t", "+3", "0x10"})
    EXPECT_EQ(read_weight_kg(nonsense).kind, Figure::nonsense) << nonsense;
}

TEST(Units, Clearances) {
  EXPECT_EQ(good(read_clearance_mm("4")), 4000);
  EXPECT_EQ(good(read_clearance_mm("4.2 m")), 4200);
  EXPECT_EQ(good(read_clearance_mm("380 cm")), 3800);
  EXPECT_EQ(good(read_clearance_mm("16'3\"")), 4953);
  EXPECT_EQ(good(read_clearance_mm("12'11.5\"")), 3949);
  EXPECT_EQ(good(read_clearance_mm("16'")), 4876);
  EXPECT_EQ(good(read_clearance_mm("13 ft")), 3962);
  EXPECT_EQ(read_clearance_mm("default").kind, Figure::unknown);
  for (const char* nonsense :
       {"4,2", "16'13\"", "16'3", "'3\"", "16.5'3\"", "0", "0.5", "500", "4 metres", "3-4", "4.2;4.0", "\""})
    EXPECT_EQ(read_clearance_mm(nonsense).kind, Figure::nonsense) << nonsense;
}

TEST(Units, Speeds) {
  EXPECT_EQ(good(read_speed_m_per_hour("50")), 50'000);
  EXPECT_EQ(good(read_speed_m_per_hour("50 km/h")), 50'000);
  EXPECT_EQ(good(read_speed_m_per_hour("30 mph")), 48'280);
  EXPECT_EQ(good(read_speed_m_per_hour("walk")), 5'000);
  EXPECT_EQ(read_speed_m_per_hour("none").kind, Figure::unknown);
  for (const char* nonsense : {"RO:urban", "50;30", "fast", "0", "1", "999", "50 m", "fifty"})
    EXPECT_EQ(read_speed_m_per_hour(nonsense).kind, Figure::nonsense) << nonsense;
}

TEST(Units, LoadClassOfAWeightIsOnTheSafeSide) {
  // STANAG 2021: the wheeled vehicle of class 12 weighs 15 short tons, of class 40 47.
  EXPECT_EQ(load_class_of_weight(13'608), 12);
  EXPECT_LE(load_class_of_weight(42'637), 40);
  EXPECT_EQ(load_class_of_weight(40'000), 35);
  EXPECT_EQ(load_class_of_weight(3'500), 3);
}

struct Reading {
  Notes notes;
  std::optional<TaggedRoad> road;
  std::int64_t told(Note note) const { return notes.of(note).count; }
};

Reading read(std::initializer_list<std::pair<const char*, const char*>> list,
             TagRules rules = TagRules::standard()) {
  Tags tags;
  for (const auto& [key, value] : list) tags.add(key, value);
  Reading reading;
  reading.road = read_road(tags, rules, 7, reading.notes);
  return reading;
}

TEST(Tags, UnknownRestrictionsStayUnknown) {
  const Reading plain = read({{"highway", "primary"}});
  ASSERT_TRUE(plain.road);
  EXPECT_FALSE(plain.road->attributes.mlc || plain.road->attributes.height_mm ||
               plain.road->attributes.width_mm || plain.road->attributes.meeting_width_mm);
  const Reading none = read({{"highway", "primary"}, {"maxweight", "none"}, {"maxheight", "default"}});
  EXPECT_FALSE(none.road->attributes.mlc || none.road->attributes.height_mm);
  EXPECT_EQ(none.told(Note::weight_unreadable), 0);
}

TEST(Tags, NonsenseIsToldNotGuessed) {
  const Reading odd = read({{"highway", "primary"},
                            {"maxweight", "7,5"},
                            {"maxheight", "tall"},
                            {"maxspeed", "50;30"},
                            {"oneway", "maybe"},
                            {"lanes", "1.5"},
                            {"surface", "lava"},
                            {"maxwidth", "-2"},
                            {"mlc", "heavy"}});
  ASSERT_TRUE(odd.road);
  for (const Note note :
       {Note::weight_unreadable, Note::height_unreadable, Note::speed_unreadable, Note::oneway_unreadable,
        Note::lanes_unreadable, Note::surface_unknown, Note::width_unreadable, Note::load_class_unreadable})
    EXPECT_EQ(odd.told(note), 1) << text_of(note);
  EXPECT_FALSE(odd.road->attributes.mlc || odd.road->attributes.height_mm || odd.road->attributes.width_mm);
  EXPECT_TRUE(odd.road->attributes.has(Remark::speed_from_class));
  EXPECT_EQ(odd.notes.of(Note::weight_unreadable).examples.begin()->second, "maxweight=7,5");
}

TEST(Tags, TheStrictestLimitHolds) {
  const Reading road = read({{"highway", "primary"},
                             {"mlc:wheeled", "60"},
                             {"mlc:tracked", "40"},
                             {"maxweightrating:hgv", "50"},
                             {"maxheight", "4.5"},
                             {"maxheight:physical", "4.3"},
                             {"maxwidth", "3.5"},
                             {"width", "6"}});
  EXPECT_EQ(road.road->attributes.mlc, 40);
  EXPECT_EQ(road.road->attributes.height_mm, 4300);
  EXPECT_EQ(road.road->attributes.width_mm, 3500);
  EXPECT_EQ(road.road->attributes.meeting_width_mm, 6000);
  const Reading weight = read({{"highway", "primary"}, {"mlc", "60"}, {"maxweight", "30"}});
  EXPECT_EQ(weight.road->attributes.mlc, load_class_of_weight(30'000));
  EXPECT_TRUE(weight.road->attributes.has(Remark::load_class_from_weight));
  const Reading oneway = read({{"highway", "primary"}, {"mlc:oneway", "100"}});
  EXPECT_TRUE(oneway.road->attributes.has(Remark::load_class_of_one_way_crossing));
}

TEST(Tags, Directions) {
  EXPECT_EQ(read({{"highway", "motorway"}}).road->attributes.use, LinkUse::one_way);
  EXPECT_EQ(read({{"highway", "motorway"}, {"oneway", "no"}}).road->attributes.use, LinkUse::two_way);
  EXPECT_EQ(read({{"highway", "motorway_link"}}).road->attributes.use, LinkUse::two_way);
  EXPECT_EQ(read({{"highway", "primary"}, {"junction", "roundabout"}}).road->attributes.use,
            LinkUse::one_way);
  EXPECT_TRUE(read({{"highway", "primary"}, {"oneway", "-1"}}).road->reversed);
  EXPECT_EQ(read({{"highway", "primary"}, {"oneway", "reversible"}}).road->attributes.use,
            LinkUse::alternating);
  EXPECT_EQ(read({{"highway", "primary"}, {"lanes", "1"}}).road->attributes.use, LinkUse::alternating);
  EXPECT_EQ(read({{"highway", "primary"}, {"lanes", "1"}, {"oneway", "yes"}}).road->attributes.use,
            LinkUse::one_way);
}

TEST(Tags, Lanes) {
  EXPECT_EQ(read({{"highway", "primary"}, {"lanes", "4"}}).road->attributes.lanes, 1);
  TagRules rules = TagRules::standard();
  rules.lanes_as_tagged = true;
  EXPECT_EQ(read({{"highway", "primary"}, {"lanes", "4"}}, rules).road->attributes.lanes, 2);
  EXPECT_EQ(read({{"highway", "primary"}, {"lanes", "3"}}, rules).road->attributes.lanes, 1);
  EXPECT_EQ(read({{"highway", "motorway"}, {"lanes", "3"}}, rules).road->attributes.lanes, 3);
}

TEST(Tags, SpeedsComeFromSignsThenClassAndSurface) {
  EXPECT_EQ(read({{"highway", "primary"}}).road->attributes.speeds, (Speeds{60'000, 50'000, 40'000}));
  EXPECT_EQ(read({{"highway", "primary"}, {"maxspeed", "30"}}).road->attributes.speeds,
            (Speeds{30'000, 30'000, 30'000}));
  EXPECT_EQ(read({{"highway", "primary"}, {"surface", "gravel"}}).road->attributes.speeds,
            (Speeds{25'000, 15'000, 15'000}));
  EXPECT_EQ(read({{"highway", "primary"}, {"surface", "asphalt"}}).road->attributes.speeds[0], 60'000);
}

TEST(Tags, WhatIsNoRoadForColumns) {
  for (const char* word : {"footway", "construction", "steps", "cycleway", "proposed"})
    EXPECT_FALSE(read({{"highway", word}}).road) << word;
  EXPECT_FALSE(read({{"highway", "primary"}, {"motor_vehicle", "no"}}).road);
  EXPECT_FALSE(read({{"highway", "primary"}, {"area", "yes"}}).road);
  EXPECT_FALSE(read({{"route", "ferry"}}).road);
  EXPECT_FALSE(read({{"highway", "residential"}}).road);
  EXPECT_TRUE(read({{"highway", "primary"}, {"access", "no"}, {"motor_vehicle", "yes"}}).road);
  EXPECT_TRUE(
      read({{"highway", "primary"}, {"access", "private"}}).road->attributes.has(Remark::private_access));
}

TEST(NodeKeys, TextFromMapsIsMadeFit) {
  EXPECT_EQ(clean_text("  Straße 1 "), "Straße 1");
  EXPECT_EQ(clean_text("a\x01"
                       "b\xFF"
                       "c\xE2\x80\xAE"
                       "d"),
            "abcd");
  EXPECT_EQ(clean_text("\xC3"), "");
  EXPECT_LE(clean_text(std::string(200, 'x')).size(), 60u);
}

TEST(NodeKeys, NoTwoLookAlike) {
  KeySet keys;
  EXPECT_EQ(keys.add_numbered("n10"), "n10");
  EXPECT_EQ(keys.add_numbered("N1O"), "N1O.2");
  EXPECT_EQ(keys.add_numbered("nl0"), "nl0.3");
}

}  // namespace
}  // namespace homeward::roads
