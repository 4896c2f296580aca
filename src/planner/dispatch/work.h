// SPDX-License-Identifier: Apache-2.0
//
// What has to be moved from each place, sorted out once: loads for trucks, vehicles that drive themselves,
// people who fly, ride buses or drive, and who must wait to the end. Allocation of persons to ways home:
// drivers first (crews, and two thirds of the seats where aircraft fly too, all seats where none do),
// then the air, then buses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "planner/dispatch/travel_cache.h"
#include "planner/load/composition.h"

namespace homeward {

enum class Role {
  ordinary,
  team,     ///< runs services of its place: leaves when their work is done
  last_out  ///< leaves after everybody
};

/// Things of one lot with the place where the road part of their way ends.
struct Haul {
  LotId lot;
  PlaceId to;
  std::optional<FleetId> fleet;  ///< that carries them; absent: they drive themselves
  std::int64_t per_vehicle = 1;  ///< things on one vehicle of the fleet
  Time ready = 0;
  std::int64_t kept = 0;  ///< of the lot, for the team of its unit: not in this haul
};

/// People of a unit who need a seat that is not in their own vehicles.
struct Ride {
  UnitId unit;
  CategoryId category;
  std::int64_t count = 0;
  bool by_air = false;
  PlaceId to;  ///< by bus: where the road part ends
  Time ready = 0;
};

struct BaseWork {
  PlaceId place;
  bool in_zone = false;
  std::vector<Haul> loads;   ///< by ready
  std::vector<Haul> drives;  ///< by ready; ordinary units, and what teams can spare
  std::vector<Haul> team_drives;
  std::vector<Haul> last_out_drives;
  std::vector<Ride> rides;  ///< by ready; ordinary units
  std::vector<Ride> team_rides;
  std::vector<Ride> last_out_rides;
};

struct Work {
  std::vector<BaseWork> bases;  ///< places where something is, in order of place
  IdVector<UnitId, Role> roles;
  IdVector<LotId, std::int64_t> drivers;          ///< people in the vehicles of the lot
  IdVector<PlaceId, std::int64_t> drivers_to_go;  ///< of ordinary units, by base: kept back from the air
  std::vector<std::string> no_way;                ///< sentences: what has no way out at all
};

/// The work of team units, as ordinary work that is ready when loading at their places is over. `drivers` are
/// those of each lot that have not left.
Work team_work(const Work& work, const IdVector<PlaceId, Time>& loading_over,
               const IdVector<LotId, std::int64_t>& drivers);

/// Where people ride to who cannot fly from their own base.
enum class RidesEnd {
  outside,      ///< the next place outside the zone from where they can go on
  at_airfields  ///< an airfield in the zone if one is nearer than half of that way: buses do not take the
                ///< crossings
};

Work sort_out_work(const Model& model, TravelCache& travel, RidesEnd rides_end = RidesEnd::outside);

/// Where vehicles of each fleet go that nobody needs any more.
IdVector<FleetId, PlaceId> homes_of_fleets(const Model& model, const Work& work);

/// Where people change from the road to the air on their way to `destination`, seen from `from`; the
/// destination itself if a road leads there. Absent if there is no way.
std::optional<PlaceId> road_end_for_people(const Model& model, TravelCache& travel, PlaceId from,
                                           PlaceId destination);

/// Is there a way by air from → to, direct or with one change (then `via` is set)?
struct AirWay {
  std::optional<PlaceId> via;
};
std::optional<AirWay> air_way(const Model& model, PlaceId from, PlaceId to);

}  // namespace homeward
