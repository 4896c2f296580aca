// SPDX-License-Identifier: Apache-2.0
#include "check/reduced.h"

#include <algorithm>
#include <utility>

#include "check/calendar.h"

namespace homeward::check {

Reduced::Reduced(const Model& model, ServiceId service, Interval span) {
  take(model, model.services[service].lanes, span, [&](const Window& when) {
    return when.target == WindowTarget::service && when.service == service;
  });
}

Reduced::Reduced(const Model& model, PlaceId place, Interval span) {
  take(model, model.places[place].parking_vehicles, span, [&](const Window& when) {
    return when.target == WindowTarget::place && when.place == place;
  });
}

template <class Applies>
void Reduced::take(const Model& model, std::int64_t most, Interval span, Applies applies) {
  if (model.reductions.empty() || span.empty()) return;
  const Calendar calendar(model);
  std::vector<Step> steps;
  for (const Reduction& reduction : model.reductions) {
    if (!applies(reduction.when)) continue;
    Interval rest = span;
    while (const auto piece = calendar.touch(reduction.when, rest)) {
      const Interval part{std::max(piece->begin, rest.begin), piece->end};
      steps.push_back({part.begin, reduction.fewer});
      steps.push_back({part.end, -reduction.fewer});
      rest.begin = std::max(rest.begin + 1, part.end);
    }
  }
  taken_ = at_most(check::levels(0, std::move(steps)), most);
}

std::int64_t Reduced::total(Interval span) const {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    const Time end = i + 1 < taken_.size() ? taken_[i + 1].at : span.end;
    const Interval part{std::max(taken_[i].at, span.begin), std::min(end, span.end)};
    if (!part.empty()) sum += taken_[i].value * part.length();
  }
  return sum;
}

std::vector<Step> Reduced::steps(std::size_t who) const {
  std::vector<Step> steps;
  std::int64_t before = 0;
  for (const Level& level : taken_) {
    if (level.value != before) steps.push_back({level.at, level.value - before, who});
    before = level.value;
  }
  return steps;
}

}  // namespace homeward::check
