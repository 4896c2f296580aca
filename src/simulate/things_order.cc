// SPDX-License-Identifier: Apache-2.0
//
// Things of lots on their way: what a column, batch or ship takes in the plan it waits for in every
// replication. Things have no names; they are counted by place and by the number of services passed, and
// within that first in, first out.
#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "simulate/compile_parts.h"
#include "simulate/stock.h"

namespace homeward::simulate {

namespace {

struct Step {
  enum class Kind { batch_end, come, batch_begin, go };  // in this order within a second
  Time planned = 0;
  Kind kind = Kind::come;
  PlaceId place;
  std::int64_t count = 0;
  Moment moment;         ///< when it comes; of what goes, the event that waits
  check::Source source;  ///< what carries it
  std::size_t batch = 0;
  Duration before_s = 0;  ///< what goes must be there so long before the event
};

struct Piece {
  std::size_t stage = 0;  ///< services passed
  std::int64_t count = 0;
  Moment moment;
};

class LotFlow {
 public:
  LotFlow(Draft& draft, LotId lot, std::vector<Stock>& yards)
      : draft_{draft}, lot_{draft.model.lots[lot]}, yards_{yards} {
    there_[lot_.place].push_back({0, lot_.count, {kNone, 0}});
  }

  void run(std::vector<Step> steps) {
    std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
      return std::tie(a.planned, a.kind) < std::tie(b.planned, b.kind);
    });
    for (const Step& step : steps) {
      if (step.kind == Step::Kind::come) come(step);
      if (step.kind == Step::Kind::go) go(step);
      if (step.kind == Step::Kind::batch_begin) begin_batch(step);
      if (step.kind == Step::Kind::batch_end) end_batch(step);
    }
  }

 private:
  std::size_t due_at(PlaceId place) const {
    std::size_t due = 0;
    for (std::size_t i = 0; i < lot_.process.size(); ++i)
      if (draft_.model.services[lot_.process[i]].place == place) due = i + 1;
    return due;
  }

  /// Takes pieces of stages least … most, those that passed fewest first, and lets `event` wait for them.
  std::vector<Piece> take(const Step& step, std::size_t least, std::size_t most) {
    std::vector<Piece> taken;
    auto& pool = there_[step.place];
    std::int64_t wanted = step.count;
    for (std::size_t stage = least; stage <= most && wanted > 0; ++stage) {
      for (Piece& piece : pool) {
        if (piece.stage != stage || piece.count == 0 || wanted == 0) continue;
        const std::int64_t part = std::min(wanted, piece.count);
        draft_.arc(piece.moment.event, step.moment.event, piece.moment.after_s + step.before_s);
        taken.push_back({stage, part, piece.moment});
        piece.count -= part;
        wanted -= part;
      }
    }
    std::erase_if(pool, [](const Piece& piece) { return piece.count == 0; });
    return taken;
  }

  /// The service whose yard things of this stage stand in at a place.
  std::optional<ServiceId> waiting_for(std::size_t stage, PlaceId place) const {
    if (stage >= lot_.process.size()) return std::nullopt;
    const ServiceId service = lot_.process[stage];
    if (draft_.model.services[service].place != place || !draft_.model.services[service].yard)
      return std::nullopt;
    return service;
  }

  void come(const Step& step) {
    std::int64_t rest = step.count;
    auto& load = aboard_[step.source];
    while (rest > 0 && !load.empty()) {
      auto& [stage, count] = load.front();
      const std::int64_t part = std::min(rest, count);
      there_[step.place].push_back({stage, part, step.moment});
      if (const auto service = waiting_for(stage, step.place))
        yards_[service->index()].go(step.planned, step.moment.event, part);
      rest -= part;
      count -= part;
      if (count == 0) load.pop_front();
    }
  }

  void go(const Step& step) {
    const bool sails = step.source.kind == check::Source::Kind::sailing;
    const std::size_t all = lot_.process.size();
    for (const Piece& piece : take(step, sails ? all : due_at(step.place), all))
      aboard_[step.source].emplace_back(piece.stage, piece.count);
  }

  void begin_batch(const Step& step) {
    const ServiceId service = draft_.plan.batches[step.batch].service;
    Step rest = step;
    for (std::size_t i = 0; i < lot_.process.size() && rest.count > 0; ++i) {
      if (lot_.process[i] != service) continue;
      for (const Piece& piece : take(rest, i, i)) {
        working_[step.batch].emplace_back(i, piece.count);
        rest.count -= piece.count;
      }
    }
  }

  void end_batch(const Step& step) {
    for (const auto& [stage, count] : working_[step.batch]) {
      if (const auto service = waiting_for(stage, step.place))
        yards_[service->index()].come(step.planned, step.moment, count);
      there_[step.place].push_back({stage + 1, count, step.moment});
    }
  }

  Draft& draft_;
  const Lot& lot_;
  std::vector<Stock>& yards_;
  std::map<PlaceId, std::deque<Piece>> there_;
  std::map<check::Source, std::deque<std::pair<std::size_t, std::int64_t>>> aboard_;
  std::map<std::size_t, std::vector<std::pair<std::size_t, std::int64_t>>> working_;
};

using StepsByLot = IdVector<LotId, std::vector<Step>>;

void add_transfer(Draft& draft, const check::VehicleTransfer& transfer, StepsByLot& steps) {
  const check::ColumnFacts& facts = draft.ledger.columns[transfer.column];
  const check::Source source{check::Source::Kind::column,
                             static_cast<std::size_t>(facts.column - draft.plan.columns.data())};
  const PlaceId place = facts.column->stops[transfer.stop].place;
  const auto add = [&](LotId lot, std::int64_t count, bool cargo) {
    if (count == 0) return;
    Step step{transfer.at, Step::Kind::go, place, count, {}, source, 0, 0};
    if (transfer.way == check::Way::joins) {
      step.moment.event = draft.joining(transfer.column, transfer.stop, cargo);
    } else {
      step.kind = Step::Kind::come;
      step.moment = cargo ? draft.unloaded(transfer.column, transfer.stop)
                          : draft.arrived(transfer.column, transfer.stop);
    }
    steps[lot].push_back(step);
  };
  if (transfer.kind.own_lot) add(*transfer.kind.own_lot, transfer.vehicles, false);
  if (transfer.kind.cargo) add(*transfer.kind.cargo, transfer.things, true);
}

void add_sailing(const Draft& draft, std::size_t index, StepsByLot& steps) {
  const Sailing& sailing = draft.plan.sailings[index];
  const Ship& ship = draft.model.ships[sailing.ship];
  const SailingEvents& events = draft.sailings[index];
  const check::Source source{check::Source::Kind::sailing, index};
  for (const Cargo& cargo : sailing.cargo) {
    steps[cargo.lot].push_back({sailing.sail - ship.load_s,
                                Step::Kind::go,
                                ship.port,
                                cargo.count,
                                {events.sail, 0},
                                source,
                                0,
                                ship.load_s});
    steps[cargo.lot].push_back(
        {sailing.arrive, Step::Kind::come, ship.destination, cargo.count, {events.arrive, 0}, source, 0, 0});
  }
}

}  // namespace

void order_things(Draft& draft) {
  StepsByLot steps(draft.model.lots.size());
  for (const check::VehicleTransfer& transfer : draft.ledger.transfers) add_transfer(draft, transfer, steps);
  for (std::size_t i : draft.ledger.sound.sailings) add_sailing(draft, i, steps);
  for (std::size_t i : draft.ledger.sound.batches) {
    const Batch& batch = draft.plan.batches[i];
    const PlaceId place = draft.model.services[batch.service].place;
    const Moment done{draft.batches[i], 0};
    steps[batch.lot].push_back({batch.begin, Step::Kind::batch_begin, place, batch.count, done, {}, i, 0});
    steps[batch.lot].push_back({batch.end, Step::Kind::batch_end, place, batch.count, done, {}, i, 0});
  }
  std::vector<Stock> yards;
  for (const Service& service : draft.model.services) yards.emplace_back(service.yard.value_or(0));
  for (LotId lot : draft.model.lots.ids()) LotFlow(draft, lot, yards).run(std::move(steps[lot]));
  for (Stock& yard : yards) yard.connect(draft);
}

}  // namespace homeward::simulate
