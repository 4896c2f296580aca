// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "scenario/audits.h"
#include "scenario/openings.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

std::string duration_text(Duration seconds) {
  const Duration minutes = divide_up(seconds, kMinute);
  return fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

/// The fastest and the shortest vehicle: no column is quicker over a link than these two together.
struct QuickestColumn {
  std::int64_t march_rate_m_per_hour = 0;
  std::int64_t length_mm = 0;
};

std::optional<QuickestColumn> quickest_column(const Model& model) {
  std::optional<QuickestColumn> quickest;
  for (const ItemType& type : model.item_types) {
    if (!type.self_propelled) continue;
    if (!quickest) quickest = {type.march_rate_m_per_hour, type.length_mm};
    quickest->march_rate_m_per_hour = std::max(quickest->march_rate_m_per_hour, type.march_rate_m_per_hour);
    quickest->length_mm = std::min(quickest->length_mm, type.length_mm);
  }
  return quickest;
}

class OpeningAudit {
 public:
  explicit OpeningAudit(Draft& draft) : draft_{draft}, model_{draft.model} {
    for (std::size_t i = 0; i < model_.windows.size(); ++i) {
      const Window& window = model_.windows[i];
      if (window.target == WindowTarget::link) of_link_[window.link].push_back(i);
      if (window.target == WindowTarget::zone) of_zones_.push_back(i);
      if (window.target == WindowTarget::service) of_service_[window.service].push_back(i);
    }
  }

  void check_links() {
    const auto quickest = quickest_column(model_);
    if (!quickest || model_.windows.empty()) return;
    for (const LinkId id : model_.links.ids()) check_link(id, *quickest);
  }

  void check_services() {
    for (const ServiceId id : model_.services.ids()) check_service(id);
  }

 private:
  Duration occupied(const Link& link, const QuickestColumn& column) const {
    const std::int64_t speed =
        std::min(column.march_rate_m_per_hour,
                 *std::max_element(link.speed_m_per_hour.begin(), link.speed_m_per_hour.end()));
    const Duration travel_s = divide_up(3600 * link.length_m, speed);
    const std::int64_t column_mm = column.length_mm + model_.rules.vehicle_gap_mm;
    return travel_s + divide_up(3600 * column_mm, 1000 * column.march_rate_m_per_hour) + model_.rules.extal_s;
  }

  void check_link(LinkId id, const QuickestColumn& column) {
    const Link& link = model_.links[id];
    const Duration needed = occupied(link, column);
    Duration longest = 0;
    for (const Direction direction : {Direction{id, true}, Direction{id, false}}) {
      if (!direction.forward && link.use == LinkUse::one_way) continue;
      for (std::size_t column_class = 0; column_class < kColumnClasses; ++column_class)
        longest = std::max(longest, opening(closings_of(direction, column_class)));
    }
    if (longest == 0 || longest >= needed) return;  // 0: closed all the time, which may be meant
    report_row("links.csv", link.provenance,
               fmt::format("the link {} takes the quickest column {}, but is never open longer than {}",
                           in_quotes(link.key), duration_text(needed), duration_text(longest)),
               "Split it at a place where columns may halt, or widen the windows that close it.",
               draft_.problems);
  }

  void check_service(ServiceId id) {
    const Service& service = model_.services[id];
    Closings closings;
    for (std::size_t i = 0; i < model_.windows.size(); ++i) {
      const Window& window = model_.windows[i];
      if (window.target == WindowTarget::service && window.service == id &&
          window.effect == WindowEffect::closed)
        closings.closed.push_back(i);
    }
    const Duration needed = divide_up(3600, service.rate_per_hour);
    const Duration longest = opening(closings);
    if (longest == 0 || longest >= needed) return;
    report_row("services.csv", service.provenance,
               fmt::format("one vehicle or thing takes {} at {}, but it is never open longer than {}",
                           duration_text(needed), in_quotes(service.key), duration_text(longest)),
               "Lengthen the opening hours, or correct the rate.", draft_.problems);
  }

  bool covers(const Window& window, const Link& link, Direction direction) const {
    if (window.target == WindowTarget::zone)
      return model_.in_zone(link.from, window.zone) || model_.in_zone(link.to, window.zone);
    const bool same_way = direction.forward ? window.forward : window.backward;
    return same_way;
  }

  Closings closings_of(Direction direction, std::size_t column_class) const {
    const Link& link = model_.links[direction.link];
    Closings closings;
    if (link.needs_permission) closings.granted.emplace();
    const auto add = [&](std::size_t i) {
      const Window& window = model_.windows[i];
      if (!window.classes[column_class] || !covers(window, link, direction)) return;
      if (window.effect == WindowEffect::closed) closings.closed.push_back(i);
      if (window.effect == WindowEffect::granted && closings.granted) closings.granted->push_back(i);
    };
    std::for_each(of_zones_.begin(), of_zones_.end(), add);
    if (const auto own = of_link_.find(direction.link); own != of_link_.end())
      std::for_each(own->second.begin(), own->second.end(), add);
    return closings;
  }

  Duration opening(const Closings& closings) {
    const auto [known, fresh] = known_.try_emplace(closings, 0);
    if (fresh) known->second = longest_opening(model_, closings);
    return known->second;
  }

  Draft& draft_;
  const Model& model_;
  std::map<LinkId, std::vector<std::size_t>> of_link_;  ///< indices of windows
  std::map<ServiceId, std::vector<std::size_t>> of_service_;
  std::vector<std::size_t> of_zones_;
  std::map<Closings, Duration> known_;
};

}  // namespace

void audit_openings(Draft& draft) {
  OpeningAudit audit(draft);
  audit.check_links();
  audit.check_services();
}

}  // namespace homeward::scenario
