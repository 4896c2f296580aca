// SPDX-License-Identifier: Apache-2.0
#include "check/check_flow.h"

#include <algorithm>

#include "check/flow_ways.h"

namespace homeward {

namespace {

using Point = FlowPrice::Point;

constexpr std::int64_t kScale = 1'000;
constexpr std::int64_t kPricesMax = 1'000'000;
constexpr std::size_t kMembersMax = 1'000'000;
constexpr std::size_t kRowMembersMax = 2'000;
/// Of all prices times capacities: sums along any way stay far from the largest number.
constexpr std::int64_t kSumMax = 100'000'000'000'000;
constexpr Time kTimeMax = 1'000'000'000'000;

/// Why a price cannot be charged; null when it can.
const char* fault_of(const Model& model, const FlowPrice& price) {
  if (price.price < 0 || price.price > kSumMax) return "has a price out of range";
  if (price.at < -kTimeMax || price.at > kTimeMax) return "has an instant out of range";
  const bool place = price.point == Point::place;
  if (price.index >= (place ? model.places.size() : model.links.size())) return "names nothing";
  if (price.offset_s != 0 && price.point != Point::either) return "has an offset that means nothing";
  if (place)
    return model.places[PlaceId(price.index)].exclusive ? nullptr : "is at a place that many may use";
  const LinkId id(price.index);
  const LinkUse use = model.links[id].use;
  if (price.point == Point::backward && use == LinkUse::one_way) return "is against a one-way link";
  if (price.point == Point::whole && use != LinkUse::exclusive) return "is for a link that is not exclusive";
  if (price.point != Point::either) return nullptr;
  if (use != LinkUse::alternating) return "is for both directions of a link that is not alternating";
  const bool inside = price.offset_s >= 0 && price.offset_s <= check::FlowWays::travel(model, id);
  return inside ? nullptr : "is for a point outside its link";
}

std::int64_t capacity_of(const Model& model, const FlowPrice& price) {
  if (price.point == Point::place || price.point == Point::whole) return 1;
  return model.links[LinkId(price.index)].lanes;
}

/// Why a row cannot be charged; null when it can.
const char* fault_of(const FlowSet& set, const FlowRow& row) {
  if (row.price < 0 || row.price > kSumMax) return "has a price out of range";
  if (!set.no_place_twice) return "is for plans in which a column may pass a link again";
  if (row.link >= set.model->links.size()) return "names no link";
  const LinkUse use = set.model->links[LinkId(row.link)].use;
  for (const FlowRow::Member& member : row.members) {
    if (member.column >= set.columns.size()) return "names no column";
    if (!member.forward && use == LinkUse::one_way) return "is against a one-way link";
    if (member.first < -kTimeMax || member.last > kTimeMax || member.first > member.last)
      return "has a span out of range";
  }
  return nullptr;
}

/// How long after `first` has entered nobody may enter behind or against it; 0: at any time.
Duration apart(const FlowSet& set, const FlowRow& row, const FlowRow::Member& first, bool same_direction) {
  const LinkId id(row.link);
  const Link& link = set.model->links[id];
  const Duration tail =
      set.columns[first.column].pass_s + std::max(set.model->rules.column_gap_s, link.gap_s);
  const bool meets = link.use == LinkUse::exclusive || (!same_direction && link.use == LinkUse::alternating);
  if (meets) return check::FlowWays::travel(*set.model, id) + tail;
  return same_direction && link.lanes == 1 ? tail : 0;
}

/// No plan has two of its members, and no entry counts twice.
bool excludes(const FlowSet& set, const FlowRow& row) {
  for (const FlowRow::Member& a : row.members)
    for (const FlowRow::Member& b : row.members) {
      if (a.column != b.column && b.last - a.first >= apart(set, row, a, a.forward == b.forward)) return false;
      const bool overlap = a.first <= b.last && b.first <= a.last;
      if (&a != &b && a.column == b.column && a.forward == b.forward && overlap) return false;
    }
  return true;
}

bool add_up_rows(const FlowSet& set, const FlowCertificate& certificate, FlowVerdict& verdict) {
  std::size_t members = 0;
  for (std::size_t i = 0; i < certificate.rows.size(); ++i) {
    const FlowRow& row = certificate.rows[i];
    members += row.members.size();
    const char* fault = fault_of(set, row);
    if (fault == nullptr && (members > kMembersMax || row.members.size() > kRowMembersMax))
      fault = "has too many members";
    if (fault == nullptr && !excludes(set, row)) fault = "has two members that a plan may have together";
    if (fault == nullptr && row.price > kSumMax - verdict.capacity)
      fault = "makes the sum of all prices too large";
    if (fault != nullptr) {
      verdict.reasons.push_back("Row " + std::to_string(i) + " " + fault + ".");
      return false;
    }
    verdict.capacity += row.price;
  }
  return true;
}

bool add_up_prices(const Model& model, const FlowCertificate& certificate, FlowVerdict& verdict) {
  if (certificate.prices.size() > static_cast<std::size_t>(kPricesMax)) {
    verdict.reasons.push_back("It has more than a million prices.");
    return false;
  }
  for (std::size_t i = 0; i < certificate.prices.size(); ++i) {
    const FlowPrice& price = certificate.prices[i];
    const char* fault = fault_of(model, price);
    if (fault == nullptr && price.price > (kSumMax - verdict.capacity) / capacity_of(model, price))
      fault = "makes the sum of all prices too large";
    if (fault != nullptr) {
      verdict.reasons.push_back("Price " + std::to_string(i) + " " + fault + ".");
      return false;
    }
    verdict.capacity += price.price * capacity_of(model, price);
  }
  return true;
}

}  // namespace

FlowVerdict check_flow(const FlowSet& set, const FlowCertificate& certificate) {
  FlowVerdict verdict;
  if (!add_up_prices(*set.model, certificate, verdict) || !add_up_rows(set, certificate, verdict))
    return verdict;
  check::FlowWays ways(set, certificate.prices, certificate.rows);
  for (std::size_t i = 0; i < set.columns.size(); ++i) {
    const auto cost = ways.cheapest(i);
    if (!cost) {
      verdict.reasons.push_back("Column " + std::to_string(i) + " has no way to a goal.");
      return verdict;
    }
    verdict.ways += *cost;
  }
  // A total is whole seconds: more than (n − 1) seconds means n.
  verdict.holds = verdict.ways - verdict.capacity > kScale * (certificate.flow_at_least - 1);
  if (!verdict.holds)
    verdict.reasons.push_back("The ways cost " + std::to_string(verdict.ways) + ", the capacities " +
                              std::to_string(verdict.capacity) + ": together they prove less than " +
                              std::to_string(certificate.flow_at_least) + " s.");
  return verdict;
}

}  // namespace homeward
