// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_prices.h"

#include <algorithm>

namespace homeward::check {

namespace {

template <class Key>
const PriceCurve* find(const std::map<Key, PriceCurve>& curves, const Key& key) {
  const auto found = curves.find(key);
  return found == curves.end() ? nullptr : &found->second;
}

}  // namespace

std::int64_t paid(const Payment& payment) {
  std::int64_t product = 0;
  if (payment.row == nullptr) return 0;
  return __builtin_mul_overflow(payment.row->price, payment.use, &product) ? kMostPaid
                                                                           : std::min(product, kMostPaid);
}

std::int64_t paid(const std::vector<Payment>& payments) {
  std::int64_t sum = 0;
  for (const Payment& payment : payments) sum = std::min(kMostPaid, sum + paid(payment));
  return sum;
}

bool PriceCurve::add(const PriceRow& row) {
  const auto after = std::lower_bound(rows_.begin(), rows_.end(), row.when.begin,
                                      [](const PriceRow& a, Time t) { return a.when.end <= t; });
  if (row.when.empty() || (after != rows_.end() && after->when.begin < row.when.end)) return false;
  rows_.insert(after, row);
  return true;
}

const PriceRow* PriceCurve::least(Interval when) const {
  auto row = std::upper_bound(rows_.begin(), rows_.end(), when.begin,
                              [](Time t, const PriceRow& a) { return t < a.when.end; });
  const PriceRow* best = nullptr;
  for (Time at = when.begin; at < when.end; at = row->when.end, ++row) {
    if (row == rows_.end() || row->when.begin > at) return nullptr;
    if (best == nullptr || row->price < best->price) best = &*row;
  }
  return best;
}

const PriceRow* PriceCurve::most(Interval when) const {
  const PriceRow* best = nullptr;
  for (const PriceRow& row : rows_)
    if (row.when.overlaps(when) && (best == nullptr || row.price > best->price)) best = &row;
  return best;
}

std::vector<Time> PriceCurve::changes(Duration lasts) const {
  std::vector<Time> times;
  for (const PriceRow& row : rows_)
    for (const Time t : {row.when.begin - lasts + 1, row.when.begin, row.when.end - lasts + 1, row.when.end})
      times.push_back(t);
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

const PriceCurve* PriceList::service(ServiceId id) const { return find(services, id); }
const PriceCurve* PriceList::link(Direction direction) const { return find(links, direction); }
const PriceCurve* PriceList::escort(Direction direction) const { return find(escorts, direction); }

const PriceRow* PriceList::least(const PriceCurve* curve, Interval when) const {
  if (curve == nullptr) return nullptr;
  const Time begin = std::min(when.begin, end - 1);
  return curve->least({begin, std::clamp(when.end, begin + 1, end)});
}

}  // namespace homeward::check
