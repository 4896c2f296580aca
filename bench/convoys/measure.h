// SPDX-License-Identifier: Apache-2.0
//
// Runs the classes of the convoy bench and writes their table.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace homeward::bench {

struct Options {
  std::uint64_t from = 1;  ///< first seed
  std::uint64_t seeds = 10;
  std::int64_t work = 20'000'000;
  std::int64_t bound_work = 30'000'000;
  int threads = 1;
  std::string only;       ///< classes whose name contains it; empty: all
  std::string json_path;  ///< empty: none
};

std::optional<Options> read_options(const std::vector<std::string>& words);

/// 0 when every plan held before the checker, 1 otherwise.
int run_all(const Options& options, std::ostream& out);

}  // namespace homeward::bench
