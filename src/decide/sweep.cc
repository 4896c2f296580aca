// SPDX-License-Identifier: Apache-2.0
#include "decide/sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "check/plan_figures.h"
#include "decide/side_by_side.h"
#include "planner/plan_withdrawal.h"

namespace homeward {

namespace {

constexpr std::array<const char*, 6> kStatusNames = {"valid",      "late",    "infeasible",
                                                     "none_found", "refused", "not_solved"};
constexpr std::size_t kDecimalsMax = 6;

/// number · 10^−decimals
struct Decimal {
  std::int64_t number = 0;
  std::size_t decimals = 0;
};

std::optional<Decimal> decimal_of(std::string_view text) {
  const std::size_t point = text.find('.');
  std::string digits(text.substr(0, point));
  Decimal decimal;
  if (point != std::string_view::npos) {
    decimal.decimals = text.size() - point - 1;
    digits += text.substr(point + 1);
    if (decimal.decimals == 0 || decimal.decimals > kDecimalsMax) return std::nullopt;
  }
  if (digits.empty() || digits.size() > 12) return std::nullopt;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), decimal.number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return decimal;
}

std::int64_t scaled(const Decimal& decimal, std::size_t decimals) {
  std::int64_t number = decimal.number;
  for (std::size_t i = decimal.decimals; i < decimals; ++i) number *= 10;
  return number;
}

std::string decimal_text(std::int64_t number, std::size_t decimals) {
  const std::string sign = number < 0 ? "-" : "";
  std::string digits = std::to_string(number < 0 ? -number : number);
  if (decimals == 0) return sign + digits;
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  digits.insert(digits.size() - decimals, ".");
  digits.erase(digits.find_last_not_of('0') + 1);  // 2.50 is 2.5, 2.00 is 2
  if (digits.back() == '.') digits.pop_back();
  return sign + digits;
}

std::vector<std::string_view> parts_of(std::string_view text, char sign) {
  std::vector<std::string_view> parts;
  for (std::size_t at = text.find(sign); at != std::string_view::npos; at = text.find(sign)) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  parts.push_back(text);
  return parts;
}

/// Nothing where the text is no range; an empty list where it is one without values.
std::optional<std::vector<std::string>> range_values(std::string_view text) {
  const auto parts = parts_of(text, ':');
  if (parts.size() != 3) return std::nullopt;
  std::array<Decimal, 3> bounds;
  std::size_t decimals = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto bound = decimal_of(parts[i]);
    if (!bound) return std::nullopt;
    bounds[i] = *bound;
    decimals = std::max(decimals, bound->decimals);
  }
  const std::int64_t from = scaled(bounds[0], decimals), to = scaled(bounds[1], decimals),
                     step = scaled(bounds[2], decimals);
  std::vector<std::string> values;
  if (step <= 0) return values;
  for (std::int64_t value = from; value <= to && values.size() <= kSweepValuesMax; value += step)
    values.push_back(decimal_text(value, decimals));
  return values;
}

SweepStatus status_of(const Outcome& outcome) {
  if (outcome.best) return outcome.missed.empty() ? SweepStatus::valid : SweepStatus::late;
  return outcome.why == StopReason::proved_impossible ? SweepStatus::infeasible : SweepStatus::none_found;
}

}  // namespace

std::variant<SweepAxis, std::string> parse_sweep_axis(std::string_view text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string_view::npos || sign == 0 || sign + 1 == text.size())
    return fmt::format("\"{}\" is not of the form NAME=FROM:TO:STEP or NAME=A,B,C.", text);
  SweepAxis axis;
  axis.name = text.substr(0, sign);
  const std::string_view values = text.substr(sign + 1);
  if (auto range = range_values(values))
    axis.values = std::move(*range);
  else
    for (const std::string_view value : parts_of(values, ',')) axis.values.emplace_back(value);
  if (axis.values.empty())
    return fmt::format("The range \"{}\" has no value: FROM must not be above TO, STEP above 0.", values);
  if (axis.values.size() > kSweepValuesMax)
    return fmt::format("\"{}\" has more than {} values.", values, kSweepValuesMax);
  std::set<std::string> seen;
  for (const std::string& value : axis.values)
    if (value.empty() || !seen.insert(value).second)
      return fmt::format("\"{}\" has a value that is empty or comes twice.", values);
  return axis;
}

std::optional<std::vector<SweepPoint>> sweep_points(const std::vector<SweepAxis>& axes, SweepMode mode) {
  std::vector<SweepPoint> points{SweepPoint(axes.size())};
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    const std::size_t values = axes[axis].values.size();
    const std::size_t count =
        mode == SweepMode::combinations ? points.size() * values : points.size() + values;
    if (count > kSweepPointsMax) return std::nullopt;
    std::vector<SweepPoint> longer;
    if (mode == SweepMode::one_at_a_time) longer = points;
    const std::vector<SweepPoint> from =
        mode == SweepMode::combinations ? points : std::vector<SweepPoint>{SweepPoint(axes.size())};
    for (const SweepPoint& point : from)
      for (std::size_t value = 0; value < values; ++value) {
        longer.push_back(point);
        longer.back()[axis] = value;
      }
    points = std::move(longer);
  }
  return points;
}

bool in_shard(std::size_t point, std::size_t number, std::size_t count) {
  return point % count == number - 1;
}

const char* sweep_status_name(SweepStatus status) { return kStatusNames[static_cast<std::size_t>(status)]; }

std::optional<SweepStatus> sweep_status_of(std::string_view name) {
  const auto found = std::find(kStatusNames.begin(), kStatusNames.end(), name);
  if (found == kStatusNames.end()) return std::nullopt;
  return static_cast<SweepStatus>(found - kStatusNames.begin());
}

SweepResult solve_sweep_point(const Model& model, const SweepSearch& search, Budget& budget) {
  SweepResult result;
  if (budget.interrupted()) return result;
  Budget own(search.work, budget.wall_deadline());
  PlannerOptions options;
  options.seed = search.seed;
  options.threads = 1;
  options.objective = model.objective;
  BudgetRelay relay(budget, own);
  const Outcome outcome = plan_withdrawal(model, options, own, relay);
  budget.spend(own.work());
  if (own.interrupted() || budget.interrupted()) return result;
  result.status = status_of(outcome);
  result.bound = outcome.bound;
  if (!outcome.best) return result;
  for (const Violation& violation : outcome.missed) result.late_s += violation.late_s;
  const PlanFigures figures = plan_figures(model, *outcome.best);
  result.closure = figures.closure;
  result.zone_person_s = figures.zone_person_s;
  result.vehicle_km = (figures.loaded_vehicle_m + figures.empty_vehicle_m + figures.escort_vehicle_m) / 1000;
  return result;
}

}  // namespace homeward
