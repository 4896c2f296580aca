// SPDX-License-Identifier: Apache-2.0
#include "planner/bounds/price_rounds.h"

#include <algorithm>
#include <optional>
#include <set>

namespace homeward {

namespace {

using check::Pickup;
using check::TruckTrip;
using Gain = PriceMaster::Gain;

/// Cells in which loading leads to the same trip.
struct Segment {
  std::size_t first = 0;
  std::size_t last = 0;
  Gain gain = 0;
};

PriceUses uses_of(const std::vector<check::Payment>& payments) {
  PriceUses uses;
  for (const check::Payment& payment : payments)
    if (payment.row != nullptr) uses.emplace_back(payment.row->row, payment.use);
  return uses;
}

class Rounds {
 public:
  Rounds(const RoundNetwork& network, PriceMaster& master)
      : times_{network.times},
        prices_{network.prices},
        reward_of_{network.reward_of},
        master_{master},
        bills_{network.times.figures(), network.prices} {}

  void add(const std::vector<RoundStart>& starts) {
    for (std::size_t pickup = 0; pickup < times_.pickups().size(); ++pickup) add_segments(pickup);
    add_ready();
    for (std::size_t index = 0; index < times_.pickups().size(); ++index) {
      if (segments_[index].empty()) continue;
      const Pickup& pickup = times_.pickups()[index];
      const auto exits = bills_.exits(pickup.claims, *pickup.way, {pickup.place});
      for (const Segment& segment : segments_[index]) add_load(pickup, segment, exits);
    }
    for (const RoundStart& start : starts) add_start(start);
  }

 private:
  const check::TimeGrid& grid() const { return times_.grid(); }

  /// What is out in time; the value of waiting goes from each to the one before.
  void add_segments(std::size_t index) {
    const Pickup& pickup = times_.pickups()[index];
    std::vector<Segment> segments;
    for (std::size_t cell = 0; cell < grid().cells; ++cell) {
      if (pickup.trips[pickup.trip[cell]].exit >= prices_.end) break;
      if (cell == 0 || pickup.trip[cell] != pickup.trip[cell - 1]) segments.push_back({cell, cell, 0});
      segments.back().last = cell;
    }
    for (Segment& segment : segments) segment.gain = master_.add_gain();
    for (std::size_t i = 0; i + 1 < segments.size(); ++i)
      master_.add_at_least(segments[i].gain, {{segments[i + 1].gain}}, {});
    segments_.push_back(std::move(segments));
  }

  std::optional<std::size_t> segment_at(std::size_t pickup, std::size_t cell) const {
    const std::vector<Segment>& all = segments_[pickup];
    const auto found =
        std::partition_point(all.begin(), all.end(), [&](const Segment& one) { return one.last < cell; });
    return found == all.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - all.begin()));
  }

  /// One value for all cells from which the same segments are reached.
  void add_ready() {
    const check::CheapWays ways = bills_.empty_ways(times_.empty(), empty_mover(), times_.goals());
    ready_.assign(grid().cells + 1, -1);
    std::vector<std::optional<std::size_t>> before(segments_.size());
    for (std::size_t cell = grid().cells; cell-- > 0;) {
      ready_[cell] = ready_[cell + 1];
      bool is_new = false;
      for (std::size_t pickup = 0; pickup < segments_.size(); ++pickup) {
        const auto segment = segment_at(pickup, times_.there(pickup)[cell]);
        if (segment == before[pickup]) continue;
        before[pickup] = segment;
        if (!is_new) add_ready_at(cell);
        is_new = true;
        master_.add_at_least(ready_[cell], {{segments_[pickup][*segment].gain}},
                             uses_of(bills_.empty_payments(times_.empty(), empty_mover(), ways,
                                                           times_.pickups()[pickup].place)));
      }
    }
  }

  void add_ready_at(std::size_t cell) {
    const Gain later = ready_[cell];
    ready_[cell] = master_.add_gain();
    if (later >= 0) master_.add_at_least(ready_[cell], {{later}}, {});
  }

  check::Mover empty_mover() const { return check::least_mover(times_.figures().model(), times_.fleet()); }

  /// What is ready until the segment ends, with the post's and the ramp's prices at the usual instants.
  void add_load(const Pickup& pickup, const Segment& segment, const std::vector<check::ExitBill>& exits) {
    const TruckTrip& trip = pickup.trips[pickup.trip[segment.first]];
    std::set<std::size_t> rewards;
    for (const std::size_t claim : pickup.claims)
      if (times_.figures().claims()[claim].ready < grid().begin(segment.last + 1))
        rewards.insert(reward_of_[claim]);
    const check::Claim& example = times_.figures().claims()[pickup.example];
    const check::Payment ramp = bills_.ramp(example, *pickup.way, pickup.place,
                                            {grid().begin(segment.last), grid().begin(segment.last + 1)},
                                            times_.last_departure(pickup, prices_.end));
    for (const check::ExitBill& bill : exits) {
      const auto exit = std::find(pickup.exits.begin(), pickup.exits.end(), bill.arc) - pickup.exits.begin();
      const Time come = trip.come[static_cast<std::size_t>(exit)];
      if (come >= prices_.end) continue;
      PriceUses uses = uses_of(bill.payments);
      if (ramp.row != nullptr) uses.emplace_back(ramp.row->row, ramp.use);
      for (const std::size_t reward : rewards)
        add_way({segment.gain, static_cast<double>(pickup.way->things), come, trip.ready}, reward, bill,
                uses);
    }
  }

  struct Passage {
    Gain gain = 0;  ///< of the truck before it
    double things = 1;
    Time come = 0;
    Time ready = 0;
  };
  void add_way(const Passage& passage, std::size_t reward, const check::ExitBill& bill,
               const PriceUses& uses) {
    const auto add = [&](const check::PriceRow* row, Time ready) {
      PriceUses all = uses;
      if (row != nullptr) all.emplace_back(row->row, bill.post.use);
      std::vector<PriceMaster::Share> shares{{master_.reward(reward), passage.things}};
      const Gain later = ready_[grid().cell(ready)];
      if (later >= 0) shares.push_back({later});
      master_.add_at_least(passage.gain, shares, all);
    };
    if (bill.post.curve == nullptr) return add(nullptr, passage.ready);
    const Time from = std::min(passage.come, prices_.end - 1);
    bool any = false;
    for (const check::PriceRow& row : bill.post.curve->rows())
      if (row.when.overlaps({from, std::min(prices_.end, from + bill.post.longest_s)})) {
        add(&row, passage.ready);
        any = true;
      }
    if (!any) add(nullptr, passage.ready);
  }

  void add_start(const RoundStart& start) {
    const check::CheapWays ways = bills_.empty_ways(times_.empty(), empty_mover(), {start.stock.place});
    for (std::size_t pickup = 0; pickup < segments_.size(); ++pickup)
      if (const auto segment = segment_at(pickup, times_.first_there(start.stock, pickup)))
        master_.add_at_least(master_.mover(start.mover), {{segments_[pickup][*segment].gain}},
                             uses_of(bills_.empty_payments(times_.empty(), empty_mover(), ways,
                                                           times_.pickups()[pickup].place)));
  }

  check::TruckTimes& times_;
  const check::PriceList& prices_;
  const std::vector<std::size_t>& reward_of_;
  PriceMaster& master_;
  check::Bills bills_;
  std::vector<std::vector<Segment>> segments_;  ///< by pickup
  std::vector<Gain> ready_;                     ///< by cell; -1: nothing any more
};

}  // namespace

void add_rounds(const RoundNetwork& network, const std::vector<RoundStart>& starts, PriceMaster& master) {
  Rounds(network, master).add(starts);
}

}  // namespace homeward
