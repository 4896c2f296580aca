// SPDX-License-Identifier: Apache-2.0
#include "check/check_certificate.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "check/certificate_arrival.h"
#include "check/certificate_given.h"
#include "check/certificate_market.h"
#include "check/ledger.h"

namespace homeward {

namespace {

using check::Claim;
using check::CutFigures;
using check::CutResource;

constexpr Duration kHorizonMax = 3660 * kDay;
constexpr std::size_t kResourcesMax = 1000;
constexpr std::int64_t kWeightMax = 1'000'000'000'000;
/// Of form 2: so that the sum of all rounds of one truck fits into 64 bits, and the grids into memory.
constexpr std::int64_t kRewardMax = 1'000'000'000'000;
constexpr std::int64_t kCellsMax = 1'000'000;
constexpr std::int64_t kStatesMax = 20'000'000;

class Proof {
 public:
  Proof(const Model& model, const Certificate& certificate)
      : model_{model}, certificate_{certificate}, end_{certificate.no_closure_before} {}

  CertificateVerdict verdict() {
    check_frame();
    if (!verdict_.reasons.empty()) return verdict_;
    CutFigures figures(model_, end_);
    for (const std::string& key : certificate_.lots) add_claim(key, figures);
    check_carriers(figures);
    if (verdict_.reasons.empty()) check_form(figures);
    verdict_.holds = verdict_.reasons.empty();
    return verdict_;
  }

 private:
  void check_form(CutFigures& figures) {
    if (certificate_.format == 0) return check_path(figures);
    certificate_.format == 1 ? check_cut(figures) : check_prices(figures);
  }

  template <class... Parts>
  void refuse(fmt::format_string<Parts...> text, Parts&&... parts) {
    verdict_.reasons.push_back(fmt::format(text, std::forward<Parts>(parts)...));
  }

  void check_frame() {
    for (const Ship& ship : model_.ships)
      if (model_.in_zone(ship.port) && model_.in_zone(ship.destination))
        refuse("{} sails inside the zone; certificates do not know that.", ship.key);
    if (certificate_.format < 0 || certificate_.format > 2)
      refuse("Form {} is not known.", certificate_.format);
    if (certificate_.scenario_sha256 != model_.scenario_sha256) refuse("It was made for another scenario.");
    std::vector<std::pair<std::string, std::string>> branch;
    for (const Condition& condition : model_.conditions)
      branch.emplace_back(condition.key, condition.outcome);
    std::sort(branch.begin(), branch.end());
    auto stated = certificate_.branch;
    std::sort(stated.begin(), stated.end());
    if (stated != branch) refuse("It was made for other outcomes of the conditions.");
    if (end_ <= model_.start || end_ > model_.start + kHorizonMax) refuse("Its instant is out of range.");
    if (certificate_.resources.size() > kResourcesMax) refuse("It has too many resources.");
    check_given();
    std::set<std::string> units;
    for (const auto& [key, time] : certificate_.not_ready_before) {
      const auto unit = std::find_if(model_.units.begin(), model_.units.end(),
                                     [&key = key](const Unit& row) { return row.key == key; });
      if (unit == model_.units.end() || !unit->stays_elsewhere)
        refuse("{} stays in no other outcome, so no decision holds it.", key);
      if (!units.insert(key).second) refuse("{} is held twice.", key);
      if (time > end_) refuse("{} is held longer than the certificate reaches.", key);
    }
  }

  void check_given() {
    if (!certificate_.given) return;
    if (certificate_.format > 1) refuse("Form 2 does not know what has begun before.");
    if (certificate_.given->until < model_.start || certificate_.given->until > end_)
      refuse("What has begun is given for an instant out of range.");
  }

  /// What is left of it to leave.
  void add_rest(const std::string& key, Claim claim, CutFigures& figures) {
    if (certificate_.given && figures.sails(claim))
      return refuse("{} can leave by sea; what has begun is not known of that.", key);
    if (certificate_.given) check::leave_out_begun(*certificate_.given, key, claim);
    figures.add(std::move(claim));
  }

  Time held_until(UnitId unit) const {
    for (const auto& [key, time] : certificate_.not_ready_before)
      if (key == model_.units[unit].key) return time;
    return model_.start;
  }

  void add_claim(const std::string& key, CutFigures& figures) {
    if (!seen_.insert(key).second) return refuse("{} is named twice.", key);
    for (LotId lot : model_.lots.ids()) {
      if (model_.lots[lot].key != key) continue;
      if (!check::must_leave(model_, lot) || !model_.in_zone(model_.lots[lot].place))
        return refuse("{} need not leave the zone.", key);
      Claim claim = check::claim_of(model_, lot);
      if (model_.lots[lot].stays_elsewhere)
        claim.ready = std::max(claim.ready, held_until(model_.lots[lot].unit));
      return add_rest(key, std::move(claim), figures);
    }
    for (UnitId unit : model_.units.ids()) {
      if (model_.units[unit].key != key) continue;
      if (!check::must_leave(model_, unit) || !model_.in_zone(model_.units[unit].place))
        return refuse("{} need not leave the zone.", key);
      Claim claim = check::claim_of(model_, unit);
      claim.ready = std::max(claim.ready, held_until(unit));
      return add_rest(key, std::move(claim), figures);
    }
    for (FleetId fleet : model_.fleets.ids())
      for (const Fleet::Stock& stock : model_.fleets[fleet].stocks)
        if (!stock.comes_later() && key == check::fleet_claim_key(model_, fleet, stock))
          return add_vehicles(fleet, stock, figures);
    refuse("{} is neither a lot nor a unit nor vehicles of a fleet.", key);
  }

  /// Escorts and carriers of things come out with other claims.
  void add_vehicles(FleetId fleet, const Fleet::Stock& stock, CutFigures& figures) {
    const Fleet& row = model_.fleets[fleet];
    if (row.kind == FleetKind::escort)
      return refuse("{} are escorts: they count with those whom they escort.", row.key);
    if (certificate_.given) return refuse("Which vehicles of {} have left is not given.", row.key);
    if (!model_.in_zone(stock.place)) return refuse("{} need not leave the zone.", row.key);
    carriers_.insert(fleet);
    figures.add(check::claim_of(model_, fleet, stock));
  }

  void check_carriers(const CutFigures& figures) {
    for (const Claim& claim : figures.claims())
      for (const check::LotWay& way : claim.ways)
        if (claim.lot && way.fleet && carriers_.contains(*way.fleet))
          return refuse("{} can carry {}: its vehicles would count twice.", model_.fleets[*way.fleet].key,
                        model_.lots[*claim.lot].key);
  }

  void check_path(CutFigures& figures) {
    if (figures.claims().size() != 1 || !certificate_.resources.empty())
      return refuse("Form 0 names one lot or unit and no resource.");
    if (figures.claims()[0].count <= 0) return refuse("Nobody and nothing of it is there.");
    verdict_.need = figures.earliest_exit(figures.claims()[0]);
    verdict_.capacity = end_;
    if (verdict_.need < end_ && check::cannot_arrive(figures, figures.claims()[0])) verdict_.need = end_;
    if (verdict_.need < end_) refuse("It can be out of the zone {} s earlier.", end_ - verdict_.need);
  }

  void check_cut(CutFigures& figures) {
    std::vector<CutResource> resources;
    for (const CertificateResource& row : certificate_.resources) {
      const auto found = check::find_resource(model_, row);
      if (!found || found->kind == CutResource::Kind::escort) {
        refuse("{} is no resource.", row.id);
      } else if (!in_range(row)) {
        refuse("Weight or times of {} are out of range.", row.id);
      } else if (figures.used_outside(*found, end_)) {
        refuse("{} may be used outside its interval.", row.id);
      } else {
        resources.push_back(*found);
      }
    }
    if (!verdict_.reasons.empty()) return;
    bool fits = true;
    for (const CutResource& resource : resources)
      if (resource.kind == CutResource::Kind::fleet)
        figures.use_clock(resource.fleets, figures.best_clock(resource.fleets, end_));
    for (std::size_t i = 0; i < figures.claims().size(); ++i) {
      const auto need = figures.need(i, resources);
      fits = fits && need && add_product(verdict_.need, figures.claims()[i].count, *need);
    }
    for (const CutResource& resource : resources)
      fits = fits && add_product(verdict_.capacity, resource.weight, figures.capacity(resource, end_));
    if (!fits) return refuse("Its figures are too large.");
    if (verdict_.need <= verdict_.capacity)
      refuse("The need of {} is not above the capacity of {}.", verdict_.need, verdict_.capacity);
  }

  bool in_range(const CertificateResource& row) const {
    return row.weight >= 0 && row.weight <= kWeightMax && row.from >= model_.start && row.from < row.until &&
           row.until <= end_;
  }

  bool grids_fit() {
    const Duration span = end_ - model_.start;
    const auto fits = [&](Duration step, std::size_t rows) {
      const std::int64_t cells = divide_up(span, step);
      return cells <= kCellsMax && cells * static_cast<std::int64_t>(rows + 1) <= kStatesMax;
    };
    if (certificate_.step_s <= 0 || certificate_.escort_step_s < 0) return false;
    return fits(certificate_.step_s, certificate_.lots.size()) &&
           (certificate_.escort_step_s == 0 || fits(certificate_.escort_step_s, model_.places.size()));
  }

  /// Form 2: whatever leaves by truck or alone; ships and people are not looked at.
  bool check_rewards(const CutFigures& figures) {
    if (certificate_.rewards.size() != certificate_.lots.size())
      refuse("It has {} rewards for {} lots.", certificate_.rewards.size(), certificate_.lots.size());
    if (!grids_fit()) refuse("The steps of its grids are out of range.");
    if (!verdict_.reasons.empty()) return false;
    for (std::size_t i = 0; i < figures.claims().size(); ++i) {
      const Claim& claim = figures.claims()[i];
      const std::int64_t reward = certificate_.rewards[i];
      const bool small = std::all_of(claim.ways.begin(), claim.ways.end(), [&](const check::LotWay& way) {
        return reward >= 0 && reward <= kRewardMax / way.things;
      });
      if (!small) refuse("The reward of {} is out of range.", certificate_.lots[i]);
      if (claim.unit || figures.sails(claim))
        refuse("{} can leave by air or sea; prices by period do not know that.", certificate_.lots[i]);
    }
    return verdict_.reasons.empty();
  }

  void check_prices(CutFigures& figures) {
    if (!check_rewards(figures)) return;
    std::vector<CutResource> rows;
    for (const CertificateResource& row : certificate_.resources) {
      const auto found = check::find_resource(model_, row);
      if (!found || found->kind == CutResource::Kind::stand || !in_range(row)) {
        refuse("{} is no resource, or its price or times are out of range.", row.id);
      } else if (found->kind == CutResource::Kind::escort && certificate_.escort_step_s == 0) {
        refuse("Escorts have prices, but no grid.");
      } else {
        rows.push_back(*found);
      }
    }
    if (!verdict_.reasons.empty()) return;
    check::Market market(figures, {model_.start, end_}, certificate_.step_s, certificate_.escort_step_s);
    const check::MarketSums sums = market.sums(rows, certificate_.rewards, figures.last_end(end_));
    if (!sums.fits) return refuse("Its figures are too large, its grid too coarse, or rows overlap.");
    verdict_.need = sums.need;
    verdict_.capacity = sums.capacity;
    if (sums.need <= sums.capacity)
      refuse("The rewards of {} are not above the {} that prices and movers can make of them.", sums.need,
             sums.capacity);
  }

  static bool add_product(std::int64_t& sum, std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    return !__builtin_mul_overflow(a, b, &product) && !__builtin_add_overflow(sum, product, &sum);
  }

  const Model& model_;
  const Certificate& certificate_;
  const Time end_;
  std::set<std::string> seen_;
  std::set<FleetId> carriers_;  ///< fleets claimed as such
  CertificateVerdict verdict_;
};

}  // namespace

CertificateVerdict check_certificate(const Model& model, const Certificate& certificate) {
  return Proof(model, certificate).verdict();
}

}  // namespace homeward
