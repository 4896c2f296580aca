// SPDX-License-Identifier: Apache-2.0
//
// Orders already given: a plan file whose columns, flights, sailings, batches and closings every plan must
// hold as they are (ORDERED).
#pragma once

#include <optional>
#include <string>

#include "cli/command.h"
#include "model/model.h"
#include "planner/dispatch/given_orders.h"

namespace homeward {

/// The plan in the file as orders, whatever scenario and outcomes it was made for. Nothing after a complaint:
/// the file cannot be read, names what the scenario does not have, or breaks hard rules by itself.
std::optional<GivenOrders> load_orders(CommandContext& context, const std::string& file, const Model& model);

}  // namespace homeward
