// SPDX-License-Identifier: Apache-2.0
//
// Certificates about what is still to come (docs/formats/certificate.md, section 2, "Given"): how much of
// each lot and unit has begun to leave its place, or was ordered to, before an instant.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "check/certificate_claims.h"
#include "plan/certificate.h"
#include "plan/plan.h"

namespace homeward::check {

/// By key of items.csv row or unit (people), ascending: how many leave their place in columns and flights of
/// the plan that begin (loading included) before `until`. Those of whom nobody does are left out.
std::vector<std::pair<std::string, std::int64_t>> begun_before(const Model& model, const Plan& plan,
                                                               Time until);

/// The claim is about the others, and they are not ready before.
void leave_out_begun(const GivenStart& given, const std::string& key, Claim& claim);

/// Sentences: what more begins in the plan than the certificate was given.
std::vector<std::string> begun_beyond(const Model& model, const GivenStart& given, const Plan& plan);

}  // namespace homeward::check
