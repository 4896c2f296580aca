// SPDX-License-Identifier: Apache-2.0
#include "simulate/causes.h"

#include <algorithm>

namespace homeward::simulate {

namespace {

const char* kind_word(Closable::Kind kind) {
  switch (kind) {
    case Closable::Kind::link:
      return "link";
    case Closable::Kind::crossing:
      return "crossing";
    case Closable::Kind::region:
      return "region";
    case Closable::Kind::airfield:
      return "airfield";
  }
  return "";
}

}  // namespace

std::size_t CauseFinder::add(const char* what, const char* kind, const std::string& key,
                             const std::string& name) {
  blank_.push_back({what, kind, key, name, 0, 0, 0});
  return blank_.size() - 1;
}

CauseFinder::CauseFinder(const Model& model, const Replay& replay) : replay_{replay} {
  for (const Closable& row : replay.closables) add("closed", kind_word(row.kind), row.key, row.name);
  stopped_ = blank_.size();
  for (const Closable& row : replay.closables) add("stopped columns", kind_word(row.kind), row.key, row.name);
  hours_ = blank_.size();
  for (const Closable& row : replay.closables) add("opening hours", kind_word(row.kind), row.key, row.name);
  slow_ = blank_.size();
  for (const Service& row : model.services) add("slow", "service", row.key, row.name);
  service_hours_ = blank_.size();
  for (const Service& row : model.services) add("opening hours", "service", row.key, row.name);
  late_aircraft_ = blank_.size();
  for (const Aircraft& row : model.aircraft) add("late", "aircraft", row.key, row.name);
  airfield_hours_ = blank_.size();
  for (const Aircraft& row : model.aircraft) add("opening hours", "aircraft", row.key, row.name);
  late_ships_ = blank_.size();
  for (const Ship& row : model.ships) add("late", "ship", row.key, row.name);
  added_.assign(blank_.size(), 0);
}

void CauseFinder::note(std::size_t cause, Duration added_s) {
  if (added_s <= 0) return;
  if (added_[cause] == 0) touched_.push_back(cause);
  added_[cause] += added_s;
}

void CauseFinder::note(const Event& row, const Reason& reason) {
  if (reason.closable != kNone) note(closed_ + reason.closable, reason.closed_s);
  switch (row.kind) {
    case EventKind::plain:
      return;
    case EventKind::arrive:
      return note(stopped_ + replay_.drives[row.detail].closable, reason.disturbed_s);
    case EventKind::enter:
      return note(hours_ + replay_.entries[row.detail].link, reason.hours_s);
    case EventKind::visit:
      note(slow_ + replay_.visits[row.detail].service, reason.disturbed_s);
      return note(service_hours_ + replay_.visits[row.detail].service, reason.hours_s);
    case EventKind::take_off:
      note(late_aircraft_ + replay_.take_offs[row.detail].aircraft, reason.disturbed_s);
      return note(airfield_hours_ + replay_.take_offs[row.detail].aircraft, reason.hours_s);
    case EventKind::berth:
      return note(late_ships_ + replay_.ships[row.detail], reason.disturbed_s);
  }
}

void CauseFinder::trace(const World& world, const Times& times, Time deadline, std::vector<Cause>& causes) {
  touched_.clear();
  for (EventIndex event = replay_.closure; event != kNone;) {
    const Reason reason = explain(replay_, world, times, event);
    note(replay_.events[event], reason);
    event = reason.source;
  }
  for (std::size_t cause : touched_) {
    causes[cause].added_s += added_[cause];
    ++causes[cause].replications;
    if (times[replay_.closure] > deadline) ++causes[cause].misses;
    added_[cause] = 0;
  }
}

}  // namespace homeward::simulate
