// SPDX-License-Identifier: Apache-2.0
//
// What other traffic takes of links and services (docs/formats/certificate.md, section 3): lane time that no
// column of a plan can have.
#pragma once

#include <map>
#include <vector>

#include "model/model.h"

namespace homeward::check {

class OtherUse {
 public:
  explicit OtherUse(const Model& model);

  /// Seconds of [e, e + p + g) inside the span, all lanes of the direction together.
  Duration on_link(Direction direction, Interval span) const { return inside(links_, direction, span); }
  /// Seconds of visits inside the span, all lanes of the service together.
  Duration at_service(ServiceId service, Interval span) const { return inside(services_, service, span); }

 private:
  /// Intervals, kept so that what lies of all of them before an instant is found in log n.
  struct Spans {
    std::vector<Time> begins;
    std::vector<Time> ends;
    std::vector<Duration> begun;  ///< Σ of the first i begins, after the first
    std::vector<Duration> ended;  ///< Σ of the first i ends, after the first begin
    void sort();
    Duration before(Time t) const;
  };
  template <class Key>
  static Duration inside(const std::map<Key, Spans>& all, const Key& key, Interval span) {
    const auto found = all.find(key);
    return found == all.end() || span.empty()
               ? 0
               : found->second.before(span.end) - found->second.before(span.begin);
  }

  std::map<Direction, Spans> links_;
  std::map<ServiceId, Spans> services_;
};

}  // namespace homeward::check
