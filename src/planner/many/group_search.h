// SPDX-License-Identifier: Apache-2.0
//
// The cheapest ways of a few columns together, all others staying where they are. Conflict-based search
// (Sharon et al. 2015), best first: every node has a way for each column, the earliest that entries closed to
// it allow; where two ways are in conflict one branch closes the first column's entries from its present time
// on, the other the second's (mathematics-exact.md, Lemma 1), so that nothing that fits together is lost. Of
// the deepest conflicts the one that costs most in both branches is taken. As exact as the search for one
// column is (mathematics-many.md, 2.2).
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "planner/many/workshop.h"

namespace homeward::many {

struct GroupLimits {
  std::int64_t flow_max = 0;        ///< of all together: dearer ways are not looked for
  std::int64_t work_max = 100'000;  ///< as counted by the workshop, and a little more
  std::size_t labels_max = 0;       ///< for one column; 0: without limit
};

struct GroupWays {
  Routes routes;  ///< in the order of the columns; empty when none were found
  std::int64_t flow = 0;
  bool proved = false;  ///< nothing cheaper exists (routes found), or nothing within flow_max (none found)
};

/// Its memory is used again. Not for two threads at once.
class GroupSearch {
 public:
  explicit GroupSearch(const Roads& roads) : roads_{roads} {}

  /// The columns are not in the workshop's timetable, which is left as it is.
  GroupWays cheapest(Workshop& workshop, std::span<const std::uint32_t> columns, const GroupLimits& limits);
  std::int64_t work() const;  ///< beside the workshop's, in all

 private:
  struct Passage {
    ArcId arc;
    std::int64_t lane;
    Time entry;
  };
  struct Crossing {
    PlaceId place;
    Time head;
  };
  /// The way of one column.
  struct Way {
    Route route;
    Duration flow = 0;
    std::vector<Passage> passages;
    std::vector<Crossing> crossings;  ///< of exclusive places
  };
  /// Times from which on both cannot be as they are: on a lane, on all lanes of an arc, or at a place.
  struct Ban {
    std::optional<PlaceId> place;
    ArcId arc;
    std::int64_t lane = 0;  ///< 0: all
    Interval times;         ///< entries, or heads at the place
  };
  struct Conflict {
    std::size_t first = 0, second = 0;  ///< of the group
    Ban first_ban, second_ban;
    Duration depth_s = 0;  ///< how far one of them would have to move at least
  };
  using Closed = std::vector<ClosedEntries>;
  struct Node {
    std::int64_t flow = 0;
    std::vector<std::shared_ptr<const Closed>> closed;
    std::vector<std::shared_ptr<const Way>> ways;
    std::vector<Conflict> conflicts;  ///< deepest first
  };
  static bool later(const Node& a, const Node& b);

  void aim();
  ToGoal left_of(std::size_t member);
  std::shared_ptr<const Way> plan(std::size_t member, const Closed& closed, Duration flow_max);
  std::optional<Node> root();
  /// The node with the ban; nothing when it is too dear.
  std::optional<Node> child(const Node& node, std::size_t member, const Ban& ban);
  void close(const Ban& ban, Closed& closed) const;
  void look_again(Node& node, std::size_t member) const;
  void look_at(Node& node, std::size_t a, std::size_t b) const;
  std::optional<Conflict> meet(const Passage& x, std::size_t a, const Passage& y, std::size_t b) const;
  /// Puts the children of the node in, or the node itself when one of them does as well with fewer conflicts.
  void branch(Node node);
  void push(Node node);
  bool out_of_work() const;

  const Roads& roads_;
  Workshop* workshop_ = nullptr;
  std::span<const std::uint32_t> columns_;
  GroupLimits limits_;
  std::int64_t work_until_ = 0;
  std::vector<Node> open_;
  std::vector<std::unique_ptr<BackwardSearch>> backward_;  ///< by member
};

}  // namespace homeward::many
