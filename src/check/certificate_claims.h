// SPDX-License-Identifier: Apache-2.0
//
// What a certificate says must leave the zone (a lot of things, the people of a unit, or the vehicles of a
// fleet that start at a place), how it can go, and what one of it takes of each resource at least. Uses and
// capacities are in thousandths of a second of one lane, position or vehicle.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/certificate_roads.h"

namespace homeward::check {

/// One way to be on the road: things drive themselves, or a vehicle of the fleet carries them, or is it.
struct LotWay {
  std::optional<FleetId> fleet;
  Mover mover;
  std::int64_t things = 1;  ///< on one vehicle
};

struct Claim {
  std::optional<LotId> lot;
  std::optional<UnitId> unit;
  std::optional<FleetId> fleet;  ///< its vehicles that start at `place`; exactly one of the three
  std::int64_t count = 0;
  Time ready = 0;
  PlaceId place;
  bool last_out = false;
  std::vector<LotWay> ways;        ///< of things
  std::vector<PlaceId> transfers;  ///< in the zone, where things may change vehicles; `place` not among them
  std::vector<PlaceId> goals;      ///< outside, where a truck may unload them
};

Claim claim_of(const Model& model, LotId lot);
Claim claim_of(const Model& model, UnitId unit);
/// Vehicles come out of the zone whatever they carry.
Claim claim_of(const Model& model, FleetId fleet, const Fleet::Stock& stock);
/// fleet:<key>:<place>, in a certificate's `lots`.
std::string fleet_claim_key(const Model& model, FleetId fleet, const Fleet::Stock& stock);

/// Vehicles of a fleet, empty or with any load: nothing that they do takes less than this mover.
Mover least_mover(const Model& model, FleetId fleet);
/// Whatever can carry people.
Mover people_mover(const Model& model);

/// Least use of the link by one thing that is one of n on its vehicle, pass times, gaps and escorts shared.
std::int64_t link_use(const Model& model, const Claim& claim, const LotWay& way, LinkId link);
/// Least use of a service that one thing's vehicle takes with its column; on a link with escort with escorts.
std::int64_t service_use(const Model& model, const Claim& claim, const LotWay& way, ServiceId service,
                         LinkId by);
std::int64_t most_vehicles(const Model& model, const Claim& claim);
/// Thousandths of an escort's passage that one vehicle of this kind takes at least on a link, in columns of
/// at most so many vehicles.
std::int64_t escort_use(const Model& model, const Mover& mover, std::int64_t vehicles_most, LinkId link);

}  // namespace homeward::check
