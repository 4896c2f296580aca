// SPDX-License-Identifier: Apache-2.0
//
// The convoy bench: reads its options, runs the classes, growth and pools, writes their tables.
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
  std::optional<std::int64_t> work;        ///< units; none: what is usual for each class
  std::optional<std::int64_t> bound_work;  ///< likewise
  int threads = 1;
  std::string only;       ///< classes and tables whose name contains it; empty: all
  std::string json_path;  ///< empty: none
};

std::optional<Options> read_options(const std::vector<std::string>& words);

/// 0 when every plan held before the checker, 1 otherwise.
int run_all(const Options& options, std::ostream& out);

}  // namespace homeward::bench
