// SPDX-License-Identifier: Apache-2.0
//
// Car parks, rest areas and services of a map as places where columns may halt.
#pragma once

#include <optional>
#include <span>

#include "network/road_source.h"
#include "network/road_tags.h"

namespace homeward::roads {

/// amenity=parking, highway=rest_area, highway=services that vehicles may enter.
bool is_halt(const Tags& tags);

/// A halt of a point, or of an area with this outline. Its vehicles are capacity:hgv or capacity:truck; else
/// a quarter of capacity; else, of a rest area or services with an outline, a vehicle for each 150 m².
/// Nothing when none of these is known or it is too small; `notes` says so.
std::optional<SourceHalt> read_halt(const Tags& tags, std::int64_t id, std::span<const GeoPoint> outline,
                                    Notes& notes);

}  // namespace homeward::roads
