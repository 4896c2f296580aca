// SPDX-License-Identifier: Apache-2.0
//
// Roads from two CSV tables: nodes (id, lat, lon) and edges (from, to, and any tags as columns: highway,
// length_m, oneway, maxspeed_kmh, mlc, …; docs/network-import.md). Ids are whole numbers or keys. Gzip is
// unpacked before.
#pragma once

#include "base/result.h"
#include "network/import/read_geojson.h"
#include "network/road_source.h"
#include "network/road_tags.h"

namespace homeward::roads {

enum class TableKind { nodes, edges, neither };

/// By the names of its columns.
TableKind kind_of_table(const NamedBytes& table);

/// Every problem of the rows, at most fifty.
Result<RoadSource> read_road_tables(const NamedBytes& nodes, const NamedBytes& edges, const TagRules& rules);

}  // namespace homeward::roads
