// SPDX-License-Identifier: Apache-2.0
#include "planner/many/flow_certificate.h"

namespace homeward::many {

namespace {

FlowPrice::Point kind_of(Point::Kind kind) {
  switch (kind) {
    case Point::Kind::place:
      return FlowPrice::Point::place;
    case Point::Kind::forward:
      return FlowPrice::Point::forward;
    case Point::Kind::backward:
      return FlowPrice::Point::backward;
    case Point::Kind::either:
      return FlowPrice::Point::either;
    case Point::Kind::whole:
      break;
  }
  return FlowPrice::Point::whole;
}

}  // namespace

FlowSet flow_set_of(const Traffic& traffic) {
  FlowSet set;
  set.model = &traffic.model;
  set.halts_on_the_way = traffic.halting == Halting::anywhere;
  set.no_place_twice = traffic.repeats == Repeats::no_place_twice;
  for (const Traveller& column : traffic.columns)
    set.columns.push_back(
        {column.from, traffic.goals[column.goals], column.ready, column.depart_until, column.pass_s});
  return set;
}

FlowCertificate flow_certificate_of(const PriceBound& bound) {
  FlowCertificate certificate;
  certificate.flow_at_least = bound.certified;
  for (const PricedInstant& instant : bound.prices)
    certificate.prices.push_back({kind_of(instant.point.kind), instant.point.index, instant.point.offset_s,
                                  instant.at, instant.price});
  for (const PricedRow& row : bound.rows) {
    FlowRow& written = certificate.rows.emplace_back();
    written.price = row.price;
    written.link = direction_of(row.members.front().arc).link.index();
    for (const RowMember& member : row.members)
      written.members.push_back({member.column, direction_of(member.arc).forward, member.first, member.last});
  }
  return certificate;
}

}  // namespace homeward::many
