// SPDX-License-Identifier: Apache-2.0
//
// What `homeward prices --json` printed, read back for the report.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/model.h"
#include "report/report.h"

namespace homeward {

struct PricesFile {
  Duration noise_s = 0;
  std::vector<PriceLine> prices;  ///< dearest first
};

/// Problems: wrong content, prices of another scenario or of other outcomes than the model's.
Result<PricesFile> read_prices(const Model& model, std::string_view bytes, const std::string& file);

}  // namespace homeward
