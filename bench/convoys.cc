// SPDX-License-Identifier: Apache-2.0
//
// Many columns on one road network, everything side by side: the classes of docs/benchmarks.md over several
// seeds, first plan, improved plan, proved bound, checked by src/check; independent shortest-path searches
// and plain planners beside them; growth with the number of columns. Writes Markdown, and JSON with --json
// FILE.
//
//   bench_convoys [--from SEED] [--seeds N] [--work MILLIONS] [--bound-work MILLIONS] [--threads N] [--only PART_OF_NAME]
//                 [--json FILE]
//
// Defaults: 10 seeds from 1 on, 20 million units of work for each improvement, 30 million for each bound, 1 thread. Times are processor time. The
// same options give the same plans everywhere.
#include <iostream>

#include "convoys/measure.h"

int main(int argc, char** argv) {
  const auto options = homeward::bench::read_options({argv + 1, argv + argc});
  if (!options) {
    std::cerr
        << "usage: bench_convoys [--from SEED] [--seeds N] [--work MILLIONS] [--bound-work MILLIONS] [--threads N] [--only PART] [--json FILE]\n";
    return 2;
  }
  return homeward::bench::run_all(*options, std::cout);
}
