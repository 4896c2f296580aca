// SPDX-License-Identifier: Apache-2.0
#include "simulate/disturb.h"

#include <algorithm>

#include "base/random.h"

namespace homeward::simulate {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t kCertain = std::uint64_t{1} << 32;

/// What a draw is for. Numbers are part of the result for a seed: never reuse or change one.
enum class Purpose : std::uint64_t {
  drive = 1,
  drive_delay,
  visit,
  slow_day,
  closing,
  closing_length,
  flight,
  ship,
  permission
};

using Block = std::array<std::uint32_t, 4>;

/// The draw that permissions share which are late together.
constexpr std::uint64_t kAllPermissions = 0xFFFF'FFFF;

/// Evenly from least to most, both included.
std::int64_t between(std::int64_t least, std::int64_t most, std::uint32_t draw) {
  const auto span = static_cast<std::uint64_t>(most - least) + 1;
  return least + static_cast<std::int64_t>(span * draw >> 32);
}

std::int32_t delay(const DelayRange& range, std::uint32_t draw) {
  return static_cast<std::int32_t>(between(range.least_s, range.most_s, draw));
}

}  // namespace

std::uint64_t chance_of(std::int64_t parts, std::int64_t whole, std::int64_t scale_percent) {
  HW_CHECK(parts >= 0 && whole > 0 && scale_percent >= 0);
  const Wide share = Wide(static_cast<std::uint64_t>(parts)) * static_cast<std::uint64_t>(scale_percent) *
                     kCertain / (Wide(static_cast<std::uint64_t>(whole)) * 100);
  return share > kCertain ? kCertain : static_cast<std::uint64_t>(share);
}

/// Which replication, and what is left out of it.
struct Disturber::Draw {
  std::uint64_t seed = 0;
  std::uint64_t replication = 0;
  std::optional<RiskFamily> without;

  Block block(Purpose purpose, std::uint64_t index) const {
    return random_block(seed, replication, static_cast<std::uint64_t>(purpose) << 56 | index);
  }
  bool has(RiskFamily family) const { return without != family; }
};

Disturber::Disturber(const Replay& replay, const Risks& risks, std::uint64_t seed)
    : replay_{replay}, risks_{risks}, seed_{seed} {
  constexpr std::int64_t kMillionKm = 1'000'000'000;  // in metres
  for (const Drive& drive : replay.drives) {
    DriveChance chance;
    chance.breakdown = chance_of(drive.vehicle_m * risks.breakdowns_per_million_vehicle_km, kMillionKm,
                                 risks.scale(RiskFamily::breakdowns));
    chance.accident = chance_of(drive.vehicle_m * risks.accidents_per_million_vehicle_km, kMillionKm,
                                risks.scale(RiskFamily::accidents));
    chance.attack =
        chance_of(drive.vehicle_s * drive.risk_per_million_hours,
                  kHour * 1'000'000 * 100 / std::max<std::int64_t>(1, risks.attacks_percent_of_link_risk),
                  risks.attacks_percent_of_link_risk == 0 ? 0 : risks.scale(RiskFamily::attacks));
    drives_.push_back(chance);
  }
  for (const Closable& closable : replay.closables) {
    Threshold chance = 0;
    if (closable.kind == Closable::Kind::link)
      chance = chance_of(closable.length_m * risks.road_closures_per_million_km_days, kMillionKm,
                         risks.scale(RiskFamily::roads));
    if (closable.kind == Closable::Kind::crossing)
      chance = chance_of(risks.crossing_closures_permille_days, 1000, risks.scale(RiskFamily::crossings));
    if (closable.kind == Closable::Kind::region)
      chance = chance_of(risks.no_flying_permille_days, 1000, risks.scale(RiskFamily::weather));
    closed_days_.push_back(chance);
  }
}

void Disturber::fill_drives(const Draw& draw, World& world) const {
  const bool breaks = draw.has(RiskFamily::breakdowns), crashes = draw.has(RiskFamily::accidents);
  const bool attacked = draw.has(RiskFamily::attacks);
  for (std::size_t i = 0; i < drives_.size(); ++i) {
    const DriveChance& chance = drives_[i];
    const Block happens = draw.block(Purpose::drive, i);
    const bool breakdown = breaks && happens[0] < chance.breakdown;
    const bool accident = crashes && happens[1] < chance.accident;
    const bool attack = attacked && happens[2] < chance.attack;
    world.drive_late_s[i] = 0;
    if (!breakdown && !accident && !attack) continue;
    const Block length = draw.block(Purpose::drive_delay, i);
    if (breakdown) world.drive_late_s[i] += delay(risks_.breakdown, length[0]);
    if (accident) world.drive_late_s[i] += delay(risks_.accident, length[1]);
    if (attack) world.drive_late_s[i] += delay(risks_.attack, length[2]);
  }
}

void Disturber::fill_services(const Draw& draw, World& world) const {
  std::fill(world.visit_permille.begin(), world.visit_permille.end(), 1000);
  std::fill(world.slow_days.begin(), world.slow_days.end(), 100);
  if (!draw.has(RiskFamily::services)) return;
  const std::int64_t scale = risks_.scale(RiskFamily::services);
  const Threshold slow_visit = chance_of(risks_.slow_visits_permille, 1000, scale);
  for (std::size_t i = 0; slow_visit > 0 && i < world.visit_permille.size(); ++i) {
    const Block block = draw.block(Purpose::visit, i);
    if (block[0] < slow_visit)
      world.visit_permille[i] =
          static_cast<std::int32_t>(between(1000, 10 * risks_.slow_visit_percent_most, block[1]));
  }
  const Threshold slow_day = chance_of(risks_.slow_days_permille, 1000, scale);
  for (std::size_t p = 0; slow_day > 0 && p < replay_.service_places.size(); ++p) {
    for (std::size_t day = 0; day < world.days; day += 4) {
      const Block block =
          draw.block(Purpose::slow_day, std::uint64_t{replay_.service_places[p]} << 24 | day / 4);
      for (std::size_t k = 0; k < 4 && day + k < world.days; ++k)
        if (block[k] < slow_day)
          world.slow_days[p * world.days + day + k] = static_cast<std::uint16_t>(risks_.slow_day_percent);
    }
  }
}

void Disturber::fill_lift(const Draw& draw, World& world) const {
  const Threshold aircraft = draw.has(RiskFamily::aircraft) ? chance_of(risks_.late_aircraft_permille, 1000,
                                                                        risks_.scale(RiskFamily::aircraft))
                                                            : 0;
  for (std::size_t i = 0; i < world.flight_late_s.size(); ++i) {
    const Block block = draw.block(Purpose::flight, i);
    world.flight_late_s[i] = block[0] < aircraft ? delay(risks_.aircraft_late, block[1]) : 0;
  }
  const Threshold ships = draw.has(RiskFamily::ships)
                              ? chance_of(risks_.late_ships_permille, 1000, risks_.scale(RiskFamily::ships))
                              : 0;
  for (std::size_t i = 0; i < world.ship_late_s.size(); ++i) {
    const Block block = draw.block(Purpose::ship, replay_.ships[i]);
    world.ship_late_s[i] = block[0] < ships ? delay(risks_.ship_late, block[1]) : 0;
  }
}

void Disturber::add_days(const Draw& draw, std::uint32_t closable, World& world) const {
  const Closable& row = replay_.closables[closable];
  RiskFamily family = RiskFamily::roads;
  DelayRange range = risks_.road_closed;
  if (row.kind == Closable::Kind::crossing) family = RiskFamily::crossings, range = risks_.crossing_closed;
  if (row.kind == Closable::Kind::region) family = RiskFamily::weather, range = risks_.no_flying;
  const Threshold chance = draw.has(family) ? closed_days_[closable] : 0;
  if (chance == 0) return;
  const std::uint64_t address = static_cast<std::uint64_t>(row.kind) << 52 | std::uint64_t{row.model_index}
                                                                                 << 20;
  for (std::size_t day = 0; day < world.days; day += 4) {
    const Block block = draw.block(Purpose::closing, address | day / 4);
    for (std::size_t k = 0; k < 4 && day + k < world.days; ++k) {
      if (block[k] >= chance) continue;
      const Block when = draw.block(Purpose::closing_length, address | (day + k));
      const Time begin =
          replay_.first_day + static_cast<Time>(day + k) * kDay + between(0, kDay - 1, when[0]);
      world.closings.push_back({begin, begin + delay(range, when[1])});
    }
  }
}

void Disturber::add_permissions(const Draw& draw, std::uint32_t closable, World& world) const {
  if (!draw.has(RiskFamily::permissions)) return;
  const Threshold chance =
      chance_of(risks_.late_permissions_permille, 1000, risks_.scale(RiskFamily::permissions));
  const Threshold alike = chance_of(risks_.permissions_together_percent, 100, 100);
  for (std::size_t i = 0; i < replay_.permissions.size(); ++i) {
    const Permission& permission = replay_.permissions[i];
    if (std::find(permission.closables.begin(), permission.closables.end(), closable) ==
        permission.closables.end())
      continue;
    // With all that are late together it shares one draw; its own chance stays what it is.
    const Block own = draw.block(Purpose::permission, i);
    const bool together = own[2] < alike;
    const Block block = together ? draw.block(Purpose::permission, kAllPermissions) : own;
    if (block[0] < chance)
      world.closings.push_back(
          {permission.begin, permission.begin + delay(risks_.permission_late, block[1])});
  }
}

void Disturber::fill_closings(const Draw& draw, World& world) const {
  world.closings.clear();
  for (std::uint32_t closable = 0; closable < replay_.closables.size(); ++closable) {
    const std::size_t first = world.closings.size();
    world.first_closing[closable] = static_cast<std::uint32_t>(first);
    add_days(draw, closable, world);
    add_permissions(draw, closable, world);
    const auto begin = world.closings.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, world.closings.end());
    auto joined = begin;  // one list of disjoint intervals, in place
    for (auto it = begin; it != world.closings.end(); ++it) {
      if (it->empty()) continue;
      if (joined != begin && it->begin <= (joined - 1)->end)
        (joined - 1)->end = std::max((joined - 1)->end, it->end);
      else
        *joined++ = *it;
    }
    world.closings.erase(joined, world.closings.end());
  }
  world.first_closing[replay_.closables.size()] = static_cast<std::uint32_t>(world.closings.size());
}

void Disturber::fill(std::uint64_t replication, std::optional<RiskFamily> without, World& world) const {
  const Draw draw{seed_, replication, without};
  fill_drives(draw, world);
  fill_services(draw, world);
  fill_lift(draw, world);
  fill_closings(draw, world);
}

}  // namespace homeward::simulate
