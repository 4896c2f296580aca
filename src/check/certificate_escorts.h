// SPDX-License-Identifier: Apache-2.0
//
// The most that one vehicle of an escort fleet can earn by its passages over links that ask for escorts, at
// prices by link, direction and period (docs/formats/certificate.md, section 4): a dynamic programme over
// places on a grid of time, each link rounded down once.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "check/certificate_trucks.h"

namespace homeward::check {

/// Times of one fleet of escorts, whatever the prices are. The figures must outlive it.
class EscortTimes {
 public:
  EscortTimes(CutFigures& figures, FleetId fleet, const TimeGrid& grid);

  FleetId fleet() const { return fleet_; }
  const TimeGrid& grid() const { return grid_; }
  const MoverRoads& roads() const { return roads_; }
  const Model& model() const { return model_; }
  /// Cell in which a vehicle is at the arc's end that enters it in this cell; `cells`: after the grid; one
  /// more: it cannot.
  std::size_t arrival(std::size_t arc, std::size_t cell) const { return arrival_[arc][cell]; }

 private:
  const Model& model_;
  FleetId fleet_;
  TimeGrid grid_;
  const MoverRoads roads_;
  std::vector<std::vector<std::uint32_t>> arrival_;
};

/// Values at one list of prices.
class EscortValues {
 public:
  EscortValues(const EscortTimes& times, const PriceList& prices);
  /// A link with a price is shorter than a cell: nothing else means anything.
  bool too_coarse() const { return too_coarse_; }
  std::int64_t best(const Fleet::Stock& stock) const { return value_[first_cell(stock)][stock.place]; }
  std::vector<Payment> tour(const Fleet::Stock& stock) const;  ///< what it earns

 private:
  std::size_t first_cell(const Fleet::Stock& stock) const {
    return stock.comes_later() ? times_.grid().cell(stock.from) : 0;
  }
  Payment earned(std::size_t arc, std::size_t cell) const;
  bool improve(std::size_t cell);
  struct Step {
    std::size_t cell = 0;
    PlaceId place;
    Payment earned;
  };
  std::optional<Step> best_step(std::size_t cell, PlaceId place) const;

  const EscortTimes& times_;
  const PriceList& prices_;
  std::vector<const PriceCurve*> curves_;               ///< by arc
  std::vector<IdVector<PlaceId, std::int64_t>> value_;  ///< by cell
  bool too_coarse_ = false;
};

}  // namespace homeward::check
