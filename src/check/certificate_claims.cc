// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_claims.h"

#include <algorithm>

namespace homeward::check {

namespace {

std::int64_t known(const std::optional<std::int64_t>& figure, const UnknownPolicy& policy) {
  return figure ? *figure : policy.assume.value_or(kRefused);
}

template <class Row>
Profile profile_of(const Model& model, const Row& row) {
  return {known(row.mlc, model.rules.unknown_vehicle_mlc),
          known(row.height_mm, model.rules.unknown_vehicle_height_mm),
          known(row.width_mm, model.rules.unknown_vehicle_width_mm)};
}

Mover mover_of(const Model& model, ItemTypeId vehicle) {
  const ItemType& type = model.item_types[vehicle];
  Mover mover;
  mover.rate_m_per_hour = std::max<std::int64_t>(1, type.march_rate_m_per_hour);
  mover.classes[static_cast<std::size_t>(type.vehicle_class)] = true;
  mover.profile = profile_of(model, type);
  mover.length_mm = type.length_mm;
  mover.escorts = escorts_for(model.rules, 1);
  return mover;
}

/// Whatever one of the two does, the result does no slower.
void widen(Mover& mover, const Mover& other) {
  mover.rate_m_per_hour = std::max(mover.rate_m_per_hour, other.rate_m_per_hour);
  for (std::size_t c = 0; c < kVehicleClasses; ++c) mover.classes[c] = mover.classes[c] || other.classes[c];
  mover.profile.mlc = std::min(mover.profile.mlc, other.profile.mlc);
  mover.profile.height_mm = std::min(mover.profile.height_mm, other.profile.height_mm);
  mover.profile.width_mm = std::min(mover.profile.width_mm, other.profile.width_mm);
  mover.length_mm = std::min(mover.length_mm, other.length_mm);
  mover.escorts = std::min(mover.escorts, other.escorts);
}

/// STOCK: where things may be given up and a column may stand.
bool accepts(const Model& model, const Lot& lot, PlaceId id) {
  const Place& place = model.places[id];
  if (place.parking_vehicles <= 0) return false;
  return id == lot.destination || place.kind == PlaceKind::port || place.berths > 0 ||
         std::any_of(lot.process.begin(), lot.process.end(),
                     [&](ServiceId service) { return model.services[service].place == id; });
}

ColumnClasses columns_of(ColumnClass first, ColumnClass second, ColumnClass third) {
  ColumnClasses classes{};
  classes[static_cast<std::size_t>(first)] = true;
  classes[static_cast<std::size_t>(second)] = true;
  classes[static_cast<std::size_t>(third)] = true;
  return classes;
}

std::vector<LotWay> ways_of(const Model& model, const Lot& lot) {
  std::vector<LotWay> ways;
  using enum ColumnClass;
  if (model.item_types[lot.type].self_propelled) {
    ways.push_back({std::nullopt, mover_of(model, lot.type), 1});
    ways.back().mover.columns = columns_of(self_driving, loaded, last_out);
  }
  for (FleetId id : model.fleets.ids()) {
    const Fleet& fleet = model.fleets[id];
    for (const LoadRule& rule : model.load_rules) {
      if (rule.truck != fleet.vehicle || rule.item != lot.type) continue;
      LotWay way{id, mover_of(model, fleet.vehicle), std::max<std::int64_t>(1, rule.count)};
      way.mover.profile = profile_of(model, rule);
      way.mover.columns = columns_of(loaded, loaded, last_out);
      if (fleet.kind == FleetKind::escort) way.mover.escorts = 0;
      ways.push_back(way);
      break;
    }
  }
  return ways;
}

}  // namespace

Claim claim_of(const Model& model, LotId id) {
  const Lot& lot = model.lots[id];
  Claim claim;
  claim.lot = id;
  claim.count = lot.count;
  claim.ready = std::max(lot.ready, model.start);
  claim.place = lot.place;
  claim.last_out = model.units[lot.unit].last_out;
  claim.ways = ways_of(model, lot);
  for (PlaceId place : model.places.ids()) {
    if (!accepts(model, lot, place) || place == lot.place) continue;
    (model.in_zone(place) ? claim.transfers : claim.goals).push_back(place);
  }
  return claim;
}

Claim claim_of(const Model& model, UnitId id) {
  const Unit& unit = model.units[id];
  Claim claim;
  claim.unit = id;
  for (std::int64_t people : unit.people) claim.count += people;
  claim.ready = std::max(unit.ready, model.start);
  claim.place = unit.place;
  claim.last_out = unit.last_out;
  return claim;
}

Claim claim_of(const Model& model, FleetId id, const Fleet::Stock& stock) {
  Claim claim;
  claim.fleet = id;
  claim.count = stock.count;
  claim.ready = model.start;
  claim.place = stock.place;
  claim.last_out = true;  // it may be in the longest columns, and no ramp need load it
  claim.ways.push_back({id, least_mover(model, id), 1});
  return claim;
}

std::string fleet_claim_key(const Model& model, FleetId fleet, const Fleet::Stock& stock) {
  return "fleet:" + model.fleets[fleet].key + ":" + model.places[stock.place].key;
}

Mover least_mover(const Model& model, FleetId id) {
  const Fleet& fleet = model.fleets[id];
  Mover mover = mover_of(model, fleet.vehicle);
  if (fleet.kind == FleetKind::escort) mover.escorts = 0;
  for (const LoadRule& rule : model.load_rules) {
    if (rule.truck != fleet.vehicle) continue;
    Mover loaded = mover;
    loaded.profile = profile_of(model, rule);
    widen(mover, loaded);
  }
  return mover;
}

Mover people_mover(const Model& model) {
  Mover mover;
  mover.profile = {kRefused, kRefused, kRefused};
  mover.length_mm = kEndOfTime / kHour / kHour;
  for (ItemTypeId type : model.item_types.ids())
    if (model.item_types[type].self_propelled) widen(mover, mover_of(model, type));
  for (FleetId fleet : model.fleets.ids()) widen(mover, least_mover(model, fleet));
  mover.escorts = 0;
  return mover;
}

std::int64_t most_vehicles(const Model& model, const Claim& claim) {
  return claim.last_out ? std::max(model.rules.last_out_vehicles_max, model.rules.column_vehicles_max)
                        : model.rules.column_vehicles_max;
}

std::int64_t link_use(const Model& model, const Claim& claim, const LotWay& way, LinkId id) {
  const Rules& rules = model.rules;
  const Link& link = model.links[id];
  const bool escorted = link.escort && way.mover.escorts > 0;
  std::int64_t escort_mm = kEndOfTime / kHour;
  for (const Fleet& fleet : model.fleets)
    if (fleet.kind == FleetKind::escort)
      escort_mm = std::min(escort_mm, model.item_types[fleet.vehicle].length_mm + rules.vehicle_gap_mm);
  std::int64_t best = kEndOfTime;
  for (std::int64_t others = 1; others <= most_vehicles(model, claim); ++others) {
    const std::int64_t escorts = escorted ? escorts_for(rules, others) : 0;
    const std::int64_t all = others + escorts;
    if (all > most_vehicles(model, claim) && others > 1) break;
    LegFacts facts;
    facts.vehicles = all;
    const Duration shared = pass_time(rules, facts, 1) + gap(model, id);  // no lengths: gaps and extra time
    const std::int64_t escort_ms =
        escorts > 0 ? kHour * std::min(escorts * escort_mm, kEndOfTime / kHour) / way.mover.rate_m_per_hour
                    : 0;
    best = std::min(best, (1000 * shared + escort_ms) / others);
  }
  const std::int64_t own_ms =
      kHour * (way.mover.length_mm + rules.vehicle_gap_mm) / way.mover.rate_m_per_hour;
  return (own_ms + best) / way.things;
}

std::int64_t service_use(const Model& model, const Claim& claim, const LotWay& way, ServiceId service,
                         LinkId by) {
  const bool escorted = model.links[by].escort && way.mover.escorts > 0;
  const std::int64_t rate = model.services[service].rate_per_hour;
  std::int64_t best = kEndOfTime;
  for (std::int64_t others = 1; others <= most_vehicles(model, claim); ++others) {
    const std::int64_t all = others + (escorted ? escorts_for(model.rules, others) : 0);
    if (all > most_vehicles(model, claim) && others > 1) break;
    best = std::min(best, 1000 * kHour * all / (rate * others * way.things));
  }
  return best;
}

std::int64_t escort_use(const Model& model, const Mover& mover, std::int64_t vehicles_most, LinkId link) {
  if (!model.links[link].escort || mover.escorts <= 0) return 0;
  std::int64_t best = kEndOfTime;
  for (std::int64_t others = 1; others <= std::max<std::int64_t>(1, vehicles_most); ++others) {
    const std::int64_t escorts = escorts_for(model.rules, others);
    if (others + escorts > vehicles_most && others > 1) break;
    best = std::min(best, 1000 * escorts / others);
  }
  return best;
}

}  // namespace homeward::check
