// SPDX-License-Identifier: Apache-2.0
//
// places.csv, links.csv, services.csv, windows.csv and traffic.csv → the network of the model and what is on
// it anyway.
#pragma once

#include "scenario/draft.h"
#include "scenario/table.h"

namespace homeward::scenario {

void read_places(const Table& table, Draft& draft);
void read_links(const Table& table, Draft& draft);
/// After places and units.
void read_services(const Table& table, Draft& draft);
/// After links and services.
void read_windows(const Table& table, Draft& draft);
/// After links, services and item types.
void read_traffic(const Table& table, Draft& draft);

}  // namespace homeward::scenario
