// SPDX-License-Identifier: Apache-2.0
#include "planner/lift/air_schedule.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/check.h"
#include "planner/lift/air_search.h"
#include "planner/lift/air_tables.h"

namespace homeward {

namespace {

constexpr std::size_t kNumberDigits = 4;
/// After flights that were planned before, an airframe away from its base keeps its position so long.
constexpr Duration kStandsOn = 6 * kHour;

std::string flight_number(const std::string& key, std::size_t count) {
  std::string digits = std::to_string(count);
  if (digits.size() < kNumberDigits) digits.insert(0, kNumberDigits - digits.size(), '0');
  return key + "-" + digits;
}

void append(std::vector<PlaceId>& path, const std::vector<PlaceId>& more) {
  if (!path.empty() && !more.empty()) path.pop_back();  // the joint is in both
  path.insert(path.end(), more.begin(), more.end());
}

}  // namespace

AirSchedule::AirSchedule(const Model& model, Time horizon)
    : tables_{std::make_shared<AirTables>(model, horizon)},
      positions_{model.places.size()},
      closed_from_{model.places.size(), kEndOfTime},
      bed_books_{model.places.size()} {
  for (AircraftId aircraft : model.aircraft.ids()) {
    for (std::int64_t number = 0; number < model.aircraft[aircraft].count; ++number) {
      airframes_.push_back(Airframe{aircraft, number, {}, {}});
    }
  }
}

AirSchedule::AirSchedule(const Model& model) : AirSchedule{model, lift_horizon(model)} {}

const Model& AirSchedule::model() const { return tables_->model; }

Time AirSchedule::horizon() const { return tables_->horizon; }

std::int64_t AirSchedule::seats(std::size_t airframe) const {
  return model().aircraft[aircraft(airframe)].seats;
}

bool AirSchedule::flies(AircraftId aircraft, PlaceId from, PlaceId to) const {
  return tables_->blocks[aircraft].block_s(from, to).has_value();
}

Time AirSchedule::free_at(std::size_t airframe) const { return AirSearch{*this, airframe}.ready(); }

Duration AirSchedule::home_again_s(std::size_t airframe, PlaceId place) const {
  const Aircraft& type = model().aircraft[aircraft(airframe)];
  if (place == type.base) return type.base_ground_s;
  const auto way_s = tables_->blocks[aircraft(airframe)].path_s(place, type.base);
  return way_s ? type.ground_s + *way_s : 0;
}

Duration AirSchedule::positioning_s(AircraftId aircraft, PlaceId place) const {
  return tables_->blocks[aircraft].path_s(model().aircraft[aircraft].base, place).value_or(0);
}

void AirSchedule::close_from(PlaceId place, Time at) {
  closed_from_[place] = std::min(closed_from_[place], at);
}

std::optional<FlightOption> AirSchedule::earliest(std::size_t airframe, PlaceId from, PlaceId to,
                                                  Time not_before) const {
  const AircraftId type = aircraft(airframe);
  if (!flies(type, from, to)) return std::nullopt;
  const BlockTable& blocks = tables_->blocks[type];
  const PlaceId base = model().aircraft[type].base;
  const std::vector<PlaceId> way_back =
      to == base || tables_->airfields[to].unlimited ? std::vector<PlaceId>{} : blocks.path(to, base);
  AirSearch search{*this, airframe};
  const auto along = [&](std::vector<PlaceId> path) -> std::optional<FlightOption> {
    if (path.empty()) return std::nullopt;
    const std::size_t loaded = path.size() - 1;
    path.push_back(to);
    append(path, way_back);
    return search.along(path, loaded, not_before);
  };
  std::optional<FlightOption> best = along(blocks.path(search.place(), from));
  if (best && best->take_off() <= std::max(not_before, search.ready()) + kMinute) return best;
  if (search.place() == base || from == base) return best;
  // Waiting where it is, or at `from`, may be what takes so long: at its base there is room.
  std::vector<PlaceId> over_base = blocks.path(search.place(), base);
  const std::vector<PlaceId> onwards = blocks.path(base, from);
  if (over_base.empty() || onwards.empty()) return best;
  append(over_base, onwards);
  const std::optional<FlightOption> other = along(over_base);
  return other && (!best || other->take_off() < best->take_off()) ? other : best;
}

std::optional<FlightOption> AirSchedule::earliest(PlaceId from, PlaceId to, Time not_before) const {
  std::optional<FlightOption> best;
  for (std::size_t airframe = 0; airframe < airframes_.size(); ++airframe) {
    const std::optional<FlightOption> option = earliest(airframe, from, to, not_before);
    if (!option) continue;
    const auto key = [](const FlightOption& flight) {
      return std::pair{flight.take_off(), flight.landing()};
    };
    if (!best || key(*option) < key(*best)) best = option;
  }
  return best;
}

void AirSchedule::hold(const Airframe& airframe, PlaceId place, Interval stay, std::int64_t sign) {
  if (tables_->airfields[place].unlimited) return;
  const std::int64_t positions = model().aircraft[airframe.aircraft].positions;
  positions_[place].add(stay, sign * positions);
  HW_CHECK(sign < 0 || positions_[place].used_max(stay) <= tables_->airfields[place].positions);
}

// From a landing to the next take-off; at its base for more than a day only until it is towed away.
void AirSchedule::stand(const Airframe& airframe, PlaceId place, Interval stay) {
  const Aircraft& type = model().aircraft[airframe.aircraft];
  if (place == type.base && stay.length() > kDay) stay.end = stay.begin + type.base_ground_s;
  hold(airframe, place, stay, 1);
}

void AirSchedule::commit(const FlightOption& option, std::vector<Passengers> passengers) {
  HW_CHECK(option.airframe < airframes_.size() && option.leg_count > 0);
  Airframe& airframe = airframes_[option.airframe];
  if (!airframe.chain.empty()) {
    const FlightLeg& last = airframe.chain.back().flight;
    HW_CHECK(last.to == option.legs[0].from && last.landing <= option.legs[0].take_off);
    hold(airframe, last.to, airframe.tail, -1);
    stand(airframe, last.to, Interval{last.landing, option.legs[0].take_off});
  }
  for (std::size_t i = 0; i < option.leg_count; ++i) {
    if (i > 0)
      stand(airframe, option.legs[i].from, Interval{option.legs[i - 1].landing, option.legs[i].take_off});
    airframe.chain.push_back(Leg{option.legs[i], {}, {}});
  }
  airframe.chain.back().passengers = std::move(passengers);
  airframe.tail = Interval{option.landing(), option.tail_until};
  hold(airframe, option.loaded().to, airframe.tail, 1);
}

void AirSchedule::book(std::vector<Flight> flights) {
  HW_CHECK(flight_count() == 0);
  std::sort(flights.begin(), flights.end(),
            [](const Flight& a, const Flight& b) { return a.take_off < b.take_off; });
  for (Flight& flight : flights) {
    const auto airframe = std::find_if(airframes_.begin(), airframes_.end(), [&](const Airframe& one) {
      return one.aircraft == flight.aircraft && one.number == flight.airframe;
    });
    HW_CHECK(airframe != airframes_.end());
    if (!airframe->chain.empty()) {
      const FlightLeg& last = airframe->chain.back().flight;
      HW_CHECK(last.to == flight.from && last.landing <= flight.take_off);
      stand(*airframe, last.to, Interval{last.landing, flight.take_off});
    }
    const FlightLeg leg{flight.from, flight.to, flight.take_off, flight.landing};
    airframe->chain.push_back(Leg{leg, std::move(flight.passengers), std::move(flight.number)});
  }
  for (Airframe& airframe : airframes_) {
    if (airframe.chain.empty()) continue;
    const FlightLeg& last = airframe.chain.back().flight;
    const Aircraft& type = model().aircraft[airframe.aircraft];
    const Duration ground_s = last.to == type.base ? type.base_ground_s : type.ground_s;
    airframe.tail = Interval{last.landing, last.landing + ground_s};
    hold(airframe, last.to, airframe.tail, 1);
  }
  // Where there is room each holds its position until new flights can take it away.
  for (Airframe& airframe : airframes_) {
    if (airframe.chain.empty()) continue;
    const PlaceId at = airframe.chain.back().flight.to;
    const Aircraft& type = model().aircraft[airframe.aircraft];
    const AirTables::Airfield& field = tables_->airfields[at];
    const Interval more{airframe.tail.end, model().start + kStandsOn};
    if (at == type.base || field.unlimited || more.length() <= 0 ||
        positions_[at].used_max(more) + type.positions > field.positions)
      continue;
    hold(airframe, at, more, 1);
    airframe.tail.end = more.end;
  }
}

std::vector<Flight> AirSchedule::flights() const {
  std::vector<Flight> flights;
  flights.reserve(flight_count());
  for (const Airframe& airframe : airframes_) {
    for (const Leg& leg : airframe.chain) {
      flights.push_back(Flight{leg.number, airframe.aircraft, airframe.number, leg.flight.from, leg.flight.to,
                               leg.flight.take_off, leg.flight.landing, leg.passengers});
    }
  }
  std::sort(flights.begin(), flights.end(), [](const Flight& a, const Flight& b) {
    return std::tuple{a.take_off, a.aircraft, a.airframe} < std::tuple{b.take_off, b.aircraft, b.airframe};
  });
  std::set<std::string> taken;
  for (const Flight& flight : flights) taken.insert(flight.number);
  IdVector<AircraftId, std::size_t> count{model().aircraft.size()};
  for (Flight& flight : flights)
    while (flight.number.empty()) {
      std::string number = flight_number(model().aircraft[flight.aircraft].key, ++count[flight.aircraft]);
      if (taken.insert(number).second) flight.number = std::move(number);
    }
  std::sort(flights.begin(), flights.end(), [](const Flight& a, const Flight& b) {
    return std::tie(a.take_off, a.number) < std::tie(b.take_off, b.number);
  });
  return flights;
}

std::size_t AirSchedule::flight_count() const {
  std::size_t count = 0;
  for (const Airframe& airframe : airframes_) count += airframe.chain.size();
  return count;
}

}  // namespace homeward
