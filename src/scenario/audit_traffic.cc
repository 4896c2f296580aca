// SPDX-License-Identifier: Apache-2.0
//
// Columns of other traffic keep the rules among themselves: FOLLOW, OPPOSE, EXCLUSIVE, CROSS, PARK and the
// lanes of SERVICE (docs/rules.md), and use nothing that a reduced window takes away. Those that do not are
// refused, for no plan could mend them. Of each row one conflict is reported.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "scenario/audits.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

/// So much of something that has a limit, for a time.
struct Taken {
  Interval when;
  std::int64_t amount = 1;
  std::size_t column = 0;
  std::size_t stop = 0;
};

struct OnLink {
  Interval entered;   ///< [e, e + p + g)
  Interval left;      ///< the same at the far end
  Interval occupied;  ///< [e, e + t + p + g)
  bool forward = true;
  std::int64_t lane = 1;
  std::int64_t widest_mm = 0;
  std::size_t column = 0;
};

class TrafficAudit {
 public:
  explicit TrafficAudit(Draft& draft)
      : draft_{draft},
        model_{draft.model},
        on_links_(model_.links.size()),
        crossing_(model_.places.size()),
        standing_(model_.places.size()),
        served_(model_.services.size()) {}

  void run() {
    for (std::size_t i = 0; i < model_.other_traffic.size(); ++i) collect(i);
    for (LinkId link : model_.links.ids()) check_link(link);
    for (PlaceId place : model_.places.ids()) {
      const std::string& key = model_.places[place].key;
      never_above(1, crossing_[place], key, "cross the exclusive place");
      never_above(model_.places[place].parking_vehicles, standing_[place], key, "have no room at");
    }
    for (ServiceId service : model_.services.ids())
      never_above(model_.services[service].lanes, served_[service], model_.services[service].key,
                  "find no lane at");
    for (const Reduction& reduction : model_.reductions) check_reduction(reduction);
  }

 private:
  void collect(std::size_t index) {
    const OtherColumn& column = model_.other_traffic[index];
    const Duration gap = model_.rules.column_gap_s;
    for (std::size_t i = 0; i < column.stops.size(); ++i) {
      const OtherStop& stop = column.stops[i];
      if (stop.out) add_passage(index, column, stop);
      const bool last = !stop.out;
      const bool passes = i > 0 && !last && stop.depart == stop.arrive;
      if (model_.places[stop.place].exclusive) {
        // The two uses of a halt may overlap each other.
        std::vector<Interval> uses;
        if (i > 0) uses.push_back({stop.arrive, stop.arrive + column.pass_s + gap});
        if (!last && !passes) uses.push_back({stop.depart, stop.depart + column.pass_s + gap});
        if (uses.size() == 2 && uses[0].overlaps(uses[1])) uses = {{uses[0].begin, uses[1].end}};
        for (const Interval& use : uses) crossing_[stop.place].push_back({use, 1, index, i});
      }
      if (!stop.stands.empty()) standing_[stop.place].push_back({stop.stands, column.vehicles, index, i});
      for (const OtherVisit& visit : stop.visits) served_[visit.service].push_back({visit.when, 1, index, i});
    }
  }

  void add_passage(std::size_t index, const OtherColumn& column, const OtherStop& stop) {
    const Duration stay =
        column.pass_s + std::max(model_.rules.column_gap_s, model_.links[stop.out->link].gap_s);
    const Time exit = stop.depart + stop.travel_s;
    on_links_[stop.out->link].push_back({{stop.depart, stop.depart + stay},
                                         {exit, exit + stay},
                                         {stop.depart, exit + stay},
                                         stop.out->forward,
                                         stop.lane,
                                         column.widest_mm,
                                         index});
  }

  void check_link(LinkId id) {
    const Link& link = model_.links[id];
    auto& all = on_links_[id];
    std::sort(all.begin(), all.end(), [](const OnLink& a, const OnLink& b) {
      return std::tie(a.occupied, a.column) < std::tie(b.occupied, b.column);
    });
    std::map<std::pair<bool, std::int64_t>, const OnLink*> before;
    for (const OnLink& passage : all) {
      const OnLink*& ahead = before[{passage.forward, passage.lane}];
      if (ahead != nullptr &&
          (passage.entered.begin <= ahead->entered.begin || passage.entered.begin < ahead->entered.end ||
           passage.left.begin < ahead->left.end))
        report(ahead->column, passage.column, link.key, "follow too closely on");
      ahead = &passage;
    }
    if (link.use == LinkUse::one_way || (link.use == LinkUse::two_way && !link.meeting_width_mm)) return;
    std::vector<const OnLink*> there;
    for (const OnLink& passage : all) {
      std::erase_if(there,
                    [&](const OnLink* other) { return other->occupied.end <= passage.occupied.begin; });
      for (const OnLink* other : there)
        if (excludes(link, *other, passage)) report(other->column, passage.column, link.key, "meet on");
      there.push_back(&passage);
    }
  }

  static bool excludes(const Link& link, const OnLink& a, const OnLink& b) {
    if (link.use == LinkUse::exclusive) return true;
    if (a.forward == b.forward) return false;
    return link.use == LinkUse::alternating || a.widest_mm + b.widest_mm > *link.meeting_width_mm;
  }

  /// At no instant more than `most` of it is taken.
  void never_above(std::int64_t most, const std::vector<Taken>& all, const std::string& where,
                   const char* what) {
    std::vector<std::tuple<Time, std::int64_t, std::size_t>> steps;
    for (const Taken& taken : all) {
      steps.emplace_back(taken.when.begin, taken.amount, taken.column);
      steps.emplace_back(taken.when.end, -taken.amount, taken.column);
    }
    std::sort(steps.begin(), steps.end());  // what ends at an instant has ended
    std::int64_t level = 0;
    std::size_t last = 0;
    for (const auto& [at, change, column] : steps) {
      level += change;
      if (change > 0 && level > most) report(level == change ? column : last, column, where, what);
      if (change > 0) last = column;
    }
  }

  /// What windows.csv takes away others must not use.
  void check_reduction(const Reduction& reduction) {
    const Window& window = reduction.when;
    const bool place = window.target == WindowTarget::place;
    const auto& all = place ? standing_[window.place] : served_[window.service];
    const std::int64_t most =
        place ? model_.places[window.place].parking_vehicles : model_.services[window.service].lanes;
    for (const Taken& taken : all)
      for (const Interval& piece : pieces(window, taken.when)) {
        // At the begin of either, whichever comes later, all who are there are counted.
        const Time at = std::max(piece.begin, taken.when.begin);
        std::int64_t sum = reduction.fewer;
        for (const Taken& other : all)
          if (other.when.begin <= at && at < other.when.end) sum += other.amount;
        if (sum > most)
          report(taken.column, taken.column,
                 place ? model_.places[window.place].key : model_.services[window.service].key,
                 place ? "needs room that windows.csv takes away at"
                       : "needs a lane that windows.csv takes away at");
      }
  }

  /// The parts of a window that overlap a time.
  std::vector<Interval> pieces(const Window& window, Interval use) const {
    if (!window.daily) return window.once.overlaps(use) ? std::vector{window.once} : std::vector<Interval>();
    std::vector<Interval> all;
    const Duration over_midnight = window.until_second <= window.from_second ? kDay : 0;
    for (Time day = use.begin / kDay * kDay - 2 * kDay; day <= use.end + kDay; day += kDay) {
      const Time midnight = day - offset_at(day);
      const Interval piece{midnight + window.from_second, midnight + over_midnight + window.until_second};
      if (midnight >= window.first_day && midnight <= window.last_day && piece.overlaps(use))
        all.push_back(piece);
    }
    return all;
  }

  Duration offset_at(Time at) const {
    Duration offset = 0;
    for (const ClockChange& change : model_.clock)
      if (change.from <= at) offset = change.offset_s;
    return offset;
  }

  void report(std::size_t first, std::size_t second, const std::string& where, const char* what) {
    const OtherColumn& a = model_.other_traffic[first];
    const OtherColumn& b = model_.other_traffic[second];
    if (!reported_.insert(b.provenance.row).second) return;
    const std::string who =
        first == second ? in_quotes(b.key) : fmt::format("{} and {}", in_quotes(a.key), in_quotes(b.key));
    report_row("traffic.csv", b.provenance, fmt::format("{} {} {}", who, what, in_quotes(where)),
               "Let one of them depart at another time, halt elsewhere or use another lane; other traffic is "
               "not planned, so its own times must fit.",
               draft_.problems);
  }

  Draft& draft_;
  const Model& model_;
  IdVector<LinkId, std::vector<OnLink>> on_links_;
  IdVector<PlaceId, std::vector<Taken>> crossing_;
  IdVector<PlaceId, std::vector<Taken>> standing_;
  IdVector<ServiceId, std::vector<Taken>> served_;
  std::set<int> reported_;  ///< rows
};

}  // namespace

void audit_traffic(Draft& draft) {
  if (!draft.model.other_traffic.empty()) TrafficAudit(draft).run();
}

}  // namespace homeward::scenario
