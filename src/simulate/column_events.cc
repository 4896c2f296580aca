// SPDX-License-Identifier: Apache-2.0
//
// One column as events: for each stop arrival, services, departure; at last its end.
#include <algorithm>
#include <vector>

#include "check/measure.h"
#include "simulate/compile_parts.h"

namespace homeward::simulate {

namespace {

class ColumnCompiler {
 public:
  ColumnCompiler(Draft& draft, std::size_t column, const check::Passage* passages)
      : draft_{draft},
        model_{draft.model},
        facts_{draft.ledger.columns[column]},
        stops_{facts_.column->stops},
        passages_{passages},
        events_{draft.columns[column]} {
    events_.arrive.assign(stops_.size(), kNone);
    events_.depart.assign(stops_.size(), kNone);
    events_.unloaded.assign(stops_.size(), kNone);
    events_.visits.resize(stops_.size());
  }

  void run() {
    mark_rests();
    for (std::size_t i = 0; i < stops_.size(); ++i) {
      if (i > 0) arrive(i);
      for (std::size_t v = 0; v < stops_[i].services.size(); ++v) visit(i, v);
      if (!facts_.is_last(i)) depart(i);
    }
    end();
  }

 private:
  bool is_halt(std::size_t i) const {
    return i == 0 || facts_.is_last(i) || stops_[i].depart > stops_[i].arrive || !stops_[i].services.empty();
  }

  /// Halts that must stay rests when they shrink: those marked, and those without which driving gets too
  /// long.
  void mark_rests() {
    rests_.assign(stops_.size(), false);
    Duration driven = 0;                   // since the last rest that must stay
    std::optional<std::size_t> candidate;  // the last halt that could be one
    Duration since_candidate = 0;
    for (std::size_t i = 0; i + 1 < stops_.size(); ++i) {
      const bool can = i > 0 && model_.places[stops_[i].place].rest &&
                       stops_[i].depart - stops_[i].arrive >= model_.rules.rest_min_s;
      if (can && stops_[i].rest) {
        rests_[i] = true;
        driven = 0;
        candidate.reset();
      } else if (can) {
        candidate = i;
        since_candidate = 0;
      }
      driven += passages_[i].travel_s;
      since_candidate += passages_[i].travel_s;
      if (driven <= model_.rules.drive_max_s || !candidate) continue;
      rests_[*candidate] = true;
      driven = since_candidate;
      candidate.reset();
    }
  }

  void arrive(std::size_t i) {
    const check::Passage& passage = passages_[i - 1];
    const std::int64_t vehicles = facts_.legs[facts_.leg_from[i - 1]].vehicles;
    const Link& link = model_.links[passage.direction.link];
    draft_.replay.drives.push_back({draft_.link_closable(passage.direction.link), vehicles * link.length_m,
                                    vehicles * passage.travel_s, link.risk_per_million_hours});
    events_.arrive[i] = draft_.add(stops_[i].arrive, EventKind::arrive, draft_.replay.drives.size() - 1);
    draft_.arc(events_.depart[i - 1], events_.arrive[i], passage.travel_s);
  }

  void visit(std::size_t i, std::size_t v) {
    const ServiceVisit& row = stops_[i].services[v];
    const Service& service = model_.services[row.service];
    const check::LegFacts& leg = facts_.legs[facts_.leg_into(i)];
    const std::int64_t vehicles = service.use == ServiceUse::loading ? leg.carrying : leg.vehicles;
    Visit visit;
    visit.begin = row.begin;
    visit.work_s = check::service_time(vehicles, service.rate_per_hour);
    if (i > 0) {
      visit.tail = events_.arrive[i];
      visit.tail_s = static_cast<std::int32_t>(facts_.leg_in(i).pass_time_s +
                                               check::service_time(1, service.rate_per_hour));
    }
    visit.gate = draft_.gate(draft_.closed.service(row.service, facts_.column_class));
    if (service.use != ServiceUse::loading && service.use != ServiceUse::unloading)
      visit.closable = draft_.crossing_closable(service.place);
    visit.place = draft_.service_place(service.place);
    visit.service = row.service.index();
    draft_.replay.visits.push_back(visit);
    const EventIndex event = draft_.add(row.end, EventKind::visit, draft_.replay.visits.size() - 1);
    if (v > 0)
      draft_.arc(events_.visits[i][v - 1], event, 0);
    else
      draft_.arc(events_.arrive[i], event, 0);
    events_.visits[i].push_back(event);
  }

  /// What a departure from stop `i` needs open: the way to the next halt, or, where it only passes, one link.
  struct Need {
    bool link = false;  ///< else the place of stop `stop`
    std::size_t stop = 0;
    Duration offset_s = 0;
    Duration length_s = 0;
  };
  std::vector<Need> needs(std::size_t i) const {
    std::vector<Need> all;
    if (is_halt(i)) all.push_back({false, i, 0, facts_.leg_out(i).pass_time_s});
    for (std::size_t k = i; k + 1 < stops_.size(); ++k) {
      const check::Passage& passage = passages_[k];
      const Duration offset = passage.enter - stops_[i].depart;
      all.push_back({true, k, offset, passage.travel_s + passage.pass_s});
      all.push_back({false, k + 1, offset + passage.travel_s, passage.pass_s});
      if (!is_halt(i) || is_halt(k + 1)) break;
    }
    return all;
  }

  Closings shut_departures(const std::vector<Need>& all, Duration overrun_s) const {
    std::vector<Interval> shut;
    for (const Need& need : all) {
      const Closings& closings = need.link
                                     ? draft_.closed.link(passages_[need.stop].direction, facts_.column_class)
                                     : draft_.closed.crossing(stops_[need.stop].place, facts_.column_class);
      for (const Interval& c : closings)
        shut.push_back({c.begin + overrun_s - need.offset_s - need.length_s + 1, c.end - need.offset_s});
    }
    return joined(std::move(shut));
  }

  Gate way_gate(std::size_t i) {
    const std::vector<Need> all = needs(i);
    const Duration overrun_s = is_halt(i) ? 0 : draft_.overrun_s;
    std::vector<std::int64_t> signature{static_cast<std::int64_t>(facts_.column_class), overrun_s};
    for (const Need& need : all) {
      const Direction direction = need.link ? passages_[need.stop].direction : Direction{};
      signature.push_back(need.link ? direction.link.index() * 2 + (direction.forward ? 1 : 0)
                                    : -1 - static_cast<std::int64_t>(stops_[need.stop].place.index()));
      signature.push_back(need.offset_s);
      signature.push_back(need.length_s);
    }
    return draft_.gate(signature, [&] { return shut_departures(all, overrun_s); });
  }

  void depart(std::size_t i) {
    Entry entry;
    entry.halt = is_halt(i);
    entry.gate = way_gate(i);
    entry.link = draft_.link_closable(passages_[i].direction.link);
    entry.place = draft_.crossing_closable(stops_[i].place);
    draft_.replay.entries.push_back(entry);
    const EventIndex event = draft_.add(stops_[i].depart, EventKind::enter, draft_.replay.entries.size() - 1);
    events_.depart[i] = event;
    if (!events_.visits[i].empty()) draft_.arc(events_.visits[i].back(), event, 0);
    if (i == 0) return;
    draft_.arc(events_.arrive[i], event, rests_[i] ? model_.rules.rest_min_s : 0);
    if (facts_.leg_into(i) != facts_.leg_from[i])
      draft_.arc(events_.arrive[i], event, facts_.leg_in(i).pass_time_s);
  }

  void end() {
    const std::size_t last = stops_.size() - 1;
    events_.end = draft_.add(facts_.end);
    draft_.arc(events_.arrive[last], events_.end, facts_.leg_in(last).pass_time_s);
    for (EventIndex visit : events_.visits[last]) draft_.arc(visit, events_.end, 0);
  }

  Draft& draft_;
  const Model& model_;
  const check::ColumnFacts& facts_;
  const std::vector<Stop>& stops_;
  const check::Passage* passages_;  ///< one for each stop but the last
  ColumnEvents& events_;
  std::vector<bool> rests_;
};

}  // namespace

void add_columns(Draft& draft) {
  draft.columns.resize(draft.ledger.columns.size());
  std::size_t first = 0;
  for (std::size_t i = 0; i < draft.columns.size(); ++i) {
    ColumnCompiler(draft, i, draft.ledger.passages.data() + first).run();
    first += draft.ledger.columns[i].column->stops.size() - 1;
  }
}

}  // namespace homeward::simulate
