// SPDX-License-Identifier: Apache-2.0
#include "cli/simulation_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/figures_text.h"
#include "report/clock.h"
#include "report/escape.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

using namespace simulate;

constexpr std::size_t kCausesShown = 12;
constexpr std::size_t kDaysShown = 16;  ///< of the force level; --json has all

LocalClock clock_of(const TallyFrame& frame) {
  std::vector<ClockChange> changes;
  for (const auto& [from, offset] : frame.clock) changes.push_back({from, offset});
  return LocalClock(frame.time_zone, std::move(changes));
}

Time percentile_of(const Spread& spread, int percent) {
  for (std::size_t i = 0; i < kPercentiles.size(); ++i)
    if (kPercentiles[i] == percent) return spread.at[i];
  return spread.latest;
}

std::string share_text(const Share& share) {
  return fmt::format("{} ({} to {} with 95 % confidence, Wilson)", percent_text(share.per_million),
                     percent_text(share.low_per_million), percent_text(share.high_per_million));
}

std::string closure_lines(const Simulation& answer, const LocalClock& clock) {
  std::string text = "Closure of the zone\n";
  text += fmt::format("  {:<10}{}\n", "planned", clock.both(answer.closure.planned));
  for (std::size_t i = 0; i < kPercentiles.size(); ++i)
    text += fmt::format("  {:<10}{}  (+{})\n", fmt::format("{} %", kPercentiles[i]),
                        clock.both(answer.closure.at[i]),
                        duration_text(answer.closure.at[i] - answer.closure.planned));
  text += fmt::format("  {:<10}{}\n", "latest", clock.both(answer.closure.latest));
  text += fmt::format("  everything at its final place: planned {}, half of the time by {}, 90 % by {}\n",
                      clock.date(answer.final_closure.planned),
                      clock.date(percentile_of(answer.final_closure, 50)),
                      clock.date(percentile_of(answer.final_closure, 90)));
  return text;
}

std::string reserve_lines(const Simulation& answer, const LocalClock& clock) {
  std::string text = "What certainty takes: days between the planned closure and the deadline\n";
  for (const Reserve& reserve : answer.reserves) {
    const std::string verdict = reserve.short_s <= 0
                                    ? fmt::format("{} to spare", duration_text(-reserve.short_s))
                                    : fmt::format("{} short", duration_text(reserve.short_s));
    text += fmt::format("  {} %  {:>10} of reserve; {}; a plan should close by {}\n", reserve.percent,
                        duration_text(reserve.reserve_s), verdict, clock.date_time(reserve.plan_to_close));
  }
  return text;
}

std::string driver_lines(const Simulation& answer) {
  std::string text =
      fmt::format("What drives it: {} played again without one family at a time, {} missed\n",
                  counted(answer.compared, "replication", "replications"), answer.compared_misses);
  text +=
      fmt::format("  {:<12}{:>12}{:>16}{:>18}\n", "family", "misses less", "mean earlier", "variance less");
  for (const Driver& driver : answer.drivers)
    text +=
        fmt::format("  {:<12}{:>12}{:>16}{:>18}\n", kRiskFamilyKeys[static_cast<std::size_t>(driver.family)],
                    percent_text(driver.misses_per_million), duration_text(driver.mean_s),
                    percent_text(driver.variance_per_million));
  return text;
}

std::string cause_lines(const Simulation& answer) {
  std::string text =
      "Where the delay arises: added along the chain that led to the closure, mean of all replications\n";
  for (std::size_t i = 0; i < std::min(kCausesShown, answer.causes.size()); ++i) {
    const Cause& cause = answer.causes[i];
    text +=
        fmt::format("  {:>10}  {} {} ({}): {}\n", duration_text(cause.added_s / answer.frame.replications),
                    cause.kind, cause.key, cause.name, cause.what);
  }
  return text;
}

/// The days that history knows, or where it knows none one a week (or every so many weeks), and the last one
/// before the deadline; indexes into the days.
std::vector<std::size_t> days_shown(const Simulation& answer) {
  const std::vector<ForceLevelSpread>& days = answer.force_level;
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < days.size(); ++i)
    if (days[i].actual) shown.push_back(i);
  if (shown.empty())
    for (std::size_t i = 0; i < days.size(); i += 7) shown.push_back(i);
  const std::size_t step = (shown.size() + kDaysShown - 2) / (kDaysShown - 1);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < shown.size(); i += step) shown[kept++] = shown[i];
  shown.resize(kept);
  for (std::size_t i = days.size(); i > 0; --i) {
    if (days[i - 1].at >= answer.frame.deadline) continue;
    const auto place = std::lower_bound(shown.begin(), shown.end(), i - 1);
    if (place == shown.end() || *place != i - 1) shown.insert(place, i - 1);
    break;
  }
  return shown;
}

std::string force_level_lines(const Simulation& answer, const LocalClock& clock) {
  const bool history = std::any_of(answer.force_level.begin(), answer.force_level.end(),
                                   [](const ForceLevelSpread& day) { return day.actual.has_value(); });
  std::string text = fmt::format("{} still in the zone at noon: in so many % of the replications at most\n",
                                 answer.force_level_name);
  text += fmt::format("  {:<14}{:>9}", "", "planned");
  for (const int percent : kForceLevelPercentiles) text += fmt::format("{:>7} %", percent);
  text += history ? fmt::format("{:>14}\n", "really there") : "\n";
  for (const std::size_t i : days_shown(answer)) {
    const ForceLevelSpread& day = answer.force_level[i];
    text += fmt::format("  {:<14}{:>9}", clock.date(day.at), grouped(day.planned));
    for (const std::int64_t people : day.people) text += fmt::format("{:>9}", grouped(people));
    text += day.actual ? fmt::format("{:>14}\n", grouped(*day.actual)) : "\n";
  }
  return text;
}

std::string base_lines(const Simulation& answer, const LocalClock& clock) {
  std::string text =
      fmt::format("{:<32}{:<20}{:<20}{}\n", "Bases close", "planned", "half of the time by", "90 % by");
  for (const BaseSpread& base : answer.bases)
    text += fmt::format("  {:<30}{:<20}{:<20}{}\n", base.name, clock.date_time(base.closing.planned),
                        clock.date_time(percentile_of(base.closing, 50)),
                        clock.date_time(percentile_of(base.closing, 90)));
  return text;
}

nlohmann::json share_json(const Share& share) {
  return {{"hits", share.hits},
          {"of", share.of},
          {"per_million", share.per_million},
          {"low_per_million", share.low_per_million},
          {"high_per_million", share.high_per_million},
          {"interval", "wilson 95 %"}};
}

nlohmann::json spread_json(const Spread& spread) {
  nlohmann::json json = {{"planned", utc_text(spread.planned)},
                         {"mean_delay_seconds", spread.mean_delay_s},
                         {"latest", utc_text(spread.latest)}};
  for (std::size_t i = 0; i < kPercentiles.size(); ++i)
    json["percentiles"][fmt::format("{:02}", kPercentiles[i])] = utc_text(spread.at[i]);
  return json;
}

nlohmann::json force_level_json(const Simulation& answer) {
  const LocalClock clock = clock_of(answer.frame);
  nlohmann::json json = {{"category", answer.force_level_category},
                         {"name", answer.force_level_name},
                         {"days", nlohmann::json::array()}};
  for (const ForceLevelSpread& day : answer.force_level) {
    nlohmann::json row = {
        {"day", clock.iso_date(day.at)}, {"at", utc_text(day.at)}, {"planned", day.planned}};
    for (std::size_t i = 0; i < kForceLevelPercentiles.size(); ++i)
      row["percentiles"][fmt::format("{:02}", kForceLevelPercentiles[i])] = day.people[i];
    if (day.actual) row["actual"] = *day.actual;
    json["days"].push_back(std::move(row));
  }
  return json;
}

nlohmann::json frame_json(const TallyFrame& frame) {
  nlohmann::json json = {{"title", frame.title},
                         {"scenario_sha256", frame.scenario_sha256},
                         {"plan_sha256", frame.plan_sha256},
                         {"risks_sha256", frame.risks_sha256},
                         {"version", frame.version},
                         {"seed", frame.seed},
                         {"replications", frame.replications},
                         {"deadline", utc_text(frame.deadline)}};
  if (frame.final_deadline) json["final_deadline"] = utc_text(*frame.final_deadline);
  return json;
}

nlohmann::json driver_json(const Driver& driver) {
  return {{"family", kRiskFamilyKeys[static_cast<std::size_t>(driver.family)]},
          {"misses_without", driver.misses_without},
          {"misses_per_million", driver.misses_per_million},
          {"variance_per_million", driver.variance_per_million},
          {"mean_seconds", driver.mean_s}};
}

nlohmann::json cause_json(const Cause& cause) {
  return {{"what", cause.what},    {"kind", cause.kind},       {"key", cause.key},
          {"name", cause.name},    {"seconds", cause.added_s}, {"replications", cause.replications},
          {"misses", cause.misses}};
}

}  // namespace

std::string percent_text(std::int64_t per_million) {
  std::int64_t tenths = (std::abs(per_million) + 500) / 1000;
  if (tenths == 0 && per_million != 0) return per_million > 0 ? "under 0.1 %" : "0.0 %";
  if (tenths == 1000 && per_million < 1'000'000) tenths = 999;
  return fmt::format("{}{}.{} %", per_million < 0 ? "-" : "", tenths / 10, tenths % 10);
}

std::string simulation_text(const Simulation& answer) {
  const LocalClock clock = clock_of(answer.frame);
  const Share& share = answer.out_by_deadline;
  std::string text = answer.frame.title + "\n\n";
  text +=
      fmt::format("Everybody and everything is out by {} in {}\nof {}: {} of {}, seed {}.\n",
                  clock.end_date_time(answer.frame.deadline), share_text(share),
                  counted(share.of, "replication", "replications"), share.hits, share.of, answer.frame.seed);
  if (answer.home_by_final_deadline)
    text += fmt::format("Everything is at its final place by {} in {}.\n",
                        clock.end_date_time(*answer.frame.final_deadline),
                        share_text(*answer.home_by_final_deadline));
  if (answer.beyond_horizon > 0)
    text += fmt::format("In {} it is not within {} days after the plan's end.\n",
                        counted(answer.beyond_horizon, "replication", "replications"), 120);
  text += "\n" + closure_lines(answer, clock) + "\n" + reserve_lines(answer, clock);
  if (!answer.force_level.empty()) text += "\n" + force_level_lines(answer, clock);
  if (!answer.drivers.empty()) text += "\n" + driver_lines(answer);
  if (!answer.causes.empty()) text += "\n" + cause_lines(answer);
  if (!answer.bases.empty()) text += "\n" + base_lines(answer, clock);
  return text;
}

nlohmann::json simulation_json(const Simulation& answer) {
  nlohmann::json json = {
      {"homeward_simulation", 1},
      {"status", "played"},
      {"run", frame_json(answer.frame)},
      {"out_by_deadline", share_json(answer.out_by_deadline)},
      {"beyond_horizon", answer.beyond_horizon},
      {"closure", spread_json(answer.closure)},
      {"final_closure", spread_json(answer.final_closure)},
      {"force_level", force_level_json(answer)},
      {"bases", nlohmann::json::array()},
      {"reserves", nlohmann::json::array()},
      {"compared", {{"replications", answer.compared}, {"misses", answer.compared_misses}}},
      {"drivers", nlohmann::json::array()},
      {"causes", nlohmann::json::array()}};
  if (answer.home_by_final_deadline)
    json["home_by_final_deadline"] = share_json(*answer.home_by_final_deadline);
  for (const BaseSpread& base : answer.bases)
    json["bases"].push_back({{"key", base.key}, {"name", base.name}, {"closing", spread_json(base.closing)}});
  for (const Reserve& reserve : answer.reserves)
    json["reserves"].push_back({{"percent", reserve.percent},
                                {"out_by", utc_text(reserve.out_by)},
                                {"reserve_seconds", reserve.reserve_s},
                                {"short_seconds", reserve.short_s},
                                {"plan_to_close", utc_text(reserve.plan_to_close)}});
  for (const Driver& driver : answer.drivers) json["drivers"].push_back(driver_json(driver));
  for (const Cause& cause : answer.causes) json["causes"].push_back(cause_json(cause));
  return json;
}

}  // namespace homeward
