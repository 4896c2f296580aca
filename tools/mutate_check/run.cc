// SPDX-License-Identifier: Apache-2.0
//
// tests NUMBER JOBS [MUTANT…]: runs every test once and notes which of the mutants 1 … NUMBER make a
// difference in it, and then each mutant in a process of its own with those tests alone, the quick ones
// first, until one fails. Prints a line a survivor: its number and "unmarked" where no test contains a
// difference, or "marked" where all passed in spite of it. A mutant that ends abnormally is killed, and so is
// one that takes 20 times the processor time of a test and 2 s.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "mutant.h"

namespace mutant {
int alive = 0;
std::uint8_t* marks = nullptr;
}  // namespace mutant

namespace {

struct Test {
  std::string name;
  double seconds = 0;
  std::vector<std::uint8_t> marks;  ///< by mutant
};

bool passes(const std::string& name) {
  GTEST_FLAG_SET(filter, name);
  return RUN_ALL_TESTS() == 0;
}

std::vector<Test> all_tests(std::size_t mutants) {
  std::vector<Test> tests;
  const auto& unit = *testing::UnitTest::GetInstance();
  for (int i = 0; i < unit.total_test_suite_count(); ++i)
    for (int j = 0; j < unit.GetTestSuite(i)->total_test_count(); ++j) {
      const testing::TestInfo& info = *unit.GetTestSuite(i)->GetTestInfo(j);
      tests.push_back({std::string(info.test_suite_name()) + "." + info.name(), 0,
                       std::vector<std::uint8_t>(mutants + 1)});
    }
  return tests;
}

/// False where a test fails without any mutant.
bool trace(std::vector<Test>& tests) {
  for (Test& test : tests) {
    mutant::marks = test.marks.data();
    const std::clock_t begin = std::clock();
    const bool passed = passes(test.name);
    test.seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    mutant::marks = nullptr;
    if (!passed) {
      std::fprintf(stderr, "%s fails without any mutant\n", test.name.c_str());
      return false;
    }
  }
  std::stable_sort(tests.begin(), tests.end(),
                   [](const Test& a, const Test& b) { return a.seconds < b.seconds; });
  return true;
}

void limit_time(double seconds) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto limit = static_cast<rlim_t>(static_cast<double>(used.ru_utime.tv_sec) + 3 + 20 * seconds);
  const rlimit both{limit, limit};
  setrlimit(RLIMIT_CPU, &both);
}

/// In a process of its own: 1 where a test fails.
int run(int number, const std::vector<Test>& tests) {
  mutant::alive = number;
  for (const Test& test : tests) {
    if (test.marks[static_cast<std::size_t>(number)] == 0) continue;
    limit_time(test.seconds);
    if (!passes(test.name)) return 1;
  }
  return 0;
}

struct Survivors {
  std::map<pid_t, int> running;
  std::vector<int> numbers;

  void wait_for_one() {
    int status = 0;
    const pid_t child = wait(&status);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) numbers.push_back(running.at(child));
    running.erase(child);
  }
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc < 3) return 2;
  auto& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  const int mutants = std::atoi(argv[1]);
  const auto jobs = static_cast<std::size_t>(std::max(1, std::atoi(argv[2])));
  std::vector<Test> tests = all_tests(static_cast<std::size_t>(mutants));
  if (!trace(tests)) return 1;
  std::set<int> wanted;  // empty: all
  for (int i = 3; i < argc; ++i) wanted.insert(std::atoi(argv[i]));
  Survivors survivors;
  std::vector<bool> marked(static_cast<std::size_t>(mutants) + 1);
  for (int number = 1; number <= mutants; ++number) {
    if (!wanted.empty() && !wanted.contains(number)) continue;
    const auto touched = [&](const Test& test) { return test.marks[static_cast<std::size_t>(number)] != 0; };
    marked[static_cast<std::size_t>(number)] = std::any_of(tests.begin(), tests.end(), touched);
    if (!marked[static_cast<std::size_t>(number)]) {
      survivors.numbers.push_back(number);
      continue;
    }
    while (survivors.running.size() >= jobs) survivors.wait_for_one();
    const pid_t child = fork();
    if (child == 0) {
      if (std::freopen("/dev/null", "w", stderr) == nullptr) _exit(2);
      _exit(run(number, tests));
    }
    survivors.running.emplace(child, number);
  }
  while (!survivors.running.empty()) survivors.wait_for_one();
  std::sort(survivors.numbers.begin(), survivors.numbers.end());
  for (int number : survivors.numbers)
    std::printf("%d\t%s\n", number, marked[static_cast<std::size_t>(number)] ? "marked" : "unmarked");
  return 0;
}
