// SPDX-License-Identifier: Apache-2.0
//
// Walks back from the closure of a late replication along the events that it waited for, to the last one that
// happened as planned, and notes what was added on the way.
#pragma once

#include <vector>

#include "model/model.h"
#include "simulate/play.h"
#include "simulate/tally.h"

namespace homeward::simulate {

class CauseFinder {
 public:
  CauseFinder(const Model& model, const Replay& replay);

  /// All causes that there can be, with nothing added.
  const std::vector<Cause>& blank() const { return blank_; }
  /// Adds one replication to `causes`, which began as blank().
  void trace(const World& world, const Times& times, Time deadline, std::vector<Cause>& causes);

 private:
  std::size_t add(const char* what, const char* kind, const std::string& key, const std::string& name);
  void note(std::size_t cause, Duration added_s);
  void note(const Event& row, const Reason& reason);

  const Replay& replay_;
  std::vector<Cause> blank_;
  std::size_t closed_ = 0, stopped_ = 0, hours_ = 0, slow_ = 0, service_hours_ = 0, late_aircraft_ = 0,
              airfield_hours_ = 0, late_ships_ = 0;  ///< first of each
  std::vector<std::int64_t> added_;                  ///< of this replication
  std::vector<std::size_t> touched_;
};

}  // namespace homeward::simulate
