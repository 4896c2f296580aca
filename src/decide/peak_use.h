// SPDX-License-Identifier: Apache-2.0
//
// The most that a plan asks of one resource at any time: what a late answer has to be paid with.
#pragma once

#include <cstdint>
#include <string>

#include "model/model.h"
#include "plan/plan.h"

namespace homeward::decide {

/// `resource` as in CertificateResource::id, or "path". service: vehicles served (at a ramp: loaded) on the
/// busiest day. fleet: vehicles in columns or turning at the busiest moment. Everything else: columns and
/// flights that set off on the busiest day. Days are counted from the start.
std::int64_t peak_use(const Model& model, const Plan& plan, const std::string& resource);

/// What peak_use() counts, in words.
std::string peak_unit(const std::string& resource);

}  // namespace homeward::decide
