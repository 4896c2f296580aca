// SPDX-License-Identifier: Apache-2.0
//
// Which places something can reach at all, by any mix of its ways, whatever the time. Generous: what this
// search does not reach, no plan can reach either.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/model.h"

namespace homeward::scenario {

/// What a link restricts.
enum class Figure { mlc, height, width };
inline constexpr std::array<Figure, 3> kFigures{Figure::mlc, Figure::height, Figure::width};

/// A vehicle as it drives, loaded or not. A figure that is absent is unknown.
struct Way {
  std::optional<std::int64_t> mlc;
  std::optional<std::int64_t> height_mm;
  std::optional<std::int64_t> width_mm;
};

Way way_of(const ItemType& vehicle);
Way way_of(const LoadRule& load);

/// Does the figure of the vehicle pass the link's, unknown ones taken as the scenario says?
bool passes(const Model& model, const Way& way, const Link& link, Figure figure);

/// An arc beside the roads: a flight or a sailing.
struct Hop {
  PlaceId from;
  PlaceId to;
};

struct Search {
  const Model& model;
  const std::vector<Way>& ways;
  const std::vector<Hop>& hops;
  std::optional<Figure> ignored;  ///< this figure restricts nothing
  bool all_figures_ignored = false;
};

/// By PlaceId. Nothing is reached by road without a way.
IdVector<PlaceId, bool> reachable(const Search& search, PlaceId from);

}  // namespace homeward::scenario
