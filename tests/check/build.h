// SPDX-License-Identifier: Apache-2.0
//
// Small worlds for tests of the checker. Figures are chosen so that a reader can do the sums: a road is 36 km
// and takes an hour, a vehicle with its gap is 100 m and passes in 10 s, columns keep 900 s apart, local time
// is UTC+3. Nothing here uses the checker's arithmetic.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "model/model.h"
#include "plan/plan.h"
#include "plan/violation.h"

namespace homeward::testing {

/// 2011-10-21 00:00 UTC, a Friday: 03:00 local.
inline constexpr Time kStart = 1319155200;
inline constexpr Duration kTravel = kHour;    ///< of one road
inline constexpr Duration kVehiclePass = 10;  ///< of one vehicle
inline constexpr Duration kGap = 900;

VehicleGroup of_fleet(FleetId fleet, std::int64_t vehicles);
VehicleGroup of_fleet(FleetId fleet, std::int64_t vehicles, LotId cargo, std::int64_t things);
VehicleGroup of_lot(LotId lot, std::int64_t vehicles);

struct World {
  World();

  Model model;
  Plan plan;
  ZoneId iraq, kuwait;
  CategoryId military, crews;
  ItemTypeId truck, bus, gun_truck, humvee, container;

  /// In Iraq, with room for 1,000 vehicles.
  PlaceId base(const std::string& key);
  /// In Kuwait, with room for 1,000 vehicles, 1,000 beds, rest.
  PlaceId camp(const std::string& key);
  LinkId road(PlaceId from, PlaceId to, LinkUse use = LinkUse::two_way);
  FleetId fleet(const std::string& key, ItemTypeId type, FleetKind kind, PlaceId place, std::int64_t count);
  UnitId unit(const std::string& key, PlaceId place, std::int64_t people, PlaceId destination);
  LotId lot(const std::string& key, UnitId unit, ItemTypeId type, std::int64_t count, PlaceId destination);
  ServiceId service(const std::string& key, PlaceId place, ServiceUse use, std::int64_t rate,
                    std::int64_t lanes = 1);
  AircraftId aircraft(const std::string& key, PlaceId base, PlaceId other, Duration block);

  /// A column without halts that sets off at `depart`. Its class is what its load makes it.
  std::size_t column(std::vector<PlaceId> route, Time depart, std::vector<VehicleGroup> groups,
                     std::vector<Passengers> people = {});
  Column& operator[](std::size_t column) { return plan.columns[column]; }
  /// Everything of the column from the departure of `stop` on happens `seconds` later.
  void halt(std::size_t column, std::size_t stop, Duration seconds);
  void delay(std::size_t column, Duration seconds);
  /// Takes a service as soon as it can, and leaves when it is over (or later, at a full minute).
  void serve(std::size_t column, std::size_t stop, ServiceId service);
  /// At `stop`, which it reaches, the column becomes one of other groups and people.
  void change(std::size_t column, std::size_t stop, std::vector<VehicleGroup> groups,
              std::vector<Passengers> people = {});
  void flight(const std::string& number, AircraftId aircraft, PlaceId from, PlaceId to, Time take_off,
              std::vector<Passengers> people = {});
  void close(PlaceId place, Time at);
  /// The column is no more of the plan, but other traffic with the same times; its number is the key.
  void give_away(std::size_t column);
  void window(WindowTarget target, std::size_t id, Interval closed);

  Duration pass(const Leg& leg) const;
};

Passengers people(UnitId unit, std::int64_t count);

/// Codes found, each once, in the order of the enum: "FOLLOW OPPOSE"; "" for a valid plan.
std::string codes(const World& world);
/// Everything found, for messages.
std::string sentences(const World& world);
std::vector<Violation> found(const World& world);

#define EXPECT_CODES(world, expected) \
  EXPECT_EQ(::homeward::testing::codes(world), expected) << ::homeward::testing::sentences(world)
#define EXPECT_VALID(world) EXPECT_CODES(world, "")

}  // namespace homeward::testing
