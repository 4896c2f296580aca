// SPDX-License-Identifier: Apache-2.0
//
// What `homeward prices` says, for people, programs and spreadsheets (docs/courses-of-action.md).
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/command.h"
#include "decide/prices.h"

namespace homeward {

nlohmann::json prices_json(const Model& model, const Prices& prices, const PriceOptions& options,
                           const CommandContext& context);
void print_prices(const Model& model, const Prices& prices, const PriceOptions& options,
                  CommandContext& context);
/// A row a change, RFC 4180.
std::string prices_csv(const Model& model, const Prices& prices);

}  // namespace homeward
