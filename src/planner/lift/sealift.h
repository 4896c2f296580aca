// SPDX-License-Identifier: Apache-2.0
//
// Things at ports: through wash rack, customs and the like in batches (STOCK), then on ships (SAIL, BERTH,
// refinement 19). Everything returned keeps those rules and the WINDOW rule of services exactly; a yard that
// is too small cannot be helped here (the trucks have already unloaded) and is reported.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/time.h"
#include "model/ids.h"
#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

/// Things given up at a place, of one lot, at one moment.
struct ThingArrival {
  LotId lot;
  PlaceId place;
  std::int64_t count = 0;
  Time at = 0;
  std::size_t processed = 0;  ///< how many services of the lot's `process` list they have passed already
};

struct SealiftOptions {
  std::vector<Batch> batches;      ///< planned already: kept as they are
  std::vector<Sailing> sailings;   ///< planned already: kept as they are
  Time not_before = kStartOfTime;  ///< no other batch or berthing begins earlier
  Duration batch_s =
      4 * kHour;  ///< a batch is at most as large as one line does in this time (at least one thing)
  std::optional<Time> horizon;  ///< nothing begins from then on; absent: 120 days after the last deadline
};

/// Most things that stood waiting or in service before a service, against its yard.
struct YardUse {
  ServiceId service;
  std::optional<std::int64_t> yard;
  std::int64_t things_max = 0;
  Time things_max_at = 0;
  std::optional<Interval> overflow;  ///< first span above the yard
};

/// Batches at one place after another; things whose next service is elsewhere stop at the place (`processed`
/// says how far they have come), to be driven on.
struct BatchPlan {
  std::vector<Batch> batches;       ///< by begin, service, lot
  std::vector<ThingArrival> ready;  ///< after the last service at their place: when and how many; by time
  std::vector<ThingArrival> left;   ///< no opening before the horizon
  std::vector<YardUse> yards;       ///< by service
};
BatchPlan plan_batches(const Model& model, std::span<const ThingArrival> arrivals,
                       const SealiftOptions& options = {});

/// Ships for things that are processed and at their port.
struct SailingPlan {
  std::vector<Sailing> sailings;      ///< by sail, then ship
  std::vector<ThingArrival> left;     ///< no ship for them (class none, no capacity, other destination)
  std::optional<Time> final_arrival;  ///< the last ship's
  std::optional<Time> bound;          ///< no plan with these ready times has its last arrival before
};
SailingPlan plan_sailings(const Model& model, std::span<const ThingArrival> ready,
                          const SealiftOptions& options = {});

/// Both in one go, for things whose services are all at the port where they are given up.
struct SealiftPlan {
  std::vector<Batch> batches;
  std::vector<Sailing> sailings;
  std::vector<ThingArrival> left;
  std::vector<YardUse> yards;
  std::optional<Time> final_arrival;
  std::optional<Time> bound;
};
SealiftPlan plan_sealift(const Model& model, std::span<const ThingArrival> arrivals,
                         const SealiftOptions& options = {});

}  // namespace homeward
