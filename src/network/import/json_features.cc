// SPDX-License-Identifier: Apache-2.0
#include "network/import/json_features.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

namespace homeward::roads {
namespace {

using nlohmann::json;

constexpr int kDepthMax = 32;

/// The parser's listener: hands out features, forgets them, and watches for keys that repeat.
class FeatureListener {
 public:
  FeatureListener(const NamedBytes& file, const std::function<void(const json&)>& take)
      : file_{file}, take_{take} {}

  bool on(int depth, json::parse_event_t event, json& parsed) {
    if (!problems_.empty()) return false;
    switch (event) {
      case json::parse_event_t::object_start:
        return enter(depth);
      case json::parse_event_t::array_start:
        if (depth == 1 && key_at_top_ == "features") in_features_ = true;
        return enter(depth);
      case json::parse_event_t::key:
        return on_key(depth, parsed.get_ref<const std::string&>());
      case json::parse_event_t::object_end:
        keys_.pop_back();
        if (!in_features_ || depth != 2) return true;
        take_feature(parsed);
        return false;
      case json::parse_event_t::array_end:
        keys_.pop_back();
        if (depth == 1) in_features_ = false;
        return true;
      default:
        return true;
    }
  }

  void take_feature(const json& feature) {
    ++features_;
    take_(feature);
  }

  void report(std::string what, std::string mend) {
    problems_.push_back({{file_.name, 0, 0, ""}, std::move(what), std::move(mend)});
  }

  std::size_t features() const { return features_; }
  std::vector<Problem> problems() { return std::move(problems_); }
  bool stopped() const { return !problems_.empty(); }

 private:
  bool enter(int depth) {
    keys_.emplace_back();
    if (depth < kDepthMax) return true;
    report("The file is nested more than 32 deep.", "No GeoJSON is: look at the program that wrote it.");
    return false;
  }

  bool on_key(int depth, const std::string& key) {
    if (depth == 1) key_at_top_ = key;
    if (!keys_.empty() && !keys_.back().insert(key).second)
      report("The key '" + key.substr(0, 60) + "' stands twice in one object.", "Delete one of the two.");
    return true;
  }

  const NamedBytes& file_;
  const std::function<void(const json&)>& take_;
  std::vector<std::set<std::string>> keys_;
  std::string key_at_top_;
  std::vector<Problem> problems_;
  std::size_t features_ = 0;
  bool in_features_ = false;
};

}  // namespace

std::vector<Problem> for_each_feature(const NamedBytes& file, const std::function<void(const json&)>& take) {
  FeatureListener listener(file, take);
  json whole;
  try {
    whole = json::parse(file.bytes, [&](int depth, json::parse_event_t event, json& parsed) {
      return listener.on(depth, event, parsed);
    });
  } catch (const json::exception& error) {
    if (!listener.stopped())
      listener.report(std::string("The file is no JSON: ") + error.what() + ".",
                      "It may have been cut off: fetch or write it again.");
  }
  if (!listener.stopped() && whole.is_object() && whole.value("type", json()) == "Feature")
    listener.take_feature(whole);
  if (!listener.stopped() && listener.features() == 0)
    listener.report("The file is no GeoJSON FeatureCollection with features.",
                    "Write the roads as features of a FeatureCollection (RFC 7946).");
  return listener.problems();
}

std::optional<GeoPoint> position_of(const json& value) {
  if (!value.is_array() || value.size() < 2 || !value[0].is_number() || !value[1].is_number())
    return std::nullopt;
  const double lon = value[0].get<double>();
  const double lat = value[1].get<double>();
  if (!(lon >= -180.0 && lon <= 180.0 && lat >= -90.0 && lat <= 90.0)) return std::nullopt;  // NaN too
  return GeoPoint{static_cast<std::int32_t>(std::llround(lat * 1e7)),
                  static_cast<std::int32_t>(std::llround(lon * 1e7))};
}

std::optional<std::string> text_of_property(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_number()) return value.dump();
  return std::nullopt;
}

}  // namespace homeward::roads
