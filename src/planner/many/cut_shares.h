// SPDX-License-Identifier: Apache-2.0
//
// How many columns can have arrived by a moment when several cuts bind at once. A column counts by the share
// of its work that is done; what is done of the columns behind a cut is no more than its lanes had time for.
// That is a linear programme for one moment; any prices of the cuts prove a bound on it
// (docs/mathematics-many.md, section 5.3). Whole numbers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/time.h"

namespace homeward::many {

class CutShares {
 public:
  /// A column that is all there, and prices for a second of work.
  static constexpr std::int64_t kUnit = std::int64_t{1} << 36;

  /// `work`: of the columns of each base, positive; `inside`: bases behind each cut.
  CutShares(std::vector<std::vector<Duration>> work, std::vector<std::vector<std::uint32_t>> inside);

  /// Looks for better prices for a moment by which each cut's lanes had so many seconds. `alone`: shares of
  /// each base at most in any case, in kUnit.
  void improve(std::span<const Duration> passed, std::span<const std::int64_t> alone);
  /// No more than this is there by such a moment, in kUnit, whatever the prices are.
  std::int64_t shares_at_most(std::span<const Duration> passed, std::span<const std::int64_t> alone) const;

 private:
  struct Base {
    std::vector<Duration> work;  ///< sorted
    std::vector<Duration> sum;   ///< of the first i
  };
  /// Columns of a base that are worth more than they cost.
  static std::size_t worth(const Base& base, std::int64_t price);
  static std::int64_t surplus(const Base& base, std::int64_t price);
  /// By how much one unit more for this cut changes what is proved, if it cost `price`; negative: the proof
  /// gets better.
  std::int64_t slope(std::size_t cut, std::int64_t price, Duration passed,
                     std::span<const std::int64_t> alone) const;

  std::vector<Base> bases_;
  std::vector<std::vector<std::uint32_t>> inside_;
  std::vector<std::int64_t> price_;     ///< by cut, of a second
  std::vector<std::int64_t> price_of_;  ///< by base: of all cuts that it is behind
  std::int64_t price_max_ = 0;
};

}  // namespace homeward::many
