// SPDX-License-Identifier: Apache-2.0
#include "decide/price_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "decide/gateway_changes.h"
#include "decide/plan_peaks.h"

namespace homeward {

namespace {

constexpr std::array<const char*, 13> kKindNames = {"trucks",  "buses",   "escorts",  "lane",      "rate",
                                                    "hours",   "parking", "aircraft", "positions", "berths",
                                                    "gateway", "ready",   "deadline"};

constexpr std::int64_t kCompany = 60;

template <class Row>
const std::string& name_of(const Row& row) {
  return row.name.empty() ? row.key : row.name;
}

class Changes {
 public:
  Changes(const Model& model, const Plan* plan, std::int64_t times)
      : model_{model}, plan_{plan}, times_{times} {}

  std::vector<PriceChange> all() {
    for (const FleetId id : model_.fleets.ids()) add_fleet(id);
    for (const ServiceId id : model_.services.ids()) add_service(id);
    for (std::size_t i = 0; i < model_.windows.size(); ++i) add_hours(i);
    if (plan_ != nullptr) add_places(*plan_);
    for (const AircraftId id : model_.aircraft.ids()) add_aircraft(id);
    for (const ClosedGateway& gateway : closed_gateways(model_))
      add(PriceKind::gateway, gateway.key, "permission for " + gateway.name,
          [gateway](Model& model) { open_gateway(model, gateway); });
    add_dates();
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const PriceChange& a, const PriceChange& b) { return a.kind < b.kind; });
    return std::move(changes_);
  }

 private:
  void add(PriceKind kind, const std::string& key, std::string what, std::function<void(Model&)> apply) {
    const std::string plain = std::string(price_kind_name(kind)) + ":" + key;
    std::string id = plain;
    for (int n = 2; !ids_.insert(id).second; ++n) id = plain + ":" + std::to_string(n);
    changes_.push_back({std::move(id), kind, std::move(what), std::move(apply)});
  }

  /// Largest stock outside the zone; of fleets that have none there, the largest. Those from the start first.
  std::size_t stock_for_more(const Fleet& fleet) const {
    const auto rank = [&](std::size_t i) {
      const Fleet::Stock& stock = fleet.stocks[i];
      return std::tuple(!model_.in_zone(stock.place), !stock.comes_later(), stock.count);
    };
    std::size_t best = 0;
    for (std::size_t i = 1; i < fleet.stocks.size(); ++i)
      if (rank(i) > rank(best)) best = i;
    return best;
  }

  void add_fleet(FleetId id) {
    const Fleet& fleet = model_.fleets[id];
    if (fleet.stocks.empty()) return;
    const bool escort = fleet.kind == FleetKind::escort;
    const PriceKind kind = escort                         ? PriceKind::escorts
                           : fleet.kind == FleetKind::bus ? PriceKind::buses
                                                          : PriceKind::trucks;
    const std::int64_t more =
        times_ * (escort ? std::max<std::int64_t>(1, model_.rules.escort_min) : company_size(fleet.total()));
    const std::size_t stock = stock_for_more(fleet);
    add(kind, fleet.key,
        fmt::format("{} more of {} ({} now), at {}", more, name_of(fleet), fleet.total(),
                    model_.places[fleet.stocks[stock].place].name),
        [id, stock, more](Model& model) { model.fleets[id].stocks[stock].count += more; });
  }

  void add_service(ServiceId id) {
    const Service& service = model_.services[id];
    add(PriceKind::lane, service.key,
        fmt::format("{} more at once ({} now): {}", times_, service.lanes, name_of(service)),
        [id, more = times_](Model& model) { model.services[id].lanes += more; });
    if (service.use == ServiceUse::loading) return;  // a ramp grows by lanes
    add(PriceKind::rate, service.key,
        fmt::format("{} more an hour and lane ({} now): {}", times_, service.rate_per_hour, name_of(service)),
        [id, more = times_](Model& model) { model.services[id].rate_per_hour += more; });
  }

  /// Key and name of what a window closes.
  std::pair<std::string, std::string> target_of(const Window& window) const {
    switch (window.target) {
      case WindowTarget::zone:
        return {model_.zones[window.zone].key, "roads of " + name_of(model_.zones[window.zone])};
      case WindowTarget::link:
        return {model_.links[window.link].key, "road " + model_.links[window.link].key};
      case WindowTarget::service:
        return {model_.services[window.service].key, name_of(model_.services[window.service])};
      case WindowTarget::place:
        return {model_.places[window.place].key, name_of(model_.places[window.place])};
      case WindowTarget::airfield:
        return {model_.places[window.place].key, "flying at " + name_of(model_.places[window.place])};
    }
    return {};
  }

  /// The end moves, not the begin: a window that begins on one day stays one of that day.
  void add_hours(std::size_t index) {
    const Window& window = model_.windows[index];
    if (!window.daily || window.effect != WindowEffect::closed) return;
    const std::int64_t day = window.until_second > window.from_second ? 0 : kDay;
    const std::int64_t closed_s = window.until_second - window.from_second + day;
    const std::int64_t more = std::min(times_ * kHour, closed_s - 1);
    if (more <= 0) return;
    const auto [key, name] = target_of(window);
    add(PriceKind::hours, key, fmt::format("opens {} h earlier each day: {}", times_, name),
        [index, more](Model& model) {
          std::int64_t& until = model.windows[index].until_second;
          until = until > more ? until - more : until - more + kDay;
        });
  }

  void add_places(const Plan& plan) {
    for (const PlaceId id : full_places(model_, plan)) {
      const std::int64_t more = times_ * model_.rules.column_vehicles_max;
      add(PriceKind::parking, model_.places[id].key,
          fmt::format("parking for {} more vehicles ({} now): {}", more, model_.places[id].parking_vehicles,
                      model_.places[id].name),
          [id, more](Model& model) { model.places[id].parking_vehicles += more; });
    }
    for (const PlaceId id : used_airfields(model_, plan))
      add(PriceKind::positions, model_.places[id].key,
          fmt::format("{} more aircraft on the ground ({} now): {}", times_, model_.places[id].mog_positions,
                      model_.places[id].name),
          [id, more = times_](Model& model) { model.places[id].mog_positions += more; });
    std::set<PlaceId> ports;
    for (const Sailing& sailing : plan.sailings) ports.insert(model_.ships[sailing.ship].port);
    for (const PlaceId id : ports)
      add(PriceKind::berths, model_.places[id].key,
          fmt::format("{} more berth ({} now): {}", times_, model_.places[id].berths, model_.places[id].name),
          [id, more = times_](Model& model) { model.places[id].berths += more; });
  }

  void add_aircraft(AircraftId id) {
    const Aircraft& aircraft = model_.aircraft[id];
    add(PriceKind::aircraft, aircraft.key,
        fmt::format("{} more of {} ({} now)", times_, name_of(aircraft), aircraft.count),
        [id, more = times_](Model& model) { model.aircraft[id].count += more; });
  }

  void add_dates() {
    const std::string zone = model_.zones[model_.zone].key;
    add(PriceKind::ready, zone, fmt::format("everybody and everything ready {} d earlier", times_),
        [more = times_ * kDay](Model& model) {
          const auto earlier = [&](Time& ready) { ready = std::max(model.start, ready - more); };
          for (Unit& unit : model.units) earlier(unit.ready);
          for (Lot& lot : model.lots) earlier(lot.ready);
        });
    add(PriceKind::deadline, zone, fmt::format("the deadline {} d later", times_),
        [more = times_ * kDay](Model& model) {
          model.deadline += more;
          if (model.final_deadline) *model.final_deadline += more;
        });
  }

  const Model& model_;
  const Plan* plan_;
  std::int64_t times_;
  std::vector<PriceChange> changes_;
  std::set<std::string> ids_;
};

}  // namespace

const char* price_kind_name(PriceKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::optional<PriceKind> price_kind_of(std::string_view name) {
  const auto found = std::find(kKindNames.begin(), kKindNames.end(), name);
  if (found == kKindNames.end()) return std::nullopt;
  return static_cast<PriceKind>(found - kKindNames.begin());
}

std::vector<std::string> price_kind_names() { return {kKindNames.begin(), kKindNames.end()}; }

std::int64_t company_size(std::int64_t fleet_total) {
  return std::clamp<std::int64_t>((fleet_total + 3) / 4, 1, kCompany);
}

std::vector<PriceChange> price_changes(const Model& model, const Plan* plan, std::int64_t times) {
  return Changes(model, plan, times).all();
}

}  // namespace homeward
