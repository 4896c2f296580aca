// SPDX-License-Identifier: Apache-2.0
//
// The smallest set of places at which everything must stand, against trying all sets.
#include <gtest/gtest.h>

#include <optional>

#include "base/random.h"
#include "planner/bounds/narrowest_stands.h"
#include "random_cases.h"

namespace homeward {
namespace {

/// Can it be out of place 0 without standing at any of these?
bool avoids(const check::Hops& hops, std::uint32_t sealed) {
  std::vector<PlaceId> open{PlaceId(0)};
  std::uint32_t seen = 1;
  while (!open.empty()) {
    const PlaceId here = open.back();
    open.pop_back();
    if (hops.out[here]) return true;
    for (PlaceId next : hops.next[here]) {
      if (((seen | sealed) >> next.index() & 1) != 0) continue;
      seen |= 1U << next.index();
      open.push_back(next);
    }
  }
  return false;
}

TEST(NarrowestStands, AreTheSmallestOfAllSetsThatNoWayAvoids) {
  std::int64_t cuts = 0;
  for (std::uint64_t seed = 1; seed <= random_cases(300); ++seed) {
    Rng rng(seed, 91);
    constexpr std::uint32_t kPlaces = 8;
    Model model;
    check::Hops hops;
    hops.next.resize(kPlaces);
    hops.out.assign(kPlaces, false);
    for (std::uint32_t i = 0; i < kPlaces; ++i) {
      Place place;
      place.parking_vehicles = rng.between(1, 20);
      model.places.push_back(place);
      hops.out[PlaceId(i)] = i > 0 && rng.chance(1, 4);
      for (std::uint32_t to = 0; to < kPlaces; ++to)
        if (to != i && rng.chance(1, 3)) hops.next[PlaceId(i)].push_back(PlaceId(to));
    }
    std::optional<std::int64_t> least;
    for (std::uint32_t sealed = 0; sealed < 1U << kPlaces; sealed += 2) {
      std::int64_t room = 0;
      for (std::uint32_t i = 1; i < kPlaces; ++i)
        if ((sealed >> i & 1) != 0) room += model.places[PlaceId(i)].parking_vehicles;
      if (!avoids(hops, sealed) && (!least || room < *least)) least = room;
    }
    std::uint32_t sealed = 0;
    std::int64_t room = 0;
    for (PlaceId place : narrowest_stands(model, hops, PlaceId(0))) {
      sealed |= 1U << place.index();
      room += model.places[place].parking_vehicles;
    }
    EXPECT_FALSE(avoids(hops, sealed)) << seed;
    EXPECT_EQ(room, least) << seed;
    cuts += room > 0 ? 1 : 0;
  }
  EXPECT_GT(cuts, static_cast<std::int64_t>(random_cases(300)) / 3);
}

TEST(NarrowestStands, AreNoneWhereNobodyNeedStand) {
  Model model;
  model.places.resize(2);
  check::Hops hops;
  hops.next.resize(2);
  hops.out.assign(2, true);
  EXPECT_TRUE(narrowest_stands(model, hops, PlaceId(0)).empty());
}

}  // namespace
}  // namespace homeward
