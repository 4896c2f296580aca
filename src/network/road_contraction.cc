// SPDX-License-Identifier: Apache-2.0
#include "network/road_contraction.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace homeward::roads {

Duration piece_time(const RoadNetwork& network, PieceId piece, VehicleClass vehicle_class,
                    std::int64_t march_rate_m_per_hour) {
  const std::int64_t speed = network.of(piece).speeds[static_cast<std::size_t>(vehicle_class)];
  return divide_up(3600 * metres_of(network.pieces[piece].length_mm), std::min(speed, march_rate_m_per_hour));
}

namespace {

template <class T>
bool both_known(const std::optional<T>& a, const std::optional<T>& b) {
  return a.has_value() == b.has_value();
}

bool may_join(const RoadAttributes& a, const RoadAttributes& b, const ContractionOptions& options) {
  if (options.keep_bridges && a.bridge != b.bridge) return false;
  if (options.split_speeds && a.speeds != b.speeds) return false;
  return a.lanes == b.lanes && both_known(a.mlc, b.mlc) && both_known(a.height_mm, b.height_mm) &&
         both_known(a.width_mm, b.width_mm) && both_known(a.meeting_width_mm, b.meeting_width_mm);
}

void tighten(std::optional<std::int64_t>& limit, const std::optional<std::int64_t>& other) {
  if (limit && other) limit = std::min(*limit, *other);
}

/// A speed at which the length takes exactly the time, as near as possible to what the pieces allow.
struct Wanted {
  std::int64_t length_m;
  Duration time;
  std::int64_t slowest;  ///< least speed of a piece
  std::int64_t march_rate;
};

std::optional<std::int64_t> exact_speed(const Wanted& wanted) {
  const auto takes = [&](std::int64_t speed) {
    return divide_up(3600 * wanted.length_m, std::min(speed, wanted.march_rate));
  };
  if (takes(wanted.slowest) == wanted.time) return wanted.slowest;
  // ceil(D / v) = T  ⇔  D / T ≤ v < D / (T − 1); the largest such v.
  const std::int64_t distance = 3600 * wanted.length_m;
  std::int64_t speed = wanted.time == 1 ? wanted.march_rate : divide_up(distance, wanted.time - 1) - 1;
  speed = std::min(speed, wanted.march_rate);
  const std::int64_t crawling = std::min(wanted.slowest, wanted.march_rate) * 3 / 4;
  if (speed < crawling || takes(speed) != wanted.time) return std::nullopt;
  return speed;
}

/// Sums over a chain, for each class and for each mix of classes in one column.
class ChainTimes {
 public:
  ChainTimes(const RoadNetwork& network, std::int64_t march_rate)
      : network_{network}, march_rate_{march_rate} {}

  void add(PieceId piece) {
    const Speeds& speeds = network_.of(piece).speeds;
    std::array<Duration, kVehicleClasses> times{};
    for (std::size_t c = 0; c < kVehicleClasses; ++c) {
      times[c] = piece_time(network_, piece, static_cast<VehicleClass>(c), march_rate_);
      slowest_[c] = pieces_ == 0 ? speeds[c] : std::min(slowest_[c], speeds[c]);
    }
    for (unsigned mix = 1; mix < kMixes; ++mix) mixed_[mix] += slowest_of(times, mix);
    length_m_ += metres_of(network_.pieces[piece].length_mm);
    ++pieces_;
  }

  std::int64_t length_m() const { return length_m_; }

  /// Nothing when no speeds give these times. A single piece has its own.
  std::optional<Speeds> speeds() const {
    if (pieces_ == 1) return slowest_;
    Speeds speeds{};
    std::array<Duration, kVehicleClasses> times{};
    for (std::size_t c = 0; c < kVehicleClasses; ++c) {
      times[c] = mixed_[1u << c];
      const auto speed = exact_speed({length_m_, times[c], slowest_[c], march_rate_});
      if (!speed) return std::nullopt;
      speeds[c] = *speed;
    }
    for (unsigned mix = 1; mix < kMixes; ++mix)
      if (slowest_of(times, mix) != mixed_[mix]) return std::nullopt;
    return speeds;
  }

 private:
  static constexpr unsigned kMixes = 1u << kVehicleClasses;

  static Duration slowest_of(const std::array<Duration, kVehicleClasses>& times, unsigned mix) {
    Duration slowest = 0;
    for (std::size_t c = 0; c < kVehicleClasses; ++c)
      if ((mix >> c & 1) != 0) slowest = std::max(slowest, times[c]);
    return slowest;
  }

  const RoadNetwork& network_;
  std::int64_t march_rate_;
  std::size_t pieces_ = 0;
  std::int64_t length_m_ = 0;
  Speeds slowest_{};
  std::array<Duration, kMixes> mixed_{};
};

RoadAttributes merged(const RoadNetwork& network, std::span<const ChainStep> chain) {
  RoadAttributes all = network.of(chain.front().piece);
  using Name = std::tuple<RoadClass, bool, std::string>;
  std::map<Name, std::int64_t> length_of;
  for (const ChainStep& step : chain) {
    const RoadAttributes& one = network.of(step.piece);
    tighten(all.mlc, one.mlc);
    tighten(all.height_mm, one.height_mm);
    tighten(all.width_mm, one.width_mm);
    tighten(all.meeting_width_mm, one.meeting_width_mm);
    all.remarks |= one.remarks;
    all.bridge = all.bridge || one.bridge;
    length_of[{one.road_class, one.ramp, one.route}] += network.pieces[step.piece].length_mm;
  }
  const auto longest = std::max_element(length_of.begin(), length_of.end(),
                                        [](const auto& a, const auto& b) { return a.second < b.second; });
  std::tie(all.road_class, all.ramp, all.route) = longest->first;
  return all;
}

class Contractor {
 public:
  Contractor(const RoadNetwork& network, std::int64_t march_rate)
      : network_{network}, march_rate_{march_rate} {}

  void add(std::span<const ChainStep> chain) {
    if (begin_of(network_, chain.front()) == end_of(network_, chain.back())) return add_ring(chain);
    add_path(chain);
  }

  Contraction take() {
    const auto key = [](const RoadLink& link) {
      return std::tuple(link.from, link.to, link.pieces.front().piece);
    };
    std::sort(result_.links.begin(), result_.links.end(),
              [&](const RoadLink& a, const RoadLink& b) { return key(a) < key(b); });
    return std::move(result_);
  }

 private:
  /// No way between two other points leads round it.
  void add_ring(std::span<const ChainStep>) { ++result_.loops; }

  void add_path(std::span<const ChainStep> chain) {
    ChainTimes times(network_, march_rate_);
    for (const ChainStep& step : chain) times.add(step.piece);
    const std::optional<Speeds> speeds = times.speeds();
    if (!speeds) {
      add_path(chain.first(chain.size() / 2));
      return add_path(chain.subspan(chain.size() / 2));
    }
    RoadLink link{begin_of(network_, chain.front()),
                  end_of(network_, chain.back()),
                  times.length_m(),
                  merged(network_, chain),
                  {chain.begin(), chain.end()}};
    link.attributes.speeds = *speeds;
    result_.links.push_back(std::move(link));
  }

  const RoadNetwork& network_;
  std::int64_t march_rate_;
  Contraction result_;
};

}  // namespace

Contraction contract(const RoadNetwork& network, const IdVector<NodeId, bool>& kept,
                     const ContractionOptions& options) {
  const Chains chains = find_chains(network, kept, [&](const RoadAttributes& a, const RoadAttributes& b) {
    return may_join(a, b, options);
  });
  Contractor contractor(network, options.march_rate_m_per_hour);
  for (std::size_t i = 0; i < chains.size(); ++i) contractor.add(chains.chain(i));
  return contractor.take();
}

Contraction without_contraction(const RoadNetwork& network) {
  Contractor contractor(network, 1'000'000'000);
  for (const PieceId piece : network.pieces.ids()) {
    const ChainStep step{piece, true};
    contractor.add({&step, 1});
  }
  return contractor.take();
}

}  // namespace homeward::roads
