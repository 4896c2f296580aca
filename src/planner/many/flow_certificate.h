// SPDX-License-Identifier: Apache-2.0
//
// A proof of prices in the words of its judge (check/check_flow.h).
#pragma once

#include "check/check_flow.h"
#include "planner/many/price_bound.h"

namespace homeward::many {

/// The traffic must outlive the set.
FlowSet flow_set_of(const Traffic& traffic);
FlowCertificate flow_certificate_of(const PriceBound& bound);

}  // namespace homeward::many
