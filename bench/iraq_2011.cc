// SPDX-License-Identifier: Apache-2.0
//
// The figures of the example in one run: reading, first valid plan, closure and proved gap after some work,
// checking, certificate, growth to 165,000 people. Usage: bench_iraq_2011 [work units for each scenario,
// default 120000000]
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <string>

#include "check/check_certificate.h"
#include "check/check_plan.h"
#include "check/plan_figures.h"
#include "planner/plan_withdrawal.h"
#include "scenario/read_scenario.h"

namespace {

using namespace homeward;
using Clock = std::chrono::steady_clock;

template <class Action>
std::int64_t milliseconds(const Action& action) {
  const auto begin = Clock::now();
  action();
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
}

std::int64_t peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

void measure(const std::string& name, std::int64_t work) {
  std::optional<Model> model;
  const auto read_ms = milliseconds([&] {
    auto result = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/" + name);
    if (result.ok()) model = result.take();
  });
  if (!model) {
    fmt::print("| {} | refused |\n", name);
    return;
  }
  Budget budget(work, Clock::now() + std::chrono::minutes(10));
  Observer observer;
  Outcome outcome;
  const auto plan_ms = milliseconds([&] { outcome = plan_withdrawal(*model, {}, budget, observer); });
  if (!outcome.best) {
    fmt::print("| {} | {} | no plan |\n", name, read_ms);
    return;
  }
  const auto check_ms = milliseconds([&] { check_plan(*model, *outcome.best); });
  bool holds = false;
  const auto proof_ms = milliseconds(
      [&] { holds = outcome.certificate && check_certificate(*model, *outcome.certificate).holds; });
  const PlanFigures figures = plan_figures(*model, *outcome.best);
  const Time closure = figures.closure.value_or(kEndOfTime);
  const Duration gap = outcome.bound ? closure - *outcome.bound : -1;
  const std::int64_t permille_of_horizon = gap * 1000 / (model->deadline - model->start);
  const std::int64_t vehicle_m =
      figures.loaded_vehicle_m + figures.empty_vehicle_m + figures.escort_vehicle_m;
  fmt::print("| {} | {} | {} | {}.{} | {} | {}.{} | {} | {} | {} | {} | {} | {} |\n", name, read_ms,
             outcome.first_valid_ms, plan_ms / 1000, plan_ms % 1000 / 100, outcome.best->columns.size(),
             permille_of_horizon / 10, permille_of_horizon % 10, check_ms, proof_ms, holds ? "holds" : "none",
             figures.empty_vehicle_m * 100 / std::max<std::int64_t>(1, vehicle_m), figures.waiting_s / kHour,
             peak_megabytes());
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t work = argc > 1 ? std::atoll(argv[1]) : 120'000'000;
  fmt::print(
      "| scenario | read ms | first valid ms | search s | columns | gap, % of horizon | check ms | "
      "certificate ms | "
      "proof | empty vehicle-km % | waiting column-h | peak MB |\n");
  fmt::print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
  for (const char* name : {"iraq-2011-small", "iraq-2011", "iraq-2011-history", "iraq-2008-scale"})
    measure(name, work);
}
