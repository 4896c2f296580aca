// SPDX-License-Identifier: Apache-2.0
//
// What proves that no valid plan closes the zone before T (docs/formats/certificate.md). Names are the
// scenario's keys, so that a certificate can be read and checked without the program that found it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"

namespace homeward {

/// A resource with a weight in an interval. Names: "link:<key>:forward", "link:<key>:backward",
/// "service:<key>", "mog:<place>", "berth:<place>", "fleet:<key>[+<key>…]" (fleets of one vehicle type),
/// "stand:<place>[+<place>…]"; of form 2 no stands, but also "escort:<key>:forward" and backward, the
/// passages of escorts.
struct CertificateResource {
  std::string id;
  std::int64_t weight = 1;  ///< ≥ 0; of form 2 the price in the interval
  Time from = 0;
  Time until = 0;
};

/// What has begun to leave its place before an instant, or has orders to: nothing else begins before.
struct GivenStart {
  Time until = 0;
  /// Key of a row of items.csv or of a unit (its people) → how many; by key, each once, > 0.
  std::vector<std::pair<std::string, std::int64_t>> begun;
};

/// format 0: a bare path bound, one unit or lot named in `lots`, no resource. format 1: a weighted cut.
/// format 2: prices by period, and rewards.
struct Certificate {
  int format = 1;
  std::string scenario_sha256;
  std::vector<std::pair<std::string, std::string>> branch;
  std::vector<std::pair<std::string, Time>> not_ready_before;  ///< unit key → time (held units)
  std::optional<GivenStart> given;                             ///< the proof is about plans that begin so
  Time no_closure_before = 0;
  std::vector<std::string> lots;      ///< keys of items.csv rows, or unit keys for people
  std::vector<std::int64_t> rewards;  ///< of form 2, by lot: for each thing that a truck brings out
  Duration step_s = 0;                ///< of form 2: of the grid on which rounds of trucks are looked at
  Duration escort_step_s = 0;         ///< of form 2: of the grid for escorts; 0: they have no price
  std::vector<CertificateResource> resources;
  std::string sentence;  ///< for people; proves nothing
};

}  // namespace homeward
