// SPDX-License-Identifier: Apache-2.0
#include "check/lot_story.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace homeward::check {

namespace {

/// Pieces by the number of services passed.
using Stages = std::map<std::size_t, std::int64_t>;

struct Event {
  enum class Kind { batch_end, come, batch_begin, go };  // in this order within a second
  Time at = 0;
  Kind kind = Kind::come;
  PlaceId place;
  std::int64_t count = 0;
  Source source;
  std::size_t batch = 0;
};

class Teller {
 public:
  Teller(const Ledger& ledger, LotId lot, LotStories& stories)
      : ledger_{ledger}, model_{ledger.model}, id_{lot}, lot_{model_.lots[lot]}, stories_{stories} {
    there_[lot_.place][0] = lot_.count;
  }

  void run(std::vector<Event> events) {
    std::ranges::sort(events, {}, [](const Event& event) {
      return std::tie(event.at, event.kind, event.place, event.source, event.batch, event.count);
    });
    for (const Event& event : events) {
      if (event.kind == Event::Kind::come) come(event);
      if (event.kind == Event::Kind::go) go(event);
      if (event.kind == Event::Kind::batch_begin) begin_batch(event);
      if (event.kind == Event::Kind::batch_end) end_batch(event);
    }
    finish();
  }

 private:
  /// Number of services that must be passed before leaving a place.
  std::size_t due_at(PlaceId place) const {
    std::size_t due = 0;
    for (std::size_t i = 0; i < lot_.process.size(); ++i)
      if (model_.services[lot_.process[i]].place == place) due = i + 1;
    return due;
  }

  /// Takes up to `count` pieces that have passed at least `least` services, those that passed fewest first.
  Stages take(PlaceId place, std::size_t least, std::size_t most, std::int64_t count) {
    Stages taken;
    Stages& pool = there_[place];
    for (auto it = pool.lower_bound(least); it != pool.end() && it->first <= most && count > 0; ++it) {
      const std::int64_t part = std::min(count, it->second);
      if (part > 0) taken[it->first] += part;
      it->second -= part;
      count -= part;
    }
    return taken;
  }

  static std::int64_t sum(const Stages& stages) {
    std::int64_t total = 0;
    for (const auto& [stage, count] : stages) total += count;
    return total;
  }

  void trouble(Shortage kind, PlaceId place, Time at, std::int64_t count, std::optional<Source> source,
               std::optional<ServiceId> service) {
    stories_.troubles.push_back({kind, id_, place, at, count, source, service});
  }

  void presence(const Event& event, std::int64_t delta) {
    stories_.lots[id_].presence.push_back({event.place, {event.at, delta, event.source.index}});
  }

  void yard(std::size_t stage, PlaceId place, Time at, std::int64_t delta) {
    if (stage >= lot_.process.size()) return;
    const ServiceId service = lot_.process[stage];
    if (model_.services[service].place != place) return;
    waiting_[service] += delta;
    stories_.yards.push_back({service, {at, delta, id_.index()}});
  }

  void come(const Event& event) {
    std::int64_t rest = event.count;
    Stages& pool = there_[event.place];
    Stages& load = aboard_[event.source];
    for (auto it = load.begin(); it != load.end() && rest > 0; it = load.begin()) {
      const std::int64_t part = std::min(rest, it->second);
      pool[it->first] += part;
      yard(it->first, event.place, event.at, part);
      rest -= part;
      it->second -= part;
      if (it->second == 0) load.erase(it);
    }
    presence(event, event.count);
    if (!accepted(event.place))
      trouble(Shortage::stranded, event.place, event.at, event.count, event.source, std::nullopt);
  }

  bool accepted(PlaceId place) const {
    const Place& row = model_.places[place];
    return place == lot_.destination || row.kind == PlaceKind::port || row.berths > 0 || due_at(place) > 0;
  }

  void go(const Event& event) {
    const bool sails = event.source.kind == Source::Kind::sailing;
    const std::size_t all = lot_.process.size();
    const std::size_t least = sails ? all : due_at(event.place);
    Stages taken = take(event.place, least, all, event.count);
    std::int64_t missing = event.count - sum(taken);
    if (missing > 0 && sails)
      trouble(Shortage::sailing, event.place, event.at, missing, event.source, std::nullopt);
    const Stages early = take(event.place, 0, all, missing);
    if (!early.empty() && !sails)
      trouble(Shortage::unprocessed, event.place, event.at, sum(early), event.source,
              lot_.process[early.begin()->first]);
    for (const auto& [stage, count] : early) taken[stage] += count;
    missing -= sum(early);
    if (missing > 0 && !sails)
      trouble(Shortage::absent, event.place, event.at, missing, event.source, std::nullopt);
    taken[least] += missing;
    for (const auto& [stage, count] : taken) aboard_[event.source][stage] += count;
    presence(event, -event.count);
  }

  void begin_batch(const Event& event) {
    const ServiceId service = ledger_.plan.batches[event.batch].service;
    std::int64_t missing = event.count;
    for (std::size_t i = 0; i < lot_.process.size() && missing > 0; ++i) {
      if (lot_.process[i] != service) continue;
      const std::int64_t part = sum(take(event.place, i, i, missing));
      working_[event.batch][i] += part;
      missing -= part;
    }
    if (missing > 0) trouble(Shortage::batch, event.place, event.at, missing, std::nullopt, service);
  }

  void end_batch(const Event& event) {
    for (const auto& [stage, count] : working_[event.batch]) {
      const std::int64_t counted = std::min(count, waiting_[lot_.process[stage]]);
      yard(stage, event.place, event.at, -counted);
      there_[event.place][stage + 1] += count;
      yard(stage + 1, event.place, event.at, count);
      last_batch_end_ = event.at;
    }
  }

  /// All are home when none is elsewhere and none has a service left to pass.
  void finish() {
    const Stages& home = there_[lot_.destination];
    std::vector<Step> steps;
    for (const PlaceStep& change : stories_.lots[id_].presence)
      if (change.place == lot_.destination) steps.push_back(change.step);
    const std::int64_t initial = lot_.place == lot_.destination ? lot_.count : 0;
    std::optional<Time> finished =
        settled(at_most(levels(initial, steps), lot_.count), initial, lot_.count, model_.start);
    if (finished && last_batch_end_) finished = std::max(*finished, *last_batch_end_);
    for (const auto& [stage, count] : home)
      if (stage < lot_.process.size() && count > 0 && !lot_.stays) {
        trouble(Shortage::skipped, lot_.destination, finished.value_or(model_.start), count, std::nullopt,
                lot_.process[stage]);
        finished.reset();
      }
    stories_.lots[id_].finished = finished;
  }

  const Ledger& ledger_;
  const Model& model_;
  LotId id_;
  const Lot& lot_;
  LotStories& stories_;
  std::map<PlaceId, Stages> there_;
  std::map<Source, Stages> aboard_;
  std::map<std::size_t, Stages> working_;      ///< by batch
  std::map<ServiceId, std::int64_t> waiting_;  ///< counted in a yard
  std::optional<Time> last_batch_end_;
};

IdVector<LotId, std::vector<Event>> events_of(const Ledger& ledger) {
  IdVector<LotId, std::vector<Event>> events(ledger.model.lots.size());
  for (const ThingChange& change : ledger.things) {
    const Event::Kind kind = change.delta > 0 ? Event::Kind::come : Event::Kind::go;
    const std::int64_t count = std::max(change.delta, -change.delta);
    events[change.lot].push_back({change.at, kind, change.place, count, change.source});
  }
  for (std::size_t i : ledger.sound.batches) {
    const Batch& batch = ledger.plan.batches[i];
    if (batch.begin >= batch.end) continue;
    const PlaceId place = ledger.model.services[batch.service].place;
    events[batch.lot].push_back({batch.begin, Event::Kind::batch_begin, place, batch.count, {}, i});
    events[batch.lot].push_back({batch.end, Event::Kind::batch_end, place, batch.count, {}, i});
  }
  return events;
}

}  // namespace

LotStories tell_stories(const Ledger& ledger) {
  LotStories stories;
  stories.lots.resize(ledger.model.lots.size());
  auto events = events_of(ledger);
  for (LotId lot : ledger.model.lots.ids()) Teller(ledger, lot, stories).run(std::move(events[lot]));
  return stories;
}

}  // namespace homeward::check
