// SPDX-License-Identifier: Apache-2.0
#include "planner/many/shared_links.h"

#include <algorithm>
#include <queue>

namespace homeward::many {

namespace {

constexpr std::size_t kColumnsMax = 64;
constexpr std::size_t kUsersMax = 16;  ///< of one link for which all choices are tried

/// A column that has to decide whether it uses a link.
struct User {
  std::uint32_t column = 0;
  Time enters = 0;       ///< at the earliest
  Duration extra_s = 0;  ///< its delay when it enters then
  Duration round_s = 0;  ///< its delay at least when it does not use the link
  Duration work_s = 0;   ///< pass time and gap
};

struct SharedLink {
  LinkId link;
  std::vector<User> users;  ///< by time of entry
};

/// The least sum of delays of the users from the i-th on when the link is free from `free` on.
void choose(const std::vector<User>& users, std::size_t i, Time free, Duration sum, Duration& best) {
  if (sum >= best) return;
  if (i == users.size()) {
    best = sum;
    return;
  }
  const User& user = users[i];
  const Time enters = std::max(free, user.enters);
  choose(users, i + 1, enters + user.work_s, sum + user.extra_s + enters - user.enters, best);
  if (user.round_s < kEndOfTime) choose(users, i + 1, free, sum + user.round_s, best);
}

Duration least_delays(std::vector<User> users) {
  // With equal work first come, first served is best; the least work of all is taken for everybody's.
  Duration work_s = kEndOfTime;
  for (const User& user : users) work_s = std::min(work_s, user.work_s);
  for (User& user : users) user.work_s = work_s;
  Duration best = kEndOfTime;
  choose(users, 0, kStartOfTime, 0, best);
  return best;
}

class SharedLinks {
 public:
  SharedLinks(const Roads& roads, std::span<const Duration> shortest, std::span<const std::uint32_t> columns)
      : roads_{roads}, shortest_{shortest} {
    for (const std::uint32_t column : columns)
      if (shortest[column] < kEndOfTime) columns_.push_back(column);
  }

  Duration bound() {
    find_distances();
    find_links();
    Duration sum = 0;
    while (take_best(sum)) {
    }
    return sum;
  }

 private:
  const Traveller& traveller(std::uint32_t column) const { return roads_.traffic().columns[column]; }
  const std::vector<PlaceId>& goals(std::uint32_t column) const {
    return roads_.traffic().goals[traveller(column).goals];
  }
  /// Least time from the start of a column to every place, never over `without`.
  IdVector<PlaceId, Duration> times_from(PlaceId start, std::optional<LinkId> without) const;

  void find_distances() {
    for (const std::uint32_t column : columns_) {
      from_.push_back(times_from(traveller(column).from, std::nullopt));
      left_.push_back(times_to_any(roads_.graph(), roads_.travel(), goals(column)));
    }
  }

  /// Nothing without the link is as short: else the column is no user.
  std::optional<User> user_of(std::size_t i, LinkId link) const {
    const std::uint32_t column = columns_[i];
    const Time ideal = traveller(column).ready + shortest_[column];
    User user{column, kEndOfTime, 0, kEndOfTime, 0};
    Duration tail = kEndOfTime;
    bool on_shortest = false;
    for (const bool forward : {true, false}) {
      const ArcId arc = arc_of({link, forward});
      const Duration travel = roads_.travel()[arc];
      const Duration head = from_[i][roads_.graph().from(arc)];
      const Duration rest = left_[i][roads_.graph().to(arc)];
      if (travel == kClosed || head >= kEndOfTime || rest >= kEndOfTime) continue;
      user.enters = std::min(user.enters, traveller(column).ready + head);
      tail = std::min(tail, travel + rest);
      on_shortest = on_shortest || head + travel + rest == shortest_[column];
    }
    if (!on_shortest) return std::nullopt;
    user.extra_s = std::max<Duration>(0, user.enters + tail - ideal);
    user.work_s = traveller(column).pass_s + std::max(roads_.traffic().model.rules.column_gap_s,
                                                      roads_.traffic().model.links[link].gap_s);
    return user;
  }

  void find_links() {
    const auto& links = roads_.traffic().model.links;
    for (const LinkId link : links.ids()) {
      const bool one_at_a_time =
          links[link].use == LinkUse::alternating || links[link].use == LinkUse::exclusive;
      if (!one_at_a_time || links[link].lanes != 1) continue;
      SharedLink shared{link, {}};
      for (std::size_t i = 0; i < columns_.size(); ++i)
        if (auto user = user_of(i, link)) shared.users.push_back(*user);
      if (shared.users.size() < 2) continue;
      find_ways_round(shared);
      if (shared.users.size() >= 2) links_.push_back(std::move(shared));
    }
  }

  void find_ways_round(SharedLink& shared) const {
    for (User& user : shared.users) {
      const auto times = times_from(traveller(user.column).from, shared.link);
      Duration least = kEndOfTime;
      for (const PlaceId goal : goals(user.column)) least = std::min(least, times[goal]);
      if (least < kEndOfTime) user.round_s = least - shortest_[user.column];
    }
    std::erase_if(shared.users, [](const User& user) { return user.round_s <= 0; });
    std::sort(shared.users.begin(), shared.users.end(), [](const User& a, const User& b) {
      return std::pair(a.enters, a.column) < std::pair(b.enters, b.column);
    });
    if (shared.users.size() > kUsersMax) shared.users.resize(kUsersMax);
  }

  /// Adds the link that proves most; its columns count no more for others. False when nothing is left.
  bool take_best(Duration& sum) {
    const SharedLink* best = nullptr;
    Duration most = 0;
    for (const SharedLink& shared : links_) {
      if (shared.users.size() < 2) continue;
      const Duration delays = least_delays(shared.users);
      if (delays > most) best = &shared;
      most = std::max(most, delays);
    }
    if (best == nullptr) return false;
    std::vector<User> needed = best->users;
    for (std::size_t i = needed.size(); i-- > 0;) {
      std::vector<User> fewer = needed;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (!fewer.empty() && least_delays(fewer) == most) needed = std::move(fewer);
    }
    for (SharedLink& shared : links_)
      std::erase_if(shared.users, [&](const User& user) {
        return std::any_of(needed.begin(), needed.end(),
                           [&](const User& other) { return other.column == user.column; });
      });
    sum += most;
    return true;
  }

  const Roads& roads_;
  std::span<const Duration> shortest_;
  std::vector<std::uint32_t> columns_;
  std::vector<IdVector<PlaceId, Duration>> from_;  ///< by column
  std::vector<IdVector<PlaceId, Duration>> left_;
  std::vector<SharedLink> links_;
};

IdVector<PlaceId, Duration> SharedLinks::times_from(PlaceId start, std::optional<LinkId> without) const {
  IdVector<PlaceId, Duration> best(roads_.graph().place_count(), kEndOfTime);
  using Entry = std::pair<Duration, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  best[start] = 0;
  open.emplace(0, start.index());
  while (!open.empty()) {
    const auto [time, index] = open.top();
    open.pop();
    if (time > best[PlaceId(index)]) continue;
    for (const ArcId arc : roads_.graph().out(PlaceId(index))) {
      if (roads_.travel()[arc] == kClosed || direction_of(arc).link == without) continue;
      const Duration through = time + roads_.travel()[arc];
      if (through >= best[roads_.graph().to(arc)]) continue;
      best[roads_.graph().to(arc)] = through;
      open.emplace(through, roads_.graph().to(arc).index());
    }
  }
  return best;
}

}  // namespace

Duration shared_link_delays(const Roads& roads, std::span<const Duration> shortest,
                            std::span<const std::uint32_t> columns) {
  if (columns.size() < 2 || columns.size() > kColumnsMax) return 0;
  return SharedLinks(roads, shortest, columns).bound();
}

}  // namespace homeward::many
