// SPDX-License-Identifier: Apache-2.0
//
// What reduced windows take away: lanes of services and batches (SERVICE, STOCK), parking spaces (PARK).
#pragma once

#include "check/sweep.h"
#include "model/model.h"

namespace homeward::check {

/// What is left of `most` lanes of a service, or parking spaces of a place, and when.
class Reduced {
 public:
  /// Only what is taken away at some second of `span` is known.
  Reduced(const Model& model, ServiceId service, Interval span);
  Reduced(const Model& model, PlaceId place, Interval span);

  /// Taken away at `at`; never more than there is.
  std::int64_t at(Time at) const { return level_at(taken_, 0, at); }
  /// Lanes (spaces) times seconds that are taken away in the span.
  std::int64_t total(Interval span) const;
  /// As rises and falls for a sweep, each named `who`.
  std::vector<Step> steps(std::size_t who) const;

 private:
  template <class Applies>
  void take(const Model& model, std::int64_t most, Interval span, Applies applies);

  std::vector<Level> taken_;
};

}  // namespace homeward::check
