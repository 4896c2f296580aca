// SPDX-License-Identifier: Apache-2.0
//
// Plays a plan against what can go wrong (docs/simulate.md). The tally depends on plan, risks, seed, number
// of replications and shard alone: not on threads or machines.
#pragma once

#include <string>

#include "base/observer.h"
#include "base/result.h"
#include "model/model.h"
#include "model/risks.h"
#include "plan/plan.h"
#include "simulate/tally.h"

namespace homeward {

struct SimulateOptions {
  Risks risks;
  std::string risks_sha256;  ///< shards with other risks are not merged
  std::string plan_sha256;
  std::string version;
  std::uint64_t seed = 1;
  std::int64_t replications = 10'000;  ///< of all shards together, > 0
  int threads = 1;
  std::int64_t shard = 1;   ///< 1 … shards
  std::int64_t shards = 1;  ///< ≤ replications
};

/// Every how many replications one is played again without each family, to rank them.
constexpr std::int64_t compared_every(std::int64_t replications) { return replications <= 2000 ? 1 : 5; }

/// Problems: the plan cannot be replayed, because it breaks hard rules or does not bring everybody out.
Result<simulate::Tally> simulate_plan(const Model& model, const Plan& plan, const SimulateOptions& options,
                                      Observer& observer);

}  // namespace homeward
