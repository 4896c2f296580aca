// SPDX-License-Identifier: Apache-2.0
//
// What columns take from each other: trucks and escorts by fleet and place, and people on their way by unit,
// category and place. A column that comes later makes those short that count on what it brings.
#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "planner/dispatch/draft.h"

namespace homeward {

struct StockKey {
  bool people = false;
  std::uint32_t what = 0;      ///< fleet, or unit
  std::uint32_t category = 0;  ///< of people
  PlaceId place;
  friend auto operator<=>(const StockKey&, const StockKey&) = default;
};

struct StockMove {
  StockKey key;
  Time at = 0;
  std::int64_t count = 0;  ///< > 0: brings
};

std::vector<StockMove> stock_moves(const Model& model, const Column& column);

/// Fleets are kept in the draft; people on their way here.
class Stocks {
 public:
  explicit Stocks(Draft& draft) : draft_{draft} {}

  /// Only people: book() and unbook() of the draft move the fleets.
  void book_people(const Column& column, std::int64_t sign);
  void book_landing(const Flight& flight);
  /// What a column that is not placed yet will bring, as if it came when it was planned; and what it has
  /// taken before `now`.
  void expect(const Column& column, Time now, std::int64_t sign);

  /// The first time from which `count` are to spare for ever.
  std::optional<Time> first_at_least(const StockKey& key, Time from, std::int64_t count) const;
  /// The first time from which on, all depots outside the zone taken together, fewer than none are there.
  std::optional<Time> first_shortage_of_depots(const StockKey& key, Time from) const;
  /// What is missing from `from` on, and what would be if these moves were added: of each thing at each place
  /// that they touch as much as at the worst moment; depots outside the zone count as one.
  struct Missing {
    StockKey key;
    std::int64_t now = 0, then = 0;
  };
  std::vector<Missing> missing(std::vector<StockMove> moves, Time from) const;
  /// How much is there at that time; negative: so much is missing.
  std::int64_t at(const StockKey& key, Time time) const;
  /// The first second at which the stock is negative.
  std::optional<Time> first_shortage(const StockKey& key) const;

 private:
  Profile& profile(const StockKey& key);
  /// Of what stands at the place, or in all depots if it is outside the zone.
  std::int64_t lowest_of_pool(const StockKey& key, Interval span) const;
  const Profile* known(const StockKey& key) const;  ///< nullptr: nobody and nothing, ever
  void add(const StockKey& key, Time at, std::int64_t count) { profile(key).add({at, kEndOfTime}, count); }

  Draft& draft_;
  std::map<StockKey, Profile> people_;
};

}  // namespace homeward
