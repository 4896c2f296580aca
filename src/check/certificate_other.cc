// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_other.h"

#include <algorithm>

#include "check/measure.h"

namespace homeward::check {

namespace {

/// Sums of the first 0, 1, 2 … times.
std::vector<Duration> sums_of(const std::vector<Time>& times, Time origin) {
  std::vector<Duration> sums{0};
  for (const Time t : times) sums.push_back(sums.back() + (t - origin));
  return sums;
}

}  // namespace

OtherUse::OtherUse(const Model& model) {
  const auto add = [](Spans& spans, Interval when) {
    spans.begins.push_back(when.begin);
    spans.ends.push_back(when.end);
  };
  for (const OtherColumn& column : model.other_traffic)
    for (const OtherStop& stop : column.stops) {
      if (stop.out)
        add(links_[*stop.out], {stop.depart, stop.depart + column.pass_s + gap(model, stop.out->link)});
      for (const OtherVisit& visit : stop.visits)
        if (!visit.when.empty()) add(services_[visit.service], visit.when);
    }
  for (auto& [direction, spans] : links_) spans.sort();
  for (auto& [service, spans] : services_) spans.sort();
}

void OtherUse::Spans::sort() {
  std::sort(begins.begin(), begins.end());
  std::sort(ends.begin(), ends.end());
  begun = sums_of(begins, begins.front());
  ended = sums_of(ends, begins.front());
}

/// Σ over all of min(t, end) − min(t, begin).
Duration OtherUse::Spans::before(Time t) const {
  const auto until = [&](const std::vector<Time>& times, const std::vector<Duration>& sums) {
    const auto earlier =
        static_cast<std::size_t>(std::lower_bound(times.begin(), times.end(), t) - times.begin());
    return sums[earlier] + static_cast<Duration>(times.size() - earlier) * (t - begins.front());
  };
  return until(ends, ended) - until(begins, begun);
}

}  // namespace homeward::check
