// SPDX-License-Identifier: Apache-2.0
//
// The part of the ledger that says who and what joins and leaves columns, flights and ships, where and when.
#pragma once

#include "check/ledger.h"

namespace homeward::check {

/// Vehicles of a leg by kind, and people by unit and category: sorted, each once.
struct Kinds {
  VehicleKind kind;
  std::int64_t vehicles = 0;
  std::int64_t things = 0;
};
std::vector<Kinds> vehicles_by_kind(const Leg& leg);
std::vector<Passengers> people_by_kind(const Leg& leg);

/// Everything of column `index` of the ledger.
void add_transfers(Ledger& ledger, std::size_t index);
/// Everything of sound flights and sailings.
void add_lift(Ledger& ledger);

}  // namespace homeward::check
