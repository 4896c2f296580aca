// SPDX-License-Identifier: Apache-2.0
#include "convoys/growth.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <ostream>

#include "convoys/instances.h"
#include "convoys/measure.h"
#include "convoys/table.h"

namespace homeward::bench {

namespace {

/// One table: instances of growing size, each planned until its gap is proved.
struct Growth {
  std::string name;
  std::string size_name;  ///< what grows
  std::vector<std::size_t> sizes;
  std::function<many::Traffic(std::size_t, std::uint64_t)> make;
  double gap;             ///< percent
  std::int64_t work_max;  ///< units, for one instance
};

constexpr std::int64_t kMillion = 1'000'000;
const std::vector<std::size_t> kColumns{100, 316, 1'000, 3'162, 10'000};
const std::vector<std::size_t> kPlaces{500, 1'000, 2'000, 4'000, 8'000, 16'000};

/// Medians of each size, in the order of the table.
struct Medians {
  std::vector<double> first_s, plan_s, proof_s, together_s, memory_mb;
};

std::size_t write_size(const Growth& growth, std::size_t size, std::uint64_t seeds, Medians& medians,
                       std::ostream& out) {
  std::vector<double> first_s, first_gap, plan_s, proof_s, together_s, work, memory_mb;
  std::size_t reached = 0;
  std::size_t faults = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const Reached one = reach_gap(growth.make(size, seed), growth.gap, {growth.work_max, 0, 1}, seed);
    reached += one.reached ? 1 : 0;
    faults += one.faults;
    first_s.push_back(one.first_s);
    first_gap.push_back(one.first_gap);
    plan_s.push_back(one.plan_s);
    proof_s.push_back(one.proof_s);
    together_s.push_back(one.plan_s + one.proof_s);
    work.push_back(one.work / kMillion);
    memory_mb.push_back(one.memory_mb);
  }
  medians.first_s.push_back(median(first_s));
  medians.plan_s.push_back(median(plan_s));
  medians.proof_s.push_back(median(proof_s));
  medians.together_s.push_back(median(together_s));
  medians.memory_mb.push_back(median(memory_mb));
  out << fmt::format("| {} | {} of {} | {:.4f} | {} | {} | {} | {:.4f} | {:.4f} | {:.1f} |\n", size, reached,
                     seeds, median(first_s), median_and_worst(first_gap, 2), median_and_worst(work, 2),
                     median_and_worst(plan_s, 4), median(proof_s), median(together_s), median(memory_mb))
      << std::flush;
  return faults;
}

std::size_t write_one(const Growth& growth, std::uint64_t seeds, std::ostream& out) {
  out << fmt::format("\n### Growth: {}, to a gap of {:g} %\n\n", growth.name, growth.gap)
      << fmt::format(
             "| {} | gap reached | first plan s | its gap % | improvement, million work | plan within the "
             "gap s | proof s | "
             "both s | MB |\n",
             growth.size_name)
      << "|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
  Medians medians;
  std::vector<double> sizes;
  std::size_t faults = 0;
  for (const std::size_t size : growth.sizes) {
    sizes.push_back(static_cast<double>(size));
    faults += write_size(growth, size, seeds, medians, out);
  }
  const auto exponent = [&](const std::vector<double>& of) { return growth_exponent(sizes, of); };
  out << fmt::format("| exponent | | {:.2f} | | | {:.2f} | {:.2f} | {:.2f} | {:.2f} |\n",
                     exponent(medians.first_s), exponent(medians.plan_s), exponent(medians.proof_s),
                     exponent(medians.together_s), exponent(medians.memory_mb));
  return faults;
}

many::Traffic lattice_pairs(std::size_t places, std::uint64_t seed) {
  constexpr std::size_t kPairs = 1'000;
  Rng rng(seed, 7);
  return pair_traffic(lattice_network(places, rng), kPairs, seed);
}

}  // namespace

double growth_exponent(std::span<const double> x, std::span<const double> y) {
  constexpr double kLeast = 1e-4;  // what is too short to be timed
  double sx = 0, sy = 0, sxx = 0, sxy = 0;
  const auto n = static_cast<double>(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double a = std::log(x[i]);
    const double b = std::log(std::max(y[i], kLeast));
    sx += a, sy += b, sxx += a * a, sxy += a * b;
  }
  return (n * sxy - sx * sy) / (n * sxx - sx * sx);
}

std::size_t write_growth(std::uint64_t seeds, const std::string& only, std::ostream& out,
                         std::vector<std::string>& skipped) {
  std::vector<Growth> tables;
  std::string why;
  if (const auto region = region_network(why)) {
    const auto pairs = [=](std::size_t columns, std::uint64_t seed) {
      return pair_traffic(*region, columns, seed);
    };
    const auto exits = [=](std::size_t columns, std::uint64_t seed) {
      return exit_traffic(*region, columns, seed);
    };
    for (const double gap : {3, 2})
      tables.push_back({"pairs on the region", "columns", kColumns, pairs, gap, 100 * kMillion});
    tables.push_back({"to exits on the region", "columns", kColumns, exits, 15, 200 * kMillion});
  } else {
    skipped.push_back("growth with columns: " + why);
  }
  tables.push_back({"1,000 pairs on lattices", "places", kPlaces, lattice_pairs, 8, 100 * kMillion});
  std::size_t faults = 0;
  for (const Growth& growth : tables)
    if (("growth: " + growth.name).find(only) != std::string::npos) faults += write_one(growth, seeds, out);
  return faults;
}

}  // namespace homeward::bench
