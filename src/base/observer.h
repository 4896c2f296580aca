// SPDX-License-Identifier: Apache-2.0
//
// Progress of a long computation. The default does nothing; the command line draws a line,
// the server sends an event. Called from one thread at a time, seldom enough to be cheap.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"

namespace homeward {

struct Progress {
  std::string_view stage;                ///< short name in the present: "dispatching columns"
  std::int64_t permille = -1;            ///< of the work limit; -1: not known
  std::optional<Time> best_closure;      ///< closure of the best checked plan so far
  std::optional<Time> bound;             ///< no plan closes before
};

class Observer {
 public:
  virtual ~Observer() = default;
  virtual void on_progress(const Progress&) {}
};

}  // namespace homeward
