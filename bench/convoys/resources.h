// SPDX-License-Identifier: Apache-2.0
//
// What a measurement costs: processor time of all threads, and peak memory (Linux).
#pragma once

#include <ctime>

namespace homeward::bench {

inline double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <class Action>
double seconds_of(const Action& action) {
  const double begin = processor_seconds();
  action();
  return processor_seconds() - begin;
}

/// Gives freed memory back and forgets the peak, so that the next one is of what follows. Where the system
/// does not allow that (/proc/self/clear_refs), the peak stays that of the whole run.
void forget_peak_memory();

/// The most memory that was resident at once since then, in megabytes (10⁶ bytes), program and networks
/// included.
double peak_memory_mb();

/// What is resident now, likewise.
double memory_mb();

}  // namespace homeward::bench
