// SPDX-License-Identifier: Apache-2.0
#include "scenario/section.h"
#include "scenario/settings.h"

namespace homeward::scenario {
namespace {

// Copies a figure into the rules if the scenario gives it.
class Figures {
 public:
  Figures(const Section& section, Problems& problems) : section_{section}, problems_{problems} {}
  void whole(std::string_view key, Limits limits, std::int64_t& figure) {
    if (const auto value = to_whole(section_[key], limits, problems_)) figure = *value;
  }
  void quantity(std::string_view key, const Quantity& quantity, std::int64_t& figure) {
    if (const auto value = to_quantity(section_[key], quantity, problems_)) figure = *value;
  }
  /// refuse, or a figure that is assumed.
  void unknown(std::string_view key, const Quantity& quantity, UnknownPolicy& policy) {
    if (section_[key].text == "refuse") return;
    policy.assume = to_quantity(section_[key], quantity, problems_);
  }

 private:
  const Section& section_;
  Problems& problems_;
};

constexpr Quantity kClass{"", "classes", 1, {1, 1000}};
constexpr Quantity kSize{"m", "millimetres", 1000, {1, 100'000}};
constexpr Quantity kPositiveHours{"hours", "seconds", 3600, {1, 366LL * 86400}};

}  // namespace

void read_rules(const YamlNode& root, Draft& draft) {
  const Section section(root.child("rules"), section_spec("rules"), draft.problems);
  Figures figures(section, draft.problems);
  Rules& rules = draft.model.rules;
  constexpr Limits kCount{1, 100'000};
  figures.whole("start_step_s", {1, 86400}, rules.start_step_s);
  figures.quantity("column_gap_min", kMinutes, rules.column_gap_s);
  figures.quantity("vehicle_gap_m", kMetres, rules.vehicle_gap_mm);
  figures.quantity("close_gap_m", kMetres, rules.close_gap_mm);
  figures.quantity("march_rate_kmh", kSpeed, rules.march_rate_m_per_hour);
  figures.whole("march_unit_vehicles", kCount, rules.march_unit_vehicles);
  figures.quantity("march_unit_gap_min", kMinutes, rules.march_unit_gap_s);
  figures.quantity("extal_min", kMinutes, rules.extal_s);
  figures.whole("extal_vehicles", kCount, rules.extal_vehicles);
  figures.whole("column_vehicles_max", kCount, rules.column_vehicles_max);
  figures.whole("last_out_vehicles_max", kCount, rules.last_out_vehicles_max);
  figures.quantity("drive_max_h", kPositiveHours, rules.drive_max_s);
  figures.quantity("rest_min_h", kHours, rules.rest_min_s);
  figures.whole("escort_ratio", kCount, rules.escort_ratio);
  figures.whole("escort_min", {0, 100'000}, rules.escort_min);
  figures.quantity("last_out_span_h", kPositiveHours, rules.last_out_span_s);
  figures.quantity("notice_column_h", kHours, rules.notice_column_s);
  figures.quantity("notice_flight_h", kHours, rules.notice_flight_s);
  figures.quantity("notice_sailing_h", kHours, rules.notice_sailing_s);

  const Section unknown(root.child("unknown"), section_spec("unknown"), draft.problems);
  Figures policies(unknown, draft.problems);
  policies.unknown("link_mlc", kClass, rules.unknown_link_mlc);
  policies.unknown("link_height_m", kSize, rules.unknown_link_height_mm);
  policies.unknown("link_width_m", kSize, rules.unknown_link_width_mm);
  policies.unknown("vehicle_mlc", kClass, rules.unknown_vehicle_mlc);
  policies.unknown("vehicle_height_m", kSize, rules.unknown_vehicle_height_mm);
  policies.unknown("vehicle_width_m", kSize, rules.unknown_vehicle_width_mm);
}

}  // namespace homeward::scenario
