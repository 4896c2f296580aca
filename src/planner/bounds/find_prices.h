// SPDX-License-Identifier: Apache-2.0
//
// Looks for prices by period (certificates of form 2, docs/formats/certificate.md, section 4) that prove more
// than one resource alone: a linear programme over rewards, prices and gains of movers grows by the best
// tours of trucks and escorts until its prices hold, or no prices can. What is handed out has passed
// check_certificate.
//
// Cutting planes for the Lagrangian dual: Kelley, SIAM J. 8(4), 1960; here with tours as cuts.
#pragma once

#include <optional>

#include "base/budget.h"
#include "model/model.h"
#include "plan/certificate.h"

namespace homeward {

struct PriceSearch {
  Duration step_s = kHour;  ///< of the grid for trucks
  Duration escort_step_s = 600;
  std::int64_t rounds_at_most = 300;  ///< of the linear programme, for one instant
  Duration precise_s = 15 * kMinute;  ///< the search ends when it knows the bound to this
};

/// Grids and precision that suit the length of the scenario.
PriceSearch price_search_for(const Model& model, const Certificate& known);

/// A certificate of form 2 that proves more than `known` does; absent where none is found within the budget.
std::optional<Certificate> find_prices(const Model& model, const Certificate& known, Time last,
                                       const PriceSearch& search, Budget& budget);

}  // namespace homeward
