// SPDX-License-Identifier: Apache-2.0
#include "convoys/measure.h"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numeric>
#include <ostream>
#include <sstream>

#include "convoys/baselines.h"
#include "convoys/instances.h"
#include "convoys/verify.h"
#include "planner/exact/pool.h"
#include "planner/exact/read_convoy_file.h"
#include "planner/exact/solve_convoys.h"
#include "planner/exact/zip_file.h"
#include "planner/many/first_plan.h"
#include "planner/many/flow_bound.h"
#include "planner/many/flow_certificate.h"
#include "planner/many/improve.h"

namespace homeward::bench {

namespace {

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <class Action>
double seconds_of(const Action& action) {
  const double begin = processor_seconds();
  action();
  return processor_seconds() - begin;
}

double resident_mb() {
  std::ifstream file("/proc/self/statm");
  double pages = 0;
  double resident = 0;
  file >> pages >> resident;
  return resident * 4096 / 1e6;
}

/// One class of instances: how to make the one of a seed, and how many columns it has.
struct Class {
  std::string name;
  std::function<many::Traffic(std::uint64_t)> make;
};

/// What one instance gave.
struct Outcome {
  std::size_t columns = 0;
  std::size_t places = 0;
  std::size_t missing = 0;
  std::size_t faults = 0;
  double first_s = 0;     ///< distances prepared and first plan made
  double improve_s = 0;   ///< more
  double first_gap = 0;   ///< percent
  double gap = 0;         ///< percent, after improvement
  double certified = 0;   ///< percent, against what the judge of certificates or the cuts prove
  double bound_s = 0;     ///< prices found
  double plain_gap = 0;   ///< percent, plain prioritised planning
  double dijkstra_s = 0;  ///< as many independent searches
  double astar_s = 0;
  double memory_mb = 0;
  std::string resource;
  std::vector<std::string> sentences;  ///< what is wrong
};

double gap_percent(std::int64_t value, std::int64_t bound) {
  return value > 0 ? 100.0 * static_cast<double>(value - bound) / static_cast<double>(value) : 0;
}

/// Prices of instants are looked for where columns have goals of their own and tables of distances are small.
bool wants_prices(const many::Traffic& traffic) {
  constexpr std::size_t kTablesMax = 10'000'000;
  return traffic.goals.size() > 1 && traffic.columns.size() <= 1'000 &&
         traffic.goals.size() * traffic.model.places.size() <= kTablesMax;
}

/// Raises the bound by prices; what their certificate proves is judged by src/check.
void raise_bound(const many::Roads& roads, const Options& options, std::int64_t flow, std::int64_t bound,
                 Outcome& outcome) {
  many::PriceBoundOptions wanted;
  wanted.plan_flow = flow;
  many::PriceBound prices;
  if (wants_prices(roads.traffic()))
    outcome.bound_s = seconds_of([&] {
      Budget budget(options.bound_work, Budget::Clock::time_point::max());
      prices = many::price_bound(roads, wanted, budget);
    });
  if (prices.certified > bound) {
    outcome.resource = prices.value > prices.certified ? "clusters and prices" : "prices";
    const FlowVerdict verdict =
        check_flow(many::flow_set_of(roads.traffic()), many::flow_certificate_of(prices));
    for (const std::string& reason : verdict.reasons) outcome.sentences.push_back("certificate: " + reason);
  }
  outcome.certified = gap_percent(flow, std::max(bound, prices.certified));
  outcome.gap = gap_percent(flow, std::max(bound, prices.value));
}

bool complete(const many::Routes& routes) {
  return std::all_of(routes.begin(), routes.end(), [](const Route& route) { return !route.stops.empty(); });
}

Outcome measure(const many::Traffic& traffic, const Options& options, std::uint64_t seed) {
  malloc_trim(0);  // so that memory is that of this instance
  Outcome outcome;
  outcome.columns = traffic.columns.size();
  outcome.places = traffic.model.places.size();
  std::optional<many::Roads> roads;
  std::optional<many::Workshop> workshop;
  many::FirstPlan plan;
  outcome.first_s = seconds_of([&] {
    roads.emplace(traffic);
    workshop.emplace(*roads);
    Budget budget;
    plan = many::first_plan(*roads, *workshop, budget);
  });
  outcome.missing = plan.missing;
  outcome.memory_mb = resident_mb();
  outcome.dijkstra_s = seconds_of([&] { search_all_dijkstra(*roads); });
  const Landmarks landmarks(roads->graph(), roads->travel(), many::kLandmarks);
  outcome.astar_s = seconds_of([&] { search_all_astar(*roads, landmarks); });
  if (plan.missing > 0) return outcome;
  outcome.sentences = verify(traffic, plan.routes);
  std::vector<Duration> shortest;
  for (std::uint32_t i = 0; i < traffic.columns.size(); ++i) shortest.push_back(workshop->shortest(i));
  const many::FlowBound bound = many::flow_bound(*roads, shortest);
  outcome.resource = bound.resource;
  const std::int64_t first_flow = verified_flow(traffic, plan.routes);
  const many::Routes plain = plain_prioritised(*roads);
  many::ImproveOptions improve;
  improve.seed = seed;
  improve.threads = options.threads;
  Budget budget(options.work, Budget::Clock::time_point::max());
  outcome.improve_s = seconds_of([&] { many::improve(*roads, shortest, improve, budget, plan.routes); });
  outcome.memory_mb = std::max(outcome.memory_mb, resident_mb());
  for (std::string& sentence : verify(traffic, plan.routes)) outcome.sentences.push_back(std::move(sentence));
  const std::int64_t flow = verified_flow(traffic, plan.routes);
  raise_bound(*roads, options, flow, bound.value, outcome);
  outcome.faults = outcome.sentences.size();
  const auto best_bound = static_cast<double>(flow) * (1 - outcome.gap / 100);
  const auto gap_of = [&](std::int64_t value) { return 100 * (1 - best_bound / static_cast<double>(value)); };
  outcome.first_gap = gap_of(first_flow);
  outcome.plain_gap = complete(plain) ? gap_of(verified_flow(traffic, plain)) : 100;
  return outcome;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

std::vector<double> all(const std::vector<Outcome>& outcomes, double Outcome::*figure) {
  std::vector<double> values;
  for (const Outcome& outcome : outcomes) values.push_back(outcome.*figure);
  return values;
}

/// Median and worst of a figure.
std::string both(const std::vector<Outcome>& outcomes, double Outcome::*figure, int digits) {
  const std::vector<double> values = all(outcomes, figure);
  return fmt::format("{:.{}f} / {:.{}f}", median(values), digits,
                     *std::max_element(values.begin(), values.end()), digits);
}

std::string markdown_row(const std::string& name, const std::vector<Outcome>& outcomes) {
  std::size_t faults = 0;
  std::vector<double> dijkstra;
  std::vector<double> astar;
  for (const Outcome& outcome : outcomes) {
    faults += outcome.faults + outcome.missing;
    dijkstra.push_back(outcome.first_s / std::max(outcome.dijkstra_s, 1e-6));
    astar.push_back(outcome.first_s / std::max(outcome.astar_s, 1e-6));
  }
  const std::vector<double> memory = all(outcomes, &Outcome::memory_mb);
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {:.1f} | {:.1f} | {} | {:.2f} | {:.1f} | {:.0f} | {} |\n",
                     name, outcomes.front().places, outcomes.size(), both(outcomes, &Outcome::first_s, 2),
                     both(outcomes, &Outcome::first_gap, 2), both(outcomes, &Outcome::gap, 2),
                     both(outcomes, &Outcome::certified, 2), median(all(outcomes, &Outcome::improve_s)),
                     median(all(outcomes, &Outcome::bound_s)), both(outcomes, &Outcome::plain_gap, 1),
                     median(dijkstra), median(astar), *std::max_element(memory.begin(), memory.end()),
                     faults);
}

std::string json_rows(const std::string& name, const std::vector<Outcome>& outcomes, std::uint64_t from) {
  std::string text;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Outcome& o = outcomes[i];
    text += fmt::format(
        "{{\"class\":\"{}\",\"seed\":{},\"columns\":{},\"places\":{},\"missing\":{},\"faults\":{},"
        "\"first_seconds\":{:.4f},\"first_gap_percent\":{:.4f},\"improve_seconds\":{:.4f},"
        "\"gap_percent\":{:.4f},\"certified_gap_percent\":{:.4f},\"bound_seconds\":{:.4f},\"plain_gap_percent\":{:.4f},\"dijkstra_seconds\":{:.4f},"
        "\"astar_seconds\":{:.4f},\"memory_mb\":{:.1f},\"bound_from\":\"{}\"}}\n",
        name, from + i, o.columns, o.places, o.missing, o.faults, o.first_s, o.first_gap, o.improve_s, o.gap,
        o.certified, o.bound_s, o.plain_gap, o.dijkstra_s, o.astar_s, o.memory_mb, o.resource);
  }
  return text;
}

std::vector<exact::ConvoyProblem> public_pools(std::string& why) {
  const char* const shared = std::getenv("HOMEWARD_SHARED");
  const auto path = (shared ? std::filesystem::path(shared)
                            : std::filesystem::path(HOMEWARD_SOURCE_DIR) / ".." / "shared") /
                    "data" / "gcmp" / "cmp.zip";
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    why = "no public benchmark at " + path.string() + " (set HOMEWARD_SHARED)";
    return {};
  }
  std::ostringstream bytes;
  bytes << file.rdbuf();
  std::vector<exact::ConvoyProblem> problems;
  const auto entries = exact::read_zip("cmp.zip", bytes.str());
  if (!entries.ok()) return {};
  for (const exact::ZipEntry& entry : entries.value()) {
    auto read = exact::read_convoy_file(std::filesystem::path(entry.name).filename().string(), entry.bytes);
    if (read.ok()) problems.push_back(std::move(read.value().problem));
  }
  std::vector<exact::ConvoyProblem> pools;
  for (exact::ConvoyProblem& pool : exact::pool_by_network(problems, 1'000))
    if (pool.convoys.size() >= 28) pools.push_back(std::move(pool));
  return pools;
}

void add_own_classes(std::vector<Class>& classes) {
  for (const Duration length : {1, 2, 4})
    classes.push_back({fmt::format("grid 200 × 200, 800 columns, length {}", length),
                       [length](std::uint64_t seed) { return grid_traffic(800, length, seed); }});
  classes.push_back({"grid 200 × 200, 3,000 columns, length 1",
                     [](std::uint64_t seed) { return grid_traffic(3'000, 1, seed); }});
  const auto lattice = [](std::uint64_t seed) {
    Rng rng(seed, 7);
    return lattice_network(4'000, rng);
  };
  classes.push_back(
      {"lattice, 400 pairs", [=](std::uint64_t seed) { return pair_traffic(lattice(seed), 400, seed); }});
  classes.push_back(
      {"lattice, 400 to exits", [=](std::uint64_t seed) { return exit_traffic(lattice(seed), 400, seed); }});
  for (const std::size_t places : {50, 500, 5'000})
    classes.push_back({fmt::format("17 long columns, {} places", places),
                       [places](std::uint64_t seed) { return long_traffic(places, seed); }});
}

void add_country_classes(std::vector<Class>& classes, std::ostream& out) {
  std::string why;
  using Maker = many::Traffic (*)(const Network&, std::size_t, std::uint64_t);
  const auto add = [&](const Network& network, Maker maker, const char* what, std::size_t columns) {
    classes.push_back({fmt::format("{}, {} {}", network.name, columns, what),
                       [=](std::uint64_t seed) { return maker(network, columns, seed); }});
  };
  if (const auto region = region_network(why)) {
    for (const std::size_t columns : {1'000, 10'000}) {
      add(*region, exit_traffic, "to exits", columns);
      add(*region, pair_traffic, "pairs", columns);
    }
    for (const std::size_t columns : {400, 1'000}) add(*region, tangled_traffic, "tangled", columns);
  } else {
    out << "skipped: " << why << "\n";
  }
  if (const auto world = world_network(why)) {
    add(*world, exit_traffic, "to exits", 10'000);
    for (const std::size_t columns : {1'000, 10'000}) add(*world, pair_traffic, "pairs", columns);
  } else {
    out << "skipped: " << why << "\n";
  }
}

void add_resampled_classes(std::vector<Class>& classes, const std::vector<exact::ConvoyProblem>& pools) {
  for (const std::size_t columns : {50, 200, 1'000}) {
    if (pools.empty()) return;
    classes.push_back(
        {fmt::format("public networks, {} resampled", columns), [columns, &pools](std::uint64_t seed) {
           return resampled_traffic(pools[seed % pools.size()], columns, seed);
         }});
  }
}

/// Slope of log(time) over log(columns), least squares.
void print_growth(const Options& options, std::ostream& out) {
  std::string why;
  const auto region = region_network(why);
  if (!region || (!options.only.empty() && std::string("growth").find(options.only) == std::string::npos))
    return;
  out << "\n| pairs on the region, columns | first plan s |\n|---:|---:|\n";
  double sx = 0, sy = 0, sxx = 0, sxy = 0, n = 0;
  for (const std::size_t columns : {100, 316, 1'000, 3'162, 10'000}) {
    std::vector<double> times;
    for (std::uint64_t seed = 1; seed <= options.seeds; ++seed) {
      const many::Traffic traffic = pair_traffic(*region, columns, seed);
      const many::Roads roads(traffic);
      many::Workshop workshop(roads);
      Budget budget;
      times.push_back(seconds_of([&] { many::first_plan(roads, workshop, budget); }));
    }
    out << fmt::format("| {} | {:.4f} |\n", columns, median(times));
    const double x = std::log(static_cast<double>(columns));
    const double y = std::log(std::max(median(times), 1e-4));
    sx += x, sy += y, sxx += x * x, sxy += x * y, n += 1;
  }
  out << fmt::format("\nGrowth exponent: {:.2f}\n", (n * sxy - sx * sy) / (n * sxx - sx * sx));
}

void print_conflict_based(const Options& options, const std::vector<exact::ConvoyProblem>& pools,
                          std::ostream& out) {
  if (pools.empty() ||
      (!options.only.empty() && std::string("pools").find(options.only) == std::string::npos))
    return;
  constexpr std::int64_t kLabels = 4'000'000;
  out << "\n| pools of 28 and 32, wait 1,000 | proved optimal | tree nodes | labels | s "
         "|\n|---|---:|---:|---:|---:|\n";
  const auto row =
      [&](const char* name,
          const std::function<exact::ConvoyOutcome(const exact::ConvoyProblem&, Budget&)>& solve) {
        std::size_t optimal = 0;
        std::int64_t nodes = 0;
        std::int64_t labels = 0;
        const double seconds = seconds_of([&] {
          for (const exact::ConvoyProblem& pool : pools) {
            Budget budget(kLabels, Budget::Clock::time_point::max());
            const exact::ConvoyOutcome outcome = solve(pool, budget);
            optimal += outcome.status == exact::Status::optimal;
            nodes += outcome.tree_nodes;
            labels += budget.work();
          }
        });
        out << fmt::format("| {} | {} of {} | {} | {} | {:.2f} |\n", name, optimal, pools.size(), nodes,
                           labels, seconds);
      };
  row("order branching", [](const exact::ConvoyProblem& pool, Budget& budget) {
    return exact::solve_convoys(pool, exact::Variant::p1, {}, budget);
  });
  row("plain conflict-based search", plain_conflict_based);
}

}  // namespace

std::optional<Options> read_options(const std::vector<std::string>& words) {
  Options options;
  const auto number = [](const std::string& word) {
    std::int64_t value = -1;
    std::from_chars(word.data(), word.data() + word.size(), value);
    return value;
  };
  for (std::size_t i = 0; i < words.size(); i += 2) {
    if (i + 1 == words.size()) return std::nullopt;
    const std::string& value = words[i + 1];
    if (words[i] == "--only") {
      options.only = value;
    } else if (words[i] == "--json") {
      options.json_path = value;
    } else if (number(value) <= 0) {
      return std::nullopt;
    } else if (words[i] == "--from") {
      options.from = static_cast<std::uint64_t>(number(value));
    } else if (words[i] == "--seeds") {
      options.seeds = static_cast<std::uint64_t>(number(value));
    } else if (words[i] == "--work") {
      options.work = number(value) * 1'000'000;
    } else if (words[i] == "--bound-work") {
      options.bound_work = number(value) * 1'000'000;
    } else if (words[i] == "--threads") {
      options.threads = static_cast<int>(number(value));
    } else {
      return std::nullopt;
    }
  }
  return options;
}

int run_all(const Options& options, std::ostream& out) {
  std::string why;
  const std::vector<exact::ConvoyProblem> pools = public_pools(why);
  if (pools.empty()) out << "skipped: " << why << "\n";
  std::vector<Class> classes;
  add_own_classes(classes);
  add_country_classes(classes, out);
  add_resampled_classes(classes, pools);
  out << "| class | places | seeds | first plan s | its gap % | gap % | certified gap % | improvement s | bound s | plain prioritised "
         "gap % | "
         "first plan ÷ Dijkstra | ÷ A* | MB | faults "
         "|\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
  std::string json;
  std::size_t faults = 0;
  for (const Class& each : classes) {
    if (each.name.find(options.only) == std::string::npos) continue;
    std::vector<Outcome> outcomes;
    for (std::uint64_t seed = options.from; seed < options.from + options.seeds; ++seed)
      outcomes.push_back(measure(each.make(seed), options, seed));
    for (const Outcome& outcome : outcomes) faults += outcome.faults;
    out << markdown_row(each.name, outcomes) << std::flush;
    for (const Outcome& outcome : outcomes)
      if (!outcome.sentences.empty()) out << "FAULT: " << outcome.sentences.front() << "\n";
    json += json_rows(each.name, outcomes, options.from);
  }
  print_growth(options, out);
  print_conflict_based(options, pools, out);
  if (!options.json_path.empty()) std::ofstream(options.json_path) << json;
  return faults == 0 ? 0 : 1;
}

}  // namespace homeward::bench
