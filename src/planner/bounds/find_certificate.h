// SPDX-License-Identifier: Apache-2.0
//
// Looks for the certificate (docs/formats/certificate.md) that proves the latest closure: one resource at a
// time, everything that needs it, and the latest instant for which its capacity is not enough. What is found
// has passed check_certificate.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/budget.h"
#include "model/model.h"
#include "plan/certificate.h"

namespace homeward {

/// What one resource alone proves: for the reader who asks what comes close.
struct ResourceBound {
  std::string resource;  ///< as in CertificateResource::id; "path" for form 0
  Time bound = 0;        ///< no valid plan closes the zone before
  Certificate certificate;
};

/// Strongest first; of bounds that are alike the path, then by name. Looks until the budget is
/// interrupted. Not checked.
std::vector<ResourceBound> bounds_by_resource(const Model& model, Budget& budget);

/// Of the resources named (all if none is; "stand:" and so on: all of a kind), those that prove that the
/// deadline cannot be met. Quicker: it looks an hour beyond the deadline, no further, so the bounds
/// themselves may be later.
std::vector<ResourceBound> bounds_behind_deadline(const Model& model, const std::set<std::string>& resources,
                                                  Budget& budget);

/// Somebody or something that has no way out, or to where it must be in the end, however long one waits
/// (as far as windows are known); absent if there is none. A small part of the price of any plan.
/// `given`: of what has not begun to leave.
std::optional<Certificate> find_no_way(const Model& model, const std::optional<GivenStart>& given,
                                       Budget& budget);

/// The strongest that check_certificate confirms; absent when nothing has to leave.
std::optional<Certificate> find_certificate(const Model& model, Budget& budget);

/// The same about what has not begun to leave; prices by period are not looked for.
std::optional<Certificate> find_certificate_given(const Model& model, const GivenStart& given,
                                                  Budget& budget);

/// The same of paths and places to stand only, at a small part of its price: is a road lost that cannot be
/// replaced?
std::optional<Certificate> find_way_lost_given(const Model& model, const GivenStart& given, Budget& budget);

/// The same of one resource alone: what find_certificate begins with, at a tenth of its price.
std::optional<Certificate> find_first_certificate(const Model& model, Budget& budget);

/// What the search for prices by period may spend: a part of what a budget has left now.
struct PriceShare {
  std::int64_t work = 0;
  Budget::Clock::time_point until;
};
PriceShare share_for_prices(const Budget& budget);

/// A certificate that proves more than `known`, which must have passed; `known` if none is found. Asks
/// `budget` only whether it was cancelled, and spends from it what the share was used for; so others may use
/// it meanwhile.
Certificate with_prices(const Model& model, Certificate known, const PriceShare& share, Budget& budget);

/// No valid plan closes the zone before.
inline Time bound_of(const Certificate& certificate) { return certificate.no_closure_before; }

}  // namespace homeward
