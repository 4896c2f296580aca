// SPDX-License-Identifier: Apache-2.0
//
// What the rewritten sources call. Every mutant is compiled in; `alive` says which one acts (0: the program
// as written). While `marks` is set, every place notes which of its mutants would have made a difference
// there: a test in which a mutant never would cannot kill it.
#pragma once

#include <cstdint>

namespace mutant {

extern int alive;
extern std::uint8_t* marks;  ///< by number; null: nothing is noted

inline void mark(int number, bool differs) {
  if (marks != nullptr && differs) marks[number] = 1;
}
/// Of something that can only be deleted.
inline bool on(int number) {
  mark(number, true);
  return alive == number;
}

/// Compares; `number` moves the border, `number + 1` turns the answer round.
#define MUTANT_COMPARE(name, op, moved)              \
  template <class A, class B>                        \
  bool name(int number, const A& a, const B& b) {    \
    const bool written = a op b;                     \
    mark(number, (a moved b) != written);            \
    mark(number + 1, true);                          \
    if (alive == number) return a moved b;           \
    return alive == number + 1 ? !written : written; \
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

/// The one value or the other.
template <class A>
A choose(int number, const A& written, const A& other) {
  if constexpr (requires { written == other; })
    mark(number, !(written == other));
  else
    mark(number, true);
  return alive == number ? other : written;
}

#define MUTANT_ARITHMETIC(name, op, other)                        \
  template <class A, class B>                                     \
  auto name(int number, const A& a, const B& b) {                 \
    if constexpr (requires {                                      \
                    a op b;                                       \
                    a other b;                                    \
                  })                                              \
      return choose<decltype(a op b)>(number, a op b, a other b); \
    else                                                          \
      return a op b;                                              \
  }
MUTANT_ARITHMETIC(plus, +, -)
MUTANT_ARITHMETIC(minus, -, +)
MUTANT_ARITHMETIC(times, *, +)
MUTANT_ARITHMETIC(over, /, *)
MUTANT_ARITHMETIC(modulo, %, *)

/// An operand of && or || that no longer matters.
template <class A>
bool always(int number, const A& a) {
  return choose(number, static_cast<bool>(a), true);
}
template <class A>
bool never(int number, const A& a) {
  return choose(number, static_cast<bool>(a), false);
}
/// The condition of an if: forced to true by `number`, to false by `number + 1`.
template <class A>
bool condition(int number, const A& a) {
  const bool written = static_cast<bool>(a);
  mark(number, !written);
  mark(number + 1, written);
  if (alive == number) return true;
  return alive == number + 1 ? false : written;
}
/// A whole number: one more by `number`, one less by `number + 1`.
inline int figure(int number, int value) {
  mark(number, true);
  mark(number + 1, true);
  return value + (alive == number ? 1 : 0) - (alive == number + 1 ? 1 : 0);
}

}  // namespace mutant
