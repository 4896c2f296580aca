// SPDX-License-Identifier: Apache-2.0
//
// What has happened, as one line of words (docs/repair.md): "cut KHA-RUM until 2011-11-08", "late 25-HWD-11
// by 3h". Read strictly: an unknown word or key is refused with what was probably meant.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

enum class EventKind {
  closed,      ///< a link, place, service, airfield or zone
  granted,     ///< a permission for a link, place or zone
  figure,      ///< parking, lanes, beds, positions, berths or yard: another number, for parking and lanes of
               ///< services from `from` until `until`
  reduced,     ///< a service has fewer lanes, or a place less parking, for a time
  fleet_less,  ///< vehicles of a fleet are withdrawn
  deadline,
  decided,  ///< an outcome of a condition
  unit,     ///< one more unit
  late      ///< a column is late, or broken down at a place
};

/// Which figure of which table: parking_vehicles of places.csv …
struct FigureName {
  std::string table;
  std::string column;
  std::string key_column;
};

struct NewUnit {
  std::string place;
  std::string destination;
  std::optional<Time> ready;
  std::vector<std::pair<std::string, std::int64_t>> people;  ///< category, count
  std::vector<std::pair<std::string, std::int64_t>> items;   ///< item type, count
};

/// What of units and lots has left its place.
struct WhoLeft {
  std::map<std::string, std::map<std::string, std::int64_t>> people;  ///< unit, category
  std::map<std::string, std::int64_t> things;                         ///< lot
};
/// By columns and flights of the plan that begin before `time`.
WhoLeft who_left(const Model& model, const Plan& plan, Time time);

struct ScenarioEvent {
  EventKind kind = EventKind::closed;
  std::string text;  ///< as it was written
  WindowTarget target = WindowTarget::link;
  std::string key;        ///< of the thing; late: the movement number
  std::string direction;  ///< closed link: "forward", "backward" or empty for both
  Time from = 0;
  std::optional<Time> until;
  FigureName figure;
  std::int64_t number = 0;  ///< figure; reduced: so many fewer; vehicles
  Time deadline = 0;
  std::string outcome;
  WhoLeft left;  ///< decided: before the end of the freeze, see who_left
  NewUnit unit;
  std::optional<PlaceId> place;  ///< late: broken down there
  Duration by = 0;
};

/// `at`: what is meant where no other time is given; nothing may begin before it.
Result<ScenarioEvent> read_event(const Model& model, const Plan& plan, std::string_view text, Time at);

/// An instant as in a scenario, blank or T between date and time: local unless it names its offset.
Result<Time> read_instant(const Model& model, std::string_view text);

}  // namespace homeward
