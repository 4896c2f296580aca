// SPDX-License-Identifier: Apache-2.0
#include "scenario/common.h"
#include "scenario/network_tables.h"

namespace homeward::scenario {
namespace {

constexpr std::array<Choice<PlaceKind>, 9> kKinds{{{"base", PlaceKind::base},
                                                   {"camp", PlaceKind::camp},
                                                   {"port", PlaceKind::port},
                                                   {"airfield", PlaceKind::airfield},
                                                   {"crossing", PlaceKind::crossing},
                                                   {"junction", PlaceKind::junction},
                                                   {"town", PlaceKind::town},
                                                   {"stop", PlaceKind::stop},
                                                   {"home", PlaceKind::home}}};

std::string read_country(const Field& field, Draft& draft) {
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (field.filled() && (field.text.size() != 2 || !is_letter(field.text[0]) || !is_letter(field.text[1])))
    refuse(field, "is not a country code of two capital letters", "Write the ISO 3166 code: IQ, KW, US",
           draft.problems);
  return std::string(field.text);
}

Place read_place(const Row& row, Draft& draft) {
  Problems& problems = draft.problems;
  Place place;
  place.key = take_key(row, "place", draft.places, draft);
  place.name = row.text("name");
  place.kind = to_choice(row["kind"], kKinds, problems).value_or(PlaceKind::junction);
  place.country = read_country(row["country"], draft);
  place.latitude_e6 = static_cast<std::int32_t>(to_degrees(row["lat"], 90, problems).value_or(0));
  place.longitude_e6 = static_cast<std::int32_t>(to_degrees(row["lon"], 180, problems).value_or(0));
  place.zones = take_ids(row, "zones", draft.zones, draft);
  place.exclusive = yes(row, "exclusive", draft);
  place.parking_vehicles = to_whole(row["parking_vehicles"], kCount, problems).value_or(0);
  place.rest = yes(row, "rest", draft);
  place.needs_permission = yes(row, "needs_permission", draft);
  place.closes = yes(row, "closes", draft);
  place.beds = to_whole(row["beds"], kCount, problems).value_or(0);
  place.mog_positions = to_whole(row["mog_positions"], kCount, problems).value_or(0);
  place.berths = to_whole(row["berths"], kCount, problems).value_or(0);
  place.provenance = to_provenance(row, problems);
  return place;
}

}  // namespace

void read_places(const Table& table, Draft& draft) {
  for (std::size_t i = 0; i < table.row_count(); ++i)
    draft.model.places.push_back(read_place(table.row(i), draft));
}

}  // namespace homeward::scenario
