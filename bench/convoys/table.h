// SPDX-License-Identifier: Apache-2.0
//
// Writes measurements down: a row a class in Markdown, a line an instance in JSON.
#pragma once

#include <string>
#include <vector>

#include "convoys/measure.h"

namespace homeward::bench {

/// The upper of the two middle values where there is no middle one; 0 of nothing.
double median(std::vector<double> values);
/// "1.20 / 3.45", of at least one value.
std::string median_and_worst(const std::vector<double>& values, int digits);

/// Head of the table and its second line.
std::string markdown_head();
/// Median / worst over the instances of a class, of which there is at least one.
std::string markdown_row(const std::string& name, const Effort& effort, const std::vector<Outcome>& outcomes);

/// A line for each instance; the first is that of seed `from`.
std::string json_lines(const std::string& name, const Effort& effort, const std::vector<Outcome>& outcomes,
                       std::uint64_t from);

}  // namespace homeward::bench
