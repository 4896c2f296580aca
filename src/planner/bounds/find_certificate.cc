// SPDX-License-Identifier: Apache-2.0
#include "planner/bounds/find_certificate.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "check/certificate_cut.h"
#include "check/check_certificate.h"
#include "check/ledger.h"
#include "planner/bounds/certificate_sentence.h"

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
  Finder(const Model& model, Time last, Budget& budget)
      : model_{model}, budget_{budget}, last_{last}, asked_{model, last} {}

  std::vector<ResourceBound> run() {
    add_paths();
    const std::vector<LotId> lots = lots_to_leave(model_);
    for (LotId lot : lots)
      if (kinds_.try_emplace(alike(lot), asked_.claims().size()).second)
        asked_.add(check::claim_of(model_, lot));
    for (const std::string& id : resource_ids()) {
      if (budget_.interrupted() && !found_.empty()) break;
      try_resource(id, lots);
    }
    std::stable_sort(found_.begin(), found_.end(), [](const ResourceBound& a, const ResourceBound& b) {
      return std::tuple(-a.bound, a.resource) < std::tuple(-b.bound, b.resource);
    });
    return std::move(found_);
  }

 private:
  Certificate blank(int format) const {
    Certificate certificate;
    certificate.format = format;
    certificate.scenario_sha256 = model_.scenario_sha256;
    for (const Condition& condition : model_.conditions)
      certificate.branch.emplace_back(condition.key, condition.outcome);
    return certificate;
  }

  /// Whatever can be out last, alone.
  void add_paths() {
    CutFigures figures(model_, last_);
    std::optional<ResourceBound> best;
    const auto look = [&](const Claim& claim, const std::string& key) {
      const Time exit = figures.earliest_exit(claim);
      if (exit >= kEndOfTime || (best && exit <= best->bound) || exit <= model_.start) return;
      best = ResourceBound{"path", exit, blank(0)};
      best->certificate.lots = {key};
    };
    for (LotId lot : lots_to_leave(model_)) look(check::claim_of(model_, lot), model_.lots[lot].key);
    for (UnitId unit : model_.units.ids())
      if (check::must_leave(model_, unit) && model_.in_zone(model_.units[unit].place)) {
        const Claim claim = check::claim_of(model_, unit);
        if (claim.count > 0) look(claim, model_.units[unit].key);
      }
    if (!best) return;
    best->certificate.no_closure_before = best->bound;
    best->certificate.sentence = certificate_sentence(model_, best->certificate);
    found_.push_back(std::move(*best));
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

  /// Lots that need the same are asked once.
  using Alike = std::tuple<PlaceId, ItemTypeId, PlaceId, bool, std::vector<ServiceId>>;
  Alike alike(LotId id) const {
    const Lot& lot = model_.lots[id];
    return {lot.place, lot.type, lot.destination, model_.units[lot.unit].last_out, lot.process};
  }

  /// What one of a lot takes of a resource.
  struct Share {
    LotId lot;
    std::int64_t use = 0;
  };

  /// What a resource proves of the lots that are ready at `ready` or later.
  struct Proof {
    Time bound = kStartOfTime;
    Time from = 0;
    Time until = 0;
    Time ready = 0;
  };

  /// All lots that need the resource, then those of them that are ready late.
  void try_resource(const std::string& id, const std::vector<LotId>& lots) {
    const auto resource = check::find_resource(model_, {id, 1, model_.start, last_});
    if (!resource) return;
    const std::vector<Share> shares = shares_of(*resource, lots);
    CutFigures figures(model_, last_);
    std::set<Time> readies;
    for (const Share& share : shares) {
      figures.add(check::claim_of(model_, share.lot));
      readies.insert(figures.claims().back().ready);
    }
    const bool trucks = resource->kind == CutResource::Kind::fleet;
    Proof best;
    const auto look = [&](Time ready, std::size_t stride) {
      if (best.bound >= last_ - kMinute) return;  // as much as is asked
      figures.count_from(ready);
      Proof proof =
          trucks ? by_rounds(figures, *resource, best.bound, stride) : by_use(figures, *resource, shares);
      proof.ready = ready;
      if (proof.bound > best.bound) best = proof;
    };
    for (const Time ready : readies)
      if (best.bound <= model_.start || !budget_.interrupted()) look(ready, kStride);
    if (trucks && best.bound > model_.start) look(best.ready, 1);
    if (best.bound > model_.start) keep(id, best, shares);
  }

  void keep(const std::string& id, const Proof& proof, const std::vector<Share>& shares) {
    ResourceBound found{id, proof.bound, blank(1)};
    found.certificate.no_closure_before = proof.bound;
    found.certificate.resources = {{id, 1, proof.from, proof.until}};
    for (const Share& share : shares)
      if (std::max(model_.lots[share.lot].ready, model_.start) >= proof.ready)
        found.certificate.lots.push_back(model_.lots[share.lot].key);
    found.certificate.sentence = certificate_sentence(model_, found.certificate);
    found_.push_back(std::move(found));
  }

  std::vector<Share> shares_of(const CutResource& resource, const std::vector<LotId>& lots) {
    std::vector<std::int64_t> uses;
    for (std::size_t i = 0; i < asked_.claims().size(); ++i)
      uses.push_back(asked_.need(i, {resource}).value_or(0));
    std::vector<Share> shares;
    for (LotId lot : lots)
      if (const std::int64_t use = uses[kinds_.at(alike(lot))]; use > 0) shares.push_back({lot, use});
    return shares;
  }

  /// Trucks: the latest minute that one of every `stride` clocks proves, if it is after `beyond`.
  Proof by_rounds(CutFigures& figures, const CutResource& resource, Time beyond, std::size_t stride) {
    Proof best{beyond, model_.start, 0, 0};
    const std::vector<check::TickClock> clocks = figures.rounds(resource.fleets).clocks();
    for (std::size_t c = 0; c < clocks.size(); c += stride) {
      figures.use_clock(resource.fleets, clocks[c]);
      std::int64_t need = 0;
      for (std::size_t i = 0; i < figures.claims().size(); ++i)
        if (figures.counted()[i])
          need += figures.claims()[i].count * figures.least_fleet_use(i, resource.fleets);
      const auto holds = [&](Time end) { return figures.capacity(resource, end) < need; };
      const Time low = std::max(best.bound, model_.start);
      if (low + kMinute > last_ || !holds(low + kMinute)) continue;
      best.bound = best.until = last_for_which(low + kMinute, last_, kMinute, holds);
    }
    return best.until == 0 ? Proof() : best;
  }

  /// Others: as late a beginning and as early an end as the uses allow.
  Proof by_use(CutFigures& figures, const CutResource& resource, const std::vector<Share>& shares) {
    std::int64_t need = 0;
    for (std::size_t i = 0; i < shares.size(); ++i)
      if (figures.counted()[i]) need += shares[i].use * figures.claims()[i].count;
    CutResource asked = resource;
    const auto opens = [&](Time from) {
      asked.when = {from, last_};
      return from == model_.start || !figures.used_outside(asked, last_);
    };
    Proof proof;
    proof.from = last_for_which(model_.start, last_ - kDay, kMinute, opens);
    const auto holds = [&](Time end) {
      asked.when = {proof.from, end};
      return end <= proof.from || figures.capacity(asked, is_inside(resource) ? last_ : end) < need;
    };
    proof.until = last_for_which(proof.from, last_, kMinute, holds);
    if (proof.until <= proof.from) return Proof();
    proof.bound = proof.until;
    const Time exit = figures.first_exit_from(place_before(resource), proof.until);
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
  CutFigures asked_;  ///< one claim of each kind of lots
  std::map<Alike, std::size_t> kinds_;
  std::vector<ResourceBound> found_;
};

}  // namespace

std::vector<ResourceBound> bounds_by_resource(const Model& model, Budget& budget) {
  // Departures after the deadline cost time, and matter only where the deadline cannot be met.
  const Time deadline = std::max(model.deadline, model.start + kDay);
  std::vector<ResourceBound> found = Finder(model, deadline, budget).run();
  const bool late = std::any_of(found.begin(), found.end(),
                                [&](const ResourceBound& bound) { return bound.bound >= deadline - kHour; });
  return late ? Finder(model, deadline + kLateness, budget).run() : found;
}

std::optional<Certificate> find_certificate(const Model& model, Budget& budget) {
  for (ResourceBound& bound : bounds_by_resource(model, budget))
    if (check_certificate(model, bound.certificate).holds) return std::move(bound.certificate);
  return std::nullopt;
}

}  // namespace homeward
