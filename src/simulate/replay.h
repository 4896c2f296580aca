// SPDX-License-Identifier: Apache-2.0
//
// A plan compiled for replaying: its events in one fixed order, each with its planned time and with arcs from
// the events that must come before it (docs/simulate.md, "The execution policy"). One pass over the events in
// that order gives the times of one replication; nothing is allocated in it. Without disturbances the pass
// gives exactly the planned times: compile_replay() makes sure of it.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/model.h"
#include "plan/plan.h"

namespace homeward::simulate {

using EventIndex = std::uint32_t;
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// The later event happens at least `weight_s` after `source`.
struct Arc {
  EventIndex source = 0;
  std::int32_t weight_s = 0;
};

enum class EventKind : std::uint8_t {
  plain,   ///< as soon as all before it allow
  arrive,  ///< head at the end of a link; the first arc is the drive, which a breakdown lengthens
  enter,   ///< head enters a link: waits for openings
  visit,   ///< end of a service or batch; arcs lead to its begin
  take_off,
  berth  ///< a ship comes alongside
};

struct Event {
  Time planned = 0;
  std::uint32_t first_arc = 0;  ///< into Replay::arcs, up to the next event's
  std::uint32_t detail = 0;     ///< into the list of its kind
  EventKind kind = EventKind::plain;
};

/// Times at which something may not begin: part of Replay::intervals, sorted and disjoint. Because a search
/// from the planned time would be long in a replication that is weeks late, Replay::gate_days knows where
/// each day begins.
struct Gate {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t days = 0;  ///< into Replay::gate_days: by day, the first interval that ends after its begin
  /// > 0: one interval a day, all alike, so that no list is read: [daily_begin + n days, … + daily_s).
  std::int32_t daily_s = 0;
  Time daily_begin = 0;
};

struct Drive {
  std::uint32_t closable = kNone;  ///< its link
  std::int64_t vehicle_m = 0;      ///< vehicles · metres
  std::int64_t vehicle_s = 0;      ///< vehicles · seconds
  std::int64_t risk_per_million_hours = 0;
};

struct Entry {
  Gate gate;                    ///< of the way to the next halt, or of this link where it only passes
  std::uint32_t link = kNone;   ///< closable
  std::uint32_t place = kNone;  ///< closable: a crossing
  bool halt = false;            ///< departures from halts are on the step of start_step_s
};

struct Visit {
  Time begin = 0;  ///< planned
  Duration work_s = 0;
  EventIndex tail = kNone;         ///< arrival of the head: the last vehicle is served …
  std::int32_t tail_s = 0;         ///< … so long after it at the earliest
  Gate gate;                       ///< closed times of the service
  std::uint32_t closable = kNone;  ///< a crossing
  std::uint32_t place = 0;         ///< into Replay::service_places
  std::uint32_t service = 0;       ///< index of the ServiceId
};

struct TakeOff {
  Gate gate;  ///< closed airfields at both ends
  /// Regions and airfields whose closing stops it, at take-off or `after_s` later.
  struct Stopper {
    std::uint32_t closable = kNone;
    std::int32_t after_s = 0;
  };
  std::array<Stopper, 4> stoppers;
  EventIndex rotation = kNone;  ///< landing at the base after whose day it may land there again …
  std::int32_t block_s = 0;     ///< … so long after take-off
  std::uint32_t aircraft = 0;   ///< index of the AircraftId
};

/// What can be closed by a disturbance for everybody at once.
struct Closable {
  enum class Kind { link, crossing, region, airfield };
  Kind kind = Kind::link;
  std::string key;  ///< of the link or place, or the country of a region
  std::string name;
  std::int64_t length_m = 0;      ///< link
  std::uint32_t model_index = 0;  ///< LinkId, PlaceId; region: number of the first place of it
};

/// A granted window and what it opens.
struct Permission {
  std::string key;  ///< of the target
  std::string name;
  Time begin = 0;
  std::vector<std::uint32_t> closables;
};

/// Events of one column, by stop.
struct ColumnEvents {
  std::vector<EventIndex> arrive;  ///< kNone at the first stop
  std::vector<EventIndex> depart;  ///< kNone at the last stop
  std::vector<std::vector<EventIndex>> visits;
  std::vector<EventIndex> unloaded;  ///< kNone: not asked for
  EventIndex end = kNone;
  /// What takes its place at the first stop: begin of loading, or the departure.
  EventIndex first() const { return visits[0].empty() ? depart[0] : visits[0][0]; }
};

struct FlightEvents {
  EventIndex take_off = kNone;
  EventIndex landing = kNone;
};

struct SailingEvents {
  EventIndex berth = kNone;
  EventIndex sail = kNone;
  EventIndex arrive = kNone;
};

struct BaseExit {
  std::uint32_t place = 0;  ///< index of the PlaceId
  std::string key;
  std::string name;
  EventIndex event = 0;
};

/// People of the force-level category who leave the zone (below 0) or come into it with an event.
struct ZoneCrossing {
  EventIndex event = 0;
  std::int32_t after_s = 0;  ///< so long after it they count no more, or count
  std::int64_t people = 0;   ///< not 0
};

/// How many people of the force-level category are in the zone, as the checker counts them: crews of fleets
/// count in the fleet's category, and on a link everybody counts at its start until the tail is at its end.
struct ForceLevelCount {
  std::string category;  ///< key
  std::string name;
  std::vector<Time> at;  ///< noon of each local day of the horizon, in the first not before the start
  std::vector<std::int64_t> before;     ///< by `at`: people there if nobody ever crossed the border
  std::vector<ZoneCrossing> crossings;  ///< by event
};

struct Replay {
  std::vector<Event> events;  ///< in an order in which every arc leads forward; one more as sentinel
  std::vector<Arc> arcs;
  std::vector<Interval> intervals;  ///< gates
  std::vector<std::uint32_t> gate_days;
  std::vector<Drive> drives;
  std::vector<Entry> entries;
  std::vector<Visit> visits;
  std::vector<TakeOff> take_offs;
  std::vector<std::uint32_t> ships;  ///< berths: index of the ShipId
  std::vector<Closable> closables;
  std::vector<Permission> permissions;
  std::vector<std::uint32_t> service_places;  ///< indexes of PlaceId
  std::vector<Time> midnights;                ///< local, ascending, over the horizon
  std::vector<BaseExit> bases;                ///< by planned closing
  std::vector<ColumnEvents> columns;          ///< like Plan::columns …
  std::vector<FlightEvents> flights;          ///< … and so on
  std::vector<SailingEvents> sailings;
  std::vector<EventIndex> batches;
  ForceLevelCount force_level;
  EventIndex closure = 0;  ///< zone
  EventIndex final_closure = 0;
  Duration start_step_s = 60;
  Time first_day = 0;     ///< local midnight of the day of the start
  std::int64_t days = 0;  ///< in which disturbances are drawn
  Interval horizon;       ///< of windows

  /// Days of which gate_days knows, from first_day on.
  std::int64_t gate_day_count() const { return days + 1; }
  std::size_t event_count() const { return events.size() - 1; }
  Time planned(EventIndex event) const { return events[event].planned; }
};

/// How long after the plan's last event disturbances and windows go on.
inline constexpr std::int64_t kDaysAfterPlan = 120;

/// `overrun_s`: so long a column that is on the road may drive into closed hours.
/// Problems: the plan breaks hard rules, so that it cannot be replayed, or never closes the zone.
Result<Replay> compile_replay(const Model& model, const Plan& plan, Duration overrun_s = 0);

}  // namespace homeward::simulate
