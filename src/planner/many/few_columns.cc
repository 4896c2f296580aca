// SPDX-License-Identifier: Apache-2.0
#include "planner/many/few_columns.h"

#include <algorithm>
#include <numeric>

#include "planner/many/first_plan.h"
#include "planner/many/large_search.h"

namespace homeward::many {

namespace {

constexpr std::uint64_t kRestartStream = 0x7265737461727473;  ///< random numbers of the orders
constexpr std::int64_t kStartsMin = 12;     ///< the work must be enough for so many short searches
constexpr std::int64_t kRoundStarts = 100;  ///< a round has the work of so many, or up to twice that
constexpr std::uint64_t kShakenIn20 = 14;   ///< starts of 20 that are the best plan, shaken
constexpr std::uint64_t kShakenMin = 7;     ///< columns taken out
constexpr std::uint64_t kShakenMax = 14;
constexpr std::size_t kGrouped = 3;  ///< best plans in which groups are put back together

class FewColumns {
 public:
  FewColumns(const Roads& roads, std::span<const Duration> shortest, const ImproveOptions& options,
             Budget& budget, Routes& best)
      : roads_{roads}, shortest_{shortest}, options_{options}, budget_{budget}, best_{best} {
    least_ =
        std::max(options.flow_enough, std::accumulate(shortest.begin(), shortest.end(), std::int64_t{0}));
  }

  ImproveReport run() {
    while (!done() && left() > kStartsMin * options_.restart_work) {
      // With much work several times from the beginning: shaking does not lead far away.
      const std::int64_t all =
          left() / std::max<std::int64_t>(1, left() / (kRoundStarts * options_.restart_work));
      const std::int64_t end = left() - all;
      start_from_many(end + all / 4);
      for (Known& one : known_) {
        if (!done()) search(one.routes, all / 20, Repair::together);
      }
      const auto first = std::min_element(known_.begin(), known_.end(), [&](const Known& a, const Known& b) {
        return flow(a.routes) < flow(b.routes);
      });
      if (first != known_.end()) search(first->routes, left() - end, Repair::together);
      known_.clear();
      ++round_;
    }
    Routes last = best_;
    search(last, left(), Repair::one_by_one);
    return report_;
  }

 private:
  /// A plan that a short search ended with.
  struct Known {
    std::int64_t flow;
    Routes routes;
  };

  std::int64_t left() const { return budget_.work_limit() - budget_.work(); }
  bool done() const { return budget_.exhausted() || flow(best_) <= least_; }
  std::int64_t flow(const Routes& routes) const { return total_flow(roads_.traffic(), routes); }

  void search(Routes& from, std::int64_t work, Repair repair) {
    if (done()) return;
    Budget slice(std::min(work, left()), budget_);
    ++options_.seed;
    const ImproveReport report = LargeSearch(roads_, shortest_, options_, repair, from).run(slice);
    budget_.spend(slice.work() + 1);
    report_.tried += report.tried;
    report_.accepted += report.accepted;
    if (flow(from) < flow(best_)) best_ = from;
  }

  /// Until so much work is left; keeps the best plans.
  void start_from_many(std::int64_t until_left) {
    if (round_ == 0) {
      Routes first = best_;
      search(first, options_.restart_work, Repair::one_by_one);
      keep(std::move(first));
    }
    while (!done() && left() > until_left) {
      Rng rng(options_.seed, kRestartStream);
      const bool shake = rng.chance(kShakenIn20, 20) && known_.size() == kGrouped;
      if (auto start = shake ? shaken(rng) : anew(rng)) {
        search(*start, options_.restart_work, Repair::one_by_one);
        keep(std::move(*start));
      }
      ++options_.seed;
      budget_.spend(1);
    }
  }

  void keep(Routes routes) {
    const std::int64_t value = flow(routes);
    if (std::any_of(known_.begin(), known_.end(), [&](const Known& one) { return one.flow == value; }))
      return;
    const auto at = std::upper_bound(known_.begin(), known_.end(), value,
                                     [](std::int64_t v, const Known& one) { return v < one.flow; });
    known_.insert(at, {value, std::move(routes)});
    if (known_.size() > kGrouped) known_.pop_back();
  }

  /// One column after the other in a random order; nothing when somebody finds no way.
  std::optional<Routes> anew(Rng& rng) { return put_back(Routes(best_.size()), best_.size(), rng); }

  /// The best plan of this round, some columns taken out and put back in a random order.
  std::optional<Routes> shaken(Rng& rng) {
    return put_back(known_.front().routes, kShakenMin + rng.below(kShakenMax - kShakenMin + 1), rng);
  }

  std::optional<Routes> put_back(Routes routes, std::size_t count, Rng& rng) {
    std::vector<std::uint32_t> order(routes.size());
    std::iota(order.begin(), order.end(), 0U);
    rng.shuffle(std::span(order));
    count = std::min(count, order.size());
    Workshop workshop(roads_);
    for (std::size_t i = count; i < order.size(); ++i) workshop.put_in(order[i], routes[order[i]]);
    if (plan_in_order(workshop, std::span(order).first(count), routes, budget_) > 0) return std::nullopt;
    return routes;
  }

  const Roads& roads_;
  std::span<const Duration> shortest_;
  ImproveOptions options_;
  Budget& budget_;
  Routes& best_;
  std::int64_t least_ = 0;
  int round_ = 0;
  std::vector<Known> known_;  ///< of different values, best first
  ImproveReport report_;
};

}  // namespace

bool are_few(const Routes& routes, const ImproveOptions& options, const Budget& budget) {
  const std::int64_t left = budget.work_limit() - budget.work();
  return routes.size() <= std::min(options.restarts_up_to, kTogetherColumns) &&
         left > kStartsMin * options.restart_work && left < Budget::kUnlimited / 2;
}

ImproveReport improve_few(const Roads& roads, std::span<const Duration> shortest,
                          const ImproveOptions& options, Budget& budget, Routes& routes) {
  return FewColumns(roads, shortest, options, budget, routes).run();
}

}  // namespace homeward::many
