// SPDX-License-Identifier: Apache-2.0
//
// Where everything from a place must stand on its way out while all roads are closed: the smallest such set
// of places is a resource worth trying (docs/mathematics.md, section 7).
#pragma once

#include <vector>

#include "check/certificate_stands.h"

namespace homeward {

/// A smallest set of places, none of them `place`, by parking spaces, at one of which at least everything
/// from `place` must stand on its way out; empty if it can be out without standing anywhere, or has no way.
std::vector<PlaceId> narrowest_stands(const Model& model, const check::Hops& hops, PlaceId place);

}  // namespace homeward
