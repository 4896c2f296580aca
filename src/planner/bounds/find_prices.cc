// SPDX-License-Identifier: Apache-2.0
#include "planner/bounds/find_prices.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "check/certificate_market.h"
#include "check/check_certificate.h"
#include "check/ledger.h"
#include "planner/bounds/certificate_sentence.h"
#include "planner/bounds/price_rounds.h"

namespace homeward {

namespace {

using check::Claim;
using check::CutFigures;
using check::CutResource;
using check::Payment;

/// Periods of a post behind the exit.
constexpr std::int64_t kPeriods = 8;
/// Rewards are whole numbers up to this.
constexpr double kLargestReward = 9e11;

/// How far prices of escorts, by thousandth, may be from the best so far; rewards are about 1.
constexpr double kFirstBox = 2e-6;
constexpr double kLastBox = 1e-3;
/// Less is no gain.
constexpr double kGain = 1e-6;

/// Prices and rewards as the master sees them.
struct Point {
  std::vector<double> rewards;
  std::vector<double> prices;
};

class PriceFinder {
 public:
  PriceFinder(const Model& model, const Certificate& known, Time last, const PriceSearch& search,
              Budget& budget)
      : model_{model},
        known_{known},
        search_{search},
        budget_{budget},
        last_{std::min(
            last, known.no_closure_before + std::max(3 * kDay, (known.no_closure_before - model.start) / 4))},
        figures_{model, last_} {}

  std::optional<Certificate> run() {
    add_claims();
    if (keys_.empty() || last_ <= known_.no_closure_before + search_.precise_s) return std::nullopt;
    market_.emplace(figures_, Interval{model_.start, last_}, search_.step_s, search_.escort_step_s);
    if (market_->trucks().empty()) return std::nullopt;
    add_rows();
    search_bound();
    for (auto found = found_.rbegin(); found != found_.rend(); ++found)
      if (check_certificate(model_, *found).holds) {
        found->sentence = certificate_sentence(model_, *found);
        return std::move(*found);
      }
    return std::nullopt;
  }

 private:
  /// Larger and larger steps while there are prices, then bisection.
  void search_bound() {
    Time low = known_.no_closure_before, high = last_;
    Duration step = search_.precise_s;
    while (high - low >= search_.precise_s && !budget_.exhausted()) {
      const Time middle = high == last_ ? std::min(low + step, high - 1) : low + (high - low) / 2;
      if (middle <= low) return;
      const bool first = low == known_.no_closure_before;
      const bool proved = holds(middle);
      if (!proved && first && step == search_.precise_s) return;
      (proved ? low : high) = middle;
      step *= 3;
    }
  }

  void add_claims() {
    std::set<FleetId> carriers;
    for (LotId lot : model_.lots.ids()) {
      if (!check::must_leave(model_, lot) || !model_.in_zone(model_.lots[lot].place) ||
          model_.lots[lot].count <= 0)
        continue;
      const Claim claim = check::claim_of(model_, lot);
      if (figures_.sails(claim) || claim.ways.empty()) continue;
      for (const check::LotWay& way : claim.ways)
        if (way.fleet) carriers.insert(*way.fleet);
      group_of_.push_back(groups_.try_emplace(alike(lot), groups_.size()).first->second);
      keys_.push_back(model_.lots[lot].key);
      figures_.add(claim);
    }
    std::size_t groups = groups_.size();
    for (FleetId fleet : model_.fleets.ids())
      for (const Fleet::Stock& stock : model_.fleets[fleet].stocks) {
        if (model_.fleets[fleet].kind == FleetKind::escort || carriers.contains(fleet) ||
            !model_.in_zone(stock.place) || stock.count <= 0 || stock.comes_later())
          continue;
        group_of_.push_back(groups++);
        keys_.push_back(check::fleet_claim_key(model_, fleet, stock));
        figures_.add(check::claim_of(model_, fleet, stock));
      }
    demands_.assign(groups, 0);
    for (std::size_t i = 0; i < keys_.size(); ++i) demands_[group_of_[i]] += figures_.claims()[i].count;
  }

  /// Lots whose things are worth the same.
  using Alike = std::tuple<PlaceId, ItemTypeId, PlaceId, bool, std::vector<ServiceId>, Time>;
  Alike alike(LotId id) const {
    const Lot& lot = model_.lots[id];
    return {lot.place, lot.type, lot.destination, model_.units[lot.unit].last_out, lot.process, lot.ready};
  }

  void add_row(const std::string& id, const std::set<Time>& begins) {
    for (auto begin = begins.begin(); begin != begins.end(); ++begin) {
      const Time until = std::next(begin) == begins.end() ? last_ : *std::next(begin);
      const auto row = check::find_resource(model_, {id, 0, *begin, until});
      if (!row || !market_->capacity(*row, last_)) return;
      rows_.push_back(*row);
      ids_.push_back(id);
    }
  }

  void add_rows() {
    for (ServiceId id : model_.services.ids()) {
      const Service& service = model_.services[id];
      std::set<Time> begins{model_.start};
      if (service.use == ServiceUse::leaving)
        for (std::int64_t i = 1; i < kPeriods; ++i)
          begins.insert(model_.start + (known_.no_closure_before - model_.start) / kPeriods * i);
      for (const CertificateResource& row : known_.resources)
        if (row.id == "service:" + service.key) begins.insert(row.from);
      bool used = service.use == ServiceUse::leaving;
      for (const Claim& claim : figures_.claims())
        if (service.use == ServiceUse::loading && claim.place == service.place) {
          used = true;
          begins.insert(std::min(claim.ready, known_.no_closure_before));
        }
      if (used) add_row("service:" + service.key, begins);
    }
    if (market_->escorts().empty()) return;
    for (LinkId id : model_.links.ids()) {
      const Link& link = model_.links[id];
      if (!link.escort) continue;
      for (const check::MoverRoads::Arc& arc : market_->escorts().front().roads().arcs())
        if (arc.direction.link == id && arc.travel_s >= search_.escort_step_s)
          add_row("escort:" + link.key + (arc.direction.forward ? ":forward" : ":backward"), {model_.start});
    }
  }

  /// When what is loaded at the service still can be out in time; for others the end.
  Time last_use(ServiceId service, Time end) {
    if (model_.services[service].use != ServiceUse::loading) return end;
    Time last = model_.start;
    for (check::TruckTimes& times : market_->trucks())
      for (const check::Pickup& pickup : times.pickups())
        if (pickup.place == model_.services[service].place)
          last = std::max(last, times.last_departure(pickup, end));
    return last;
  }

  void find_last_uses(Time end) {
    last_use_.assign(rows_.size(), end);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (rows_[i].kind == CutResource::Kind::service) last_use_[i] = last_use(rows_[i].service, end);
  }

  /// All rows with their prices; what begins after the end stays, at an instant that nobody uses.
  std::vector<CutResource> rows_at(const Point& point, double scale) const {
    std::vector<CutResource> rows = rows_;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[i].weight = static_cast<std::int64_t>(point.prices[i] * scale);
      if (rows[i].when.end == last_) rows[i].when.end = std::max(last_use_[i], rows[i].when.begin + 1);
    }
    return rows;
  }

  std::vector<std::int64_t> capacities(Time end) {
    std::vector<std::int64_t> all;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      CutResource row = rows_[i];
      row.when.end = std::min(row.when.end, last_use_[i]);
      std::int64_t sum = row.when.empty() ? 0 : market_->capacity(row, end).value_or(0);
      if (row.kind == CutResource::Kind::service && !row.when.empty() && row.when.end == end)
        sum += market_->yard(row.service);
      all.push_back(sum);
    }
    return all;
  }

  MasterSize size_until(Time end) {
    MasterSize size;
    size.demands = demands_;
    for (const check::TruckClass& one : market_->truck_classes()) size.movers.push_back(one.stock.count);
    for (const check::TruckClass& one : market_->escort_classes()) size.movers.push_back(one.stock.count);
    size.capacities = capacities(end);
    return size;
  }

  /// Rounds and tours that are over in time, and what is paid alone.
  void add_known(Time end, PriceMaster& master) {
    Point ones;
    ones.prices.assign(rows_.size(), 1);
    const auto prices = check::price_list(model_, rows_at(ones, 1), end);
    const auto& classes = market_->truck_classes();
    for (std::size_t fleet = 0; fleet < market_->trucks().size(); ++fleet) {
      std::vector<RoundStart> starts;
      for (std::size_t mover = 0; mover < classes.size(); ++mover)
        if (classes[mover].times == fleet) starts.push_back({mover, classes[mover].stock});
      add_rounds({market_->trucks()[fleet], *prices, group_of_}, starts, master);
    }
    for (const auto& [tour, last] : tours_)
      if (last < end) master.add(tour);
    for (const PathRow& path : paths_) master.add(path);
  }

  static std::vector<std::pair<std::size_t, std::int64_t>> uses(const std::vector<Payment>& payments,
                                                                std::int64_t sign) {
    std::vector<std::pair<std::size_t, std::int64_t>> all;
    for (const Payment& payment : payments)
      if (payment.row != nullptr) all.emplace_back(payment.row->row, sign * payment.use);
    return all;
  }

  /// The value of all movers and capacities by the demand that the rewards are for; new cuts go to `master`.
  double evaluate(const Point& point, Time end, PriceMaster& master) {
    budget_.spend(work_of_an_evaluation());
    double most = 1e-9;
    for (const double reward : point.rewards) most = std::max(most, reward);
    const double scale = kLargestReward / most;
    const std::vector<CutResource> rows = rows_at(point, scale);
    const auto prices = check::price_list(model_, rows, end);
    HW_CHECK(prices.has_value());
    std::vector<std::int64_t> rewards;
    for (const std::size_t group : group_of_)
      rewards.push_back(static_cast<std::int64_t>(point.rewards[group] * scale));
    double need = 0, value = 0;
    const std::vector<std::int64_t> all = capacities(end);
    for (std::size_t i = 0; i < rows.size(); ++i)
      value += static_cast<double>(rows[i].weight) * static_cast<double>(all[i]);
    check::Bills bills(figures_, *prices);
    std::set<std::size_t> asked;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      std::int64_t each = market_->trucked(i) ? rewards[i] : check::kMostPaid;
      if (market_->alone(i)) {
        const std::vector<Payment> payments = bills.alone(i);
        if (rewards[i] > check::paid(payments) && asked.insert(group_of_[i]).second)
          add_path({group_of_[i], uses(payments, 1)}, master);
        each = std::min(each, check::paid(payments));
      }
      need += static_cast<double>(figures_.claims()[i].count) * static_cast<double>(each);
    }
    value += add_trucks(*prices, rewards, end, master) + add_escorts(*prices, end, master);
    return value / need;
  }

  /// States that the dynamic programmes go through.
  std::int64_t work_of_an_evaluation() const {
    std::size_t states = 0;
    for (const check::TruckTimes& times : market_->trucks())
      states += times.grid().cells * times.pickups().size();
    for (const check::EscortTimes& times : market_->escorts())
      states += times.grid().cells * times.roads().arcs().size();
    return static_cast<std::int64_t>(states) / 10;
  }

  void add_path(PathRow path, PriceMaster& master) {
    master.add(path);
    paths_.push_back(std::move(path));
  }

  void add_tour(TourRow tour, Time last, PriceMaster& master) {
    master.add(tour);
    tours_.emplace_back(std::move(tour), last);
  }

  double add_trucks(const check::PriceList& prices, const std::vector<std::int64_t>& rewards, Time,
                    PriceMaster& master) {
    double value = 0;
    const auto& classes = market_->truck_classes();
    for (std::size_t fleet = 0; fleet < market_->trucks().size(); ++fleet) {
      check::TruckValues values(market_->trucks()[fleet], prices, rewards);
      if (values.too_coarse()) return INFINITY;
      for (std::size_t mover = 0; mover < classes.size(); ++mover) {
        if (classes[mover].times != fleet) continue;
        const std::int64_t best = values.best(classes[mover].stock);
        value += static_cast<double>(classes[mover].stock.count) * static_cast<double>(best);
        if (best == 0) continue;
        const check::TruckTour tour = values.tour(classes[mover].stock);
        TourRow row{mover, {}, uses(tour.payments, 1)};
        for (const auto& [claim, things] : tour.loads) row.rewards.emplace_back(group_of_[claim], things);
        add_tour(std::move(row), tour.last_exit, master);
      }
    }
    return value;
  }

  double add_escorts(const check::PriceList& prices, Time end, PriceMaster& master) {
    double value = 0;
    const auto& classes = market_->escort_classes();
    for (std::size_t fleet = 0; fleet < market_->escorts().size(); ++fleet) {
      const check::EscortValues values(market_->escorts()[fleet], prices);
      if (values.too_coarse()) return INFINITY;
      for (std::size_t i = 0; i < classes.size(); ++i) {
        if (classes[i].times != fleet) continue;
        const std::int64_t best = values.best(classes[i].stock);
        value += static_cast<double>(classes[i].stock.count) * static_cast<double>(best);
        if (best == 0) continue;
        add_tour({market_->truck_classes().size() + i, {}, uses(values.tour(classes[i].stock), -1)}, end - 1,
                 master);
      }
    }
    return value;
  }

  /// Are there prices that prove it? What is found is kept. Prices of escorts, of whose tours only few are
  /// known, stay in a box around the best prices so far (Marsten, Hogan, Blankenship, Operations Research 23,
  /// 1975); an answer inside the box is the best of all.
  bool holds(Time bound) {
    const Time end = figures_.last_end(bound);
    find_last_uses(end);
    PriceMaster programme(size_until(end));
    add_known(end, programme);
    std::vector<double> centre(rows_.size(), 0);
    double least = INFINITY, width = 0;
    for (std::int64_t round = 0; round < search_.rounds_at_most && !budget_.exhausted(); ++round) {
      bound_escorts(centre, width, programme);
      const auto answer = programme.solve(budget_);
      if (!answer) return false;
      const Point point{answer->rewards, answer->prices};
      const double value = evaluate(point, end, programme);
      if (value < 1) {
        keep(bound, point);
        return true;
      }
      const bool better = value < least - kGain;
      const bool settled = answer->ratio >= std::min(1.0, least) - kGain;
      if (better) centre = point.prices;
      least = std::min(least, value);
      if (width == 0 ? value - answer->ratio < kGain : settled && !better) {
        if (width >= kLastBox || (width > 0 && !at_the_border(point, centre, width))) return false;
        width = width == 0 ? kFirstBox : 8 * width;
      }
    }
    return false;
  }

  void bound_escorts(const std::vector<double>& centre, double width, PriceMaster& master) const {
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (rows_[i].kind == CutResource::Kind::escort)
        master.set_price_bounds(i, std::max(0.0, centre[i] - width), centre[i] + width);
  }

  bool at_the_border(const Point& point, const std::vector<double>& centre, double width) const {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i].kind != CutResource::Kind::escort) continue;
      const double far = point.prices[i] - centre[i];
      if (far > 0.999 * width || (far < -0.999 * width && point.prices[i] > 0)) return true;
    }
    return false;
  }

  void keep(Time bound, const Point& point) {
    double most = 1e-9;
    for (const double reward : point.rewards) most = std::max(most, reward);
    const double scale = kLargestReward / most;
    Certificate certificate;
    certificate.format = 2;
    certificate.scenario_sha256 = model_.scenario_sha256;
    for (const Condition& condition : model_.conditions)
      certificate.branch.emplace_back(condition.key, condition.outcome);
    certificate.no_closure_before = bound;
    certificate.step_s = search_.step_s;
    certificate.lots = keys_;
    for (const std::size_t group : group_of_)
      certificate.rewards.push_back(static_cast<std::int64_t>(point.rewards[group] * scale));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto price = static_cast<std::int64_t>(point.prices[i] * scale);
      const Time until = std::min(rows_[i].when.end, last_use_[i]);
      if (price <= 0 || rows_[i].when.begin >= until) continue;
      if (rows_[i].kind == CutResource::Kind::escort) certificate.escort_step_s = search_.escort_step_s;
      certificate.resources.push_back({ids_[i], price, rows_[i].when.begin, until});
    }
    found_.push_back(std::move(certificate));
  }

  const Model& model_;
  const Certificate& known_;
  const PriceSearch& search_;
  Budget& budget_;
  const Time last_;
  CutFigures figures_;
  std::vector<std::string> keys_;  ///< by claim of figures_
  std::map<Alike, std::size_t> groups_;
  std::vector<std::size_t> group_of_;  ///< by claim
  std::vector<std::int64_t> demands_;  ///< by group
  std::optional<check::Market> market_;
  std::vector<CutResource> rows_;  ///< until last_
  std::vector<std::string> ids_;   ///< by row
  std::vector<Time> last_use_;     ///< by row, for the bound that is looked at
  std::vector<std::pair<TourRow, Time>> tours_;
  std::vector<PathRow> paths_;
  std::vector<Certificate> found_;
};

}  // namespace

PriceSearch price_search_for(const Model& model, const Certificate& known) {
  PriceSearch search;
  const Duration span = known.no_closure_before - model.start;
  search.step_s = span <= 15 * kDay ? 900 : span <= 40 * kDay ? 1800 : kHour;
  search.escort_step_s = span <= 15 * kDay ? 300 : span <= 40 * kDay ? 600 : 900;
  search.precise_s = std::max<Duration>(5 * kMinute, span / 1000 / kMinute * kMinute);
  return search;
}

std::optional<Certificate> find_prices(const Model& model, const Certificate& known, Time last,
                                       const PriceSearch& search, Budget& budget) {
  return PriceFinder(model, known, last, search, budget).run();
}

}  // namespace homeward
