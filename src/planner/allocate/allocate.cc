// SPDX-License-Identifier: Apache-2.0
#include "planner/allocate/allocate.h"

#include <algorithm>
#include <map>
#include <set>

#include "planner/linear_programme.h"

namespace homeward {

namespace {

constexpr std::int64_t kIterationsAtMost = 30'000;
/// A longer time is cut into periods of several days: more would take minutes to solve.
constexpr std::int64_t kPeriodsMost = 64;
/// A vehicle that leaves a day later than its part of an even flow costs this much, against one out a day
/// earlier.
constexpr double kEven = 1e-3;
/// Days from the arrival of empties by the shortest way to the departure of the loads: one to load, one that
/// they wait on the way in life, for the border and for the night.
constexpr int kWaitsUp = 2;
/// An empty vehicle that moves for nothing costs this much.
constexpr double kNeedless = 1e-5;

using Term = LinearProgramme::Term;

/// What a base does for one fleet, or with its own vehicles.
struct Source {
  std::size_t base = 0;
  std::optional<FleetId> fleet;
  std::vector<double> ready;  ///< vehicles (or loads for them), by the period from which they can leave
  PlaceId to;                 ///< where most of them go
  double most = 0;            ///< … so many
  std::vector<int> leave;     ///< columns of the programme, by period
};

class Programme {
 public:
  Programme(Draft& draft, const Work& work, Time until) : draft_{draft}, model_{draft.model}, work_{work} {
    const Duration days = std::clamp<Duration>(divide_up(until - model_.start, kDay), 1, 100 * kPeriodsMost);
    days_each_ = divide_up(days, kPeriodsMost);
    step_ = days_each_ * kDay;
    periods_ = static_cast<int>(divide_up(days, days_each_));
    // Ways are measured from one moment; so long after it the next day since the start begins.
    const Duration half = (model_.deadline - model_.start) / 2;
    phase_ = kDay - half % kDay;
  }

  std::optional<Allocation> solve(Budget& budget) {
    find_sources();
    if (sources_.empty()) return std::nullopt;
    for (Source& source : sources_) departures(source);
    for (std::size_t base = 0; base < work_.bases.size(); ++base) ramp(base);
    for (FleetId fleet : model_.fleets.ids()) trucks(fleet);
    escorts();
    crossings();
    const auto answer = lp_.solve(LinearProgramme::Sense::maximise, budget, kIterationsAtMost,
                                  LinearProgramme::First::primal);
    if (answer.status != LinearProgramme::Status::optimal) return std::nullopt;
    Allocation allocation;
    allocation.start = model_.start;
    allocation.until = model_.start + periods_ * step_;
    allocation.period_s = step_;
    for (const Source& source : sources_) {
      Allocation::Line line{work_.bases[source.base].place, source.fleet, {}};
      double sum = 0;
      for (int column : source.leave)
        line.sent.push_back(sum += answer.values[static_cast<std::size_t>(column)]);
      allocation.lines.push_back(std::move(line));
    }
    return allocation;
  }

 private:
  PlaceId place_of(const Source& source) const { return work_.bases[source.base].place; }

  /// Days from leaving to arriving, both counted as days of the programme; absent: no way.
  std::optional<int> days_on_the_way(PlaceId from, PlaceId to) {
    if (from == to) return 0;
    const Duration way = draft_.way(from, to);
    if (way >= kEndOfTime) return std::nullopt;
    return static_cast<int>(std::max<Duration>(0, way - phase_) / kDay);
  }

  using Rows = std::vector<std::vector<Term>>;

  /// What leaves in a period is there so many days later: where periods are longer, a part in one, the rest
  /// in the next. False if nothing of it comes before the end.
  bool after(Rows& rows, int period, std::int64_t days, int column, double factor = 1) const {
    const auto first = static_cast<std::size_t>(period + days / days_each_);
    const double next = static_cast<double>(days % days_each_) / static_cast<double>(days_each_);
    if (first < rows.size()) rows[first].push_back({column, factor * (1 - next)});
    if (next > 0 && first + 1 < rows.size()) rows[first + 1].push_back({column, factor * next});
    return first < rows.size();
  }

  void find_sources() {
    for (std::size_t base = 0; base < work_.bases.size(); ++base) {
      if (!work_.bases[base].in_zone) continue;
      std::map<std::optional<FleetId>, Source> found;
      std::map<std::pair<std::optional<FleetId>, PlaceId>, double> towards;
      for (const auto* hauls : {&work_.bases[base].loads, &work_.bases[base].drives})
        for (const Haul& haul : *hauls) {
          const double vehicles = static_cast<double>(divide_up(draft_.lot_left[haul.lot] - haul.kept, haul.per_vehicle));
          if (vehicles == 0) continue;
          Source& source = found[haul.fleet];
          source.base = base;
          source.fleet = haul.fleet;
          source.ready.resize(static_cast<std::size_t>(periods_), 0);
          // Loading takes the rest of the day on which the loads are ready.
          const Duration wait = std::max<Duration>(0, haul.ready - model_.start);
          const std::int64_t day = divide_up(wait, kDay) + (haul.fleet && wait % kDay == 0 ? 1 : 0);
          if (day / days_each_ < periods_)
            source.ready[static_cast<std::size_t>(day / days_each_)] += vehicles;
          const double sum = towards[{haul.fleet, haul.to}] += vehicles;
          if (sum > source.most) source.to = haul.to, source.most = sum;
        }
      for (auto& [fleet, source] : found)
        if (days_on_the_way(work_.bases[base].place, source.to)) sources_.push_back(std::move(source));
    }
  }

  void departures(Source& source) {
    const int on_the_way = *days_on_the_way(place_of(source), source.to);
    double all = 0;
    for (double ready : source.ready) all += ready;
    const bool crosses = first_service(place_of(source), source.to, ServiceUse::leaving).has_value();
    int waiting_before = -1;
    double not_ready = all;
    for (int period = 0; period < periods_; ++period) {
      const double worth =
          crosses ? 0
                  : std::max(0.0, periods_ - period -
                                      static_cast<double>(on_the_way) / static_cast<double>(days_each_));
      const int leave = lp_.add_column(worth);
      const int waiting = lp_.add_column(0);
      std::vector<Term> balance{{waiting, 1}, {leave, 1}};
      if (waiting_before >= 0) balance.push_back({waiting_before, -1});
      const double ready = source.ready[static_cast<std::size_t>(period)];
      lp_.add_row(ready, ready, balance);
      source.leave.push_back(leave);
      // What still waits beyond an even flow. Here `waiting` leaves out what is not ready yet.
      not_ready -= ready;
      const int behind = lp_.add_column(-kEven);
      const double even = all * std::max(0.0, 1 - static_cast<double>(period + 1) / periods_);
      lp_.add_row(not_ready - even, LinearProgramme::kInfinity, {{behind, 1}, {waiting, -1}});
      waiting_before = waiting;
    }
  }

  /// Vehicles, on a day in the middle of the plan.
  double capacity_a_day(ServiceId id) const {
    const Time noon = model_.start + (model_.deadline - model_.start) / kDay / 2 * kDay;
    Duration open = kDay;
    for (const Interval& closed : draft_.calendar.service(id))
      open -= std::max<Duration>(0, std::min(closed.end, noon + kDay) - std::max(closed.begin, noon));
    const Service& service = model_.services[id];
    return static_cast<double>(open * service.rate_per_hour * service.lanes) / kHour;
  }

  /// Lanes × seconds that reduced windows take from the service in the span, as far as it is open then.
  Duration missing_lanes(ServiceId id, Interval span) const {
    std::vector<Time> changes{span.begin, span.end};
    for (const Blocked& blocked : draft_.calendar.blocked_lanes(id))
      for (const Time at : {blocked.when.begin, blocked.when.end})
        if (span.contains(at)) changes.push_back(at);
    std::sort(changes.begin(), changes.end());
    Duration sum = 0;
    for (std::size_t i = 1; i < changes.size(); ++i) {
      const Interval part{changes[i - 1], changes[i]};
      std::int64_t fewer = 0;
      for (const Blocked& blocked : draft_.calendar.blocked_lanes(id))
        if (blocked.when.contains(part.begin)) fewer += blocked.amount;
      Duration open = part.length();
      for (const Interval& closed : draft_.calendar.service(id))
        open -= std::max<Duration>(0, std::min(closed.end, part.end) - std::max(closed.begin, part.begin));
      sum += std::min(fewer, model_.services[id].lanes) * open;
    }
    return sum;
  }

  /// Vehicles in one period of the programme, less what reduced windows and other traffic take of it.
  double capacity_of(ServiceId id, int period) const {
    const Service& service = model_.services[id];
    const Interval span{model_.start + period * step_, model_.start + (period + 1) * step_};
    Duration taken = missing_lanes(id, span);
    for (const OtherColumn& column : model_.other_traffic)
      for (const OtherStop& stop : column.stops)
        for (const OtherVisit& visit : stop.visits)
          if (visit.service == id && visit.when.overlaps(span))
            taken += std::min(visit.when.end, span.end) - std::max(visit.when.begin, span.begin);
    const double all = static_cast<double>(days_each_) * capacity_a_day(id);
    return std::max(0.0, all - static_cast<double>(taken * service.rate_per_hour) / kHour);
  }

  void ramp(std::size_t base) {
    for (ServiceId id : model_.places[work_.bases[base].place].services) {
      if (model_.services[id].use != ServiceUse::loading) continue;
      for (int period = 0; period < periods_; ++period) {
        std::vector<Term> loaded;
        for (const Source& source : sources_)
          if (source.base == base && source.fleet)
            loaded.push_back({source.leave[static_cast<std::size_t>(period)], 1});
        if (!loaded.empty()) lp_.add_row(-LinearProgramme::kInfinity, capacity_of(id, period), loaded);
      }
    }
  }

  /// Vehicles of the fleet that stand outside, or at the place, and are free in each period: the first entry
  /// holds what is there at the start, the others what comes by orders already given.
  std::vector<double> free_vehicles(FleetId fleet, std::optional<PlaceId> place) const {
    std::vector<double> free(static_cast<std::size_t>(periods_), 0);
    for (PlaceId at : model_.places.ids()) {
      if (place ? at != *place : model_.in_zone(at)) continue;
      double before = 0;
      for (int period = 0; period < periods_; ++period) {
        const Time t = model_.start + period * step_;
        const double now = static_cast<double>(std::max<std::int64_t>(0, draft_.fleet_spare(fleet, at, t)));
        free[static_cast<std::size_t>(period)] += now - before;
        before = now;
      }
    }
    return free;
  }

  /// stock(period) = stock(period − 1) + free(period) + Σ in − Σ out, never below 0.
  void keep_stock(const std::vector<double>& free, const Rows& changes) {
    int before = -1;
    for (int period = 0; period < periods_; ++period) {
      const int stock = lp_.add_column(0);
      std::vector<Term> balance = changes[static_cast<std::size_t>(period)];
      for (Term& term : balance) term.factor = -term.factor;
      balance.push_back({stock, 1});
      if (before >= 0) balance.push_back({before, -1});
      lp_.add_row(free[static_cast<std::size_t>(period)], free[static_cast<std::size_t>(period)], balance);
      before = stock;
    }
  }

  /// Where the fleet's vehicles outside come from: its largest stock outside, else where its loads go.
  std::optional<PlaceId> depot_of(FleetId fleet) const {
    std::optional<PlaceId> depot;
    std::int64_t most = 0;
    for (const Fleet::Stock& stock : model_.fleets[fleet].stocks)
      if (!model_.in_zone(stock.place) && stock.count > most) depot = stock.place, most = stock.count;
    for (const Source& source : sources_)
      if (!depot && source.fleet == fleet && !model_.in_zone(source.to)) depot = source.to;
    return depot;
  }

  void trucks(FleetId fleet) {
    if (model_.fleets[fleet].kind == FleetKind::escort) return;
    const auto depot = depot_of(fleet);
    Rows outside(static_cast<std::size_t>(periods_));
    const auto turn = static_cast<int>(divide_up(model_.fleets[fleet].turn_s, kDay)) + 1;
    bool any = false;
    for (const Source& source : sources_) {
      if (source.fleet != fleet) continue;
      any = true;
      Rows here(static_cast<std::size_t>(periods_));
      const auto up = depot ? days_on_the_way(*depot, place_of(source)) : std::nullopt;
      const int down = *days_on_the_way(place_of(source), source.to);
      for (int period = 0; period < periods_; ++period) {
        here[static_cast<std::size_t>(period)].push_back(
            {source.leave[static_cast<std::size_t>(period)], -1});
        after(outside, period, down + turn, source.leave[static_cast<std::size_t>(period)]);
      }
      for (int period = 0; up && period < periods_; ++period) {
        const int empties = lp_.add_column(-kNeedless);
        outside[static_cast<std::size_t>(period)].push_back({empties, -1});
        after(here, period, *up + kWaitsUp, empties);
        empties_.push_back({source.base, period, empties, *depot});
      }
      keep_stock(free_vehicles(fleet, place_of(source)), here);
    }
    if (any) keep_stock(free_vehicles(fleet, std::nullopt), outside);
  }

  void escorts() {
    std::vector<FleetId> fleets;
    for (FleetId fleet : model_.fleets.ids())
      if (model_.fleets[fleet].kind == FleetKind::escort) fleets.push_back(fleet);
    if (fleets.empty()) return;
    const auto sum_free = [&](std::optional<PlaceId> place) {
      std::vector<double> sum(static_cast<std::size_t>(periods_), 0);
      for (FleetId fleet : fleets) {
        const auto free = free_vehicles(fleet, place);
        for (std::size_t period = 0; period < sum.size(); ++period) sum[period] += free[period];
      }
      return sum;
    };
    Rows outside(static_cast<std::size_t>(periods_));
    for (std::size_t base = 0; base < work_.bases.size(); ++base) {
      const PlaceId place = work_.bases[base].place;
      std::optional<Draft::EscortSpan> span;
      for (const Source& source : sources_)
        if (source.base == base && !span) span = draft_.escort_span(light_needs(model_), place, source.to);
      if (!span || model_.in_zone(span->leave)) continue;
      escorts_of(base, span->leave, sum_free(place), outside);
    }
    keep_stock(sum_free(std::nullopt), outside);
  }

  void escorts_of(std::size_t base, PlaceId pool, const std::vector<double>& free, Rows& outside) {
    const PlaceId place = work_.bases[base].place;
    const auto down = days_on_the_way(place, pool), up = days_on_the_way(pool, place);
    if (!down || !up) return;
    const double ratio = static_cast<double>(model_.rules.escort_ratio);
    Rows here(static_cast<std::size_t>(periods_));
    for (int period = 0; period < periods_; ++period) {
      const int with_columns = lp_.add_column(0), north = lp_.add_column(-kNeedless);
      std::vector<Term> needed{{with_columns, ratio}}, with_empties{{north, ratio}};
      for (const Source& source : sources_)
        if (source.base == base) needed.push_back({source.leave[static_cast<std::size_t>(period)], -1});
      for (const Empties& empties : empties_)
        if (empties.base == base && empties.period == period) with_empties.push_back({empties.column, -1});
      lp_.add_row(0, LinearProgramme::kInfinity, needed);
      lp_.add_row(0, LinearProgramme::kInfinity, with_empties);
      here[static_cast<std::size_t>(period)].push_back({with_columns, -1});
      outside[static_cast<std::size_t>(period)].push_back({north, -1});
      after(here, period, *up + 1, north);
      after(outside, period, *down + 1, with_columns);
      escorts_down_.push_back({base, period, with_columns, pool});
      escorts_north_.push_back({base, period, north, pool});
    }
    keep_stock(free, here);
  }

  /// The first service of the use on a shortest way.
  std::optional<ServiceId> first_service(PlaceId from, PlaceId to, ServiceUse use) {
    for (ArcId arc : draft_.travel.shortest_way(light_needs(model_), from, to))
      for (ServiceId id : model_.places[draft_.graph.to(arc)].services)
        if (model_.services[id].use == use) return id;
    return std::nullopt;
  }

  void crossings() {
    for (ServiceId id : model_.services.ids()) {
      const Service& service = model_.services[id];
      if (service.use == ServiceUse::leaving) leaving(id, service.place);
      if (service.use == ServiceUse::entering) entering(id);
    }
  }

  void leaving(ServiceId id, PlaceId crossing) {
    Rows arrivals(static_cast<std::size_t>(periods_));
    bool any = false;
    const auto arrive = [&](PlaceId from, int period, int column) {
      const auto on_the_way = days_on_the_way(from, crossing);
      if (!on_the_way) return;
      any = after(arrivals, period, *on_the_way, column, -1) || any;
    };
    for (const Source& source : sources_) {
      if (first_service(place_of(source), source.to, ServiceUse::leaving) != id) continue;
      for (int period = 0; period < periods_; ++period)
        arrive(place_of(source), period, source.leave[static_cast<std::size_t>(period)]);
      for (const Empties& escorts : escorts_down_)
        if (escorts.base == source.base && !counted_.contains({id, escorts.base}))
          arrive(place_of(source), escorts.period, escorts.column);
      counted_.insert({id, source.base});
    }
    if (!any) return;
    const double yard =
        static_cast<double>(std::max<std::int64_t>(0, model_.places[crossing].parking_vehicles));
    int before = -1;
    for (int period = 0; period < periods_; ++period) {
      const int served = lp_.add_column(periods_ - period, 0, capacity_of(id, period)),
                queue = lp_.add_column(0, 0, yard);
      std::vector<Term> balance = arrivals[static_cast<std::size_t>(period)];
      balance.push_back({served, 1});
      balance.push_back({queue, 1});
      if (before >= 0) balance.push_back({before, -1});
      lp_.add_row(0, 0, balance);
      before = queue;
    }
  }

  void entering(ServiceId id) {
    Rows use(static_cast<std::size_t>(periods_));
    for (const auto* list : {&empties_, &escorts_north_})
      for (const Empties& some : *list) {
        if (first_service(some.from, work_.bases[some.base].place, ServiceUse::entering) == id ||
            model_.services[id].place == some.from)
          use[static_cast<std::size_t>(some.period)].push_back({some.column, 1});
      }
    for (int period = 0; period < periods_; ++period)
      if (const auto& terms = use[static_cast<std::size_t>(period)]; !terms.empty())
        lp_.add_row(-LinearProgramme::kInfinity, capacity_of(id, period), terms);
  }

  struct Empties {
    std::size_t base = 0;
    int period = 0;
    int column = 0;
    PlaceId from;
  };

  Draft& draft_;
  const Model& model_;
  const Work& work_;
  LinearProgramme lp_;
  std::int64_t days_each_ = 1;
  Duration step_ = kDay;
  int periods_ = 0;
  Duration phase_ = 0;
  std::vector<Source> sources_;
  std::vector<Empties> empties_, escorts_down_, escorts_north_;
  std::set<std::pair<ServiceId, std::size_t>> counted_;
};

}  // namespace

std::optional<Allocation> allocate(Draft& draft, const Work& work, Time until, Budget& budget) {
  return Programme(draft, work, until).solve(budget);
}

}  // namespace homeward
