// SPDX-License-Identifier: Apache-2.0
//
// Draws the disturbances of one replication. Every draw is addressed: a pure function of seed, replication,
// family and event (Philox 4x32-10, base/random.h). So a replication is the same whoever computes it, and
// switching one family off or up leaves all other draws as they are (common random numbers).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/risks.h"
#include "simulate/play.h"

namespace homeward::simulate {

class Disturber {
 public:
  /// The replay must outlive it.
  Disturber(const Replay& replay, const Risks& risks, std::uint64_t seed);

  /// Everything that goes wrong in this replication; `without` names a family that is left out.
  void fill(std::uint64_t replication, std::optional<RiskFamily> without, World& world) const;

 private:
  using Threshold = std::uint64_t;  ///< of 2^32: a draw below it happens
  struct DriveChance {
    Threshold breakdown = 0;
    Threshold accident = 0;
    Threshold attack = 0;
  };
  struct Draw;

  void fill_drives(const Draw& draw, World& world) const;
  void fill_services(const Draw& draw, World& world) const;
  void fill_lift(const Draw& draw, World& world) const;
  void fill_closings(const Draw& draw, World& world) const;
  void add_days(const Draw& draw, std::uint32_t closable, World& world) const;
  void add_permissions(const Draw& draw, std::uint32_t closable, World& world) const;

  const Replay& replay_;
  Risks risks_;
  std::uint64_t seed_;
  std::vector<DriveChance> drives_;
  std::vector<Threshold> closed_days_;  ///< by closable: a closing begins on a day
};

/// parts / whole of 2^32, at most 2^32.
std::uint64_t chance_of(std::int64_t parts, std::int64_t whole, std::int64_t scale_percent);

}  // namespace homeward::simulate
