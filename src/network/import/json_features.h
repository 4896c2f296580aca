// SPDX-License-Identifier: Apache-2.0
//
// The features of a GeoJSON file one by one, so that memory does not grow with the file.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "network/import/read_geojson.h"

namespace homeward::roads {

/// Calls `take` with each feature of a FeatureCollection, or with the one feature of the file. Problems: no
/// JSON, too deep, a key twice, no features. An empty list when all is well.
std::vector<Problem> for_each_feature(const NamedBytes& file,
                                      const std::function<void(const nlohmann::json&)>& take);

/// A position [longitude, latitude, …]; nothing when it is none or beyond the earth.
std::optional<GeoPoint> position_of(const nlohmann::json& value);

/// A property as text: strings as they are, whole numbers and decimals as they are written, true as "yes",
/// false as "no"; nothing for null, objects and lists.
std::optional<std::string> text_of_property(const nlohmann::json& value);

}  // namespace homeward::roads
