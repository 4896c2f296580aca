// SPDX-License-Identifier: Apache-2.0
//
// How long columns may be that must stand on their way while all roads are closed: a column stands whole, so
// where every way leads over a place with little parking it has to be short.
#pragma once

#include <cstdint>

#include "model/model.h"

namespace homeward {

/// By place: the most vehicles, escorts included, of a column with something from there that can be out of
/// the zone until the deadline; without limit (the largest size of the rules) where it need stand nowhere,
/// where nothing leaves, and in networks of more than 1,000 places. Never less than one vehicle with the
/// fewest escorts.
IdVector<PlaceId, std::int64_t> standing_room(const Model& model);

}  // namespace homeward
