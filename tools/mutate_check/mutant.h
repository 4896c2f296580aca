// SPDX-License-Identifier: Apache-2.0
//
// What the rewritten sources call. Every mutant is compiled in; the environment variable MUTANT says which
// one is alive (none: the program as written).
#pragma once

#include <cstdlib>

namespace mutant {

inline int alive() {
  static const int number = std::getenv("MUTANT") ? std::atoi(std::getenv("MUTANT")) : 0;
  return number;
}
inline bool on(int number) { return alive() == number; }

/// Compares; `number` moves the border, `number + 1` turns the answer round.
#define MUTANT_COMPARE(name, op, moved)           \
  template <class A, class B>                     \
  bool name(int number, const A& a, const B& b) { \
    if (on(number)) return a moved b;             \
    return on(number + 1) ? !(a op b) : a op b;   \
  }
MUTANT_COMPARE(less, <, <=)
MUTANT_COMPARE(less_equal, <=, <)
MUTANT_COMPARE(greater, >, >=)
MUTANT_COMPARE(greater_equal, >=, >)

template <class A, class B>
bool equal(int number, const A& a, const B& b) {
  return on(number) ? !(a == b) : a == b;
}
template <class A, class B>
bool unequal(int number, const A& a, const B& b) {
  return on(number) ? a == b : !(a == b);
}

#define MUTANT_ARITHMETIC(name, op, other)        \
  template <class A, class B>                     \
  auto name(int number, const A& a, const B& b) { \
    if constexpr (requires {                      \
                    a op b;                       \
                    a other b;                    \
                  })                              \
      return on(number) ? a other b : a op b;     \
    else                                          \
      return a op b;                              \
  }
MUTANT_ARITHMETIC(plus, +, -)
MUTANT_ARITHMETIC(minus, -, +)
MUTANT_ARITHMETIC(times, *, +)
template <class A, class B>
auto over(int number, const A& a, const B& b) {
  return on(number) ? a * b : a / b;
}
template <class A, class B>
auto modulo(int number, const A& a, const B& b) {
  return on(number) ? a * b : a % b;
}

/// An operand of && or || that no longer matters.
template <class A>
bool always(int number, const A& a) {
  return on(number) ? true : static_cast<bool>(a);
}
template <class A>
bool never(int number, const A& a) {
  return on(number) ? false : static_cast<bool>(a);
}
/// The condition of an if: forced to true by `number`, to false by `number + 1`.
template <class A>
bool condition(int number, const A& a) {
  if (on(number)) return true;
  return on(number + 1) ? false : static_cast<bool>(a);
}
/// A whole number: one more by `number`, one less by `number + 1`.
inline int figure(int number, int value) { return value + (on(number) ? 1 : 0) - (on(number + 1) ? 1 : 0); }

}  // namespace mutant
