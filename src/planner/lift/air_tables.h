// SPDX-License-Identifier: Apache-2.0
//
// What the search for flights looks up and never changes: blocks, shortest ways for empty aircraft,
// airfields' closed times and positions, local days.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/model.h"
#include "planner/lift/closed_times.h"
#include "planner/lift/local_days.h"

namespace homeward {

/// Blocks of one type and the quickest chains of them (block plus ground times), airfields numbered locally.
class BlockTable {
 public:
  BlockTable() = default;
  explicit BlockTable(const Aircraft& aircraft);

  /// Absent: no row opens from → to.
  std::optional<Duration> block_s(PlaceId from, PlaceId to) const;
  /// The quickest chain of empty flights, as places from `from` to `to`, both included; empty: there is none.
  std::vector<PlaceId> path(PlaceId from, PlaceId to) const;
  /// Take-off at `from` to landing at `to` plus the ground time there along path(); absent: there is none.
  std::optional<Duration> path_s(PlaceId from, PlaceId to) const;

 private:
  struct Cell {
    Duration block_s = -1;        // −1: no row
    Duration way_s = kEndOfTime;  // kEndOfTime: no way
    std::size_t next = 0;         // first airfield of the way
  };
  std::optional<std::size_t> local(PlaceId place) const;
  const Cell& cell(std::size_t from, std::size_t to) const { return cells_[from * places_.size() + to]; }
  Cell& cell(std::size_t from, std::size_t to) { return cells_[from * places_.size() + to]; }

  std::vector<PlaceId> places_;
  std::vector<Cell> cells_;
};

class AirTables {
 public:
  struct Airfield {
    ClosedTimes closed;
    std::int64_t positions = 0;
    bool unlimited = false;  // a place of kind home has no MOG
  };
  AirTables(const Model& model, Time horizon);

  const Model& model;
  const Time horizon;
  const LocalDays days;
  IdVector<PlaceId, Airfield> airfields;
  IdVector<AircraftId, BlockTable> blocks;
};

}  // namespace homeward
