// SPDX-License-Identifier: Apache-2.0
//
// How long a plan takes to play. Usage: bench_simulate [replications, default 10000] [threads, default 2]
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <string>

#include "planner/plan_withdrawal.h"
#include "scenario/read_scenario.h"
#include "simulate/answer.h"
#include "simulate/replay.h"
#include "simulate/simulate.h"

namespace {

using namespace homeward;
using Clock = std::chrono::steady_clock;

template <class Action>
std::int64_t milliseconds(const Action& action) {
  const auto begin = Clock::now();
  action();
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin).count();
}

void measure(const std::string& name, const SimulateOptions& options) {
  auto model = read_scenario(std::string(HOMEWARD_SOURCE_DIR) + "/scenarios/" + name);
  if (!model) return;
  Budget budget(1, Clock::now() + std::chrono::minutes(10));
  Observer observer;
  const Outcome outcome = plan_withdrawal(model.value(), {}, budget, observer);
  if (!outcome.best) return;
  std::size_t events = 0, arcs = 0;
  const auto compile_ms = milliseconds([&] {
    const auto replay = simulate::compile_replay(model.value(), *outcome.best);
    if (replay) events = replay.value().event_count(), arcs = replay.value().arcs.size();
  });
  std::int64_t per_million = -1;
  const auto play_ms = milliseconds([&] {
    const auto tally = simulate_plan(model.value(), *outcome.best, options, observer);
    if (tally) per_million = simulate::answer_of(tally.value()).out_by_deadline.per_million;
  });
  fmt::print("| {} | {} | {} | {} | {} | {} | {} | {}.{} | {} |\n", name, outcome.best->columns.size(),
             outcome.best->flights.size(), events, arcs, compile_ms, options.replications, play_ms / 1000,
             play_ms % 1000 / 100, per_million);
}

}  // namespace

int main(int argc, char** argv) {
  SimulateOptions options;
  options.replications = argc > 1 ? std::atoll(argv[1]) : 10'000;
  options.threads = argc > 2 ? std::atoi(argv[2]) : 2;
  fmt::print(
      "| scenario | columns | flights | events | arcs | compile ms | replications | play s | out in time, of "
      "a "
      "million |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
  for (const char* name : {"iraq-2011-small", "iraq-2011", "iraq-2011-history"}) measure(name, options);
}
