// SPDX-License-Identifier: Apache-2.0
//
// One large neighbourhood search (improve.h): some columns are taken out and planned anew, all others stay.
// They go back one after the other, or, where there are few columns, by the cheapest ways of all of them
// together (group_search.h); then a group is not tried again before the plan has changed. Batches of fixed
// size make the plan the same on any number of threads.
#pragma once

#include <memory>

#include "planner/many/group_search.h"
#include "planner/many/improve.h"
#include "planner/many/neighbourhoods.h"

namespace homeward::many {

enum class Repair {
  one_by_one,  ///< no worse together is enough
  together     ///< strictly better only; for no more than kTogetherColumns in all
};
inline constexpr std::size_t kTogetherColumns = 64;

class LargeSearch {
 public:
  /// All must outlive this. `routes` must be complete.
  LargeSearch(const Roads& roads, std::span<const Duration> shortest, const ImproveOptions& options,
              Repair repair, Routes& routes);
  /// Until the budget is exhausted, the plan is good enough, or no group is left that was not tried.
  ImproveReport run(Budget& budget);

 private:
  /// One neighbourhood: what to take out, and the new routes if they are no worse together.
  struct Job {
    Neighbourhood kind = Neighbourhood::conflict;
    std::vector<std::uint32_t> columns;
    Routes routes;
    bool better = false;  ///< or at least other and no worse
    bool proved = false;  ///< together: they cannot be better
    std::int64_t gain = 0;
    std::int64_t work = 0;
  };
  /// Columns as bits.
  using Group = std::uint64_t;
  static Group group_of(std::span<const std::uint32_t> columns);

  void choose(std::uint64_t batch);
  /// Draws until the group is a new one; none after some tries.
  void choose_group(Job& job, const Situation& now, Rng& rng);
  bool was_tried(Group group) const;
  void note(const Job& job, bool accepted);
  bool ran_dry();
  void work_on_batch(std::uint64_t batch, const Budget& budget);
  /// Both leave workshops as they found them.
  void put_back_one_by_one(Workshop& workshop, Job& job, Rng& rng) const;
  void put_back_together(std::size_t worker, Job& job, std::int64_t work_max) const;
  void order(std::vector<std::uint32_t>& columns, Rng& rng) const;
  void replan(Workshop& workshop, Job& job) const;
  bool accept(const Job& job);
  bool put_in_first(const Job& job);

  const Roads& roads_;
  std::span<const Duration> shortest_;
  const ImproveOptions& options_;
  Repair repair_;
  Routes& routes_;
  std::vector<std::unique_ptr<Workshop>> workshops_;  ///< one a thread, all alike between batches
  std::vector<std::unique_ptr<GroupSearch>> groups_;  ///< one a thread, where columns are put back together
  std::vector<Job> jobs_;
  std::vector<Duration> delays_;
  Duration delay_sum_ = 0;
  Wheel wheel_;
  ImproveReport report_;
  std::vector<Group> proved_;     ///< cannot be better as long as the plan stays
  std::vector<Group> cut_short_;  ///< took too much work
  int idle_batches_ = 0;          ///< in a row, without a new group
};

}  // namespace homeward::many
