// SPDX-License-Identifier: Apache-2.0
//
// The public convoy movement benchmark: all files in five variants, the convoys of equal networks pooled, and
// harder sets made of the pools. Prints a Markdown table. Times are processor time on one core.
//
//   bench_public_cmp [LABELS]    limit in million labels for each problem of the harder sets; 0 (the default)
//                                leaves them out. The same limit gives the same answers everywhere.
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>

#include "planner/exact/pool.h"
#include "planner/exact/read_convoy_file.h"
#include "planner/exact/solve_convoys.h"
#include "planner/exact/zip_file.h"

namespace {

using namespace homeward;
using namespace homeward::exact;
using Clock = Budget::Clock;

struct Row {
  std::string set;
  std::size_t problems = 0;
  int counts[4] = {};  ///< by Status
  std::int64_t objectives = 0;
  std::int64_t bounds = 0;
  std::int64_t gap_ppm_max = 0;  ///< largest (objective − bound) / objective
  std::int64_t tree_nodes = 0;
  std::int64_t labels = 0;
  double seconds = 0;
  double seconds_max = 0;
};

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::filesystem::path archive_path() {
  const char* const shared = std::getenv("HOMEWARD_SHARED");
  const std::filesystem::path folder =
      shared ? shared : std::filesystem::path(HOMEWARD_SOURCE_DIR) / ".." / "shared";
  return folder / "data" / "gcmp" / "cmp.zip";
}

std::vector<ConvoyProblem> read_all(const std::string& bytes) {
  std::vector<ConvoyProblem> problems;
  const Result<std::vector<ZipEntry>> entries = read_zip("cmp.zip", bytes);
  if (!entries.ok()) return problems;
  for (const ZipEntry& entry : entries.value()) {
    Result<ConvoyFile> file =
        read_convoy_file(std::filesystem::path(entry.name).filename().string(), entry.bytes);
    if (file.ok()) problems.push_back(std::move(file.value().problem));
  }
  return problems;
}

void count(const ConvoyOutcome& outcome, Row& row) {
  ++row.problems;
  ++row.counts[static_cast<std::size_t>(outcome.status)];
  row.tree_nodes += outcome.tree_nodes;
  if (!outcome.routes) return;
  row.objectives += outcome.objective;
  row.bounds += outcome.bound;
  if (outcome.objective > 0)
    row.gap_ppm_max =
        std::max(row.gap_ppm_max, (outcome.objective - outcome.bound) * 1'000'000 / outcome.objective);
}

Row solve_set(std::string name, const std::vector<ConvoyProblem>& problems, Variant variant,
              std::int64_t labels_max = Budget::kUnlimited) {
  Row row;
  row.set = std::move(name);
  for (const ConvoyProblem& problem : problems) {
    const double begin = cpu_seconds();
    Budget budget{labels_max, labels_max == Budget::kUnlimited ? Clock::now() + std::chrono::seconds(60)
                                                               : Clock::time_point::max()};
    count(solve_convoys(problem, variant, {}, budget), row);
    const double seconds = cpu_seconds() - begin;
    row.labels += budget.work();
    row.seconds += seconds;
    row.seconds_max = std::max(row.seconds_max, seconds);
  }
  return row;
}

std::vector<ConvoyProblem> large_pools(const std::vector<ConvoyProblem>& problems, Duration wait_max,
                                       Duration headway_factor) {
  std::vector<ConvoyProblem> pools;
  for (ConvoyProblem& pool : pool_by_network(problems, wait_max)) {
    if (pool.convoys.size() < 28) continue;
    pool.headway *= headway_factor;
    pools.push_back(std::move(pool));
  }
  return pools;
}

void print_markdown(const std::vector<Row>& rows) {
  std::cout << "| set | problems | optimal | feasible | infeasible | unknown | sum of objectives | sum of "
               "bounds | largest "
               "gap % | tree nodes | "
               "labels | CPU s in all | CPU s worst "
               "|\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
            << std::fixed;
  for (const Row& row : rows) {
    std::cout << "| " << row.set << " | " << row.problems;
    for (const int status : row.counts) std::cout << " | " << status;
    std::cout << " | " << row.objectives << " | " << row.bounds << " | " << std::setprecision(2)
              << static_cast<double>(row.gap_ppm_max) / 10'000 << " | " << row.tree_nodes << " | "
              << row.labels << std::setprecision(3) << " | " << row.seconds << " | " << row.seconds_max
              << " |\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t hard_labels = argc > 1 ? std::atol(argv[1]) * 1'000'000 : 0;
  std::ifstream file(archive_path(), std::ios::binary);
  if (!file) {
    std::cout << "skipped: no public benchmark at " << archive_path().string() << " (set HOMEWARD_SHARED)\n";
    return 0;
  }
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const double begin = cpu_seconds();
  const std::vector<ConvoyProblem> problems = read_all(bytes.str());
  std::cout << "Reading " << problems.size() << " files: " << cpu_seconds() - begin << " s\n\n";
  std::vector<Row> rows;
  for (int variant = 0; variant < 5; ++variant)
    rows.push_back(
        solve_set("files, P" + std::to_string(variant + 1), problems, static_cast<Variant>(variant)));
  rows.push_back(solve_set("pools of 28 and 32, wait 50", large_pools(problems, 50, 1), Variant::p1));
  rows.push_back(solve_set("pools of 28 and 32, wait 1000", large_pools(problems, 1'000, 1), Variant::p1));
  rows.push_back(solve_set("all pools, wait 50", pool_by_network(problems, 50), Variant::p1));
  rows.push_back(solve_set("all pools, wait 1000", pool_by_network(problems, 1'000), Variant::p1));
  if (hard_labels > 0) {
    rows.push_back(solve_set("harder: headway 400, wait 5000", large_pools(problems, 5'000, 2), Variant::p1,
                             hard_labels));
    rows.push_back(solve_set("harder: headway 600, wait 5000", large_pools(problems, 5'000, 3), Variant::p1,
                             hard_labels));
  }
  print_markdown(rows);
  return 0;
}
