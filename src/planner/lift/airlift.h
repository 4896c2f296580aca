// SPDX-License-Identifier: Apache-2.0
//
// Who flies when. People wait at airfields; few airframes serve many of them. List scheduling in order of
// loaded take-offs: the airframe that can leave first takes the best load it can reach (people for each
// second of the airframe's time; those whose latest take-off is in danger first), a few settings are tried,
// the best plan is kept. People may change aircraft at a gateway: then both stages are planned together, and
// where the gateway has too few beds, inbound flights are held back until the onward flights have made room
// (BEDS).
//
// Every result keeps FLIGHT, MOG, WINDOW (airfields), READY, SEAT and JOURNEY exactly. BEDS is kept unless
// people who come by road already need more beds than there are; then AirliftPlan::beds says when and by how
// much.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/model.h"
#include "plan/plan.h"
#include "planner/lift/air_schedule.h"
#include "planner/lift/bed_book.h"

namespace homeward {

/// Where people stand while they wait: at their start (no bed), or in transit (a bed from `ready` to
/// take-off).
enum class Waiting { at_start, in_transit };

/// People of one unit and category who wait at one airfield for a way by air.
struct AirDemand {
  UnitId unit;
  CategoryId category;
  PlaceId from;
  PlaceId to;  ///< where their way by air ends
  /// Gateway where they may change. Absent: gateway_between(from, to), where `from` is in the zone or there
  /// is no direct flight. A direct flight, where there is one, is taken too.
  std::optional<PlaceId> via;
  std::int64_t count = 0;
  Time ready = 0;              ///< no take-off before; in transit: when they reach `from`
  std::int64_t priority = 0;   ///< larger boards first
  std::optional<Time> latest;  ///< latest take-off from `from`: a wish, lateness is minimised first
  Waiting waiting = Waiting::at_start;
};

/// Where people may change on the way: a place outside the zone with beds, with blocks from → it and it → to,
/// the shortest such way. Absent: none.
std::optional<PlaceId> gateway_between(const Model& model, PlaceId from, PlaceId to);

/// The demands with every absent `via` filled in as said there.
std::vector<AirDemand> with_gateways(const Model& model, std::span<const AirDemand> demands);

/// quick: one setting (about 10 ms for 40,000 people). thorough: seven settings, the best is kept.
enum class AirliftEffort { quick, thorough };

struct AirliftOptions {
  Duration wait_max_s = 12 * kHour;  ///< an aircraft that is not full waits at most this long for more people
  Duration transfer_s = 0;           ///< least time between a landing at a gateway and the next take-off
  AirliftEffort effort = AirliftEffort::thorough;
  std::int64_t bed_rounds = 12;  ///< how often a plan with too few beds is planned again
};

/// People of a demand for whom no seat was found before the horizon, and where they are left.
struct AirRemainder {
  std::size_t demand = 0;  ///< index into the demands given
  PlaceId at;              ///< its `from`, or its `via` when only the onward flight is missing
  std::int64_t count = 0;
};

/// Smaller is better, in the order of the fields.
struct AirliftValue {
  std::int64_t beds_short = 0;           ///< people, largest excess over all places
  std::int64_t unserved = 0;             ///< people left anywhere
  std::int64_t late_person_seconds = 0;  ///< take-off from `from` after `latest`
  std::int64_t departure_person_minutes =
      0;  ///< sum over people of take-off from `from` after the model's start
  std::int64_t onward_person_minutes = 0;  ///< the same for take-offs from gateways
  std::int64_t flights = 0;                ///< loaded and empty
  friend auto operator<=>(const AirliftValue&, const AirliftValue&) = default;
};

struct AirliftPlan {
  AirSchedule schedule;  ///< the schedule given, with all new flights; flights() lists them
  std::vector<AirRemainder> unserved;
  std::vector<BedUse> beds;  ///< places where somebody is in transit, by place
  AirliftValue value;
  std::optional<Time> last_take_off;        ///< of a new flight with people, anywhere
  std::optional<Time> last_first_take_off;  ///< of a new flight that takes people from their `from`
  std::optional<Time> last_landing;         ///< of a new flight with people
};

/// Plans flights for all demands on top of what `schedule` already holds.
AirliftPlan plan_airlift(const AirSchedule& schedule, std::span<const AirDemand> demands,
                         const AirliftOptions& options = {});

/// People who reach a gateway over time (by road or air, times fixed) and fly home from there: the second
/// stage alone.
struct GatewayArrival {
  UnitId unit;
  CategoryId category;
  PlaceId place;
  PlaceId destination;
  std::int64_t count = 0;
  Time at = 0;
};
AirliftPlan plan_onward_flights(const AirSchedule& schedule, std::span<const GatewayArrival> arrivals,
                                const AirliftOptions& options = {});

/// No schedule of these aircraft can have taken everybody off before this time: people who become ready late
/// still need rotations afterwards. Counts seats and rotations only (MOG, windows and beds can only make it
/// later); people served by no aircraft are left out. A bound on the last take-off from `from`.
Time airlift_bound(const Model& model, std::span<const AirDemand> demands);

}  // namespace homeward
