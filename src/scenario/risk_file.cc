// SPDX-License-Identifier: Apache-2.0
#include "scenario/risk_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "scenario/field.h"
#include "scenario/files.h"
#include "scenario/text.h"
#include "scenario/yaml.h"

namespace homeward {

namespace {

using scenario::Field;
using scenario::Limits;
using scenario::Quantity;
using scenario::YamlNode;

constexpr std::string_view kVersionKey = "homeward_risks";
constexpr Limits kVersion{1, 1};
constexpr Limits kPermille{0, 1000};
constexpr Limits kPercent{0, 100};
constexpr Limits kRate{0, 1'000'000};
constexpr Limits kScale{0, 10'000};
constexpr Limits kSlower{100, 10'000};

/// One figure: its key, its unit (a whole number where there is none) and where it is kept.
struct Figure {
  std::string key;
  std::optional<Quantity> unit;
  Limits limits;
  std::function<std::int64_t&(Risks&)> at;
};

struct Group {
  std::string key;
  std::vector<Figure> figures;
};

Figure count(const char* key, Limits limits, std::int64_t Risks::*member) {
  return {key, std::nullopt, limits, [member](Risks& risks) -> std::int64_t& { return risks.*member; }};
}

Group group(RiskFamily family, std::vector<Figure> figures) {
  const auto index = static_cast<std::size_t>(family);
  figures.push_back({"scale_percent", std::nullopt, kScale,
                     [index](Risks& risks) -> std::int64_t& { return risks.scale_percent[index]; }});
  return {kRiskFamilyKeys[index], std::move(figures)};
}

/// least_h and most_h and the like.
std::vector<Figure> with_range(Figure first, const Quantity& unit, const std::string& suffix,
                               DelayRange Risks::*range) {
  std::vector<Figure> figures{std::move(first)};
  figures.push_back({"least_" + suffix, unit, {}, [range](Risks& risks) -> std::int64_t& {
                       return (risks.*range).least_s;
                     }});
  figures.push_back(
      {"most_" + suffix, unit, {}, [range](Risks& risks) -> std::int64_t& { return (risks.*range).most_s; }});
  return figures;
}

std::vector<Figure> and_also(std::vector<Figure> figures, Figure last) {
  figures.push_back(std::move(last));
  return figures;
}

std::vector<Group> groups() {
  using F = RiskFamily;
  using scenario::kDays, scenario::kHours, scenario::kMinutes;
  return {group(F::breakdowns,
                with_range(count("per_million_vehicle_km", kRate, &Risks::breakdowns_per_million_vehicle_km),
                           kMinutes, "min", &Risks::breakdown)),
          group(F::accidents,
                with_range(count("per_million_vehicle_km", kRate, &Risks::accidents_per_million_vehicle_km),
                           kHours, "h", &Risks::accident)),
          group(F::attacks,
                with_range(count("percent_of_link_risk", kScale, &Risks::attacks_percent_of_link_risk),
                           kHours, "h", &Risks::attack)),
          group(F::services, {count("slow_visits_permille", kPermille, &Risks::slow_visits_permille),
                              count("slow_visit_percent_most", kSlower, &Risks::slow_visit_percent_most),
                              count("slow_days_permille", kPermille, &Risks::slow_days_permille),
                              count("slow_day_percent", kSlower, &Risks::slow_day_percent)}),
          group(F::roads, with_range(count("closures_per_million_km_days", kRate,
                                           &Risks::road_closures_per_million_km_days),
                                     kHours, "h", &Risks::road_closed)),
          group(F::crossings, with_range(count("closures_permille_days", kPermille,
                                               &Risks::crossing_closures_permille_days),
                                         kHours, "h", &Risks::crossing_closed)),
          group(F::weather,
                with_range(count("no_flying_permille_days", kPermille, &Risks::no_flying_permille_days),
                           kHours, "h", &Risks::no_flying)),
          group(F::aircraft, with_range(count("late_permille", kPermille, &Risks::late_aircraft_permille),
                                        kHours, "h", &Risks::aircraft_late)),
          group(F::ships, with_range(count("late_permille", kPermille, &Risks::late_ships_permille), kHours,
                                     "h", &Risks::ship_late)),
          group(F::permissions,
                and_also(with_range(count("late_permille", kPermille, &Risks::late_permissions_permille),
                                    kDays, "days", &Risks::permission_late),
                         count("together_percent", kPercent, &Risks::permissions_together_percent))),
          {"policy", {{"overrun_min", scenario::kMinutes, {}, [](Risks& risks) -> std::int64_t& {
                         return risks.overrun_s;
                       }}}}};
}

class RiskReader {
 public:
  explicit RiskReader(const std::string& file) : file_{file} {}

  Result<Risks> read(const std::string& bytes) {
    scenario::File text{file_, bytes};
    if (!scenario::normalise(text, problems_)) return problems_.take();
    const auto root = scenario::read_yaml(file_, text.bytes, problems_);
    if (root) top(*root);
    if (!problems_.empty()) return problems_.take();
    return risks_;
  }

 private:
  void top(const YamlNode& root) {
    const std::vector<Group> known = groups();
    std::vector<std::string> names{std::string(kVersionKey)};
    for (const Group& group : known) names.push_back(group.key);
    refuse_unknown(root, "a file of risks", names);
    const YamlNode* version = root.child(kVersionKey);
    if (version == nullptr)
      problems_.add({file_, 0, 0, ""}, "the key 'homeward_risks' is missing",
                    "Write 'homeward_risks: 1' as the first line.");
    else
      scenario::to_whole(field(*version, kVersionKey), kVersion, problems_);
    for (const Group& group : known)
      if (const YamlNode* node = root.child(group.key)) read_group(group, *node);
  }

  void read_group(const Group& group, const YamlNode& node) {
    if (node.kind == YamlNode::Kind::empty) return;
    if (node.kind != YamlNode::Kind::map) {
      problems_.add({file_, node.line, node.column, ""},
                    fmt::format("'{}' must hold keys and values", group.key),
                    "Write one 'key: value' a line.");
      return;
    }
    std::vector<std::string> names;
    for (const Figure& figure : group.figures) names.push_back(figure.key);
    refuse_unknown(node, "'" + group.key + "'", names);
    for (const Figure& figure : group.figures)
      if (const YamlNode* child = node.child(figure.key)) read_figure(figure, *child);
    check_range(group, node);
  }

  void read_figure(const Figure& figure, const YamlNode& node) {
    const Field text = field(node, figure.key);
    if (!text.filled()) {
      problems_.add(text.place(), fmt::format("'{}' must be one value", figure.key),
                    fmt::format("Write '{}: value', or delete the key.", figure.key));
      return;
    }
    const auto value = figure.unit ? scenario::to_quantity(text, *figure.unit, problems_)
                                   : scenario::to_whole(text, figure.limits, problems_);
    if (value) figure.at(risks_) = *value;
  }

  void check_range(const Group& group, const YamlNode& node) {
    const auto figure = [&](std::string_view prefix) {
      return std::find_if(group.figures.begin(), group.figures.end(),
                          [&](const Figure& f) { return f.key.starts_with(prefix); });
    };
    const auto least = figure("least_"), most = figure("most_");
    if (least == group.figures.end() || least->at(risks_) <= most->at(risks_)) return;
    const YamlNode* child = node.child(most->key) != nullptr ? node.child(most->key) : node.child(least->key);
    if (child == nullptr) return;
    problems_.add({file_, child->line, child->column, ""},
                  fmt::format("{} of {} is above {}", least->key, group.key, most->key),
                  "Exchange them, or name both.");
  }

  void refuse_unknown(const YamlNode& node, const std::string& where, const std::vector<std::string>& names) {
    for (const YamlNode::Key& key : node.keys) {
      if (std::find(names.begin(), names.end(), key.text) != names.end()) continue;
      const std::string hint = scenario::did_you_mean(key.text, names);
      problems_.add({file_, key.line, key.column, ""},
                    fmt::format("{} has no key {}", where, scenario::in_quotes(key.text)),
                    hint.empty() ? "Use one of: " + scenario::listed(names) + "."
                                 : "Correct the key, or delete it." + hint);
    }
  }

  Field field(const YamlNode& node, std::string_view name) const {
    const bool scalar = node.kind == YamlNode::Kind::scalar;
    return {scalar ? std::string_view(node.text) : std::string_view(), file_, node.line, node.column, name};
  }

  std::string file_;
  Risks risks_;
  scenario::Problems problems_;
};

}  // namespace

Result<Risks> read_risks(const std::string& bytes, const std::string& file) {
  return RiskReader(file).read(bytes);
}

std::string write_risks(const Risks& risks) {
  Risks copy = risks;
  std::string text = "homeward_risks: 1\n";
  for (const Group& group : groups()) {
    text += group.key + ":\n";
    for (const Figure& figure : group.figures) {
      const std::int64_t value = figure.at(copy);
      text +=
          fmt::format("  {}: {}\n", figure.key,
                      figure.unit ? scenario::format_quantity(value, *figure.unit) : std::to_string(value));
    }
  }
  return text;
}

}  // namespace homeward
