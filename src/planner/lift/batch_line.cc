// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/batch_line.h"

#include <algorithm>

namespace homeward {

BatchLine::BatchLine(const Model& model, ServiceId service, Duration batch_s, Time horizon)
    : service_{model.services[service]},
      id_{service},
      horizon_{horizon},
      closed_{closed_times_of_service(model, service, horizon)},
      batch_max_{std::max<std::int64_t>(1, service_.rate_per_hour * batch_s / kHour)} {
  for (const auto& [when, lanes] : lanes_taken(model, service, horizon)) busy_.add(when, lanes);
}

void BatchLine::arrive(const ThingArrival& things) {
  changes_.emplace_back(things.at, things.count);
  for (ThingArrival& row : waiting_) {
    if (row.lot != things.lot || row.processed != things.processed) continue;
    row.count += things.count;
    return;
  }
  waiting_.push_back(things);
}

std::int64_t BatchLine::things_waiting() const {
  std::int64_t things = 0;
  for (const ThingArrival& row : waiting_) things += row.count;
  return things;
}

// Things that one line can finish from now until the service or the line closes.
std::int64_t BatchLine::fits(Time now) const {
  const Time line_closes = busy_.below_from(now, service_.lanes - 1).end;
  const Time until = std::min({closed_.next_closed(now), line_closes, horizon_});
  return until <= now ? 0 : service_.rate_per_hour * (until - now) / kHour;
}

std::optional<std::pair<Batch, ThingArrival>> BatchLine::begin_batch(Time now) {
  const std::int64_t lines = free_lines(now);
  if (waiting_.empty() || lines <= 0) return std::nullopt;
  const std::int64_t share = divide_up(things_waiting(), lines);
  ThingArrival& first = waiting_.front();
  const std::int64_t count = std::min({first.count, batch_max_, share, fits(now)});
  if (count <= 0) return std::nullopt;
  const Batch batch{id_, first.lot, count, now, now + divide_up(kHour * count, service_.rate_per_hour)};
  return std::pair{batch, begin(batch, waiting_.begin())};
}

ThingArrival BatchLine::begin(const Batch& batch, std::vector<ThingArrival>::iterator row) {
  ThingArrival done = *row;
  done.count = batch.count;
  done.at = batch.end;
  ++done.processed;
  row->count -= batch.count;
  if (row->count == 0) waiting_.erase(row);
  busy_.add({batch.begin, batch.end}, 1);
  changes_.emplace_back(batch.end, -batch.count);
  return done;
}

std::optional<ThingArrival> BatchLine::take_batch(const Batch& batch) {
  const auto row = std::find_if(waiting_.begin(), waiting_.end(), [&](const ThingArrival& things) {
    return things.lot == batch.lot && things.count >= batch.count;
  });
  if (row == waiting_.end()) return std::nullopt;
  return begin(batch, row);
}

std::optional<Time> BatchLine::next_chance(Time now) const {
  if (waiting_.empty()) return std::nullopt;
  Time chance = now;
  while (chance < horizon_) {
    chance = closed_.next_open(chance);
    const auto line = busy_.first_below(chance, 1, service_.lanes - 1);
    if (!line) return std::nullopt;
    if (*line == chance && fits(chance) > 0) return chance;
    // A line is free but closes too soon, or the service does: after that.
    chance = *line > chance
                 ? *line
                 : std::min(closed_.next_closed(chance), busy_.below_from(chance, service_.lanes - 1).end);
  }
  return std::nullopt;
}

YardUse BatchLine::yard_use() const {
  YardUse use;
  use.service = id_;
  use.yard = service_.yard;
  std::vector<std::pair<Time, std::int64_t>> changes = changes_;
  std::sort(changes.begin(), changes.end());
  std::int64_t things = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    things += changes[i].second;
    if (i + 1 < changes.size() && changes[i + 1].first == changes[i].first) continue;
    if (things > use.things_max) {
      use.things_max = things;
      use.things_max_at = changes[i].first;
    }
    if (!use.yard) continue;
    if (things > *use.yard && !use.overflow) use.overflow = Interval{changes[i].first, kEndOfTime};
    if (things <= *use.yard && use.overflow && use.overflow->end == kEndOfTime) {
      use.overflow->end = changes[i].first;
    }
  }
  return use;
}

}  // namespace homeward
