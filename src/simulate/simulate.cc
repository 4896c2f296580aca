// SPDX-License-Identifier: Apache-2.0
#include "simulate/simulate.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "simulate/causes.h"
#include "simulate/disturb.h"
#include "simulate/force_level.h"

namespace homeward {

namespace {

using namespace simulate;

constexpr std::int64_t kBlock = 32;  ///< replications that a thread takes at once

struct Range {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

Range range_of(const SimulateOptions& options) {
  return {options.replications * (options.shard - 1) / options.shards,
          options.replications * options.shard / options.shards};
}

/// Families of which something can happen in this plan.
std::vector<RiskFamily> active(const Replay& replay, const Risks& risks) {
  const auto any = [&](Closable::Kind kind) {
    return std::any_of(replay.closables.begin(), replay.closables.end(),
                       [&](const Closable& row) { return row.kind == kind; });
  };
  const bool risky = std::any_of(replay.drives.begin(), replay.drives.end(),
                                 [](const Drive& drive) { return drive.risk_per_million_hours > 0; });
  const std::array<bool, kRiskFamilies> possible{
      !replay.drives.empty() && risks.breakdowns_per_million_vehicle_km > 0,
      !replay.drives.empty() && risks.accidents_per_million_vehicle_km > 0,
      risky && risks.attacks_percent_of_link_risk > 0,
      !replay.visits.empty() && (risks.slow_visits_permille > 0 || risks.slow_days_permille > 0),
      any(Closable::Kind::link) && risks.road_closures_per_million_km_days > 0,
      any(Closable::Kind::crossing) && risks.crossing_closures_permille_days > 0,
      any(Closable::Kind::region) && risks.no_flying_permille_days > 0,
      !replay.take_offs.empty() && risks.late_aircraft_permille > 0,
      !replay.ships.empty() && risks.late_ships_permille > 0,
      !replay.permissions.empty() && risks.late_permissions_permille > 0};
  std::vector<RiskFamily> families;
  for (std::size_t i = 0; i < kRiskFamilies; ++i)
    if (possible[i] && risks.scale_percent[i] > 0) families.push_back(static_cast<RiskFamily>(i));
  return families;
}

/// One thread's world, times and counts.
class Player {
 public:
  Player(const Model& model, const Replay& replay, const Disturber& disturber, const SimulateOptions& options)
      : model_{model},
        replay_{replay},
        disturber_{disturber},
        families_{active(replay, options.risks)},
        every_{compared_every(options.replications)},
        finder_(model, replay),
        world_(replay),
        times_(replay.event_count()) {
    for (const BaseExit& base : replay.bases)
      tally_.bases.push_back({base.key, base.name, replay.planned(base.event), {}});
    tally_.causes = finder_.blank();
    tally_.force_level = blank_force_level(model, replay);
  }

  void play_one(std::int64_t replication) {
    const auto number = static_cast<std::uint64_t>(replication);
    disturber_.fill(number, std::nullopt, world_);
    play(replay_, world_, times_);
    ++tally_.closure[delay(replay_.closure)];
    ++tally_.final_closure[delay(replay_.final_closure)];
    for (std::size_t i = 0; i < replay_.bases.size(); ++i)
      ++tally_.bases[i].delays[delay(replay_.bases[i].event)];
    count_people(replay_.force_level, times_, people_);
    for (std::size_t i = 0; i < people_.size(); ++i) ++tally_.force_level.days[i].people[people_[i]];
    finder_.trace(world_, times_, model_.deadline, tally_.causes);
    if (replication % every_ != 0) return;
    const Duration with_all = delay(replay_.closure);
    ++tally_.compared[with_all];
    for (std::size_t i = 0; i < kRiskFamilies; ++i) {
      const auto family = static_cast<RiskFamily>(i);
      if (std::find(families_.begin(), families_.end(), family) == families_.end()) {
        ++tally_.without[i][with_all];  // nothing to leave out
        continue;
      }
      disturber_.fill(number, family, world_);
      play(replay_, world_, times_);
      ++tally_.without[i][delay(replay_.closure)];
    }
  }

  const Tally& tally() const { return tally_; }

 private:
  Duration delay(EventIndex event) const { return times_[event] - replay_.planned(event); }

  const Model& model_;
  const Replay& replay_;
  const Disturber& disturber_;
  std::vector<RiskFamily> families_;
  std::int64_t every_;
  CauseFinder finder_;
  World world_;
  Times times_;
  std::vector<std::int64_t> people_;
  Tally tally_;
};

TallyFrame frame_of(const Model& model, const Replay& replay, const SimulateOptions& options) {
  TallyFrame frame;
  frame.title = model.title;
  frame.scenario_sha256 = model.scenario_sha256;
  frame.plan_sha256 = options.plan_sha256;
  frame.version = options.version;
  frame.risks_sha256 = options.risks_sha256;
  frame.time_zone = model.time_zone;
  for (const ClockChange& change : model.clock) frame.clock.emplace_back(change.from, change.offset_s);
  frame.seed = options.seed;
  frame.replications = options.replications;
  frame.shards = options.shards;
  frame.start = model.start;
  frame.deadline = model.deadline;
  frame.final_deadline = model.final_deadline;
  frame.planned_closure = replay.planned(replay.closure);
  frame.planned_final_closure = replay.planned(replay.final_closure);
  frame.horizon = replay.horizon.end;
  return frame;
}

/// Threads take blocks of replications; whoever takes which, the sums are the same.
class Crew {
 public:
  Crew(Range range, Observer& observer) : range_{range}, next_{range.begin}, observer_{observer} {}

  void work(Player& player) {
    while (true) {
      const std::int64_t first = next_.fetch_add(kBlock);
      if (first >= range_.end) return;
      const std::int64_t last = std::min(range_.end, first + kBlock);
      for (std::int64_t i = first; i < last; ++i) player.play_one(i);
      const std::lock_guard lock(mutex_);
      done_ += last - first;
      Progress progress;
      progress.stage = "playing";
      progress.permille = done_ * 1000 / std::max<std::int64_t>(1, range_.end - range_.begin);
      observer_.on_progress(progress);
    }
  }

 private:
  Range range_;
  std::atomic<std::int64_t> next_;
  std::mutex mutex_;
  std::int64_t done_ = 0;
  Observer& observer_;
};

}  // namespace

Result<Tally> simulate_plan(const Model& model, const Plan& plan, const SimulateOptions& options,
                            Observer& observer) {
  HW_CHECK(options.shard >= 1 && options.shard <= options.shards && options.shards <= options.replications);
  const Result<Replay> compiled = compile_replay(model, plan, options.risks.overrun_s);
  if (!compiled) return compiled.problems();
  const Replay& replay = compiled.value();
  const Disturber disturber(replay, options.risks, options.seed);
  std::vector<Player> players;
  for (int i = 0; i < std::max(1, options.threads); ++i)
    players.emplace_back(model, replay, disturber, options);
  Crew crew(range_of(options), observer);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < players.size(); ++i)
      threads.emplace_back([&crew, &player = players[i]] { crew.work(player); });
    crew.work(players[0]);
  }
  Tally tally = players[0].tally();
  for (std::size_t i = 1; i < players.size(); ++i) add(tally, players[i].tally());
  tally.frame = frame_of(model, replay, options);
  tally.shards = {options.shard};
  return tally;
}

}  // namespace homeward
