// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"

#include <Random123/philox.h>

#include "base/check.h"

namespace homeward {

std::array<std::uint32_t, 4> random_block(std::uint64_t seed, std::uint64_t high, std::uint64_t low) {
  const auto lower = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
  const auto upper = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
  const r123::Philox4x32::ctr_type counter = {{lower(low), upper(low), lower(high), upper(high)}};
  const r123::Philox4x32::key_type key = {{lower(seed), upper(seed)}};
  const auto out = r123::Philox4x32()(counter, key);
  return {out[0], out[1], out[2], out[3]};
}

std::uint64_t Rng::bits() {
  const auto out = random_block(seed_, stream_, draw_);
  ++draw_;
  return (static_cast<std::uint64_t>(out[1]) << 32) | out[0];
}

std::uint64_t Rng::below(std::uint64_t count) {
  HW_CHECK(count > 0);
  const std::uint64_t first_fair = (0 - count) % count;  // 2^64 mod count: draws below it are thrown away
  while (true) {
    const std::uint64_t draw = bits();
    if (draw >= first_fair) return draw % count;
  }
}

std::int64_t Rng::between(std::int64_t low, std::int64_t high) {
  HW_CHECK(low <= high);
  const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
  const std::uint64_t offset = span == 0 ? bits() : below(span);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + offset);
}

}  // namespace homeward
