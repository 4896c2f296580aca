// SPDX-License-Identifier: Apache-2.0
//
// HW_CHECK ends the run when an invariant of our own code is broken. It is kept in
// release builds. It is never used for bad input, which is a value (result.h).
#pragma once

namespace homeward {

/// Prints the broken condition with its place on standard error and ends the program with
/// exit code 7 (internal error: always a bug).
[[noreturn]] void broken_invariant(const char* condition, const char* file, int line);

}  // namespace homeward

#define HW_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::homeward::broken_invariant(#condition, __FILE__, __LINE__))
