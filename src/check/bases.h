// SPDX-License-Identifier: Apache-2.0
//
// When the last-out people of each base leave it, for CLOSED, LAST_OUT and GARRISON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/ledger.h"

namespace homeward::check {

/// A column or aircraft that carries last-out people or things of the base it departs from.
struct LastOutDeparture {
  Time head = 0;  ///< d, or take-off
  Time gone = 0;  ///< d + p, or take-off
  std::string who;
};

struct BaseTimes {
  bool has_last_out = false;  ///< units that leave and are named last-out
  std::vector<LastOutDeparture> departures;
  std::vector<Time> closings;  ///< as the plan says; valid: exactly one
  std::optional<Time> first_head() const;
  std::optional<Time> last_gone() const;
};

/// True where the unit is last-out of this base.
bool is_last_out(const Model& model, UnitId unit, PlaceId base);
/// True where a column departs from the base at that stop with last-out people or things of the base.
bool departs_last_out(const Ledger& ledger, const ColumnFacts& facts, std::size_t stop);

IdVector<PlaceId, BaseTimes> base_times(const Ledger& ledger);

}  // namespace homeward::check
