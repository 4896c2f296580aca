// SPDX-License-Identifier: Apache-2.0
//
// Ways that nobody may use because they need a permission: what hangs together is one gateway.
#pragma once

#include <string>
#include <vector>

#include "model/model.h"

namespace homeward {

struct ClosedGateway {
  std::string key;   ///< of its first crossing, else place, else link
  std::string name;  ///< names of up to three of its places, or its first link
  std::vector<PlaceId> places;
  std::vector<LinkId> links;
};

/// Places and links with needs_permission, joined where they touch.
std::vector<ClosedGateway> closed_gateways(const Model& model);

/// As if everything of it had a permission for ever; closed windows stay.
void open_gateway(Model& model, const ClosedGateway& gateway);

}  // namespace homeward
