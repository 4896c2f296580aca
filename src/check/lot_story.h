// SPDX-License-Identifier: Apache-2.0
//
// What happens to the things of each lot: where they are, which of their services of things they have passed,
// what the plan takes that is not there. Things of a lot have no names: they are counted by place and by the
// number of services passed. A column takes those that have passed fewest of what the place still allows to
// leave.
#pragma once

#include <optional>
#include <vector>

#include "check/ledger.h"
#include "check/sweep.h"

namespace homeward::check {

enum class Shortage {
  absent,       ///< taken by a column, but not there: COUNT
  unprocessed,  ///< taken by a column before they have passed a service of the place: STOCK
  batch,        ///< a batch of things that do not wait there: STOCK
  sailing,      ///< loaded, but not there or not processed: SAIL
  stranded,     ///< given up where nothing is done with them: STOCK
  skipped       ///< at the final place without having passed a service: STOCK
};

struct Trouble {
  Shortage kind = Shortage::absent;
  LotId lot;
  PlaceId place;
  Time at = 0;
  std::int64_t count = 0;
  std::optional<Source> source;      ///< absent: a batch
  std::optional<ServiceId> service;  ///< the service missed
};

struct PlaceStep {
  PlaceId place;
  Step step;
};

struct LotStory {
  std::optional<Time> finished;     ///< from then on all are at their final place, processed
  std::vector<PlaceStep> presence;  ///< changes of the number at a place
};

struct YardStep {
  ServiceId service;
  Step step;  ///< Step::who is the lot's index
};

struct LotStories {
  IdVector<LotId, LotStory> lots;
  std::vector<Trouble> troubles;
  std::vector<YardStep> yards;
};

LotStories tell_stories(const Ledger& ledger);

}  // namespace homeward::check
