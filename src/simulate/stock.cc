// SPDX-License-Identifier: Apache-2.0
#include "simulate/stock.h"

#include <algorithm>
#include <deque>
#include <tuple>
#include <utility>

namespace homeward::simulate {

void Stock::connect(Draft& draft) {
  std::stable_sort(steps_.begin(), steps_.end(), [](const Step& a, const Step& b) {
    return std::tie(a.planned, a.goes) < std::tie(b.planned, b.goes);
  });
  std::deque<std::pair<Moment, std::int64_t>> there;
  if (initial_ > 0) there.push_back({{kNone, 0}, initial_});
  for (const Step& step : steps_) {
    if (!step.goes) {
      there.push_back({step.moment, step.count});
      continue;
    }
    std::int64_t wanted = step.count;
    while (wanted > 0 && !there.empty()) {
      auto& [moment, count] = there.front();
      const std::int64_t part = std::min(wanted, count);
      if (moment.event != step.moment.event) draft.arc(moment, step.moment.event);
      wanted -= part;
      count -= part;
      if (count == 0) there.pop_front();
    }
  }
}

}  // namespace homeward::simulate
