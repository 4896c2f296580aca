// SPDX-License-Identifier: Apache-2.0
//
// How many random cases a test tries. With the address sanitizer, under which they take about ten times as long, it is
// the first tenth of them: what that sanitizer looks for shows in few cases, and wrong results are looked for without.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace homeward {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;  // g++
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

/// Cases to try out of 'all': at least five. HOMEWARD_ALL_CASES=1 in the environment: all in any case.
inline std::uint64_t random_cases(std::uint64_t all) {
  if (!kSanitized || std::getenv("HOMEWARD_ALL_CASES") != nullptr) return all;
  return std::max(std::min<std::uint64_t>(all, 5), all / 10);
}

/// What has to be seen often enough in random cases, if it is 'often' in all of them. The first cases are not quite like
/// the rest, so half of their share is enough.
inline std::int64_t in_random_cases(std::int64_t often) { return random_cases(100) == 100 ? often : often / 20; }

}  // namespace homeward
