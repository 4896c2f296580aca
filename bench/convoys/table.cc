// SPDX-License-Identifier: Apache-2.0
#include "convoys/table.h"

#include <fmt/format.h>

#include <algorithm>

namespace homeward::bench {

namespace {

constexpr double kMillion = 1e6;

double millions(std::int64_t work) { return static_cast<double>(work) / kMillion; }

std::vector<double> all(const std::vector<Outcome>& outcomes, double Outcome::*figure) {
  std::vector<double> values;
  for (const Outcome& outcome : outcomes) values.push_back(outcome.*figure);
  return values;
}

/// First plan ÷ searches, of each instance.
std::vector<double> ratios(const std::vector<Outcome>& outcomes, double Outcome::*searches_s) {
  constexpr double kLeast = 1e-6;  // of the processor clock
  std::vector<double> values;
  for (const Outcome& outcome : outcomes)
    values.push_back(outcome.first_s / std::max(outcome.*searches_s, kLeast));
  return values;
}

}  // namespace

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

std::string median_and_worst(const std::vector<double>& values, int digits) {
  return fmt::format("{:.{}f} / {:.{}f}", median(values), digits,
                     *std::max_element(values.begin(), values.end()), digits);
}

std::string markdown_head() {
  return "| class | places | seeds | work, million | bound work, million | first plan s | its gap % | gap % "
         "| certified "
         "gap % | improvement s | bound s | plain prioritised gap % | ÷ Dijkstra | ÷ A* | MB | faults |\n"
         "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
}

std::string markdown_row(const std::string& name, const Effort& effort,
                         const std::vector<Outcome>& outcomes) {
  std::size_t faults = 0;
  for (const Outcome& outcome : outcomes) faults += outcome.faults + outcome.missing;
  const auto figure = [&](double Outcome::*wanted, int digits) {
    return median_and_worst(all(outcomes, wanted), digits);
  };
  const std::vector<double> memory = all(outcomes, &Outcome::memory_mb);
  return fmt::format(
      "| {} | {} | {} | {:g} | {:g} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {:.0f} | {} |\n", name,
      outcomes.front().places, outcomes.size(), millions(effort.work), millions(effort.bound_work),
      figure(&Outcome::first_s, 2), figure(&Outcome::first_gap, 2), figure(&Outcome::gap, 2),
      figure(&Outcome::certified, 2), figure(&Outcome::improve_s, 1), figure(&Outcome::bound_s, 1),
      figure(&Outcome::plain_gap, 1), median_and_worst(ratios(outcomes, &Outcome::dijkstra_s), 2),
      median_and_worst(ratios(outcomes, &Outcome::astar_s), 1),
      *std::max_element(memory.begin(), memory.end()), faults);
}

std::string json_lines(const std::string& name, const Effort& effort, const std::vector<Outcome>& outcomes,
                       std::uint64_t from) {
  std::string text;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Outcome& o = outcomes[i];
    text += fmt::format(
        "{{\"class\":\"{}\",\"seed\":{},\"columns\":{},\"places\":{},\"work\":{},\"bound_work\":{},"
        "\"missing\":{},"
        "\"faults\":{},\"first_seconds\":{:.6f},\"first_gap_percent\":{:.4f},\"improve_seconds\":{:.6f},"
        "\"gap_percent\":{:.4f},\"certified_gap_percent\":{:.4f},\"bound_seconds\":{:.6f},\"plain_gap_"
        "percent\":{:.4f},"
        "\"dijkstra_seconds\":{:.6f},\"astar_seconds\":{:.6f},\"memory_mb\":{:.1f},\"bound_from\":\"{}\"}}\n",
        name, from + i, o.columns, o.places, effort.work, effort.bound_work, o.missing, o.faults, o.first_s,
        o.first_gap, o.improve_s, o.gap, o.certified, o.bound_s, o.plain_gap, o.dijkstra_s, o.astar_s,
        o.memory_mb, o.resource);
  }
  return text;
}

}  // namespace homeward::bench
