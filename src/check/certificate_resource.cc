// SPDX-License-Identifier: Apache-2.0
#include "check/certificate_resource.h"

#include <algorithm>
#include <string_view>

namespace homeward::check {

namespace {

template <class IdType, class Row>
std::optional<IdType> find_key(const IdVector<IdType, Row>& rows, std::string_view key) {
  for (IdType id : rows.ids())
    if (rows[id].key == key) return id;
  return std::nullopt;
}

bool find_fleets(const Model& model, std::string_view keys, CutResource& found) {
  while (true) {
    const std::size_t plus = keys.find('+');
    const auto fleet = find_key(model.fleets, keys.substr(0, plus));
    if (!fleet ||
        model.fleets[*fleet].vehicle != model.fleets[found.fleets.empty() ? *fleet : found.fleets[0]].vehicle)
      return false;
    if (std::find(found.fleets.begin(), found.fleets.end(), *fleet) != found.fleets.end()) return false;
    found.fleets.push_back(*fleet);
    if (plus == std::string_view::npos) return true;
    keys.remove_prefix(plus + 1);
  }
}

bool find_places(const Model& model, std::string_view keys, CutResource& found) {
  while (true) {
    const std::size_t plus = keys.find('+');
    const auto place = find_key(model.places, keys.substr(0, plus));
    if (!place || !model.in_zone(*place)) return false;
    if (std::find(found.places.begin(), found.places.end(), *place) != found.places.end()) return false;
    found.places.push_back(*place);
    if (plus == std::string_view::npos) return true;
    keys.remove_prefix(plus + 1);
  }
}

bool find_direction(const Model& model, std::string_view rest, CutResource& found) {
  const std::size_t colon = rest.rfind(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view way = rest.substr(colon + 1);
  const auto link = find_key(model.links, rest.substr(0, colon));
  if (!link || (way != "forward" && way != "backward")) return false;
  found.direction = {*link, way == "forward"};
  return true;
}

bool is_column_service(ServiceUse use) {
  return use == ServiceUse::passing || use == ServiceUse::leaving || use == ServiceUse::loading;
}

}  // namespace

std::optional<CutResource> find_resource(const Model& model, const CertificateResource& resource) {
  CutResource found;
  found.weight = resource.weight;
  found.when = {resource.from, resource.until};
  const std::string_view id = resource.id;
  const std::size_t colon = id.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view kind = id.substr(0, colon);
  const std::string_view rest = id.substr(colon + 1);
  if (kind == "link" || kind == "escort") {
    found.kind = kind == "link" ? CutResource::Kind::link : CutResource::Kind::escort;
    return find_direction(model, rest, found) ? std::optional(found) : std::nullopt;
  }
  if (kind == "fleet") {
    found.kind = CutResource::Kind::fleet;
    return find_fleets(model, rest, found) ? std::optional(found) : std::nullopt;
  }
  if (kind == "stand") {
    found.kind = CutResource::Kind::stand;
    return find_places(model, rest, found) ? std::optional(found) : std::nullopt;
  }
  if (kind == "service") {
    const auto service = find_key(model.services, rest);
    if (!service || !is_column_service(model.services[*service].use)) return std::nullopt;
    found.kind = CutResource::Kind::service;
    found.service = *service;
    found.place = model.services[*service].place;
    return found;
  }
  const auto place = find_key(model.places, rest);
  if (!place || !model.in_zone(*place) || (kind != "mog" && kind != "berth")) return std::nullopt;
  found.kind = kind == "mog" ? CutResource::Kind::mog : CutResource::Kind::berth;
  found.place = *place;
  return found;
}

}  // namespace homeward::check
