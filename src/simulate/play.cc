// SPDX-License-Identifier: Apache-2.0
//
// Every rule below gives a later time for a later begin and for more closings and more work. So the whole
// pass does: more disturbance never helps.
#include "simulate/play.h"

#include <algorithm>

namespace homeward::simulate {

/// The first moment from `t` on that is in none of the sorted, disjoint intervals.
static Time open_from(const Interval* interval, const Interval* last, Time t) {
  while (interval != last && interval->end <= t) ++interval;
  return interval != last && interval->begin <= t ? interval->end : t;
}

static Time open_from(std::span<const Interval> intervals, Time t) {
  return open_from(intervals.data(), intervals.data() + intervals.size(), t);
}

namespace {

class Pass {
 public:
  Pass(const Replay& replay, const World& world, const Time* times)
      : replay_{replay}, world_{world}, times_{times} {}

  /// When all that an event waits for has happened; visits: when they may begin.
  Time ready(EventIndex event, Time earliest) const {
    const Arc* arc = replay_.arcs.data() + replay_.events[event].first_arc;
    const Arc* last = replay_.arcs.data() + replay_.events[event + 1].first_arc;
    for (; arc != last; ++arc) earliest = std::max(earliest, times_[arc->source] + arc->weight_s);
    return earliest;
  }

  Time arrive(EventIndex event) const {
    const Event& row = replay_.events[event];
    const Arc& drive = replay_.arcs[row.first_arc];
    const Time driven = times_[drive.source] + drive.weight_s + world_.drive_late_s[row.detail];
    return ready(event, std::max(row.planned, driven));
  }

  Time enter(const Entry& entry, Time planned, Time t) const {
    while (true) {
      Time next = open_from(entry.gate, t);
      next = open_from(world_.closed(entry.link), next);
      if (entry.place != kNone) next = open_from(world_.closed(entry.place), next);
      if (entry.halt && next != planned) next = round_up(next, replay_.start_step_s);
      if (next == t) return t;
      t = next;
    }
  }

  /// The work that is planned fits into the opening hours in one piece.
  Time begin_visit(const Visit& visit, Time t) const {
    const Time tail = visit.tail == kNone ? kStartOfTime : times_[visit.tail] + visit.tail_s;
    const Interval* last = replay_.intervals.data() + visit.gate.last;
    for (const Interval* shut = first_after(visit.gate, t); shut != last; ++shut) {
      if (shut->end <= t) continue;
      if (shut->begin >= std::max(t + visit.work_s, tail)) break;
      t = shut->end;
    }
    return t;
  }

  /// Work goes on where it stopped: slow days slow it down, closings interrupt it.
  Time end_visit(const Visit& visit, std::int64_t permille, Time begin) const {
    const Time tail = visit.tail == kNone ? kStartOfTime : times_[visit.tail] + visit.tail_s;
    std::int64_t work = visit.work_s * permille;  // thousandths of a second
    Time t = begin;
    const Interval* shut = first_after(visit.gate, t);
    const Interval* last = replay_.intervals.data() + visit.gate.last;
    const std::span<const Interval> closed =
        visit.closable == kNone ? std::span<const Interval>() : world_.closed(visit.closable);
    while (true) {
      while (shut != last && shut->end <= t) ++shut;
      if (shut != last && shut->begin <= t) {
        t = shut->end;
        continue;
      }
      const Time open = open_from(closed, t);
      if (open != t) {
        t = open;
        continue;
      }
      Time until = shut != last ? shut->begin : kEndOfTime;
      for (const Interval& interval : closed)
        if (interval.begin > t) until = std::min(until, interval.begin);
      const std::int64_t rate = rate_at(visit.place, t, until);
      const Duration need = (work + rate - 1) / rate;
      if (t + need <= until) return std::max(t + need, tail);
      work -= rate * (until - t);
      t = until;
    }
  }

  Time take_off(const TakeOff& flight, Time t) const {
    if (flight.rotation != kNone) t = std::max(t, next_midnight(times_[flight.rotation]) - flight.block_s);
    while (true) {
      Time next = open_from(flight.gate, t);
      for (const TakeOff::Stopper& stopper : flight.stoppers)
        if (stopper.closable != kNone)
          next = open_from(world_.closed(stopper.closable), next + stopper.after_s) - stopper.after_s;
      if (next == t) return t;
      t = next;
    }
  }

  Time happens(EventIndex event) const {
    const Event& row = replay_.events[event];
    switch (row.kind) {
      case EventKind::plain:
        return ready(event, row.planned);
      case EventKind::arrive:
        return arrive(event);
      case EventKind::enter:
        return enter(replay_.entries[row.detail], row.planned, ready(event, row.planned));
      case EventKind::visit: {
        const Visit& visit = replay_.visits[row.detail];
        const Time begin = begin_visit(visit, ready(event, visit.begin));
        return end_visit(visit, world_.visit_permille[row.detail], begin);
      }
      case EventKind::take_off:
        return take_off(replay_.take_offs[row.detail],
                        ready(event, row.planned) + world_.flight_late_s[row.detail]);
      case EventKind::berth:
        return ready(event, row.planned + world_.ship_late_s[row.detail]);
    }
    return row.planned;
  }

 private:
  /// Where to begin a search for intervals of a gate that end after `t`.
  const Interval* first_after(const Gate& gate, Time t) const {
    const Interval* first = replay_.intervals.data() + gate.first;
    if (gate.first == gate.last || t < replay_.first_day) return first;
    const std::int64_t day = std::min((t - replay_.first_day) / kDay, replay_.gate_day_count() - 1);
    return replay_.intervals.data() + replay_.gate_days[gate.days + static_cast<std::size_t>(day)];
  }

  Time open_from(const Gate& gate, Time t) const {
    if (gate.daily_s > 0) {
      const Duration into = (t - gate.daily_begin) % kDay;
      return into < gate.daily_s ? t + gate.daily_s - into : t;
    }
    if (gate.first == gate.last) return t;
    return simulate::open_from(first_after(gate, t), replay_.intervals.data() + gate.last, t);
  }
  static Time open_from(std::span<const Interval> intervals, Time t) {
    return simulate::open_from(intervals, t);
  }

  /// Thousandths of planned work done in a second; `until` is cut at the next change.
  std::int64_t rate_at(std::uint32_t place, Time t, Time& until) const {
    const std::int64_t day = (t - replay_.first_day) / kDay;
    if (t < replay_.first_day || day >= replay_.days) return 1000;
    until = std::min(until, replay_.first_day + (day + 1) * kDay);
    return 100'000 / world_.slow_percent(place, day);
  }

  Time next_midnight(Time t) const {
    return *std::upper_bound(replay_.midnights.begin(), replay_.midnights.end() - 1, t);
  }

  const Replay& replay_;
  const World& world_;
  const Time* times_;
};

}  // namespace

World::World(const Replay& replay)
    : drive_late_s(replay.drives.size(), 0),
      visit_permille(replay.visits.size(), 1000),
      flight_late_s(replay.take_offs.size(), 0),
      ship_late_s(replay.ships.size(), 0),
      first_closing(replay.closables.size() + 1, 0),
      slow_days(replay.service_places.size() * static_cast<std::size_t>(replay.days), 100),
      days(static_cast<std::size_t>(replay.days)) {}

void World::calm() {
  std::fill(drive_late_s.begin(), drive_late_s.end(), 0);
  std::fill(visit_permille.begin(), visit_permille.end(), 1000);
  std::fill(flight_late_s.begin(), flight_late_s.end(), 0);
  std::fill(ship_late_s.begin(), ship_late_s.end(), 0);
  std::fill(first_closing.begin(), first_closing.end(), 0);
  std::fill(slow_days.begin(), slow_days.end(), 100);
  closings.clear();
}

void play(const Replay& replay, const World& world, Times& times) {
  const Pass pass(replay, world, times.data());
  const std::size_t count = replay.event_count();
  for (EventIndex event = 0; event < count; ++event) times[event] = pass.happens(event);
}

namespace {

/// Which of the closables of an entry or flight holds it at `t`.
std::uint32_t closed_at(const Replay& replay, const World& world, const Event& row, Time t) {
  const auto holds = [&](std::uint32_t closable, Duration after) {
    return closable != kNone && open_from(world.closed(closable), t + after) != t + after;
  };
  if (row.kind == EventKind::enter) {
    const Entry& entry = replay.entries[row.detail];
    if (holds(entry.link, 0)) return entry.link;
    if (holds(entry.place, 0)) return entry.place;
  }
  if (row.kind == EventKind::take_off)
    for (const TakeOff::Stopper& stopper : replay.take_offs[row.detail].stoppers)
      if (holds(stopper.closable, stopper.after_s)) return stopper.closable;
  return kNone;
}

/// Divides a wait at a gate: closings of disturbances first, where they hold at its begin; the rest are
/// regular hours.
void divide_wait(const Replay& replay, const World& world, const Event& row, Interval wait, Reason& reason) {
  if (wait.empty()) return;
  for (Time t = wait.begin; t < wait.end;) {
    const std::uint32_t closable = closed_at(replay, world, row, t);
    if (closable == kNone) break;
    Time open = t;
    for (const Interval& interval : world.closed(closable))
      if (interval.end > open && interval.begin < wait.end) {
        open = interval.end;
        break;
      }
    open = std::clamp(open, t + 1, wait.end);
    reason.closable = closable;
    reason.closed_s += open - t;
    t = open;
  }
  reason.hours_s += wait.length() - reason.closed_s;
}

void explain_visit(const Visit& visit, const Pass& pass, Time ready, Time happened, Reason& reason) {
  const Time begin = pass.begin_visit(visit, ready);
  reason.hours_s = begin - ready;
  const Time undisturbed = begin + visit.work_s;
  reason.disturbed_s = std::max<Duration>(0, happened - undisturbed);
}

}  // namespace

Time visit_begin(const Replay& replay, const Times& times, EventIndex event) {
  static const World nobody;
  const Visit& visit = replay.visits[replay.events[event].detail];
  const Pass pass(replay, nobody, times.data());
  return pass.begin_visit(visit, pass.ready(event, visit.begin));
}

Reason explain(const Replay& replay, const World& world, const Times& times, EventIndex event) {
  const Event& row = replay.events[event];
  Reason reason;
  if (times[event] <= row.planned) return reason;
  const Pass pass(replay, world, times.data());
  const bool visits = row.kind == EventKind::visit;
  Time ready = visits ? replay.visits[row.detail].begin : row.planned;
  const EventIndex first = row.first_arc;
  for (EventIndex i = first; i < replay.events[event + 1].first_arc; ++i) {
    const Arc& arc = replay.arcs[i];
    const bool drive = row.kind == EventKind::arrive && i == first;
    const Time at = times[arc.source] + arc.weight_s + (drive ? world.drive_late_s[row.detail] : 0);
    if (at <= ready) continue;
    ready = at;
    reason.source = arc.source;
    reason.disturbed_s = drive ? world.drive_late_s[row.detail] : 0;
  }
  if (visits) {
    const Visit& visit = replay.visits[row.detail];
    explain_visit(visit, pass, ready, times[event], reason);
    if (visit.tail != kNone && times[event] == times[visit.tail] + visit.tail_s) {
      reason = Reason{};
      reason.source = visit.tail;
    }
  } else if (row.kind == EventKind::take_off) {
    reason.disturbed_s = world.flight_late_s[row.detail];
    divide_wait(replay, world, row, {ready + reason.disturbed_s, times[event]}, reason);
  } else if (row.kind == EventKind::berth) {
    reason.disturbed_s = times[event] - ready;
  } else if (row.kind == EventKind::enter) {
    divide_wait(replay, world, row, {ready, times[event]}, reason);
  }
  return reason;
}

}  // namespace homeward::simulate
