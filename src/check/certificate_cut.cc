// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_cut.h"

#include <algorithm>
#include <set>

#include "check/certificate_arrival.h"
#include "check/ledger.h"
#include "check/reduced.h"

namespace homeward::check {

namespace {

/// Windows are known this long after the last departure; later everything is open, which only helps.
constexpr Duration kAfterwards = 20 * kDay;

/// What one of a claim needs that cannot be out at all: more than any capacity.
constexpr std::int64_t kNoWayOut = 1'000'000'000'000;

bool calls(const Model& model, const Ship& ship, const Claim& claim) {
  return model.in_zone(ship.port) && takes(model, ship, claim);
}

}  // namespace

bool takes(const Model& model, const Ship& ship, const Claim& claim) {
  if (!claim.lot) return false;
  const ShipClass wanted = model.item_types[model.lots[*claim.lot].type].ship_class;
  return (wanted == ShipClass::vehicle && ship.vehicle_capacity > 0) ||
         (wanted == ShipClass::container && ship.container_capacity > 0);
}

CutFigures::CutFigures(const Model& model, Time until)
    : model_{model},
      until_{until},
      closed_{model, {model.start - kDay, std::max(until, latest_due(model)) + kAfterwards}},
      other_{model} {}

void CutFigures::add(Claim claim) {
  claims_.push_back(std::move(claim));
  counted_.push_back(true);
}

void CutFigures::count(std::vector<bool> counted) {
  if (counted == counted_) return;
  counted_ = std::move(counted);
  link_figures_.clear();
}

/// A vehicle that is escort is in the column, at its head's instants; it starts from its stock.
const IdVector<PlaceId, Time>& CutFigures::escorts() {
  if (!escorts_.empty()) return escorts_;
  escorts_.assign(model_.places.size(), kEndOfTime);
  for (FleetId id : model_.fleets.ids()) {
    if (model_.fleets[id].kind != FleetKind::escort) continue;
    const MoverRoads alone(model_, closed_, least_mover(model_, id), {});
    for (const Fleet::Stock& stock : model_.fleets[id].stocks) {
      if (stock.count <= 0) continue;
      const Arrivals arrivals = alone.from(stock.place, std::max(model_.start, stock.from), Rests::free);
      for (PlaceId place : escorts_.ids()) escorts_[place] = std::min(escorts_[place], arrivals.at[place]);
    }
  }
  return escorts_;
}

const MoverRoads& CutFigures::roads(const Claim& claim, const LotWay& way) {
  const std::size_t fleet = way.fleet ? way.fleet->index() + 1 : 0;
  const std::size_t type = claim.lot ? model_.lots[*claim.lot].type.index() + 1 : 0;
  auto& found = roads_[{fleet, type}];
  if (!found) found = std::make_unique<MoverRoads>(model_, closed_, way.mover, escorts());
  return *found;
}

const MoverRoads& CutFigures::people_roads() {
  auto& found = roads_[{0, 0}];
  if (!found) found = std::make_unique<MoverRoads>(model_, closed_, people_mover(model_), escorts());
  return *found;
}

/// End of the ramps where one vehicle of the way is loaded from `at` on.
Time CutFigures::loaded(const Claim& claim, const LotWay& way, Time at) {
  if (!way.fleet || claim.last_out) return at;
  for (ServiceId service : model_.places[claim.place].services)
    if (model_.services[service].use == ServiceUse::loading) at = roads(claim, way).served(service, at, 1);
  return at;
}

const Arrivals& CutFigures::earliest(const Claim& claim) {
  const auto [found, is_new] = earliest_.try_emplace({claim.lot, claim.unit, claim.fleet, claim.place});
  Arrivals& best = found->second;
  if (!is_new) return best;
  best.at.assign(model_.places.size(), kEndOfTime);
  best.come = best.at;
  const auto take = [&](const Arrivals& one) {
    best.exit = std::min(best.exit, one.exit);
    for (PlaceId place : best.at.ids()) {
      best.at[place] = std::min(best.at[place], one.at[place]);
      best.come[place] = std::min(best.come[place], one.come[place]);
    }
  };
  if (claim.unit || !claim.transfers.empty())
    take(people_roads().from(claim.place, claim.ready, Rests::free));
  if (claim.transfers.empty())
    for (const LotWay& way : claim.ways)
      take(
          roads(claim, way)
              .from(claim.place, loaded(claim, way, claim.ready), claim.fleet ? Rests::free : Rests::needed));
  best.at[claim.place] = std::min(best.at[claim.place], claim.ready);
  return best;
}

Time CutFigures::earliest_exit(const Claim& claim) {
  const Arrivals& arrivals = earliest(claim);
  Time exit = arrivals.exit;
  if (claim.unit)
    for (const Aircraft& aircraft : model_.aircraft)
      for (const Aircraft::Block& block : aircraft.blocks)
        if (model_.in_zone(block.from)) exit = std::min(exit, arrivals.at[block.from]);
  for (const Ship& ship : model_.ships)
    if (calls(model_, ship, claim)) exit = std::min(exit, arrivals.at[ship.port]);
  return exit;
}

bool CutFigures::sails(const Claim& claim) const {
  return std::any_of(model_.ships.begin(), model_.ships.end(),
                     [&](const Ship& ship) { return calls(model_, ship, claim); });
}

Time CutFigures::first_exit_from(PlaceId place, Time at) {
  Time exit = kEndOfTime;
  std::set<const MoverRoads*> asked;
  for (std::size_t i = 0; i < claims_.size(); ++i) {
    if (!counted_[i]) continue;
    const bool mixed = claims_[i].unit || sails(claims_[i]) || !claims_[i].transfers.empty();
    if (mixed && asked.insert(&people_roads()).second)
      exit = std::min(exit, people_roads().from(place, at, Rests::free).exit);
    for (const LotWay& way : claims_[i].ways)
      if (!mixed && asked.insert(&roads(claims_[i], way)).second)
        exit = std::min(exit, roads(claims_[i], way).from(place, at, Rests::free).exit);
  }
  return exit;
}

bool CutFigures::used_outside(const CutResource& resource, Time end) {
  using Kind = CutResource::Kind;
  if (resource.kind == Kind::fleet) return resource.when.begin != model_.start || resource.when.end != end;
  if (resource.kind == Kind::stand) {
    if (resource.when.end != end) return true;
    for (std::size_t i = 0; i < claims_.size(); ++i)
      if (counted_[i] && first_use(claims_[i], resource) < resource.when.begin) return true;
    return false;
  }
  const bool inside = resource.kind == Kind::link ? true : model_.in_zone(resource.place);
  if (!inside && resource.when.end != end) return true;  // what is not served yet stands in the yard at `end`
  const Link& link = model_.links[resource.direction.link];
  const PlaceId at = resource.kind != Kind::link  ? resource.place
                     : resource.direction.forward ? link.from
                                                  : link.to;
  if (resource.when.end < end && (resource.kind == Kind::mog || resource.kind == Kind::berth ||
                                  first_exit_from(at, resource.when.end) < end))
    return true;
  if (resource.kind == Kind::mog || resource.kind == Kind::berth) return resource.when.begin != model_.start;
  for (std::size_t i = 0; i < claims_.size(); ++i) {
    if (!counted_[i]) continue;
    if (resource.when.end < end && (claims_[i].unit || sails(claims_[i]))) return true;  // not only by road
    if (first_use(claims_[i], resource) < resource.when.begin) return true;
  }
  return false;
}

Time CutFigures::first_use(const Claim& claim, const CutResource& resource) {
  if (resource.kind == CutResource::Kind::stand) {
    Time first = kEndOfTime;
    for (PlaceId place : resource.places) first = std::min(first, earliest(claim).come[place]);
    return first;
  }
  const Link& link = model_.links[resource.direction.link];
  if (resource.kind == CutResource::Kind::link)
    return earliest(claim).at[resource.direction.forward ? link.from : link.to];
  if (resource.kind == CutResource::Kind::service &&
      model_.services[resource.service].use != ServiceUse::loading)
    return earliest(claim).come[resource.place];  // a visit does not begin before the head has come
  return resource.kind == CutResource::Kind::service ? earliest(claim).at[resource.place] : model_.start;
}

/// Use by one person or thing that leaves `place` in an aircraft or ship.
std::int64_t CutFigures::hop_use(const CutResource& resource, const Claim& claim) const {
  std::int64_t best = kLarge;
  if (resource.kind == CutResource::Kind::mog)
    for (const Aircraft& aircraft : model_.aircraft)
      for (const Aircraft::Block& block : aircraft.blocks)
        if (block.from == resource.place && aircraft.seats > 0)
          best = std::min(best, 1000 * aircraft.ground_s * aircraft.positions / aircraft.seats);
  if (resource.kind == CutResource::Kind::berth)
    for (const Ship& ship : model_.ships)
      if (ship.port == resource.place && calls(model_, ship, claim))
        best = std::min(best, 1000 * ship.load_s / std::max(ship.vehicle_capacity, ship.container_capacity));
  return best;
}

std::int64_t CutFigures::arc_cost(const Claim& claim, const MoverRoads::Arc& arc,
                                  const CutResource& resource) const {
  std::int64_t best = kLarge;
  if (resource.kind == CutResource::Kind::link && resource.direction == arc.direction)
    for (const LotWay& way : claim.ways)
      best = std::min(best, link_use(model_, claim, way, arc.direction.link));
  if (resource.kind == CutResource::Kind::service &&
      std::find(arc.services.begin(), arc.services.end(), resource.service) != arc.services.end())
    for (const LotWay& way : claim.ways)
      best = std::min(best, service_use(model_, claim, way, resource.service, arc.direction.link));
  return best == kLarge ? 0 : capped(best, resource.weight);
}

FleetRounds& CutFigures::rounds(const std::vector<FleetId>& fleets) {
  std::unique_ptr<FleetRounds>& found = rounds_[fleets];
  if (!found) found = std::make_unique<FleetRounds>(*this, fleets);
  return *found;
}

std::int64_t CutFigures::fleet_use(std::size_t claim, const LotWay& way, const std::vector<FleetId>& fleets) {
  if (!way.fleet || !claims_[claim].lot ||
      std::find(fleets.begin(), fleets.end(), *way.fleet) == fleets.end())
    return 0;
  const Duration round = rounds(fleets).round(claim, clocks_[fleets]);
  return round >= kEndOfTime ? 0 : 1000 * round / way.things;
}

std::int64_t CutFigures::least_fleet_use(std::size_t claim, const std::vector<FleetId>& fleets) {
  std::int64_t least = claims_[claim].ways.empty() || sails(claims_[claim]) ? 0 : kLarge;
  for (const LotWay& way : claims_[claim].ways) least = std::min(least, fleet_use(claim, way, fleets));
  return least;
}

TickClock CutFigures::best_clock(const std::vector<FleetId>& fleets, Time end) {
  std::optional<std::int64_t> most;
  TickClock best;
  end = last_end(end);
  for (const TickClock& clock : rounds(fleets).clocks()) {
    clocks_[fleets] = clock;
    std::int64_t surplus = -1000 * rounds(fleets).capacity(clock, end, counted_);
    for (std::size_t i = 0; i < claims_.size(); ++i)
      if (counted_[i]) surplus += capped(claims_[i].count, least_fleet_use(i, fleets));
    if (!most || surplus > *most) best = clock;
    most = std::max(most.value_or(surplus), surplus);
  }
  return best;
}

/// What the way costs wherever it leads: rounds of fleets and the ramp at its beginning.
std::int64_t CutFigures::way_cost(std::size_t index, const LotWay& way,
                                  const std::vector<CutResource>& resources) {
  const Claim& claim = claims_[index];
  std::int64_t cost = 0;
  for (const CutResource& resource : resources) {
    std::int64_t use = 0;
    if (resource.kind == CutResource::Kind::fleet) use = fleet_use(index, way, resource.fleets);
    if (resource.kind == CutResource::Kind::service && way.fleet && !claim.last_out &&
        model_.services[resource.service].use == ServiceUse::loading && resource.place == claim.place)
      use = 1000 * kHour / (model_.services[resource.service].rate_per_hour * way.things);
    cost = std::min(kLarge, cost + capped(use, resource.weight));
  }
  return cost;
}

std::optional<std::int64_t> CutFigures::need(std::size_t index, const std::vector<CutResource>& resources) {
  const Claim& claim = claims_[index];
  std::int64_t base = claim.ways.empty() ? 0 : kLarge;
  for (const LotWay& way : claim.ways) base = std::min(base, way_cost(index, way, resources));
  if (sails(claim)) base = 0;
  IdVector<PlaceId, std::int64_t> least(model_.places.size(), kLarge);
  IdVector<PlaceId, bool> done(model_.places.size(), false);
  std::vector<const MoverRoads*> all;
  for (const LotWay& way : claim.ways) all.push_back(&roads(claim, way));
  if (claim.unit) all.push_back(&people_roads());
  std::int64_t out = kLarge;
  least[claim.place] = 0;
  const auto reach = [&](PlaceId from, PlaceId to, std::int64_t cost) {
    const std::int64_t sum = std::min(kLarge, least[from] + cost);
    if (!model_.in_zone(to)) out = std::min(out, sum);
    if (model_.in_zone(to)) least[to] = std::min(least[to], sum);
  };
  const auto fly_or_sail = [&](PlaceId from, PlaceId to, CutResource::Kind kind) {
    std::int64_t cost = 0;
    for (const CutResource& resource : resources)
      if (resource.kind == kind && resource.place == from)
        cost = std::min(kLarge, cost + capped(hop_use(resource, claim), resource.weight));
    reach(from, to, cost);
  };
  for (std::size_t round = 0; round < model_.places.size(); ++round) {
    std::optional<PlaceId> next;
    for (PlaceId place : least.ids())
      if (!done[place] && least[place] < kLarge && (!next || least[place] < least[*next])) next = place;
    if (!next || least[*next] >= out) break;
    done[*next] = true;
    for (const MoverRoads* one : all)
      for (const std::size_t i : one->out(*next)) {
        const MoverRoads::Arc& arc = one->arcs()[i];
        if (next_open(*arc.closed, claim.ready, arc.travel_s + arc.pass_s) >= until_) continue;
        std::int64_t cost = 0;
        for (const CutResource& resource : resources)
          cost = std::min(kLarge, cost + arc_cost(claim, arc, resource));
        reach(arc.from, arc.to, cost);
      }
    if (claim.unit)
      for (const Aircraft& aircraft : model_.aircraft)
        for (const Aircraft::Block& block : aircraft.blocks)
          if (block.from == *next) fly_or_sail(block.from, block.to, CutResource::Kind::mog);
    for (const Ship& ship : model_.ships)
      if (ship.port == *next && calls(model_, ship, claim))
        fly_or_sail(ship.port, ship.destination, CutResource::Kind::berth);
  }
  if (out >= kLarge) return kNoWayOut;  // then nothing closes before `until_`, and any need is right
  if (base >= kLarge) return std::nullopt;
  return base + out + stand_need(claim, resources);
}

const CutFigures::LinkFigures& CutFigures::link_figures(Direction direction) {
  const auto [found, is_new] = link_figures_.try_emplace(direction);
  LinkFigures& figures = found->second;
  if (!is_new) return figures;
  std::set<std::pair<const MoverRoads*, bool>> seen;
  for (std::size_t i = 0; i < claims_.size(); ++i)
    for (const LotWay& way : claims_[i].ways) {
      if (!counted_[i]) continue;
      const Claim& claim = claims_[i];
      const MoverRoads& one = roads(claim, way);
      if (!seen.insert({&one, claim.last_out}).second) continue;
      for (const MoverRoads::Arc& arc : one.arcs())
        if (arc.direction == direction)
          figures.least_s = std::min(figures.least_s, arc.travel_s + arc.pass_s);
      const std::int64_t each = (link_use(model_, claim, way, direction.link) + 1) * way.things;
      figures.column = std::max(figures.column, capped(each, most_vehicles(model_, claim)));
    }
  return figures;
}

const CutFigures::RoadUse& CutFigures::road_use(const Claim& claim, const LotWay& way, LinkId link) {
  const std::size_t fleet = way.fleet ? way.fleet->index() + 1 : 0;
  const std::size_t type = claim.lot ? model_.lots[*claim.lot].type.index() + 1 : 0;
  const auto [found, is_new] = road_uses_.try_emplace({fleet, type, claim.last_out, link});
  if (is_new)
    found->second = {link_use(model_, claim, way, link),
                     escort_use(model_, way.mover, most_vehicles(model_, claim), link)};
  return found->second;
}

/// In a lane all columns but the last that enters pass with their gap inside the interval of entries, beside
/// other traffic.
std::int64_t CutFigures::link_capacity(const CutResource& resource, Time end) {
  const Interval when{resource.when.begin, std::min(resource.when.end, end)};
  const LinkFigures& figures = link_figures(resource.direction);
  if (figures.least_s == kEndOfTime) return 0;
  std::int64_t sum = 0;
  const std::int64_t lanes = model_.links[resource.direction.link].lanes;
  for (const Interval& open :
       open_pieces(closed_.link(resource.direction, kEveryClass), {when.begin, when.end + kAfterwards})) {
    const Interval entries{open.begin, std::min(open.end - figures.least_s + 1, when.end)};
    if (entries.empty()) continue;
    const std::int64_t free_s = lanes * entries.length() - other_.on_link(resource.direction, entries);
    sum += 1000 * std::max<std::int64_t>(0, free_s) + lanes * figures.column;
  }
  return sum;
}

std::int64_t CutFigures::service_capacity(const CutResource& resource, Time end) {
  const Service& service = model_.services[resource.service];
  const Interval when{resource.when.begin, std::min(resource.when.end, end)};
  const Reduced reduced(model_, resource.service, when);
  std::int64_t sum = 0;
  for (const Interval& open : open_pieces(closed_.service(resource.service, kEveryClass), when))
    sum += 1000 * std::max<Duration>(0, service.lanes * open.length() - reduced.total(open) -
                                            other_.at_service(resource.service, open));
  if (!model_.in_zone(resource.place))
    sum += divide_up(1000 * kHour * model_.places[resource.place].parking_vehicles, service.rate_per_hour);
  return sum;
}

std::vector<const MoverRoads*> CutFigures::roads_counted() {
  std::vector<const MoverRoads*> found;
  for (std::size_t i = 0; i < claims_.size(); ++i)
    for (const LotWay& way : claims_[i].ways)
      if (const MoverRoads* one = &roads(claims_[i], way);
          counted_[i] && std::find(found.begin(), found.end(), one) == found.end())
        found.push_back(one);
  return found;
}

/// Of all that stands in the zone at `at`, wherever it may halt.
Time CutFigures::first_exit(const MoverRoads& roads, Time at) {
  const auto [found, is_new] = exits_.try_emplace({&roads, at}, kEndOfTime);
  if (is_new)
    for (PlaceId place : model_.places.ids())
      if (model_.in_zone(place) && model_.places[place].parking_vehicles > 0)
        found->second = std::min(found->second, roads.from(place, at, Rests::free).exit);
  return found->second;
}

/// The last instant before `end` at which anything of the claims counted can come out of the zone. When all
/// links are closed whatever is not out stands where columns may halt: it needs its time from there.
Time CutFigures::last_exit_before(Time end) {
  for (std::size_t i = 0; i < claims_.size(); ++i)
    if (counted_[i] && (claims_[i].unit || sails(claims_[i]))) return end - 1;
  Time last = kStartOfTime;
  for (const MoverRoads* one : roads_counted()) {
    const Time exit = one->last_exit_before(end);
    const std::optional<Time> still = one->still_before(end);
    const bool none_since = still && exit > *still && first_exit(*one, *still) >= end;
    last = std::max(last, none_since ? one->last_exit_before(*still + 1) : exit);
  }
  return last;
}

Time CutFigures::last_end(Time before) {
  return std::min(before, std::max(model_.start, last_exit_before(before)) + 1);
}

std::int64_t CutFigures::capacity(const CutResource& resource, Time before) {
  const Time end = last_end(before);
  const Interval when{resource.when.begin, std::min(resource.when.end, end)};
  std::int64_t sum = 0;
  switch (resource.kind) {
    case CutResource::Kind::link:
      return link_capacity(resource, end);
    case CutResource::Kind::service:
      return service_capacity(resource, end);
    case CutResource::Kind::mog:
      for (const Aircraft& aircraft : model_.aircraft)
        if (aircraft.base == resource.place)
          sum += 1000 * aircraft.count * aircraft.ground_s * aircraft.positions;
      return sum + 1000 * model_.places[resource.place].mog_positions * when.length();
    case CutResource::Kind::berth:
      return 1000 * model_.places[resource.place].berths * when.length();
    case CutResource::Kind::escort:
      return kLarge;  // their ways are looked at one by one, in certificates of form 2
    case CutResource::Kind::stand:
      return stand_capacity(resource, end);
    case CutResource::Kind::fleet:
      break;
  }
  return 1000 * rounds(resource.fleets).capacity(clocks_[resource.fleets], end, counted_);
}

}  // namespace homeward::check
