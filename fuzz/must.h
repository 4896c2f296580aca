// SPDX-License-Identifier: Apache-2.0
//
// What must hold of every input. A trap, not HW_CHECK: the fuzzer keeps the input of a trap, not of an exit.
#pragma once

inline void must(bool holds) {
  if (!holds) __builtin_trap();
}
