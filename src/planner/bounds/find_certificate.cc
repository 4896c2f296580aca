// SPDX-License-Identifier: Apache-2.0
#include "planner/bounds/find_certificate.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "check/certificate_arrival.h"
#include "check/certificate_cut.h"
#include "check/certificate_given.h"
#include "check/check_certificate.h"
#include "check/ledger.h"
#include "planner/bounds/certificate_sentence.h"
#include "planner/bounds/find_prices.h"
#include "planner/bounds/narrowest_stands.h"

namespace homeward {

namespace {

using check::Claim;
using check::CutFigures;
using check::CutResource;

/// A late plan has a bound too: how far after the deadline is looked.
constexpr Duration kLateness = 60 * kDay;

/// Clocks of rounds tried first: one of so many.
constexpr std::size_t kStride = 8;

std::vector<LotId> lots_to_leave(const Model& model) {
  std::vector<LotId> lots;
  for (LotId lot : model.lots.ids())
    if (check::must_leave(model, lot) && model.in_zone(model.lots[lot].place) && model.lots[lot].count > 0)
      lots.push_back(lot);
  return lots;
}

/// The largest value of [low, high] for which `holds`, which must hold for low and then for no value beyond
/// the first for which it does not.
template <class Holds>
Time last_for_which(Time low, Time high, Duration step, Holds holds) {
  while (high - low >= step) {
    const Time middle = low + std::max<Duration>(1, (high - low) / 2 / step) * step;
    if (middle > high) break;
    if (holds(middle))
      low = middle;
    else
      high = middle - step;
  }
  return low;
}

class Finder {
 public:
  /// Looks for bounds before `last`.
  Finder(const Model& model, Time last, Budget& budget, const std::optional<GivenStart>& given = std::nullopt)
      : model_{model}, budget_{budget}, last_{last}, given_{given}, figures_{model, last} {}

  /// Of paths the first beyond what is asked is as good as any.
  void take_first_path() { first_is_enough_ = true; }

  /// Of these resources; of all if there is none.
  std::vector<ResourceBound> run(const std::set<std::string>& resources = {}) {
    const auto asked = [&](const std::string& id) {
      return resources.empty() || resources.contains(id) ||
             resources.contains(id.substr(0, id.find(':') + 1));
    };
    if (asked("path")) add_paths();
    add_claims();
    std::vector<std::string> ids = resource_ids();
    for (std::string& id : stand_ids()) ids.push_back(std::move(id));
    for (const std::string& id : ids) {
      if (!asked(id)) continue;
      if (budget_.cancelled() || (budget_.interrupted() && !found_.empty())) break;
      try_resource(id);
    }
    std::stable_sort(found_.begin(), found_.end(), [](const ResourceBound& a, const ResourceBound& b) {
      return std::tuple(-a.bound, a.resource != "path", a.resource) <
             std::tuple(-b.bound, b.resource != "path", b.resource);
    });
    return std::move(found_);
  }

 private:
  /// Lots that need the same are asked once.
  using Alike = std::tuple<PlaceId, ItemTypeId, PlaceId, bool, std::vector<ServiceId>>;
  Alike alike(LotId id) const {
    const Lot& lot = model_.lots[id];
    return {lot.place, lot.type, lot.destination, model_.units[lot.unit].last_out, lot.process};
  }

  Certificate blank(int format) const {
    Certificate certificate;
    certificate.format = format;
    certificate.scenario_sha256 = model_.scenario_sha256;
    certificate.given = given_;
    for (const Condition& condition : model_.conditions)
      certificate.branch.emplace_back(condition.key, condition.outcome);
    return certificate;
  }

  /// What is left of a lot or unit to leave.
  Claim rest(const std::string& key, Claim claim) const {
    if (given_) check::leave_out_begun(*given_, key, claim);
    return claim;
  }

  /// Whatever can be out last, alone; for ever what can never be where it must be in the end.
  void add_paths() {
    CutFigures figures(model_, last_);
    std::optional<ResourceBound> best;
    Time latest = kStartOfTime;
    const auto look = [&](const Claim& claim, const std::string& key) {
      if (claim.count <= 0 || (given_ && figures.sails(claim)) || latest >= kEndOfTime) return;
      Time exit = last_exit(figures, claim);
      if (first_is_enough_ && exit > last_) exit = kEndOfTime;
      if ((best && exit <= latest) || exit <= model_.start) return;
      latest = exit;
      // With no way out it proves as much as is asked.
      best = ResourceBound{"path", exit >= kEndOfTime ? last_ : exit, blank(0)};
      best->certificate.lots = {key};
    };
    for (LotId lot : lots_to_leave(model_)) {
      const std::string& key = model_.lots[lot].key;
      look(rest(key, check::claim_of(model_, lot)), key);
    }
    for (UnitId unit : model_.units.ids())
      if (check::must_leave(model_, unit) && model_.in_zone(model_.units[unit].place)) {
        const std::string& key = model_.units[unit].key;
        look(rest(key, check::claim_of(model_, unit)), key);
      }
    if (!best) return;
    best->certificate.no_closure_before = best->bound;
    best->certificate.sentence = certificate_sentence(model_, best->certificate);
    found_.push_back(std::move(*best));
  }

  /// The first instant at which one of the claim can be out; never, if it can be out by the deadline, but not
  /// in time where it must be in the end.
  Time last_exit(CutFigures& figures, const Claim& claim) {
    if (!claim.lot) {
      const Time exit = figures.earliest_exit(claim);
      return exit <= model_.deadline && check::cannot_arrive(figures, claim) ? kEndOfTime : exit;
    }
    const auto due = check::arrival_due(model_, claim);
    const auto [found, is_new] = times_.try_emplace({alike(*claim.lot), claim.ready});
    auto& [exit, arrival] = found->second;
    if (is_new) {
      exit = figures.earliest_exit(claim);
      arrival = due && exit <= model_.deadline ? check::earliest_arrival(figures, claim) : kStartOfTime;
    }
    return due && arrival > *due ? kEndOfTime : exit;
  }

  std::vector<std::string> resource_ids() const {
    std::vector<std::string> ids;
    std::map<ItemTypeId, std::string> fleets;
    for (const Fleet& fleet : model_.fleets) {
      std::string& keys = fleets[fleet.vehicle];
      keys += (keys.empty() ? "" : "+") + fleet.key;
    }
    for (const auto& [type, keys] : fleets) ids.push_back("fleet:" + keys);
    for (const Service& service : model_.services) ids.push_back("service:" + service.key);
    for (const Link& link : model_.links) {
      if (model_.in_zone(link.from)) ids.push_back("link:" + link.key + ":forward");
      if (model_.in_zone(link.to) && link.use != LinkUse::one_way)
        ids.push_back("link:" + link.key + ":backward");
    }
    for (PlaceId place : model_.places.ids())
      if (model_.in_zone(place) && model_.places[place].berths > 0)
        ids.push_back("berth:" + model_.places[place].key);
    return ids;
  }

  /// Places where all that comes from somewhere must stand by day, or whenever all roads are closed.
  std::vector<std::string> stand_ids() {
    std::set<std::string> ids;
    if (figures_.still().empty() || model_.places.size() > check::kPlacesForStands) return {};
    std::set<std::tuple<Alike, Time>> known;
    for (const Claim& claim : figures_.claims()) {
      if (!figures_.stands_on_way(claim)) continue;
      if (claim.lot && !known.insert({alike(*claim.lot), claim.ready}).second) continue;
      for (const check::LotWay& way : claim.ways) {
        std::string id;
        for (PlaceId place : narrowest_stands(model_, figures_.hops(claim, way), claim.place))
          id += (id.empty() ? "stand:" : "+") + model_.places[place].key;
        if (!id.empty()) ids.insert(id);
      }
    }
    return {ids.begin(), ids.end()};
  }

  /// All lots, then the vehicles of fleets that start in the zone: they must be out too.
  void add_claims() {
    for (LotId lot : lots_to_leave(model_)) {
      Claim claim = rest(model_.lots[lot].key, check::claim_of(model_, lot));
      if (given_ && (claim.count <= 0 || figures_.sails(claim))) continue;
      like_.push_back(kinds_.try_emplace(alike(lot), keys_.size()).first->second);
      keys_.push_back(model_.lots[lot].key);
      figures_.add(std::move(claim));
    }
    if (given_) return;  // which vehicles of fleets are still there is not known
    for (FleetId fleet : model_.fleets.ids())
      for (const Fleet::Stock& stock : model_.fleets[fleet].stocks) {
        if (model_.fleets[fleet].kind == FleetKind::escort || !model_.in_zone(stock.place) ||
            stock.count <= 0 || stock.comes_later())
          continue;
        like_.push_back(keys_.size());
        keys_.push_back(check::fleet_claim_key(model_, fleet, stock));
        figures_.add(check::claim_of(model_, fleet, stock));
      }
  }

  /// By claim, what one of it takes of the resource. Vehicles that carry such lots come out with them.
  std::vector<std::int64_t> uses_of(const CutResource& resource) {
    const std::vector<Claim>& claims = figures_.claims();
    std::vector<std::int64_t> uses;
    std::set<FleetId> carriers;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      const std::optional<FleetId> fleet = claims[i].fleet;
      if (fleet && carriers.contains(*fleet))
        uses.push_back(0);
      else
        uses.push_back(like_[i] < i && resource.kind != CutResource::Kind::stand
                           ? uses[like_[i]]
                           : figures_.need(i, {resource}).value_or(0));
      for (const check::LotWay& way : claims[i].ways)
        if (uses.back() > 0 && claims[i].lot && way.fleet) carriers.insert(*way.fleet);
    }
    return uses;
  }

  /// What a resource proves of some of the claims.
  struct Proof {
    Time bound = kStartOfTime;
    Time from = 0;
    Time until = 0;
    std::vector<bool> counted;
  };

  /// All that need the resource, then those of them that can use it late.
  void try_resource(const std::string& id) {
    const auto resource = check::find_resource(model_, {id, 1, model_.start, last_});
    if (!resource) return;
    const std::vector<std::int64_t> uses = uses_of(*resource);
    const bool trucks = resource->kind == CutResource::Kind::fleet;
    std::vector<Time> first;
    std::set<Time> begins;
    for (std::size_t i = 0; i < uses.size(); ++i) {
      const Claim& claim = figures_.claims()[i];
      first.push_back(trucks ? claim.ready : figures_.first_use(claim, *resource));
      if (uses[i] > 0 && first.back() < last_) begins.insert(first.back());
    }
    Proof best;
    const auto look = [&](const std::vector<bool>& counted, Time from, std::size_t stride) {
      if (best.bound >= last_ - kMinute) return;  // as much as is asked
      figures_.count(counted);
      Proof proof = trucks ? by_rounds(*resource, best.bound, stride) : by_use(*resource, uses, from, best);
      proof.counted = counted;
      if (proof.bound > best.bound) best = std::move(proof);
    };
    for (const Time from : begins) {
      if (best.bound > model_.start && budget_.interrupted()) break;
      std::vector<bool> counted;
      for (std::size_t i = 0; i < uses.size(); ++i) counted.push_back(uses[i] > 0 && first[i] >= from);
      look(counted, from, kStride);
    }
    if (trucks && best.bound > model_.start) look(best.counted, 0, 1);
    if (best.bound > model_.start) keep(id, best);
  }

  void keep(const std::string& id, const Proof& proof) {
    ResourceBound found{id, proof.bound, blank(1)};
    found.certificate.no_closure_before = proof.bound;
    found.certificate.resources = {{id, 1, proof.from, proof.until}};
    for (std::size_t i = 0; i < keys_.size(); ++i)
      if (proof.counted[i]) found.certificate.lots.push_back(keys_[i]);
    found.certificate.sentence = certificate_sentence(model_, found.certificate);
    found_.push_back(std::move(found));
  }

  /// Trucks: the latest minute that one of every `stride` clocks proves, if it is after `beyond`.
  Proof by_rounds(const CutResource& resource, Time beyond, std::size_t stride) {
    Proof best{beyond, model_.start, 0, {}};
    const std::vector<check::TickClock> clocks = figures_.rounds(resource.fleets).clocks();
    for (std::size_t c = 0; c < clocks.size() && !budget_.cancelled(); c += stride) {
      figures_.use_clock(resource.fleets, clocks[c]);
      std::int64_t need = 0;
      for (std::size_t i = 0; i < figures_.claims().size(); ++i)
        if (figures_.counted()[i])
          need += figures_.claims()[i].count * figures_.least_fleet_use(i, resource.fleets);
      const auto holds = [&](Time end) { return figures_.capacity(resource, end) < need; };
      const Time low = std::max(best.bound, model_.start);
      if (low + kMinute > last_ || !holds(low + kMinute)) continue;
      best.bound = best.until = last_for_which(low + kMinute, last_, kMinute, holds);
    }
    return best.until == 0 ? Proof() : best;
  }

  /// Others: the latest end for which the uses from `from` on are too many, if it is later than that of
  /// `best`.
  Proof by_use(const CutResource& resource, const std::vector<std::int64_t>& uses, Time from,
               const Proof& best) {
    std::int64_t need = 0;
    for (std::size_t i = 0; i < uses.size(); ++i)
      if (figures_.counted()[i]) need += uses[i] * figures_.claims()[i].count;
    CutResource asked = resource;
    const auto holds = [&](Time end) {
      asked.when = {from, end};
      return figures_.capacity(asked, is_inside(resource) ? last_ : end) < need;
    };
    Proof proof;
    proof.from = from;
    const Time low = std::max(from, best.until) + kMinute;
    if (low > last_ || !holds(low)) return proof;
    proof.until = proof.bound = last_for_which(low, last_, kMinute, holds);
    const Time exit = figures_.first_exit_from(place_before(resource), proof.until);
    if (is_inside(resource) && exit < kEndOfTime) proof.bound = std::clamp(exit, proof.bound, last_);
    return proof;
  }

  PlaceId place_before(const CutResource& resource) const {
    const Link& link = model_.links[resource.direction.link];
    if (resource.kind != CutResource::Kind::link) return resource.place;
    return resource.direction.forward ? link.from : link.to;
  }

  /// Uses may end before the bound only where the roads out of the zone are still ahead.
  bool is_inside(const CutResource& resource) const {
    return (resource.kind == CutResource::Kind::link || resource.kind == CutResource::Kind::service) &&
           model_.in_zone(place_before(resource));
  }

  const Model& model_;
  Budget& budget_;
  Time last_;
  std::optional<GivenStart> given_;
  bool first_is_enough_ = false;
  CutFigures figures_;
  std::vector<std::string> keys_;  ///< by claim of figures_
  std::map<Alike, std::size_t> kinds_;
  std::map<std::pair<Alike, Time>, std::pair<Time, Time>>
      times_;                      ///< of such lots ready at an instant: out, there
  std::vector<std::size_t> like_;  ///< by claim: the first that needs the same
  std::vector<ResourceBound> found_;
};

}  // namespace

namespace {

std::vector<ResourceBound> all_bounds(const Model& model, Budget& budget,
                                      const std::optional<GivenStart>& given) {
  // Departures after the deadline cost time, and matter only where the deadline cannot be met.
  const Time deadline = std::max(model.deadline, model.start + kDay);
  std::vector<ResourceBound> found = Finder(model, deadline, budget, given).run();
  const bool late = std::any_of(found.begin(), found.end(),
                                [&](const ResourceBound& bound) { return bound.bound >= deadline - kHour; });
  return late && !budget.cancelled() ? Finder(model, deadline + kLateness, budget, given).run() : found;
}

}  // namespace

std::vector<ResourceBound> bounds_by_resource(const Model& model, Budget& budget) {
  return all_bounds(model, budget, std::nullopt);
}

std::vector<ResourceBound> bounds_behind_deadline(const Model& model, const std::set<std::string>& resources,
                                                  Budget& budget) {
  const Time deadline = std::max(model.deadline, model.start + kDay);
  std::vector<ResourceBound> found = Finder(model, deadline + kHour, budget).run(resources);
  std::erase_if(found, [&](const ResourceBound& bound) { return bound.bound <= model.deadline; });
  return found;
}

namespace {

/// Prices by period get this part of what is left of the budget: one of so many.
constexpr std::int64_t kPartForPrices = 128;
/// … and of the time, where that is short. Work ends the search first, so that the answer is the same again.
constexpr int kTimeForPrices = 6;
/// Work for them where the budget has no limit.
constexpr std::int64_t kWorkForPrices = 20'000'000;
/// Searches further ahead after one that went as far as it looked.
constexpr int kSearches = 4;

}  // namespace

PriceShare share_for_prices(const Budget& budget) {
  const auto now = Budget::Clock::now();
  auto until = budget.wall_deadline();
  if (until != Budget::Clock::time_point::max()) until = now + (until - now) / kTimeForPrices;
  return {std::min(kWorkForPrices, (budget.work_limit() - budget.work()) / kPartForPrices), until};
}

Certificate with_prices(const Model& model, Certificate known, const PriceShare& share, Budget& budget) {
  Budget part(share.work, share.until, budget);
  const Time last = std::max(model.deadline, model.start + kDay) + kLateness;
  for (int search = 0; search < kSearches && !part.exhausted() && !budget.cancelled(); ++search) {
    auto found = find_prices(model, known, last, price_search_for(model, known), part);
    if (!found) break;
    known = std::move(*found);
  }
  budget.spend(part.work());
  return known;
}

namespace {

std::optional<Certificate> first_that_holds(const Model& model, std::vector<ResourceBound> bounds) {
  for (ResourceBound& bound : bounds)
    if (check_certificate(model, bound.certificate).holds) return std::move(bound.certificate);
  return std::nullopt;
}

}  // namespace

std::optional<Certificate> find_first_certificate(const Model& model, Budget& budget) {
  return first_that_holds(model, bounds_by_resource(model, budget));
}

std::optional<Certificate> find_certificate_given(const Model& model, const GivenStart& given,
                                                  Budget& budget) {
  return first_that_holds(model, all_bounds(model, budget, given));
}

std::optional<Certificate> find_no_way(const Model& model, const std::optional<GivenStart>& given,
                                       Budget& budget) {
  const Time last = std::max(model.deadline, model.start + kDay) + kLateness;
  Finder finder(model, last, budget, given);
  finder.take_first_path();
  std::vector<ResourceBound> found = finder.run({"path"});
  std::erase_if(found, [&](const ResourceBound& bound) { return bound.bound < last; });
  return first_that_holds(model, std::move(found));
}

std::optional<Certificate> find_way_lost_given(const Model& model, const GivenStart& given, Budget& budget) {
  const Time deadline = std::max(model.deadline, model.start + kDay);
  return first_that_holds(model, Finder(model, deadline + kLateness, budget, given).run({"path", "stand:"}));
}

std::optional<Certificate> find_certificate(const Model& model, Budget& budget) {
  auto first = find_first_certificate(model, budget);
  if (!first || budget.exhausted()) return first;
  return with_prices(model, std::move(*first), share_for_prices(budget), budget);
}

}  // namespace homeward
