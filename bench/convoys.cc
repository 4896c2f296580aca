// SPDX-License-Identifier: Apache-2.0
//
// Many columns on one road network, everything side by side: the classes of docs/benchmarks.md over several
// seeds, first plan, improved plan, proved bound, checked by src/check; independent shortest-path searches
// and plain planners beside them; growth with the number of columns and places. Writes Markdown, and JSON
// with
// --json FILE, a line an instance. bench/all runs it with the other benches.
//
//   bench_convoys [--from SEED] [--seeds N] [--work MILLIONS] [--bound-work MILLIONS] [--threads N]
//                 [--only PART_OF_NAME] [--json FILE]
//
// Defaults: 10 seeds from 1 on, the work of each class that its row names, 1 thread. Times are processor
// time. The same options give the same plans everywhere. Exit status 1 when a plan breaks a rule.
#include <iostream>

#include "convoys/run.h"

int main(int argc, char** argv) {
  const auto options = homeward::bench::read_options({argv + 1, argv + argc});
  if (!options) {
    std::cerr << "usage: bench_convoys [--from SEED] [--seeds N] [--work MILLIONS] [--bound-work MILLIONS]\n"
                 "                     [--threads N] [--only PART_OF_NAME] [--json FILE]\n";
    return 2;
  }
  return homeward::bench::run_all(*options, std::cout);
}
