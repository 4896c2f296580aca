// SPDX-License-Identifier: Apache-2.0
#include "planner/many/large_search.h"

#include <algorithm>
#include <numeric>
#include <thread>

namespace homeward::many {

namespace {

constexpr std::size_t kGroupMin = 3;  ///< columns put back together
constexpr std::size_t kGroupMax = 9;
constexpr std::int64_t kGroupWork = 50'000;  ///< for one group
constexpr int kDraws = 16;                   ///< until a group is new
constexpr int kIdleBatches = 8;              ///< then no group is new any more

}  // namespace

LargeSearch::LargeSearch(const Roads& roads, std::span<const Duration> shortest,
                         const ImproveOptions& options, Repair repair, Routes& routes)
    : roads_{roads},
      shortest_{shortest},
      options_{options},
      repair_{repair},
      routes_{routes},
      jobs_(options.batch) {
  HW_CHECK(repair == Repair::one_by_one || routes.size() <= kTogetherColumns);
  for (int i = 0; i < std::max(1, options.threads); ++i) {
    workshops_.push_back(std::make_unique<Workshop>(roads));
    if (repair == Repair::together) groups_.push_back(std::make_unique<GroupSearch>(roads));
    for (std::uint32_t column = 0; column < routes.size(); ++column)
      workshops_.back()->put_in(column, routes[column]);
  }
  for (std::uint32_t column = 0; column < routes.size(); ++column) {
    delays_.push_back(flow_of(roads.traffic().columns[column], routes[column]) - shortest[column]);
    delay_sum_ += delays_.back();
  }
}

ImproveReport LargeSearch::run(Budget& budget) {
  const std::int64_t least = std::accumulate(shortest_.begin(), shortest_.end(), std::int64_t{0});
  for (std::uint64_t batch = 0; !budget.exhausted() && delay_sum_ + least > options_.flow_enough; ++batch) {
    if (delay_sum_ == 0) break;
    choose(batch);
    if (ran_dry()) break;
    work_on_batch(batch, budget);
    for (Job& job : jobs_) {
      budget.spend(job.work + 1);
      ++report_.tried;
      wheel_.reward(job.kind, job.gain > 0);
      const bool accepted = job.better && accept(job);
      if (repair_ == Repair::together) note(job, accepted);
    }
  }
  return report_;
}

LargeSearch::Group LargeSearch::group_of(std::span<const std::uint32_t> columns) {
  Group group = 0;
  for (const std::uint32_t column : columns) group |= Group{1} << column;
  return group;
}

void LargeSearch::choose(std::uint64_t batch) {
  const Situation now{roads_, *workshops_.front(), routes_, delays_, delay_sum_};
  for (Job& job : jobs_) job.columns.clear();
  for (std::size_t i = 0; i < jobs_.size(); ++i) {
    Rng rng(options_.seed, 2 * (batch * jobs_.size() + i));
    Job& job = jobs_[i];
    if (repair_ == Repair::together) {
      choose_group(job, now, rng);
      continue;
    }
    job.kind = wheel_.draw(rng);
    job.columns = select(job.kind, now, 2 + rng.below(options_.size_max - 1), rng);
  }
}

void LargeSearch::choose_group(Job& job, const Situation& now, Rng& rng) {
  for (int draw = 0; draw < kDraws; ++draw) {
    job.kind = wheel_.draw(rng);
    auto columns = select(job.kind, now, kGroupMin + rng.below(kGroupMax - kGroupMin + 1), rng);
    if (columns.size() < 2 || was_tried(group_of(columns))) continue;
    job.columns = std::move(columns);
    return;
  }
}

/// Part of one that cannot be better; or one that took too much work, or is about to be tried, and maybe
/// more.
bool LargeSearch::was_tried(Group group) const {
  return std::any_of(proved_.begin(), proved_.end(), [&](Group one) { return (group & ~one) == 0; }) ||
         std::any_of(cut_short_.begin(), cut_short_.end(), [&](Group one) { return (one & ~group) == 0; }) ||
         std::any_of(jobs_.begin(), jobs_.end(), [&](const Job& job) {
           return !job.columns.empty() && (group & ~group_of(job.columns)) == 0;
         });
}

/// What was found out of groups holds as long as everybody else stays.
void LargeSearch::note(const Job& job, bool accepted) {
  if (accepted) {
    proved_.clear();
    cut_short_.clear();
  } else if (!job.better && !job.columns.empty()) {
    (job.proved ? proved_ : cut_short_).push_back(group_of(job.columns));
  }
}

bool LargeSearch::ran_dry() {
  if (repair_ != Repair::together) return false;
  const bool idle =
      std::all_of(jobs_.begin(), jobs_.end(), [](const Job& job) { return job.columns.empty(); });
  idle_batches_ = idle ? idle_batches_ + 1 : 0;
  return idle_batches_ >= kIdleBatches;
}

void LargeSearch::work_on_batch(std::uint64_t batch, const Budget& budget) {
  const std::int64_t fair = (budget.work_limit() - budget.work()) / static_cast<std::int64_t>(jobs_.size());
  std::vector<std::thread> threads;
  const auto work = [&](std::size_t worker) {
    for (std::size_t i = worker; i < jobs_.size(); i += workshops_.size()) {
      if (repair_ == Repair::together) {
        put_back_together(worker, jobs_[i], std::min(kGroupWork, fair));
        continue;
      }
      Rng rng(options_.seed, 2 * (batch * jobs_.size() + i) + 1);
      put_back_one_by_one(*workshops_[worker], jobs_[i], rng);
    }
  };
  for (std::size_t worker = 1; worker < workshops_.size(); ++worker) threads.emplace_back(work, worker);
  work(0);
  for (std::thread& thread : threads) thread.join();
}

void LargeSearch::put_back_one_by_one(Workshop& workshop, Job& job, Rng& rng) const {
  job.routes.clear();
  job.better = false;
  job.gain = 0;
  workshop.forget();
  const std::int64_t before = workshop.work();
  if (!job.columns.empty()) {
    order(job.columns, rng);
    for (const std::uint32_t column : job.columns) workshop.take_out(column, routes_[column]);
    replan(workshop, job);
    for (std::size_t i = 0; i < job.routes.size(); ++i) workshop.take_out(job.columns[i], job.routes[i]);
    for (const std::uint32_t column : job.columns) workshop.put_in(column, routes_[column]);
  }
  job.work = workshop.work() - before;
}

void LargeSearch::put_back_together(std::size_t worker, Job& job, std::int64_t work_max) const {
  Workshop& workshop = *workshops_[worker];
  GroupSearch& groups = *groups_[worker];
  job.routes.clear();
  job.better = job.proved = false;
  job.gain = 0;
  workshop.forget();
  const std::int64_t before = workshop.work() + groups.work();
  if (!job.columns.empty()) {
    Duration had = 0;
    for (const std::uint32_t column : job.columns) {
      workshop.take_out(column, routes_[column]);
      had += delays_[column] + shortest_[column];
    }
    GroupWays ways = groups.cheapest(workshop, job.columns, {had - 1, work_max, options_.labels_max});
    for (const std::uint32_t column : job.columns) workshop.put_in(column, routes_[column]);
    job.better = !ways.routes.empty();
    job.proved = ways.proved;
    job.gain = job.better ? had - ways.flow : 0;
    job.routes = std::move(ways.routes);
  }
  job.work = workshop.work() + groups.work() - before;
}

void LargeSearch::order(std::vector<std::uint32_t>& columns, Rng& rng) const {
  rng.shuffle(std::span(columns));
  const auto by = [&](auto key) {
    std::stable_sort(columns.begin(), columns.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  };
  switch (rng.below(4)) {
    case 0:
      by([&](std::uint32_t column) { return -delays_[column]; });
      break;
    case 1:
      by([&](std::uint32_t column) { return roads_.traffic().columns[column].pass_s; });
      break;
    default:
      break;
  }
}

/// A column may be late only by what the others leave of the delay that all of them had.
void LargeSearch::replan(Workshop& workshop, Job& job) const {
  Duration had = 0;
  Time earliest = kEndOfTime;
  for (const std::uint32_t column : job.columns) {
    had += delays_[column];
    earliest = std::min(earliest, routes_[column].stops.back().arrive);
  }
  Duration left = had;
  for (const std::uint32_t column : job.columns) {
    const Traveller& traveller = roads_.traffic().columns[column];
    Limits limits;
    // Long queues are full up to here; to look for gaps before would cost more than it brings.
    limits.depart_from = earliest - shortest_[column] - 4 * kHour;
    limits.arrive_until = traveller.ready + shortest_[column] + left;
    limits.labels_max = options_.labels_max;
    auto route = workshop.plan(column, limits);
    if (!route) return;
    left -= flow_of(traveller, *route) - shortest_[column];
    workshop.put_in(column, *route);
    job.routes.push_back(std::move(*route));
  }
  job.gain = left;
  job.better = true;
}

/// Puts the new routes in if those accepted before in this batch leave room for them; or else the old ones
/// again.
bool LargeSearch::put_in_first(const Job& job) {
  Workshop& first = *workshops_.front();
  for (const std::uint32_t column : job.columns) first.take_out(column, routes_[column]);
  std::size_t in = 0;
  for (; in < job.columns.size() && first.fits(job.columns[in], job.routes[in]); ++in)
    first.put_in(job.columns[in], job.routes[in]);
  if (in == job.columns.size()) return true;
  while (in > 0) {
    --in;
    first.take_out(job.columns[in], job.routes[in]);
  }
  for (const std::uint32_t column : job.columns) first.put_in(column, routes_[column]);
  return false;
}

/// Takes the new routes over if they are still no worse and fit.
bool LargeSearch::accept(const Job& job) {
  Duration delay = 0;
  Duration had = 0;
  for (std::size_t i = 0; i < job.columns.size(); ++i) {
    had += delays_[job.columns[i]];
    delay += flow_of(roads_.traffic().columns[job.columns[i]], job.routes[i]) - shortest_[job.columns[i]];
  }
  if (delay > had || !put_in_first(job)) return false;
  ++report_.accepted;
  for (std::size_t worker = 1; worker < workshops_.size(); ++worker) {
    for (const std::uint32_t column : job.columns) workshops_[worker]->take_out(column, routes_[column]);
    for (std::size_t i = 0; i < job.columns.size(); ++i)
      workshops_[worker]->put_in(job.columns[i], job.routes[i]);
  }
  for (std::size_t i = 0; i < job.columns.size(); ++i) {
    const std::uint32_t column = job.columns[i];
    routes_[column] = job.routes[i];
    delays_[column] = flow_of(roads_.traffic().columns[column], routes_[column]) - shortest_[column];
  }
  delay_sum_ -= had - delay;
  return true;
}

}  // namespace homeward::many
