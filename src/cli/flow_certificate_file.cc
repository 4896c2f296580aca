// SPDX-License-Identifier: Apache-2.0
#include "cli/flow_certificate_file.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "base/sha256.h"

namespace homeward {

namespace {

constexpr int kForm = 3;
constexpr std::array<const char*, 5> kPoints{"place", "forward", "backward", "either", "whole"};

nlohmann::json json_of(const FlowPrice& price, const Model& model) {
  nlohmann::json line = {
      {"at", price.at}, {"point", kPoints[static_cast<std::size_t>(price.point)]}, {"price", price.price}};
  if (price.point == FlowPrice::Point::place)
    line["place"] = model.places[PlaceId(price.index)].key;
  else
    line["link"] = model.links[LinkId(price.index)].key;
  if (price.point == FlowPrice::Point::either) line["offset_s"] = price.offset_s;
  return line;
}

nlohmann::json json_of(const FlowRow& row, const Model& model) {
  nlohmann::json members = nlohmann::json::array();
  for (const FlowRow::Member& member : row.members)
    members.push_back({{"column", member.column},
                       {"direction", member.forward ? "forward" : "backward"},
                       {"first", member.first},
                       {"last", member.last}});
  return {{"link", model.links[LinkId(row.link)].key}, {"members", members}, {"price", row.price}};
}

/// Keys of places and links to their numbers.
struct Keys {
  std::map<std::string, std::uint32_t> places;
  std::map<std::string, std::uint32_t> links;
};

Keys keys_of(const Model& model) {
  Keys keys;
  for (const PlaceId place : model.places.ids()) keys.places[model.places[place].key] = place.index();
  for (const LinkId link : model.links.ids()) keys.links[model.links[link].key] = link.index();
  return keys;
}

/// The number that the line's key of this kind stands for; throws std::out_of_range when there is none.
std::uint32_t named(const nlohmann::json& line, const char* kind,
                    const std::map<std::string, std::uint32_t>& keys) {
  const auto key = line.at(kind).get<std::string>();
  const auto found = keys.find(key);
  if (found == keys.end()) throw std::out_of_range(std::string("there is no ") + kind + " \"" + key + "\"");
  return found->second;
}

/// Throws nlohmann's exceptions, or std::out_of_range for an unknown key.
FlowPrice price_of(const nlohmann::json& line, const Keys& keys) {
  FlowPrice price;
  const auto name = line.at("point").get<std::string>();
  const auto found = std::find(kPoints.begin(), kPoints.end(), name);
  if (found == kPoints.end()) throw std::out_of_range("no kind of point: " + name);
  price.point = static_cast<FlowPrice::Point>(found - kPoints.begin());
  price.index = price.point == FlowPrice::Point::place ? named(line, "place", keys.places)
                                                       : named(line, "link", keys.links);
  price.at = line.at("at").get<Time>();
  price.price = line.at("price").get<std::int64_t>();
  if (price.point == FlowPrice::Point::either) price.offset_s = line.at("offset_s").get<Duration>();
  return price;
}

FlowRow row_of(const nlohmann::json& line, const Keys& keys) {
  FlowRow row;
  row.link = named(line, "link", keys.links);
  row.price = line.at("price").get<std::int64_t>();
  for (const nlohmann::json& member : line.at("members")) {
    const auto direction = member.at("direction").get<std::string>();
    if (direction != "forward" && direction != "backward")
      throw std::out_of_range("no direction: " + direction);
    row.members.push_back({member.at("column").get<std::uint32_t>(), direction == "forward",
                           member.at("first").get<Time>(), member.at("last").get<Time>()});
  }
  return row;
}

}  // namespace

std::string problem_sha256(const exact::ConvoyProblem& problem, const std::string& variant) {
  std::string text = variant + " " + std::to_string(problem.headway) + "\n";
  for (std::size_t from = 0; from < problem.node_count(); ++from) {
    std::map<std::uint32_t, Duration> arcs;
    for (const exact::Arc& arc : problem.arcs_of(exact::NodeId(from))) arcs[arc.to.index()] = arc.travel;
    for (const auto& [to, travel] : arcs)
      text += std::to_string(from) + " " + std::to_string(to) + " " + std::to_string(travel) + "\n";
  }
  for (const exact::Convoy& convoy : problem.convoys)
    text += std::to_string(convoy.start.index()) + " " + std::to_string(convoy.end.index()) + " " +
            std::to_string(convoy.earliest_start) + " " + std::to_string(convoy.wait_max) + "\n";
  return sha256_hex(text);
}

std::string write_flow_certificate(const FlowCertificateFile& file, const Model& model) {
  std::string text = "{\"flow_at_least\":" + std::to_string(file.certificate.flow_at_least) +
                     ",\"format\":" + std::to_string(kForm) + ",\"prices\":[";
  for (std::size_t i = 0; i < file.certificate.prices.size(); ++i)
    text += (i == 0 ? "\n" : ",\n") + json_of(file.certificate.prices[i], model).dump();
  text += "],\n\"problem\":\"" + file.problem_sha256 + "\",\"rows\":[";
  for (std::size_t i = 0; i < file.certificate.rows.size(); ++i)
    text += (i == 0 ? "\n" : ",\n") + json_of(file.certificate.rows[i], model).dump();
  return text + "]}\n";
}

Result<FlowCertificateFile> read_flow_certificate(const std::string& path, const std::string& text,
                                                  const Model& model) {
  try {
    const nlohmann::json json = nlohmann::json::parse(text);
    FlowCertificateFile file;
    if (json.at("format").get<int>() != kForm) throw std::out_of_range("\"format\" is not 3");
    file.problem_sha256 = json.at("problem").get<std::string>();
    file.certificate.flow_at_least = json.at("flow_at_least").get<std::int64_t>();
    const Keys keys = keys_of(model);
    for (const nlohmann::json& line : json.at("prices"))
      file.certificate.prices.push_back(price_of(line, keys));
    if (json.contains("rows"))  // files of older versions have none
      for (const nlohmann::json& line : json.at("rows")) file.certificate.rows.push_back(row_of(line, keys));
    return file;
  } catch (const std::exception& error) {
    return Problem{{path, 0, 0, ""},
                   std::string("This is no certificate of form 3: ") + error.what() + ".",
                   "Give a file that \"homeward cmp --certificate\" has written for this problem."};
  }
}

}  // namespace homeward
