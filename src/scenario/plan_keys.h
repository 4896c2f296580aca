// SPDX-License-Identifier: Apache-2.0
//
// From the keys of a scenario to the ids of its model.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/model.h"

namespace homeward {

/// Keys of one table. Refers to the model's own texts: the model must outlive it and stay where it is.
template <class IdType>
class KeyTable {
 public:
  template <class Row>
  explicit KeyTable(const IdVector<IdType, Row>& rows) {
    for (const IdType id : rows.ids()) ids_.emplace(rows[id].key, id);
  }
  std::optional<IdType> find(std::string_view key) const {
    const auto found = ids_.find(key);
    return found == ids_.end() ? std::nullopt : std::optional<IdType>(found->second);
  }

 private:
  std::unordered_map<std::string_view, IdType> ids_;
};

struct PlanKeys {
  explicit PlanKeys(const Model& model)
      : places(model.places),
        links(model.links),
        services(model.services),
        categories(model.categories),
        units(model.units),
        lots(model.lots),
        fleets(model.fleets),
        aircraft(model.aircraft),
        ships(model.ships) {}
  KeyTable<PlaceId> places;
  KeyTable<LinkId> links;
  KeyTable<ServiceId> services;
  KeyTable<CategoryId> categories;
  KeyTable<UnitId> units;
  KeyTable<LotId> lots;
  KeyTable<FleetId> fleets;
  KeyTable<AircraftId> aircraft;
  KeyTable<ShipId> ships;
};

}  // namespace homeward
