// SPDX-License-Identifier: Apache-2.0
#include "convoys/run.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <functional>
#include <ostream>

#include "convoys/baselines.h"
#include "convoys/classes.h"
#include "convoys/growth.h"
#include "convoys/resources.h"
#include "convoys/table.h"
#include "planner/exact/solve_convoys.h"

namespace homeward::bench {

namespace {

constexpr std::int64_t kMillion = 1'000'000;

std::optional<std::int64_t> positive_number(const std::string& word) {
  std::int64_t value = 0;
  const char* const end = word.data() + word.size();
  const auto [rest, error] = std::from_chars(word.data(), end, value);
  if (error != std::errc{} || rest != end || value <= 0) return std::nullopt;
  return value;
}

/// The table of all classes wanted, and their JSON. Number of plans at fault.
std::size_t write_classes(const Options& options, const std::vector<Class>& classes, std::ostream& out,
                          std::string& json) {
  std::size_t faults = 0;
  bool headed = false;
  std::string told;  // of faults, after the table
  for (const Class& each : classes) {
    if (each.name.find(options.only) == std::string::npos) continue;
    if (!headed) out << "### Classes\n\n" << markdown_head();
    headed = true;
    const Effort effort{options.work.value_or(each.work), options.bound_work.value_or(each.bound_work),
                        options.threads};
    std::vector<Outcome> outcomes;
    for (std::uint64_t seed = options.from; seed < options.from + options.seeds; ++seed)
      outcomes.push_back(measure(each.make(seed), effort, seed));
    out << markdown_row(each.name, effort, outcomes) << std::flush;
    for (const Outcome& outcome : outcomes) {
      faults += outcome.faults + outcome.missing;
      if (!outcome.sentences.empty())
        told += "\nFAULT: " + each.name + ": " + outcome.sentences.front() + "\n";
    }
    json += json_lines(each.name, effort, outcomes, options.from);
  }
  out << told;
  return faults;
}

using Solve = std::function<exact::ConvoyOutcome(const exact::ConvoyProblem&, Budget&)>;

void write_solver(const char* name, const std::vector<exact::ConvoyProblem>& pools, const Solve& solve,
                  std::ostream& out) {
  constexpr std::int64_t kLabels = 4'000'000;
  std::size_t optimal = 0;
  std::int64_t nodes = 0;
  std::int64_t labels = 0;
  const double seconds = seconds_of([&] {
    for (const exact::ConvoyProblem& pool : pools) {
      Budget budget(kLabels, Budget::Clock::time_point::max());
      const exact::ConvoyOutcome outcome = solve(pool, budget);
      optimal += outcome.status == exact::Status::optimal ? 1 : 0;
      nodes += outcome.tree_nodes;
      labels += budget.work();
    }
  });
  out << fmt::format("| {} | {} of {} | {} | {} | {:.2f} |\n", name, optimal, pools.size(), nodes, labels,
                     seconds);
}

void write_conflict_based(const Options& options, const std::vector<exact::ConvoyProblem>& pools,
                          std::ostream& out) {
  if (pools.empty() || std::string("pools").find(options.only) == std::string::npos) return;
  out << "\n### Pools of 28 and 32, longest wait 1,000, 4 million labels each\n\n"
         "| method | proved optimal | tree nodes | labels | s |\n|---|---:|---:|---:|---:|\n";
  write_solver(
      "order branching", pools,
      [](const exact::ConvoyProblem& pool, Budget& budget) {
        return exact::solve_convoys(pool, exact::Variant::p1, {}, budget);
      },
      out);
  write_solver("plain conflict-based search", pools, plain_conflict_based, out);
}

}  // namespace

std::optional<Options> read_options(const std::vector<std::string>& words) {
  Options options;
  for (std::size_t i = 0; i < words.size(); i += 2) {
    if (i + 1 == words.size()) return std::nullopt;
    const std::string& value = words[i + 1];
    const std::optional<std::int64_t> number = positive_number(value);
    if (words[i] == "--only") {
      options.only = value;
    } else if (words[i] == "--json") {
      options.json_path = value;
    } else if (!number) {
      return std::nullopt;
    } else if (words[i] == "--from") {
      options.from = static_cast<std::uint64_t>(*number);
    } else if (words[i] == "--seeds") {
      options.seeds = static_cast<std::uint64_t>(*number);
    } else if (words[i] == "--work") {
      options.work = *number * kMillion;
    } else if (words[i] == "--bound-work") {
      options.bound_work = *number * kMillion;
    } else if (words[i] == "--threads") {
      options.threads = static_cast<int>(*number);
    } else {
      return std::nullopt;
    }
  }
  return options;
}

int run_all(const Options& options, std::ostream& out) {
  std::vector<std::string> skipped;
  const std::vector<exact::ConvoyProblem> pools = public_pools(skipped);
  const std::vector<Class> classes = all_classes(pools, skipped);
  std::string json;
  std::size_t faults = write_classes(options, classes, out, json);
  faults += write_growth(options.seeds, options.only, out, skipped);
  write_conflict_based(options, pools, out);
  for (const std::string& what : skipped) out << "\nskipped: " << what << "\n";
  if (!options.json_path.empty()) std::ofstream(options.json_path) << json;
  return faults == 0 ? 0 : 1;
}

}  // namespace homeward::bench
