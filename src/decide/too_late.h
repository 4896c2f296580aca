// SPDX-License-Identifier: Apache-2.0
//
// From which hour on a certificate proves that one outcome misses the deadline, whatever is planned.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "decide/policy.h"
#include "plan/certificate.h"

namespace homeward::decide {

struct TooLate {
  std::int64_t hour = 0;
  std::size_t leaf = 0;
  Certificate certificate;  ///< check_certificate has accepted it
};

/// The first hour of 0 … last_hour that is proved too late; absent if none is. `decisions_at` tells when all
/// conditions are decided if the one in question is decided at an hour. The same for any number of threads.
std::optional<TooLate> find_too_late(const Leaves& leaves, ConditionId condition, std::int64_t last_hour,
                                     const std::function<DecisionTimes(std::int64_t)>& decisions_at,
                                     int threads, Budget& budget);

/// Is it in the list of those on which a unit or lot hangs?
bool hangs_on(const std::vector<ConditionId>& list, ConditionId condition);

}  // namespace homeward::decide
