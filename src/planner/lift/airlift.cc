// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/airlift.h"

#include <algorithm>
#include <utility>

#include "planner/lift/airlift_run.h"

namespace homeward {

namespace {

// From this round on caps only fall: rounds that swing between two plans come to rest.
constexpr std::int64_t kRoundsFree = 4;

bool better(const AirliftPlan& plan, const std::optional<AirliftPlan>& best) {
  return !best || plan.value < best->value;
}

// Plans, holds inbound flights back where beds ran out, and plans again.
AirliftPlan plan_with_beds(const AirSchedule& schedule, std::span<const AirDemand> demands,
                           const AirliftSetting& setting, std::int64_t rounds) {
  std::optional<AirliftPlan> best;
  AirliftRun::Gates gates;
  for (std::int64_t round = 0; round <= rounds; ++round) {
    AirliftRun run{schedule, demands, setting, gates};
    AirliftPlan plan = run.run();
    const bool beds_suffice = plan.value.beds_short <= 0;
    if (better(plan, best)) best = std::move(plan);
    if (beds_suffice) break;
    AirliftRun::Gates next = run.gates_for_next_round();
    if (round >= kRoundsFree) {
      for (PlaceId place : next.ids()) next[place].tighten(gates[place]);
    }
    gates = std::move(next);
  }
  return std::move(*best);
}

std::vector<AirliftSetting> settings(const AirliftOptions& options) {
  const auto setting = [&](Duration wait_max_s, Duration urgent_margin_s) {
    return AirliftSetting{wait_max_s, options.transfer_s, urgent_margin_s};
  };
  std::vector<AirliftSetting> list{setting(options.wait_max_s, 2 * kDay)};
  if (options.effort == AirliftEffort::quick) return list;
  for (const Duration wait_max_s : {options.wait_max_s, options.wait_max_s / 4}) {
    for (const Duration margin_s : {Duration{0}, 5 * kDay, 10 * kDay})
      list.push_back(setting(wait_max_s, margin_s));
  }
  return list;
}

}  // namespace

AirliftPlan plan_airlift(const AirSchedule& schedule, std::span<const AirDemand> demands,
                         const AirliftOptions& options) {
  const std::vector<AirDemand> complete = with_gateways(schedule.model(), demands);
  std::optional<AirliftPlan> best;
  for (const AirliftSetting& setting : settings(options)) {
    AirliftPlan plan = plan_with_beds(schedule, complete, setting, options.bed_rounds);
    if (better(plan, best)) best = std::move(plan);
  }
  return std::move(*best);
}

AirliftPlan plan_onward_flights(const AirSchedule& schedule, std::span<const GatewayArrival> arrivals,
                                const AirliftOptions& options) {
  std::vector<AirDemand> demands;
  for (const GatewayArrival& arrival : arrivals) {
    AirDemand demand;
    demand.unit = arrival.unit;
    demand.category = arrival.category;
    demand.from = arrival.place;
    demand.to = arrival.destination;
    demand.count = arrival.count;
    demand.ready = arrival.at;
    demand.waiting = Waiting::in_transit;
    demands.push_back(demand);
  }
  return plan_airlift(schedule, demands, options);
}

}  // namespace homeward
