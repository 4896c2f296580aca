// SPDX-License-Identifier: Apache-2.0
//
// How time to a fixed gap and memory grow with the number of columns and of places.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace homeward::bench {

/// Slope of log y over log x, least squares; x and y positive, at least two different x.
double growth_exponent(std::span<const double> x, std::span<const double> y);

/// Tables of pairs and exits on the region from 100 to 10,000 columns and of 1,000 pairs on lattices of 500
/// to 16,000 places, over seeds 1 to `seeds`, each with its fitted exponents; a sentence in `skipped` for
/// what is not there. Number of plans at fault.
std::size_t write_growth(std::uint64_t seeds, const std::string& only, std::ostream& out,
                         std::vector<std::string>& skipped);

}  // namespace homeward::bench
