// SPDX-License-Identifier: Apache-2.0
#include "cli/prices_command.h"

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/interrupt.h"
#include "cli/limit_options.h"
#include "cli/options.h"
#include "cli/outputs.h"
#include "cli/plan_limits.h"
#include "cli/plan_run.h"
#include "cli/prices_answer.h"
#include "cli/progress_line.h"
#include "cli/scenario_option.h"
#include "cli/time_limit.h"

namespace homeward {

namespace {

constexpr std::chrono::milliseconds kTimeLimit{600'000};

struct PricesRequest {
  ScenarioOption scenario;
  PriceOptions options;
  std::vector<std::string> kinds;
  std::string time_limit;
  std::string csv;
  Existing existing = Existing::keep;
};

bool choose_kinds(CommandContext& context, PricesRequest& request) {
  for (const std::string& name : request.kinds) {
    const auto kind = price_kind_of(name);
    if (kind) {
      request.options.kinds.push_back(*kind);
      continue;
    }
    std::string known;
    for (const std::string& word : price_kind_names()) known += (known.empty() ? "" : ", ") + word;
    refuse_usage(context, "--only \"" + name + "\" is nothing that has a price.",
                 "Name one of " + known + ".");
    return false;
  }
  return true;
}

void run_prices(CommandContext& context, PricesRequest& request) {
  if (!choose_kinds(context, request)) return;
  if (!outputs_are_free(context, {request.csv}, request.existing)) return;
  const auto model = load_scenario(context, request.scenario);
  if (!model) return;
  const SearchLimits limits{Budget::kUnlimited, parse_time_limit(request.time_limit).value_or(kTimeLimit)};
  const auto deadline = search_deadline(context.started, limits);
  Budget budget(limits.work, deadline);
  const CancelOnInterrupt on_interrupt(budget);
  Prices prices;
  {
    const auto observer = progress_observer(context, *model, deadline);
    prices = find_prices(*model, request.options, budget, *observer);
  }
  if (!request.csv.empty() &&
      !write_output(context, {request.csv, {}, request.existing}, prices_csv(*model, prices)))
    return;
  context.exit_code = prices.base_plan ? kExitDone : kExitNoPlan;
  if (context.json) return print_json(context, prices_json(*model, prices, request.options, context));
  print_prices(*model, prices, request.options, context);
}

void add_options(Command& command, PricesRequest& request) {
  command.add_option("--only", request.kinds, "Price only changes of this kind; may be repeated")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("KIND");
  command.add_option("--times", request.options.times, "Every change so many times as large [1]")
      ->check(WholeBetween{1, 1000})
      ->type_name("N");
  command.add_option("--work-limit", request.options.work, "Work units of each search [2000000]")
      ->check(work_range())
      ->type_name("N");
  command
      .add_option("--seeds", request.options.seeds, "Searches for each change, of which the best counts [1]")
      ->check(WholeBetween{1, 16})
      ->type_name("N");
  command.add_option("--seed", request.options.seed, "Seed of the first search [1]")
      ->check(seed_range())
      ->type_name("N");
  command.add_option("--threads", request.options.threads, "Threads; they do not change the prices [all]")
      ->check(threads_range())
      ->type_name("N");
  command.add_option("--time-limit", request.time_limit, "Wall time for everything: 20s, 5m, 1h30m [10m]")
      ->check(time_limit_validator())
      ->type_name("TIME");
  command.add_option("--csv", request.csv, "The same rows as a CSV file")->type_name("FILE");
  command.add_flag_callback(
      "--force", [&request] { request.existing = Existing::replace; }, "Replace files that exist");
}

}  // namespace

void add_prices_command(Command& program, CommandContext& context) {
  auto request = std::make_shared<PricesRequest>();
  request->options.threads = default_threads();
  Command* command = add_command(
      program, context,
      {"prices",
       "What one more truck company, customs team, opening hour or gateway buys, by solving it",
       {"homeward prices scenarios/iraq-2011", "homeward prices scenarios/iraq-2011 --only trucks --times 5",
        "homeward prices scenarios/iraq-2011 --seeds 4 --work-limit 10000000 --csv prices.csv"},
       "Kinds: trucks, buses, escorts, lane, rate, hours, parking, aircraft, positions, berths, gateway, "
       "ready, "
       "deadline.\n"
       "Each change is planned and proved anew with the same seeds and work. The scenario itself is searched "
       "from three seeds\n"
       "at least; a gain smaller than their spread is called search noise. More of something is never worse: "
       "the "
       "old plan stays\n"
       "valid and is kept when the search finds no better one.\n"
       "Exit code 0: prices. 5: no plan of the scenario was found."});
  add_scenario_option(*command, request->scenario);
  add_options(*command, *request);
  command->callback([request, &context] { run_prices(context, *request); });
}

}  // namespace homeward
