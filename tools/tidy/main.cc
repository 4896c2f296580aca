// SPDX-License-Identifier: Apache-2.0
//
// homeward_tidy [TREE]: prints every place that breaks the house style. Exit status 0 for a tidy tree, 1 for
// an untidy one, 2 for a tree that is not there.
#include <filesystem>
#include <iostream>

#include "tools/tidy/tidy.h"

int main(int argc, char** argv) {
  const std::filesystem::path top = argc > 1 ? argv[1] : ".";
  if (!std::filesystem::is_directory(top)) {
    std::cerr << "homeward_tidy: " << top.string() << " is no folder\n";
    return 2;
  }
  const auto files = homeward::tidy::read_tree(top);
  const auto findings = homeward::tidy::check_tree(files);
  for (const homeward::tidy::Finding& finding : findings) {
    std::cout << finding.path << ":" << finding.line << ": [" << finding.rule << "] " << finding.what << "\n";
  }
  std::cout << files.size() << " files, " << findings.size() << " findings\n";
  return findings.empty() ? 0 : 1;
}
