// SPDX-License-Identifier: Apache-2.0
//
// Counter-based random numbers (Philox 4x32-10: Salmon et al., "Parallel random numbers: as easy
// as 1, 2, 3", SC 2011, through Random123). Draw number n of stream s under seed k is a pure
// function of (k, s, n): the same on every machine, compiler and number of threads.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>

namespace homeward {

/// One Philox block: four numbers of 32 bits that are a pure function of the three words. For draws that are
/// addressed (replication, event) instead of counted.
std::array<std::uint32_t, 4> random_block(std::uint64_t seed, std::uint64_t high, std::uint64_t low);

class Rng {
 public:
  /// Streams of one seed are independent: one a worker, replication, unit or purpose.
  explicit Rng(std::uint64_t seed, std::uint64_t stream = 0) : seed_{seed}, stream_{stream} {}

  std::uint64_t bits();
  /// Uniform in [0, count). count > 0. Exact: no modulo bias.
  std::uint64_t below(std::uint64_t count);
  /// Uniform in [low, high], both included. low ≤ high.
  std::int64_t between(std::int64_t low, std::int64_t high);
  /// True with probability parts / whole. 0 ≤ parts ≤ whole, whole > 0.
  bool chance(std::uint64_t parts, std::uint64_t whole) { return below(whole) < parts; }

  template <class T>
  void shuffle(std::span<T> values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

 private:
  std::uint64_t seed_;
  std::uint64_t stream_;
  std::uint64_t draw_ = 0;
};

}  // namespace homeward
