// SPDX-License-Identifier: Apache-2.0
//
// Who of a group of columns should arrive when, as a linear programme: columns of a base by length of work
// and period of arrival; in each period what passes a cut of the network is no more than its lanes take. Cuts
// are found where a solution breaks them (least cuts of a flow). The solution is cut into patterns in which
// no two streams share a lane (flow_patterns.h). It steers the dispatch and proves nothing.
#pragma once

#include <memory>
#include <vector>

#include "base/budget.h"
#include "planner/many/timed_cut.h"

namespace homeward::many {

/// A way and the times at which it is to be used without a pause.
struct PacedWay {
  struct Turn {
    Time begin = 0;
    Duration length_s = 0;
  };
  PlaceId from;
  std::vector<ArcId> arcs;
  std::vector<Turn> turns;  ///< in order of time
};

/// Work of the columns of a base that arrives in each period.
struct BaseArrivals {
  PlaceId base;
  std::vector<double> work_s;
};

struct PaceOptions {
  std::size_t blocks = 4;      ///< into which the time that is needed is cut; each has its own patterns
  Duration pattern_min_s = 0;  ///< shorter patterns wait for the next block
};

class CutProgramme {
 public:
  static constexpr std::size_t kLengths = 6;

  /// So many lengths of work are told apart.
  CutProgramme(const Roads& roads, std::uint32_t group, std::size_t lengths = kLengths);
  ~CutProgramme();
  CutProgramme(const CutProgramme&) = delete;
  CutProgramme& operator=(const CutProgramme&) = delete;

  /// False if the budget ended first or the solver gave up.
  bool solve(Budget& budget);
  /// The ways of the solution and their turns; only after solve().
  std::vector<PacedWay> pace(const PaceOptions& options);
  /// The ways that the solution uses in any period.
  std::vector<FlowWay> ways();
  /// Only after solve().
  std::vector<BaseArrivals> arrivals() const;
  /// Begin of each period and the end of the last.
  const std::vector<Time>& borders() const;

 private:
  class Programme;
  const Roads& roads_;
  std::uint32_t group_;
  std::size_t lengths_;
  std::unique_ptr<Programme> programme_;
};

}  // namespace homeward::many
