// SPDX-License-Identifier: Apache-2.0
#include "convoys/resources.h"

#include <malloc.h>

#include <fstream>
#include <string>

namespace homeward::bench {

namespace {

/// A line of /proc/self/status in kB (1,024 bytes), as megabytes; 0 where it is not there.
double status_mb(const std::string& key) {
  std::ifstream file("/proc/self/status");
  for (std::string word; file >> word;)
    if (word == key) {
      double kilobytes = 0;
      file >> kilobytes;
      return kilobytes * 1024 / 1e6;
    }
  return 0;
}

}  // namespace

void forget_peak_memory() {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";
}

double peak_memory_mb() { return status_mb("VmHWM:"); }
double memory_mb() { return status_mb("VmRSS:"); }

}  // namespace homeward::bench
