// SPDX-License-Identifier: Apache-2.0
//
// RapidCheck narrows inRange for small sizes, so that most of a hundred cases stay near the lower end. These
// generators use the whole range from the first case on; they shrink as before.
#pragma once

#include <rapidcheck.h>

namespace homeward::march {

/// Whole numbers in [low, high).
template <class T>
rc::Gen<T> in_range(T low, T high) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange<T>(low, high));
}

}  // namespace homeward::march
