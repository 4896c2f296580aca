// SPDX-License-Identifier: Apache-2.0
#include "planner/many/neighbourhoods.h"

#include <algorithm>

namespace homeward::many {

namespace {

class Selection {
 public:
  Selection(const Situation& now, std::size_t size, Rng& rng) : now_{now}, size_{size}, rng_{rng} {}
  std::vector<std::uint32_t> run(Neighbourhood kind) {
    switch (kind) {
      case Neighbourhood::conflict:
        conflict();
        break;
      case Neighbourhood::delay:
        delay();
        break;
      case Neighbourhood::bottleneck:
        bottleneck();
        break;
      case Neighbourhood::corridor:
        corridor();
        break;
      case Neighbourhood::window:
        window();
        break;
    }
    return std::move(chosen_);
  }

 private:
  bool full() const { return chosen_.size() >= size_; }
  void add(std::uint32_t column) {
    if (!full() && std::find(chosen_.begin(), chosen_.end(), column) == chosen_.end())
      chosen_.push_back(column);
  }
  std::uint32_t any() { return static_cast<std::uint32_t>(rng_.below(now_.routes.size())); }
  /// The most delayed of a few: long delays are found often without sorting.
  std::uint32_t delayed() {
    std::uint32_t best = any();
    for (int i = 0; i < 7; ++i) {
      const std::uint32_t other = any();
      if (now_.delays[other] > now_.delays[best]) best = other;
    }
    return best;
  }
  /// Columns that occupy the arc, in either direction where that matters, during the span.
  void add_on(ArcId arc, Interval span) {
    const auto take = [this](std::uint32_t column) { add(column); };
    now_.workshop.timetable().columns_on(arc, span, take);
    const LinkUse use = now_.roads.traffic().model.links[direction_of(arc).link].use;
    if (use != LinkUse::two_way && use != LinkUse::one_way)
      now_.workshop.timetable().columns_on(opposite(arc), span, take);
  }

  void conflict() {
    const std::uint32_t column = delayed();
    add(column);
    // Where it would be if it had left without waiting.
    const Route& route = now_.routes[column];
    const Traveller& traveller = now_.roads.traffic().columns[column];
    const Duration early = std::min(now_.delays[column], route.stops.front().depart - traveller.ready);
    for (std::size_t i = 0; i + 1 < route.stops.size() && !full(); ++i) {
      const RouteStop& stop = route.stops[i];
      const Time entry = stop.depart - early;
      add_on(*stop.out, {entry, entry + now_.roads.travel()[*stop.out] + traveller.pass_s});
    }
  }

  void delay() {
    for (std::size_t i = 0; i < 4 * size_ && !full(); ++i) add(delayed());
  }

  void bottleneck() {
    const Route& route = now_.routes[delayed()];
    const RouteStop& stop = route.stops[rng_.below(route.stops.size() - 1)];
    const Duration around = static_cast<Duration>(size_) * now_.roads.traffic().columns.front().pass_s;
    add_on(*stop.out, {stop.depart - around, stop.depart + around});
  }

  void corridor() {
    const std::uint32_t column = rng_.chance(1, 2) ? delayed() : any();
    add(column);
    const Route& route = now_.routes[column];
    const Duration around = 2 * now_.roads.traffic().columns[column].pass_s;
    for (std::size_t tries = 0; tries < 4 * size_ && !full(); ++tries) {
      const RouteStop& stop = route.stops[rng_.below(route.stops.size() - 1)];
      add_on(*stop.out, {stop.depart - around, stop.depart + now_.roads.travel()[*stop.out] + around});
    }
  }

  void window() {
    const std::uint32_t column = any();
    add(column);
    const Time around = now_.routes[column].stops.back().arrive;
    const Duration span =
        4 * (now_.roads.traffic().columns[column].pass_s + now_.roads.traffic().model.rules.column_gap_s);
    for (std::size_t tries = 0; tries < 64 * size_ && !full(); ++tries) {
      const std::uint32_t other = any();
      if (std::abs(now_.routes[other].stops.back().arrive - around) <= span) add(other);
    }
  }

  const Situation& now_;
  std::size_t size_;
  Rng& rng_;
  std::vector<std::uint32_t> chosen_;
};

}  // namespace

std::vector<std::uint32_t> select(Neighbourhood kind, const Situation& now, std::size_t size, Rng& rng) {
  return Selection(now, size, rng).run(kind);
}

Neighbourhood Wheel::draw(Rng& rng) const {
  std::uint64_t sum = 0;
  for (const std::uint64_t weight : weights_) sum += weight;
  std::uint64_t at = rng.below(sum);
  for (std::size_t i = 0; i < kNeighbourhoods; ++i) {
    if (at < weights_[i]) return static_cast<Neighbourhood>(i);
    at -= weights_[i];
  }
  return Neighbourhood::conflict;
}

void Wheel::reward(Neighbourhood kind, bool success) {
  std::uint64_t& weight = weights_[static_cast<std::size_t>(kind)];
  weight = std::max(kLeast, weight - weight / 64 + (success ? kStart / 16 : 0));
}

}  // namespace homeward::many
