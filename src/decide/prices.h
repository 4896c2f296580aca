// SPDX-License-Identifier: Apache-2.0
//
// What more of something buys: every change of price_changes() is solved anew, with the same seeds and work
// as the scenario itself, and proved anew, so that each row says how plan and proof move.
//
// A search is no oracle, so gains are held against its noise: the spread of the scenario itself over several
// seeds, and how much later searches with more of something came out (which is never true). Nine in ten of
// these losses are smaller than the noise; a gain must exceed it to be believed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/budget.h"
#include "base/observer.h"
#include "decide/price_changes.h"
#include "model/model.h"
#include "planner/plan_value.h"

namespace homeward {

struct PriceOptions {
  std::uint64_t seed = 1;         ///< the first of `seeds` in a row
  int seeds = 1;                  ///< searches for each change, of which the best counts; 1 … 16
  int noise_seeds = 3;            ///< searches for the base (at least `seeds`), whose spread is the noise
  std::int64_t work = 2'000'000;  ///< of each search
  int threads = 1;                ///< any number gives the same answer
  std::int64_t times = 1;         ///< every change so many times as large
  std::vector<PriceKind> kinds;   ///< only these; empty: all
};

struct PriceFigures {
  std::optional<Time> closure;     ///< absent: no plan, or not everybody leaves
  std::optional<Time> bound;       ///< no plan closes before
  std::int64_t unmoved = 0;        ///< requirements missed that no lateness measures
  Duration late_s = 0;             ///< by which requirements are missed, summed
  std::int64_t zone_person_s = 0;  ///< in the zone, of all who leave it in the end
  double road_person_hours = 0;    ///< on the zone's roads
  double risk_person_hours = 0;    ///< × risk per hour of each link
};

struct PriceRow {
  std::string id;
  PriceKind kind = PriceKind::trucks;
  std::string what;
  bool solved = false;     ///< false: the time ran out before
  bool kept_base = false;  ///< no search found a better plan than the base's, which is still valid
  PriceFigures figures;
  Duration closure_gain_s = 0;  ///< ≥ 0 unless the base's plan could not be kept
  Duration search_loss_s = 0;   ///< by how much the search alone closed later than the base, ≥ 0
  Duration bound_gain_s = 0;    ///< ≥ 0
  bool beyond_noise = false;    ///< the gain in closure is larger than the noise
};

/// What a row amounts to.
enum class PriceVerdict {
  buys,          ///< an earlier closure, or fewer missed requirements, by more than the noise
  noise,         ///< an earlier closure within search noise: not to be believed
  room,          ///< no earlier closure was found, but the proof no longer excludes one
  nothing,       ///< neither moves: something else holds the closure up
  not_looked_at  ///< the time ran out before
};
struct Prices;
PriceVerdict price_verdict(const PriceRow& row, const Prices& prices);

struct Prices {
  PriceFigures base;
  std::optional<Plan> base_plan;  ///< checked: valid or late
  Duration noise_s = 0;           ///< of closures, as the head of this file says
  std::vector<PriceRow> rows;     ///< dearest first; those not solved last
  bool complete = true;           ///< false: interrupted
};

/// Ends within the budget's time; its work is the sum of all searches. Objective: earliest closure. Same
/// model, options and no interruption give the same prices.
Prices find_prices(const Model& model, const PriceOptions& options, Budget& budget, Observer& observer);

/// The plan with the ends of its services as the model's rates make them; begins and departures stay.
Plan with_service_ends(const Model& model, Plan plan);

}  // namespace homeward
