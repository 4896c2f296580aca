// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_market.h"

#include <algorithm>

namespace homeward::check {

namespace {

void add(MarketSums& sums, std::int64_t& sum, std::int64_t count, std::int64_t each) {
  std::int64_t product = 0;
  sums.fits = sums.fits && !__builtin_mul_overflow(count, each, &product) &&
              !__builtin_add_overflow(sum, product, &sum);
}

TimeGrid grid_of(Interval span, Duration step) {
  return {span.begin, step, static_cast<std::size_t>(divide_up(span.length(), step))};
}

}  // namespace

Market::Market(CutFigures& figures, Interval span, Duration step, Duration escort_step) : figures_{figures} {
  const Model& model = figures.model();
  const auto classes = [&](FleetId fleet, std::size_t times, std::vector<TruckClass>& all) {
    for (const Fleet::Stock& stock : model.fleets[fleet].stocks)
      if (stock.count > 0) all.push_back({times, stock});
  };
  for (FleetId fleet : model.fleets.ids()) {
    if (escort_step > 0 && model.fleets[fleet].kind == FleetKind::escort) {
      classes(fleet, escorts_.size(), escort_classes_);
      escorts_.emplace_back(figures, fleet, grid_of(span, escort_step));
    }
    const auto carries = [&](const Claim& claim) {
      return claim.lot && std::any_of(claim.ways.begin(), claim.ways.end(),
                                      [&](const LotWay& way) { return way.fleet == fleet; });
    };
    if (std::none_of(figures.claims().begin(), figures.claims().end(), carries)) continue;
    classes(fleet, trucks_.size(), truck_classes_);
    trucks_.emplace_back(figures, fleet, grid_of(span, step));
  }
}

bool Market::trucked(std::size_t index) const {
  const Claim& claim = figures_.claims()[index];
  return claim.lot && std::any_of(claim.ways.begin(), claim.ways.end(),
                                  [](const LotWay& way) { return way.fleet.has_value(); });
}

bool Market::alone(std::size_t index) const {
  const Claim& claim = figures_.claims()[index];
  return std::any_of(claim.ways.begin(), claim.ways.end(),
                     [&](const LotWay& way) { return claim.fleet || !way.fleet; });
}

std::optional<std::int64_t> Market::capacity(const CutResource& resource, Time end) {
  const Model& model = figures_.model();
  if (resource.when.begin >= end) return 0;
  if (resource.kind == CutResource::Kind::escort) return 0;
  if (resource.kind == CutResource::Kind::link) return figures_.capacity(resource, end);
  if (resource.kind != CutResource::Kind::service) return std::nullopt;
  const ServiceUse use = model.services[resource.service].use;
  const bool outside = !model.in_zone(resource.place);
  if (use != ServiceUse::loading && (use != ServiceUse::leaving || !outside)) return std::nullopt;
  return figures_.capacity(resource, end) - (outside ? yard(resource.service) : 0);
}

std::int64_t Market::yard(ServiceId id) const {
  const Service& service = figures_.model().services[id];
  const Place& place = figures_.model().places[service.place];
  if (figures_.model().in_zone(service.place)) return 0;
  return divide_up(1000 * kHour * place.parking_vehicles, service.rate_per_hour);
}

std::optional<PriceList> price_list(const Model& model, const std::vector<CutResource>& rows, Time end) {
  PriceList prices;
  prices.end = end;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const CutResource& row = rows[i];
    const PriceRow price{row.when, row.weight, i};
    const bool service = row.kind == CutResource::Kind::service && model.services.contains(row.service);
    const bool added = service                                 ? prices.services[row.service].add(price)
                       : row.kind == CutResource::Kind::link   ? prices.links[row.direction].add(price)
                       : row.kind == CutResource::Kind::escort ? prices.escorts[row.direction].add(price)
                                                               : false;
    if (!added) return std::nullopt;
  }
  return prices;
}

/// What a truck may bring out counts with its reward; whoever can come out alone with no more than he pays.
void Market::add_needs(const PriceList& prices, const std::vector<std::int64_t>& rewards, MarketSums& sums) {
  Bills bills(figures_, prices);
  for (std::size_t i = 0; i < figures_.claims().size(); ++i) {
    if (!figures_.counted()[i]) continue;
    std::int64_t each = trucked(i) ? rewards[i] : kMostPaid;
    if (alone(i)) each = std::min(each, paid(bills.alone(i)));
    if (each < kMostPaid) add(sums, sums.need, figures_.claims()[i].count, each);
  }
}

void Market::add_rows(const std::vector<CutResource>& rows, const PriceList& prices, MarketSums& sums) {
  for (const CutResource& row : rows) {
    const auto each = capacity(row, prices.end);
    sums.fits = sums.fits && each;
    sums.rows.push_back(0);
    add(sums, sums.rows.back(), row.weight, each.value_or(0));
  }
  for (const auto& [service, curve] : prices.services)
    if (const PriceRow* last = prices.least(&curve, {prices.end - 1, prices.end}))
      add(sums, sums.rows[last->row], last->price, yard(service));
  for (const std::int64_t part : sums.rows) add(sums, sums.capacity, 1, part);
}

void Market::add_trucks(const PriceList& prices, const std::vector<std::int64_t>& rewards, MarketSums& sums) {
  for (std::size_t fleet = 0; fleet < trucks_.size() && sums.fits; ++fleet) {
    TruckValues values(trucks_[fleet], prices, rewards);
    sums.fits = sums.fits && !values.too_coarse();
    sums.trucks.push_back(0);
    for (const TruckClass& one : truck_classes_)
      if (one.times == fleet && sums.fits)
        add(sums, sums.trucks.back(), one.stock.count, values.best(one.stock));
    add(sums, sums.capacity, 1, sums.trucks.back());
  }
}

void Market::add_escorts(const PriceList& prices, MarketSums& sums) {
  for (std::size_t fleet = 0; !prices.escorts.empty() && fleet < escorts_.size() && sums.fits; ++fleet) {
    const EscortValues values(escorts_[fleet], prices);
    sums.fits = sums.fits && !values.too_coarse();
    sums.escorts.push_back(0);
    for (const TruckClass& one : escort_classes_)
      if (one.times == fleet && sums.fits)
        add(sums, sums.escorts.back(), one.stock.count, values.best(one.stock));
    add(sums, sums.capacity, 1, sums.escorts.back());
  }
}

MarketSums Market::sums(const std::vector<CutResource>& rows, const std::vector<std::int64_t>& rewards,
                        Time end) {
  MarketSums sums;
  const std::optional<PriceList> prices = price_list(figures_.model(), rows, end);
  sums.fits = prices.has_value();
  if (!prices) return sums;
  add_needs(*prices, rewards, sums);
  add_rows(rows, *prices, sums);
  add_trucks(*prices, rewards, sums);
  add_escorts(*prices, sums);
  return sums;
}

}  // namespace homeward::check
