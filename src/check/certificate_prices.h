// SPDX-License-Identifier: Apache-2.0
//
// Prices by period (docs/formats/certificate.md, section 4): what a thousandth of a second of a service or
// link, or a thousandth of an escort's passage, costs at which instant. Intervals are half-open.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/time.h"
#include "model/network.h"

namespace homeward::check {

/// One row of a certificate: the price of its resource in `when`.
struct PriceRow {
  Interval when;
  std::int64_t price = 0;
  std::size_t row = 0;  ///< index into Certificate::resources
};

/// What is paid: at this row, so many thousandths. `row` is null where nothing is asked.
struct Payment {
  const PriceRow* row = nullptr;
  std::int64_t use = 0;
};

/// More than any reward: who must pay so much stays at home.
inline constexpr std::int64_t kMostPaid = 2'000'000'000'000;
/// Use times price, kMostPaid at the most.
std::int64_t paid(const Payment& payment);
std::int64_t paid(const std::vector<Payment>& payments);

/// The prices of one resource. Outside all rows it costs nothing.
class PriceCurve {
 public:
  /// False where a row is there already.
  bool add(const PriceRow& row);
  /// The cheapest row of those that `when`, which is not empty, touches; null where an instant is free.
  const PriceRow* least(Interval when) const;
  const PriceRow* most(Interval when) const;
  /// Instants t at which least({t, t + lasts}) may be another one than before.
  std::vector<Time> changes(Duration lasts) const;
  const std::vector<PriceRow>& rows() const { return rows_; }

 private:
  std::vector<PriceRow> rows_;  ///< sorted, disjoint
};

/// All prices of a certificate; null where a resource has none. Rows do not move any more once it is built.
struct PriceList {
  std::map<ServiceId, PriceCurve> services;
  std::map<Direction, PriceCurve> links;
  std::map<Direction, PriceCurve> escorts;
  Time end = 0;  ///< after it nothing comes out that counts; what is served later pays the last price

  const PriceCurve* service(ServiceId id) const;
  const PriceCurve* link(Direction direction) const;
  const PriceCurve* escort(Direction direction) const;
  /// What is cheapest for somebody who uses it in `when`, or at the last price where that is later.
  const PriceRow* least(const PriceCurve* curve, Interval when) const;
};

}  // namespace homeward::check
