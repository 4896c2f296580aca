// SPDX-License-Identifier: Apache-2.0
#include "cli/violation_text.h"

#include <map>
#include <nlohmann/json.hpp>

#include "scenario/utc_text.h"

namespace homeward {

namespace {

bool has_date(Time time) { return time >= kFirstUtcText && time <= kLastUtcText; }

}  // namespace

std::string violation_text(const Violation& violation, const LocalClock& clock) {
  std::string text = rule_name(violation.rule);
  for (const std::string& object : violation.objects) text += ", " + object;
  if (has_date(violation.at)) text += ", " + clock.both(violation.at);
  return text + ": " + violation.sentence;
}

nlohmann::json violations_json(const std::vector<Violation>& violations) {
  nlohmann::json list = nlohmann::json::array();
  for (const Violation& violation : violations) {
    nlohmann::json entry = {{"code", rule_name(violation.rule)},
                            {"objects", violation.objects},
                            {"time", nullptr},
                            {"sentence", violation.sentence}};
    if (has_date(violation.at)) entry["time"] = utc_text(violation.at);
    if (violation.late_s > 0) entry["late_seconds"] = violation.late_s;
    list.push_back(std::move(entry));
  }
  return list;
}

std::string counted_by_code(const std::vector<Violation>& violations) {
  std::map<Rule, std::int64_t> counts;
  for (const Violation& violation : violations) ++counts[violation.rule];
  std::string text;
  for (const auto& [rule, count] : counts)
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + rule_name(rule);
  return text;
}

const char* verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::valid:
      return "valid";
    case Verdict::late:
      return "late";
    case Verdict::draft:
      return "draft";
  }
  return "draft";
}

}  // namespace homeward
