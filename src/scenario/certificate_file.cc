// SPDX-License-Identifier: Apache-2.0
#include "scenario/certificate_file.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace homeward {

namespace {

constexpr WholeRange kForm{0, 2};
constexpr WholeRange kWeight{0, 1'000'000'000'000};
constexpr WholeRange kStep{0, kDay};
constexpr WholeRange kCount{1, 1'000'000'000'000};

/// Rewards and grids belong to prices by period.
constexpr int kPrices = 2;

template <class Value>
std::vector<std::pair<std::string, Value>> by_key(std::vector<std::pair<std::string, Value>> entries) {
  std::sort(entries.begin(), entries.end());
  return entries;
}

void put_given(JsonText& json, const GivenStart& given) {
  json.begin_object();
  json.key("begun");
  json.begin_object();
  for (const auto& [key, count] : by_key(given.begun)) {
    json.key(key);
    json.number(count);
  }
  json.end_object();
  json.key("until");
  json.time(given.until);
  json.end_object();
}

GivenStart take_given(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  GivenStart given;
  reader.map("begun", [&](std::string_view key, JsonValue entry, const JsonPath& at) {
    given.begun.emplace_back(key, checked_whole(entry, at, kCount, problems));
  });
  given.begun = by_key(std::move(given.begun));
  given.until = reader.time("until");
  reader.refuse_unknown();
  return given;
}

void put_resources(JsonText& json, const std::vector<CertificateResource>& resources) {
  json.begin_list();
  for (const CertificateResource& resource : resources) {
    json.line();
    json.begin_object();
    json.key("from");
    json.time(resource.from);
    json.key("id");
    json.text(resource.id);
    json.key("until");
    json.time(resource.until);
    json.key("weight");
    json.number(resource.weight);
    json.end_object();
  }
  json.end_list();
}

CertificateResource take_resource(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  CertificateResource resource;
  resource.from = reader.time("from");
  resource.id = reader.text("id");
  resource.until = reader.time("until");
  resource.weight = reader.whole("weight", kWeight);
  reader.refuse_unknown();
  return resource;
}

}  // namespace

void put_certificate(JsonText& json, const Certificate& certificate) {
  const bool prices = certificate.format == kPrices;
  json.begin_object();
  json.key("branch");
  json.begin_object();
  for (const auto& [condition, outcome] : by_key(certificate.branch)) {
    json.key(condition);
    json.text(outcome);
  }
  json.end_object();
  if (prices) {
    json.key("escort_step_s");
    json.number(certificate.escort_step_s);
  }
  json.key("format");
  json.number(certificate.format);
  if (certificate.given) {
    json.key("given");
    put_given(json, *certificate.given);
  }
  json.key("lots");
  json.begin_list();
  for (const std::string& lot : certificate.lots) json.text(lot);
  json.end_list();
  json.key("no_closure_before");
  json.time(certificate.no_closure_before);
  json.key("not_ready_before");
  json.begin_object();
  for (const auto& [unit, time] : by_key(certificate.not_ready_before)) {
    json.key(unit);
    json.time(time);
  }
  json.end_object();
  json.key("resources");
  put_resources(json, certificate.resources);
  json.line();
  if (prices) {
    json.key("rewards");
    json.begin_list();
    for (const std::int64_t reward : certificate.rewards) json.number(reward);
    json.end_list();
  }
  json.key("scenario");
  json.text(certificate.scenario_sha256);
  json.key("sentence");
  json.text(certificate.sentence);
  if (prices) {
    json.key("step_s");
    json.number(certificate.step_s);
  }
  json.end_object();
}

Certificate take_certificate(JsonValue value, const JsonPath& path, scenario::Problems& problems) {
  JsonObjectReader reader(value, path, problems);
  Certificate certificate;
  reader.map("branch", [&](std::string_view key, JsonValue entry, const JsonPath& at) {
    certificate.branch.emplace_back(key, checked_text(entry, at, problems));
  });
  certificate.format = static_cast<int>(reader.whole("format", kForm));
  if (const auto given = reader.optional_member("given"))
    certificate.given = take_given(*given, JsonPath(path, "given"), problems);
  reader.list("lots", [&](JsonValue entry, const JsonPath& at) {
    certificate.lots.push_back(checked_text(entry, at, problems));
  });
  certificate.no_closure_before = reader.time("no_closure_before");
  reader.map("not_ready_before", [&](std::string_view key, JsonValue entry, const JsonPath& at) {
    certificate.not_ready_before.emplace_back(key, checked_time(entry, at, problems));
  });
  reader.list("resources", [&](JsonValue entry, const JsonPath& at) {
    certificate.resources.push_back(take_resource(entry, at, problems));
  });
  if (certificate.format == kPrices) {
    certificate.escort_step_s = reader.whole("escort_step_s", kStep);
    certificate.step_s = reader.whole("step_s", kStep);
    reader.list("rewards", [&](JsonValue entry, const JsonPath& at) {
      certificate.rewards.push_back(checked_whole(entry, at, kWeight, problems));
    });
  }
  certificate.scenario_sha256 = reader.text("scenario");
  certificate.sentence = reader.text("sentence");
  reader.refuse_unknown();
  certificate.branch = by_key(std::move(certificate.branch));
  certificate.not_ready_before = by_key(std::move(certificate.not_ready_before));
  return certificate;
}

std::string write_certificate(const Certificate& certificate) {
  JsonText json;
  put_certificate(json, certificate);
  return json.take();
}

Result<Certificate> read_certificate(std::string_view bytes, const std::string& file) {
  Result<JsonDocument> document = JsonDocument::parse(bytes, file);
  if (!document) return document.problems();
  scenario::Problems problems;
  const JsonPath root;
  Certificate certificate = take_certificate(document.value().root(), root, problems);
  if (!problems.empty()) return problems.take();
  return certificate;
}

}  // namespace homeward
