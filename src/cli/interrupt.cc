// SPDX-License-Identifier: Apache-2.0
#include "cli/interrupt.h"

#include <csignal>

#include "base/check.h"

namespace homeward {

namespace {

// A signal handler reaches nothing but what is static.
std::atomic<Budget*> watched_budget{nullptr};
static_assert(std::atomic<Budget*>::is_always_lock_free);

void cancel_watched(int) {
  if (Budget* budget = watched_budget.load(std::memory_order_relaxed)) budget->cancel();
}

/// After one signal the default comes back: the second one ends the program at once.
void handle_once(int signal_number) {
  struct sigaction action {};
  action.sa_handler = cancel_watched;
  action.sa_flags = SA_RESETHAND | SA_RESTART;
  sigaction(signal_number, &action, nullptr);
}

}  // namespace

CancelOnInterrupt::CancelOnInterrupt(Budget& budget) {
  HW_CHECK(watched_budget.load() == nullptr);
  watched_budget.store(&budget);
  handle_once(SIGINT);
  handle_once(SIGTERM);
}

CancelOnInterrupt::~CancelOnInterrupt() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  watched_budget.store(nullptr);
}

}  // namespace homeward
