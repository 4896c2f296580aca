// SPDX-License-Identifier: Apache-2.0
//
// What columns with goals of their own cost each other on links that only one of them can use at a time: each
// that would have to go a longer way round without such a link either goes it or queues. Of all orders and
// choices the cheapest is a lower bound on their delays (docs/mathematics-many.md, 5.4). Nothing here looks
// at a plan.
#pragma once

#include <cstdint>
#include <span>

#include "planner/many/traffic.h"

namespace homeward::many {

/// The delays (arrival − ready − shortest way) of these columns add up to at least this in any plan. Looks
/// only at few columns, 0 for more.
Duration shared_link_delays(const Roads& roads, std::span<const Duration> shortest,
                            std::span<const std::uint32_t> columns);

}  // namespace homeward::many
