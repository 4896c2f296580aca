// SPDX-License-Identifier: Apache-2.0
//
// The resources of certificates by their names (docs/formats/certificate.md, section 1).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/model.h"
#include "plan/certificate.h"

namespace homeward::check {

struct CutResource {
  enum class Kind { link, service, mog, berth, fleet, escort, stand };
  Kind kind = Kind::link;
  Direction direction;
  ServiceId service;
  PlaceId place;
  std::vector<FleetId> fleets;  ///< of one vehicle type
  std::vector<PlaceId> places;  ///< to stand at
  std::int64_t weight = 1;
  Interval when;
};

/// Absent where the id names nothing of the model, or fleets of different vehicles.
std::optional<CutResource> find_resource(const Model& model, const CertificateResource& resource);

}  // namespace homeward::check
