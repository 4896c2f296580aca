// SPDX-License-Identifier: Apache-2.0
//
// The classes of the convoy bench, each with the work that is usual for it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "convoys/instances.h"
#include "convoys/measure.h"

namespace homeward::bench {

/// One class of instances: how to make the one of a seed, and the work that its table rows are measured with.
struct Class {
  std::string name;
  std::function<many::Traffic(std::uint64_t)> make;
  std::int64_t work;        ///< units
  std::int64_t bound_work;  ///< units; 0: no prices
};

/// All that the networks found allow; a sentence in `skipped` for each that is missing. `pools` outlive the
/// classes.
std::vector<Class> all_classes(const std::vector<exact::ConvoyProblem>& pools,
                               std::vector<std::string>& skipped);

/// The pools of at least 28 convoys of the public convoy benchmark, longest wait 1,000. Empty where the
/// archive is not there; `skipped` then says so.
std::vector<exact::ConvoyProblem> public_pools(std::vector<std::string>& skipped);

}  // namespace homeward::bench
