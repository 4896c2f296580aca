// SPDX-License-Identifier: Apache-2.0
//
// How long a search may go on. Work units are the default stop and give the same
// answer on every machine; wall time is the safety; a stop flag is set by Ctrl-C.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <limits>

namespace homeward {

/// Shared by the threads of one search. spend() and the questions are safe to call from all of them.
class Budget {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

  Budget() = default;
  Budget(std::int64_t work_limit, Clock::time_point wall_deadline)
      : work_limit_{work_limit}, wall_deadline_{wall_deadline} {}
  /// A part of a search with work of its own, which ends when the whole is cancelled; `whole` must outlive
  /// it.
  Budget(std::int64_t work_limit, const Budget& whole) : Budget(work_limit, whole.wall_deadline_, whole) {}
  /// One that must end earlier than the whole.
  Budget(std::int64_t work_limit, Clock::time_point wall_deadline, const Budget& whole)
      : whole_{&whole}, work_limit_{work_limit}, wall_deadline_{wall_deadline} {}
  Budget(const Budget&) = delete;
  Budget& operator=(const Budget&) = delete;

  void spend(std::int64_t work) { work_.fetch_add(work, std::memory_order_relaxed); }
  std::int64_t work() const { return work_.load(std::memory_order_relaxed); }
  std::int64_t work_limit() const { return work_limit_; }
  bool out_of_work() const { return work() >= work_limit_; }
  /// True once the wall deadline has passed. An answer that depends on this is not reproducible.
  bool out_of_time() const { return Clock::now() >= wall_deadline_; }
  bool cancelled() const {
    return stop_.load(std::memory_order_relaxed) || (whole_ != nullptr && whole_->cancelled());
  }
  /// Safe inside a signal handler.
  void cancel() { stop_.store(true, std::memory_order_relaxed); }
  /// The search must end now for a reason that is not counted in work.
  bool interrupted() const { return cancelled() || out_of_time(); }
  bool exhausted() const { return interrupted() || out_of_work(); }
  Clock::time_point wall_deadline() const { return wall_deadline_; }

 private:
  std::atomic<std::int64_t> work_{0};
  std::atomic<bool> stop_{false};
  const Budget* whole_ = nullptr;
  std::int64_t work_limit_ = kUnlimited;
  Clock::time_point wall_deadline_ = Clock::time_point::max();
};

}  // namespace homeward
