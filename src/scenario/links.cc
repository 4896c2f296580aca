// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>
#include <utility>

#include "scenario/common.h"
#include "scenario/network_tables.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

constexpr std::array<Choice<LinkUse>, 4> kUses{{{"one_way", LinkUse::one_way},
                                                {"two_way", LinkUse::two_way},
                                                {"alternating", LinkUse::alternating},
                                                {"exclusive", LinkUse::exclusive}}};
constexpr Quantity kClearance{"m", "millimetres", 1000, {1, 1'000'000}};

void read_key(const Row& row, Link& link, Draft& draft) {
  const Field key = row["link"];
  if (key.filled()) {
    link.key = take_key(row, "link", draft.links, draft);
    return;
  }
  link.key = fmt::format("{}-{}", row["from"].text, row["to"].text);
  if (draft.links.find_quietly(link.key)) {
    draft.problems.add(row.place(), fmt::format("the link {} is entered twice", in_quotes(link.key)),
                       "Delete one of the rows; give two parallel roads a key each in the column link.");
    draft.links.add(key, "", draft.problems);
    return;
  }
  Field place = row["from"];
  place.line = row.line();
  draft.links.add(place, link.key, draft.problems);
}

void read_speeds(const Row& row, Link& link, Draft& draft) {
  const std::int64_t wheeled = to_quantity(row["speed_kmh"], kSpeed, draft.problems).value_or(1000);
  link.speed_m_per_hour = {wheeled,
                           to_quantity(row["speed_heavy_kmh"], kSpeed, draft.problems).value_or(wheeled),
                           to_quantity(row["speed_tracked_kmh"], kSpeed, draft.problems).value_or(wheeled)};
}

Link read_link(const Row& row, Draft& draft) {
  Problems& problems = draft.problems;
  Link link;
  read_key(row, link, draft);
  link.from = take_id(row, "from", draft.places, draft);
  link.to = take_id(row, "to", draft.places, draft);
  if (row["from"].filled() && row["from"].text == row["to"].text)
    refuse(row["to"], "is where the link begins", "A link joins two places.", problems);
  link.length_m = to_quantity(row["length_km"], kKilometres, problems).value_or(1);
  link.use = to_choice(row["use"], kUses, problems).value_or(LinkUse::two_way);
  link.lanes = to_whole(row["lanes"], {1, 16}, problems).value_or(1);
  read_speeds(row, link, draft);
  link.mlc = to_whole(row["mlc"], kMilitaryLoadClass, problems);
  link.height_mm = to_quantity(row["height_m"], kClearance, problems);
  link.width_mm = to_quantity(row["width_m"], kClearance, problems);
  link.meeting_width_mm = to_quantity(row["meeting_width_m"], kClearance, problems);
  link.gap_s = to_quantity(row["gap_min"], kMinutes, problems).value_or(0);
  link.escort = yes(row, "escort", draft);
  link.needs_permission = yes(row, "needs_permission", draft);
  link.risk_per_million_hours = to_whole(row["risk_per_million_hours"], kCount, problems).value_or(0);
  link.road_class = row.text("road_class");
  link.route = row.text("route");
  link.provenance = to_provenance(row, problems);
  return link;
}

bool opposite_one_ways(const Link& a, const Link& b) {
  return a.use == LinkUse::one_way && b.use == LinkUse::one_way && a.from == b.to;
}

// One road entered as two links would be travelled twice at once. Parallel roads differ in length or route
// name.
void check_doubles(const Table& table, Draft& draft) {
  std::map<std::pair<PlaceId, PlaceId>, std::vector<LinkId>> by_ends;
  for (const LinkId id : draft.model.links.ids()) {
    const Link& link = draft.model.links[id];
    const auto ends = std::minmax(link.from, link.to);
    std::vector<LinkId>& same_ends = by_ends[{ends.first, ends.second}];
    for (const LinkId other_id : same_ends) {
      const Link& other = draft.model.links[other_id];
      const bool alike = link.length_m == other.length_m && link.route == other.route;
      if (!alike || opposite_one_ways(link, other) || link.key == other.key) continue;
      draft.problems.add(
          table.row(id.index()).place(),
          fmt::format("the links {} and {} have the same ends, length and route: one road entered twice?",
                      in_quotes(other.key), in_quotes(link.key)),
          "Delete one (lanes and use say how it may be used); give truly parallel roads different routes.");
    }
    same_ends.push_back(id);
  }
}

}  // namespace

void read_links(const Table& table, Draft& draft) {
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    Link link = read_link(table.row(i), draft);
    draft.model.links.push_back(std::move(link));
  }
  if (draft.problems.clean("links.csv") && draft.problems.clean("places.csv")) check_doubles(table, draft);
}

}  // namespace homeward::scenario
