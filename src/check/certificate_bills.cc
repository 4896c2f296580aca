// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_bills.h"

#include <algorithm>
#include <queue>

namespace homeward::check {

namespace {

std::int64_t product(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  return __builtin_mul_overflow(a, b, &result) ? kMostPaid : result;
}

template <class Pays>
CheapWays cheapest(const Model& model, const MoverRoads& roads, const std::vector<PlaceId>& from, Pays pays) {
  using Label = std::pair<std::int64_t, PlaceId>;
  std::priority_queue<Label, std::vector<Label>, std::greater<>> open;
  CheapWays ways{IdVector<PlaceId, std::int64_t>(model.places.size(), kMostPaid),
                 IdVector<PlaceId, std::optional<std::size_t>>(model.places.size())};
  for (PlaceId place : from) {
    ways.cost[place] = 0;
    open.push({0, place});
  }
  while (!open.empty()) {
    const auto [cost, here] = open.top();
    open.pop();
    if (cost > ways.cost[here]) continue;
    for (const std::size_t index : roads.out(here)) {
      const MoverRoads::Arc& arc = roads.arcs()[index];
      const std::optional<std::int64_t> price = pays(arc);
      if (!price || cost + *price >= ways.cost[arc.to]) continue;
      ways.cost[arc.to] = cost + *price;
      ways.by[arc.to] = index;
      open.push({cost + *price, arc.to});
    }
  }
  return ways;
}

/// All that is paid from one of the sources on; sources have no arc.
template <class Payments>
std::vector<Payment> along(const MoverRoads& roads, const CheapWays& ways, PlaceId to, Payments payments) {
  std::vector<Payment> all;
  for (PlaceId at = to; ways.by[at]; at = roads.arcs()[*ways.by[at]].from) {
    const std::vector<Payment> some = payments(roads.arcs()[*ways.by[at]]);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace

/// A link and its escorts cost what they cost at the cheapest instant at which any of the claims can be
/// there.
std::vector<Payment> Bills::loaded_payments(const std::vector<std::size_t>& claims, const LotWay& way,
                                            const MoverRoads::Arc& arc) {
  std::vector<Payment> payments;
  const PriceCurve* link = prices_.link(arc.direction);
  const PriceCurve* escort = prices_.escort(arc.direction);
  if (link == nullptr && escort == nullptr) return payments;
  CutResource use;
  use.direction = arc.direction;
  Time first = kEndOfTime;
  for (const std::size_t claim : claims)
    first = std::min(first, figures_.first_use(figures_.claims()[claim], use));
  const Claim& claim = figures_.claims()[claims.front()];
  const CutFigures::RoadUse& one = figures_.road_use(claim, way, arc.direction.link);
  if (const PriceRow* row = prices_.least(link, {first, prices_.end}))
    payments.push_back({row, product(way.things, one.link)});
  if (const PriceRow* row = prices_.least(escort, {first, prices_.end}))
    payments.push_back({row, one.escort});
  return payments;
}

/// The first service with a price is the post; others are paid at their cheapest instant.
Post Bills::post_at(const Claim& claim, const LotWay& way, const MoverRoads::Arc& arc,
                    std::vector<Payment>& payments) const {
  Post post;
  const Model& model = figures_.model_;
  for (ServiceId service : arc.services) {
    const PriceCurve* curve = prices_.service(service);
    if (curve == nullptr || model.services[service].use != ServiceUse::leaving) continue;
    const std::int64_t use = product(way.things, service_use(model, claim, way, service, arc.direction.link));
    if (post.curve != nullptr) {
      payments.push_back({prices_.least(curve, {model.start, prices_.end}), use});
      continue;
    }
    post = {curve, use,
            divide_up(kHour * std::max<std::int64_t>(most_vehicles(model, claim), arc.vehicles),
                      model.services[service].rate_per_hour),
            service};
  }
  return post;
}

/// Not if it stays closed until the end.
bool Bills::can_enter(const MoverRoads& roads, const MoverRoads::Arc& arc) const {
  return roads.entry(arc, figures_.model_.start) < prices_.end;
}

std::vector<ExitBill> Bills::exits(const std::vector<std::size_t>& claims, const LotWay& way,
                                   const std::vector<PlaceId>& from) {
  const Claim& claim = figures_.claims()[claims.front()];
  const MoverRoads& roads = figures_.roads(claim, way);
  const auto pays = [&](const MoverRoads::Arc& arc) { return loaded_payments(claims, way, arc); };
  const CheapWays ways =
      cheapest(figures_.model_, roads, from, [&](const MoverRoads::Arc& arc) -> std::optional<std::int64_t> {
        const bool inside = figures_.model_.in_zone(arc.from) && figures_.model_.in_zone(arc.to);
        return inside && can_enter(roads, arc) ? std::optional(paid(pays(arc))) : std::nullopt;
      });
  std::vector<ExitBill> bills;
  for (std::size_t index = 0; index < roads.arcs().size(); ++index) {
    const MoverRoads::Arc& arc = roads.arcs()[index];
    if (!arc.exit || ways.cost[arc.from] >= kMostPaid || !can_enter(roads, arc)) continue;
    ExitBill bill;
    bill.arc = index;
    bill.payments = along(roads, ways, arc.from, pays);
    const std::vector<Payment> last = pays(arc);
    bill.payments.insert(bill.payments.end(), last.begin(), last.end());
    bill.post = post_at(claim, way, arc, bill.payments);
    bill.cost = paid(bill.payments);
    bills.push_back(std::move(bill));
  }
  return bills;
}

std::vector<Payment> Bills::empty_arc(const Mover& mover, const MoverRoads::Arc& arc) const {
  const Model& model = figures_.model_;
  const PriceRow* row = prices_.least(prices_.escort(arc.direction), {model.start, prices_.end});
  if (row == nullptr) return {};
  const std::int64_t most = std::max(model.rules.column_vehicles_max, model.rules.last_out_vehicles_max);
  return {{row, escort_use(model, mover, most, arc.direction.link)}};
}

CheapWays Bills::empty_ways(const MoverRoads& roads, const Mover& mover, const std::vector<PlaceId>& from) {
  return cheapest(
      figures_.model_, roads, from,
      [&](const MoverRoads::Arc& arc) -> std::optional<std::int64_t> { return paid(empty_arc(mover, arc)); });
}

std::vector<Payment> Bills::empty_payments(const MoverRoads& roads, const Mover& mover, const CheapWays& ways,
                                           PlaceId to) {
  return along(roads, ways, to, [&](const MoverRoads::Arc& arc) { return empty_arc(mover, arc); });
}

std::vector<Payment> Bills::alone(std::size_t index) {
  const Claim& claim = figures_.claims()[index];
  std::vector<PlaceId> from = claim.transfers;
  from.push_back(claim.place);
  const PriceRow* const nothing = nullptr;
  std::optional<std::vector<Payment>> best;
  for (const LotWay& way : claim.ways) {
    if (claim.lot && way.fleet) continue;
    for (ExitBill& bill : exits({index}, way, from)) {
      CutResource post;
      post.place = figures_.roads(claim, way).arcs()[bill.arc].to;
      post.service = bill.post.service;
      post.kind = CutResource::Kind::service;
      const Time come = bill.post.curve == nullptr ? prices_.end : figures_.first_use(claim, post);
      const PriceRow* row =
          bill.post.curve == nullptr ? nothing : prices_.least(bill.post.curve, {come, prices_.end});
      bill.payments.push_back({row, bill.post.use});
      if (!best || paid(bill.payments) < paid(*best)) best = std::move(bill.payments);
    }
  }
  return best.value_or(std::vector<Payment>());
}

Payment Bills::ramp(const Claim& claim, const LotWay& way, PlaceId place, Interval begins,
                    Time latest) const {
  const Model& model = figures_.model_;
  Payment most;
  if (!way.fleet || claim.last_out) return most;
  for (ServiceId id : model.places[place].services) {
    const Service& service = model.services[id];
    const PriceCurve* curve = prices_.service(id);
    if (service.use != ServiceUse::loading || curve == nullptr) continue;
    const Duration longest = divide_up(kHour * most_vehicles(model, claim), service.rate_per_hour);
    const Time over = std::max(begins.begin + 1, std::min(begins.end - 1 + longest, latest));
    const Payment one{prices_.least(curve, {begins.begin, over}), 1000 * kHour / service.rate_per_hour};
    if (paid(one) > paid(most)) most = one;
  }
  return most;
}

}  // namespace homeward::check
