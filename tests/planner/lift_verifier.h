// SPDX-License-Identifier: Apache-2.0
//
// A small judge of flights, batches and sailings, written from docs/rules.md without a look at the planner's
// code: slow, quadratic and plain. Returns sentences; none means that the rules hold.
#pragma once

#include <string>
#include <vector>

#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

/// FLIGHT, MOG, WINDOW of airfields, rotations, availability, seats.
std::vector<std::string> judge_flights(const Model& model, const std::vector<Flight>& flights);

/// People who are at a place from a time on, in transit or at their start.
struct WaitingPeople {
  UnitId unit;
  CategoryId category;
  PlaceId place;
  PlaceId destination;
  std::int64_t count = 0;
  Time from = 0;
  bool in_transit = false;
};

struct JourneyReport {
  std::vector<std::string> faults;
  std::int64_t not_home = 0;  ///< people not at their destination in the end
};
/// READY, COUNT and JOURNEY of flights, and BEDS. Counts by unit, category, place and destination must be
/// unmixed: people of one unit and category have one destination.
JourneyReport judge_journeys(const Model& model, const std::vector<Flight>& flights,
                             const std::vector<WaitingPeople>& people);

/// Things of a lot given up at a place.
struct GivenUp {
  LotId lot;
  PlaceId place;
  std::int64_t count = 0;
  Time at = 0;
};
struct SeaReport {
  std::vector<std::string> faults;
  std::int64_t not_shipped = 0;
  std::int64_t yard_max = 0;  ///< largest over all services with a yard
};
/// STOCK (without yard), WINDOW of services, SAIL, BERTH.
SeaReport judge_sea(const Model& model, const std::vector<GivenUp>& given_up,
                    const std::vector<Batch>& batches, const std::vector<Sailing>& sailings);

}  // namespace homeward
