// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_trucks.h"

#include <algorithm>
#include <limits>

namespace homeward::check {

namespace {

/// Of what cannot be done.
constexpr std::int64_t kNothing = std::numeric_limits<std::int64_t>::min() / 2;

}  // namespace

TruckValues::TruckValues(TruckTimes& times, const PriceList& prices, const std::vector<std::int64_t>& rewards)
    : times_{times}, prices_{prices}, bills_{times.figures(), prices}, ready_(times.grid().cells + 1, 0) {
  empty_ =
      bills_.empty_ways(times.empty(), least_mover(times.figures().model(), times.fleet()), times.goals());
  for (std::size_t pickup = 0; pickup < times.pickups().size(); ++pickup) open_desk(pickup, rewards);
  for (std::size_t cell = times.grid().cells; cell-- > 0 && !too_coarse_;) fill_cell(cell);
}

void TruckValues::open_desk(std::size_t index, const std::vector<std::int64_t>& rewards) {
  const Pickup& pickup = times_.pickups()[index];
  Desk desk;
  desk.bills = bills_.exits(pickup.claims, *pickup.way, {pickup.place});
  for (const ExitBill& bill : desk.bills) {
    desk.posts.emplace_back();
    if (bill.post.curve == nullptr) continue;
    for (const Time t : bill.post.curve->changes(bill.post.longest_s))
      desk.posts.back().emplace_back(t, prices_.least(bill.post.curve, {t, t + bill.post.longest_s}));
  }
  desk.rewards.push_back(kNothing);
  desk.chosen.push_back(0);
  for (const std::size_t claim : pickup.claims) {
    const std::int64_t reward = rewards[claim] * pickup.way->things;
    const bool better = reward > desk.rewards.back();
    desk.chosen.push_back(better ? claim : desk.chosen.back());
    desk.rewards.push_back(better ? reward : desk.rewards.back());
  }
  desk.loads.resize(pickup.trips.size());
  desk.value.assign(times_.grid().cells + 1, kNothing);
  desk.last_departure = times_.last_departure(pickup, prices_.end);
  desk.inbound = empty_.cost[pickup.place];
  desks_.push_back(std::move(desk));
}

/// All later cells are filled.
void TruckValues::fill_cell(std::size_t cell) {
  ready_[cell] = ready_[cell + 1];
  for (std::size_t pickup = 0; pickup < desks_.size(); ++pickup) {
    Desk& desk = desks_[pickup];
    desk.value[cell] = std::max(desk.value[cell + 1], gain(pickup, cell));
  }
  for (std::size_t pickup = 0; pickup < desks_.size(); ++pickup) {
    const std::int64_t value = desks_[pickup].value[times_.there(pickup)[cell]];
    if (value > kNothing) ready_[cell] = std::max(ready_[cell], value - desks_[pickup].inbound);
  }
}

std::size_t TruckValues::ready_claims(std::size_t pickup, std::size_t cell) const {
  const std::vector<std::size_t>& claims = times_.pickups()[pickup].claims;
  const auto after = std::partition_point(claims.begin(), claims.end(), [&](std::size_t claim) {
    return times_.figures().claims()[claim].ready < times_.grid().begin(cell + 1);
  });
  return static_cast<std::size_t>(after - claims.begin());
}

/// Of a truck that begins to load in this cell.
std::int64_t TruckValues::gain(std::size_t index, std::size_t cell) {
  const Pickup& pickup = times_.pickups()[index];
  const std::int64_t reward = desks_[index].rewards[ready_claims(index, cell)];
  if (reward <= 0) return kNothing;
  const Load& loaded = load(index, pickup.trip[cell], cell);
  if (loaded.value <= kNothing) return kNothing;
  const Claim& claim = times_.figures().claims()[pickup.example];
  const Interval begins{times_.grid().begin(cell), times_.grid().begin(cell + 1)};
  return reward + loaded.value -
         paid(bills_.ramp(claim, *pickup.way, pickup.place, begins, desks_[index].last_departure));
}

const TruckValues::Load& TruckValues::load(std::size_t index, std::uint32_t trip, std::size_t cell) {
  Load& best = desks_[index].loads[trip];
  if (best.known) return best;
  best.known = true;
  best.value = kNothing;
  const TruckTrip& times = times_.pickups()[index].trips[trip];
  if (times.exit >= prices_.end) return best;
  too_coarse_ = too_coarse_ || times_.grid().cell(times.ready) <= cell;
  if (too_coarse_) return best;
  for (std::size_t bill = 0; bill < desks_[index].bills.size(); ++bill) try_exit(index, times, bill, best);
  return best;
}

/// The post's visit begins when the head comes, or later where it is cheaper then.
void TruckValues::try_exit(std::size_t index, const TruckTrip& trip, std::size_t number, Load& best) {
  const Pickup& pickup = times_.pickups()[index];
  const ExitBill& bill = desks_[index].bills[number];
  const auto exit = std::find(pickup.exits.begin(), pickup.exits.end(), bill.arc) - pickup.exits.begin();
  const Time come = trip.come[static_cast<std::size_t>(exit)];
  if (come >= prices_.end) return;
  const auto look = [&](const PriceRow* row, Time ready) {
    const Payment post{row, bill.post.use};
    const std::size_t cell = times_.grid().cell(ready);
    const std::int64_t value = ready_[cell] - bill.cost - paid(post);
    if (value > best.value) best = {value, true, number, post, cell};
  };
  if (bill.post.curve == nullptr) return look(nullptr, trip.ready);
  look(prices_.least(bill.post.curve, {come, come + bill.post.longest_s}), trip.ready);
  for (const auto& [t, row] : desks_[index].posts[number])
    if (t > come) look(row, std::max(trip.ready, times_.onward(pickup, bill.arc, bill.post.service, t)));
}

std::int64_t TruckValues::best(const Fleet::Stock& stock) {
  std::int64_t best = 0;
  const CheapWays ways =
      bills_.empty_ways(times_.empty(), least_mover(times_.figures().model(), times_.fleet()), {stock.place});
  for (std::size_t pickup = 0; pickup < desks_.size(); ++pickup) {
    const std::int64_t value = desks_[pickup].value[times_.first_there(stock, pickup)];
    if (value > kNothing) best = std::max(best, value - ways.cost[times_.pickups()[pickup].place]);
  }
  return best;
}

TruckTour TruckValues::tour(const Fleet::Stock& stock) {
  TruckTour tour;
  const Mover mover = least_mover(times_.figures().model(), times_.fleet());
  const CheapWays ways = bills_.empty_ways(times_.empty(), mover, {stock.place});
  const std::int64_t most = best(stock);
  for (std::size_t pickup = 0; most > 0 && pickup < desks_.size(); ++pickup) {
    const std::size_t cell = times_.first_there(stock, pickup);
    const PlaceId place = times_.pickups()[pickup].place;
    if (desks_[pickup].value[cell] <= kNothing || desks_[pickup].value[cell] - ways.cost[place] != most)
      continue;
    tour.payments = bills_.empty_payments(times_.empty(), mover, ways, place);
    follow(pickup, cell, tour);
    break;
  }
  return tour;
}

/// From the pickup on, the first of all decisions that are best.
void TruckValues::follow(std::size_t pickup, std::size_t cell, TruckTour& tour) {
  const auto pay = [&](const std::vector<Payment>& payments) {
    tour.payments.insert(tour.payments.end(), payments.begin(), payments.end());
  };
  while (true) {
    const Desk& desk = desks_[pickup];
    while (desk.value[cell] == desk.value[cell + 1]) ++cell;
    const Pickup& here = times_.pickups()[pickup];
    const Load& loaded = desk.loads[here.trip[cell]];
    tour.last_exit = std::max(tour.last_exit, here.trips[here.trip[cell]].exit);
    tour.loads.emplace_back(desk.chosen[ready_claims(pickup, cell)], here.way->things);
    pay({bills_.ramp(times_.figures().claims()[here.example], *here.way, here.place,
                     {times_.grid().begin(cell), times_.grid().begin(cell + 1)}, desk.last_departure),
         loaded.post});
    pay(desk.bills[loaded.exit].payments);
    std::size_t ready = loaded.ready;
    if (ready_[ready] <= 0) return;
    while (ready_[ready] == ready_[ready + 1]) ++ready;
    for (pickup = 0; pickup < desks_.size(); ++pickup) {
      cell = times_.there(pickup)[ready];
      const std::int64_t value = desks_[pickup].value[cell];
      if (value > kNothing && value - desks_[pickup].inbound == ready_[ready]) break;
    }
    if (pickup == desks_.size()) return;
    pay(bills_.empty_payments(times_.empty(), least_mover(times_.figures().model(), times_.fleet()), empty_,
                              times_.pickups()[pickup].place));
  }
}

}  // namespace homeward::check
