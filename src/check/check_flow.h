// SPDX-License-Identifier: Apache-2.0
//
// The judge of certificates of form 3: prices of instants that bound the total flow time (sum of head in −
// ready) of a set of columns from below (docs/formats/certificate.md, section 8). Whole numbers, own
// arithmetic; nothing of the planner.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/model.h"

namespace homeward {

/// One column of the set. It starts at `from` and ends at any of `goals`; it may stand at both.
struct FlowColumn {
  PlaceId from;
  std::vector<PlaceId> goals;
  Time ready = 0;
  Time depart_until = kEndOfTime;  ///< of the head, included
  Duration pass_s = 0;
};

/// A set of columns on a network. All drive at the rules' march rate or the link's speed for wheeled
/// vehicles.
struct FlowSet {
  const Model* model = nullptr;   ///< must outlive the set
  bool halts_on_the_way = false;  ///< where there is parking; nobody halts elsewhere
  bool no_place_twice = false;    ///< no column of a plan comes to a place again
  std::vector<FlowColumn> columns;
};

/// A price for using a point at an instant.
struct FlowPrice {
  enum class Point {
    place,     ///< an exclusive place: used from a (at the start: d) for p + g
    forward,   ///< the entry of a link in its direction: used from e for p + g
    backward,  ///< … against it
    either,    ///< a point of an alternating link: used for p + g from when the head is there
    whole      ///< an exclusive link: used from e for t + p + g
  };
  Point point = Point::place;
  std::uint32_t index = 0;  ///< of the place or the link
  Duration offset_s = 0;    ///< either: driving time from the link's `from`; else 0
  Time at = 0;
  std::int64_t price = 0;  ///< thousandths of a second, ≥ 0
};

/// A price for entries into a link of which no plan has more than one, because any two of different columns
/// are too close together.
struct FlowRow {
  struct Member {
    std::uint32_t column = 0;
    bool forward = true;       ///< in the link's direction
    Time first = 0, last = 0;  ///< the column enters then; both belong to the span
  };
  std::uint32_t link = 0;
  std::vector<Member> members;
  std::int64_t price = 0;  ///< thousandths of a second, ≥ 0
};

struct FlowCertificate {
  std::int64_t flow_at_least = 0;  ///< seconds: what it claims
  std::vector<FlowPrice> prices;
  std::vector<FlowRow> rows;
};

struct FlowVerdict {
  bool holds = false;                ///< no plan of the set has a smaller total flow time than claimed
  std::vector<std::string> reasons;  ///< why not, sentences
  std::int64_t ways = 0;             ///< Σ cheapest way of each column, thousandths of a second
  std::int64_t capacity = 0;         ///< Σ price · capacity
};

/// The certificate may be anything; the set must be well formed. Throws nothing.
FlowVerdict check_flow(const FlowSet& set, const FlowCertificate& certificate);

}  // namespace homeward
