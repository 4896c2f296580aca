// SPDX-License-Identifier: Apache-2.0
//
// A certificate of form 2 as a whole: rewards and prices against what movers can gain by them
// (docs/formats/certificate.md, section 4). The figures must outlive it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/certificate_escorts.h"

namespace homeward::check {

/// Who moves: one vehicle of so many that start alike.
struct TruckClass {
  std::size_t times = 0;  ///< index into Market::trucks()
  Fleet::Stock stock;     ///< of `count` vehicles
};

/// Sums of a certificate, in price times thousandths.
struct MarketSums {
  bool fits = true;           ///< into 64 bits, and into the grids
  std::int64_t need = 0;      ///< Σ n · reward, and what others pay
  std::int64_t capacity = 0;  ///< Σ price · capacity and what all movers gain
  /// By row, by fleet of trucks and by fleet of escorts: its share of the capacity.
  std::vector<std::int64_t> rows;
  std::vector<std::int64_t> trucks;
  std::vector<std::int64_t> escorts;
};

class Market {
 public:
  /// Trucks are looked at every `step` seconds, escorts every `escort_step`, up to `until`.
  Market(CutFigures& figures, Interval span, Duration step, Duration escort_step);

  std::vector<TruckTimes>& trucks() { return trucks_; }
  const std::vector<TruckTimes>& trucks() const { return trucks_; }
  const std::vector<EscortTimes>& escorts() const { return escorts_; }
  const std::vector<TruckClass>& truck_classes() const { return truck_classes_; }
  const std::vector<TruckClass>& escort_classes() const { return escort_classes_; }
  /// Can a truck bring things of the claim out?
  bool trucked(std::size_t claim) const;
  /// Can they come out without one?
  bool alone(std::size_t claim) const;
  /// Of a row of a certificate, yards not included; nothing where the resource may have no price.
  std::optional<std::int64_t> capacity(const CutResource& resource, Time end);
  /// What may stand behind a post at the end, in its thousandths.
  std::int64_t yard(ServiceId service) const;

  MarketSums sums(const std::vector<CutResource>& rows, const std::vector<std::int64_t>& rewards, Time end);

 private:
  void add_needs(const PriceList& prices, const std::vector<std::int64_t>& rewards, MarketSums& sums);
  void add_rows(const std::vector<CutResource>& rows, const PriceList& prices, MarketSums& sums);
  void add_trucks(const PriceList& prices, const std::vector<std::int64_t>& rewards, MarketSums& sums);
  void add_escorts(const PriceList& prices, MarketSums& sums);

  CutFigures& figures_;
  std::vector<TruckTimes> trucks_;
  std::vector<EscortTimes> escorts_;
  std::vector<TruckClass> truck_classes_;
  std::vector<TruckClass> escort_classes_;
};

/// The prices of a certificate's rows; nothing where two rows of one resource overlap or one may have none.
std::optional<PriceList> price_list(const Model& model, const std::vector<CutResource>& rows, Time end);

}  // namespace homeward::check
