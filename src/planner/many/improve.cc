// SPDX-License-Identifier: Apache-2.0
#include "planner/many/improve.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <thread>

#include "planner/many/exit_improve.h"
#include "planner/many/first_plan.h"
#include "planner/many/neighbourhoods.h"

namespace homeward::many {

namespace {

constexpr std::uint64_t kRestartStream = 0x7265737461727473;  ///< random numbers of the orders

/// One neighbourhood: what to take out, and the new routes if they are no worse together.
struct Job {
  Neighbourhood kind = Neighbourhood::conflict;
  std::vector<std::uint32_t> columns;
  Routes routes;
  bool better = false;  ///< or at least other and no worse
  std::int64_t gain = 0;
  std::int64_t work = 0;
};

class Search {
 public:
  Search(const Roads& roads, std::span<const Duration> shortest, const ImproveOptions& options,
         Routes& routes)
      : roads_{roads}, shortest_{shortest}, options_{options}, routes_{routes}, jobs_(options.batch) {
    for (int i = 0; i < std::max(1, options.threads); ++i) {
      workshops_.push_back(std::make_unique<Workshop>(roads));
      for (std::uint32_t column = 0; column < routes.size(); ++column)
        workshops_.back()->put_in(column, routes[column]);
    }
    for (std::uint32_t column = 0; column < routes.size(); ++column) {
      delays_.push_back(flow_of(roads.traffic().columns[column], routes[column]) - shortest[column]);
      delay_sum_ += delays_.back();
    }
  }

  ImproveReport run(Budget& budget) {
    const std::int64_t least = std::accumulate(shortest_.begin(), shortest_.end(), std::int64_t{0});
    for (std::uint64_t batch = 0; !budget.exhausted() && delay_sum_ + least > options_.flow_enough; ++batch) {
      if (delay_sum_ == 0) break;
      choose(batch);
      work_on_batch(batch);
      for (Job& job : jobs_) {
        budget.spend(job.work + 1);
        ++report_.tried;
        wheel_.reward(job.kind, job.gain > 0);
        if (job.better) accept(job);
      }
    }
    return report_;
  }

 private:
  void choose(std::uint64_t batch) {
    const Situation now{roads_, *workshops_.front(), routes_, delays_, delay_sum_};
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
      Rng rng(options_.seed, 2 * (batch * jobs_.size() + i));
      Job& job = jobs_[i];
      job.kind = wheel_.draw(rng);
      job.columns = select(job.kind, now, 2 + rng.below(options_.size_max - 1), rng);
    }
  }

  void work_on_batch(std::uint64_t batch) {
    std::vector<std::thread> threads;
    const auto work = [this, batch](std::size_t worker) {
      for (std::size_t i = worker; i < jobs_.size(); i += workshops_.size()) {
        Rng rng(options_.seed, 2 * (batch * jobs_.size() + i) + 1);
        repair(*workshops_[worker], jobs_[i], rng);
      }
    };
    for (std::size_t worker = 1; worker < workshops_.size(); ++worker) threads.emplace_back(work, worker);
    work(0);
    for (std::thread& thread : threads) thread.join();
  }

  /// Leaves the workshop as it found it.
  void repair(Workshop& workshop, Job& job, Rng& rng) const {
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

  void order(std::vector<std::uint32_t>& columns, Rng& rng) const {
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
  void replan(Workshop& workshop, Job& job) const {
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

  /// Takes the new routes over if those accepted before in this batch leave room for them.
  void accept(const Job& job) {
    Workshop& first = *workshops_.front();
    for (const std::uint32_t column : job.columns) first.take_out(column, routes_[column]);
    std::size_t in = 0;
    Duration delay = 0;
    Duration had = 0;
    for (std::size_t i = 0; i < job.columns.size(); ++i) {
      had += delays_[job.columns[i]];
      delay += flow_of(roads_.traffic().columns[job.columns[i]], job.routes[i]) - shortest_[job.columns[i]];
    }
    if (delay <= had)
      for (; in < job.columns.size() && first.fits(job.columns[in], job.routes[in]); ++in)
        first.put_in(job.columns[in], job.routes[in]);
    const bool taken = in == job.columns.size();
    if (!taken)
      while (in > 0) {
        --in;
        first.take_out(job.columns[in], job.routes[in]);
      }
    if (!taken) {
      for (const std::uint32_t column : job.columns) first.put_in(column, routes_[column]);
      return;
    }
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
  }

  const Roads& roads_;
  std::span<const Duration> shortest_;
  const ImproveOptions& options_;
  Routes& routes_;
  std::vector<std::unique_ptr<Workshop>> workshops_;  ///< one a thread, all alike between batches
  std::vector<Job> jobs_;
  std::vector<Duration> delays_;
  Duration delay_sum_ = 0;
  Wheel wheel_;
  ImproveReport report_;
};

/// A plan made one column after the other in a random order; nothing when somebody finds no way.
std::optional<Routes> plan_anew(const Roads& roads, Rng& rng, Budget& budget) {
  Routes routes(roads.traffic().columns.size());
  std::vector<std::uint32_t> order(routes.size());
  std::iota(order.begin(), order.end(), 0U);
  rng.shuffle(std::span(order));
  Workshop workshop(roads);
  if (plan_in_order(workshop, order, routes, budget) > 0) return std::nullopt;
  return routes;
}

/// Short searches from many plans; the best plan stays. The first goes on from `routes`, and so does the last.
ImproveReport improve_few(const Roads& roads, std::span<const Duration> shortest, ImproveOptions options,
                          Budget& budget, Routes& routes) {
  ImproveReport sum;
  const auto search = [&](Routes& from, std::int64_t work) {
    Budget slice(std::min(work, budget.work_limit() - budget.work()), budget.wall_deadline());
    const ImproveReport report = Search(roads, shortest, options, from).run(slice);
    budget.spend(slice.work() + 1);
    sum.tried += report.tried;
    sum.accepted += report.accepted;
    if (total_flow(roads.traffic(), from) < total_flow(roads.traffic(), routes)) routes = from;
  };
  const std::int64_t least =
      std::max(options.flow_enough, std::accumulate(shortest.begin(), shortest.end(), std::int64_t{0}));
  const auto enough = [&] { return total_flow(roads.traffic(), routes) <= least; };
  const std::int64_t last_work = (budget.work_limit() - budget.work()) / 8;
  Routes first = routes;
  search(first, options.restart_work);
  while (!enough() && !budget.exhausted() && budget.work_limit() - budget.work() > last_work) {
    ++options.seed;
    Rng rng(options.seed, kRestartStream);
    if (auto anew = plan_anew(roads, rng, budget)) search(*anew, options.restart_work);
    budget.spend(1);
  }
  Routes last = routes;
  if (!enough()) search(last, last_work);
  return sum;
}

}  // namespace

ImproveReport improve(const Roads& roads, std::span<const Duration> shortest, const ImproveOptions& options,
                      Budget& budget, Routes& routes) {
  improve_exits(roads, {options.seed, options.flow_enough}, budget, routes);
  const std::int64_t left = budget.work_limit() - budget.work();
  const bool few = routes.size() <= options.restarts_up_to && left > 4 * options.restart_work;
  if (few && left < Budget::kUnlimited / 2) return improve_few(roads, shortest, options, budget, routes);
  return Search(roads, shortest, options, routes).run(budget);
}

}  // namespace homeward::many
