// SPDX-License-Identifier: Apache-2.0
//
// What a sweep says (docs/courses-of-action.md): one JSON object of whole numbers, texts and instants, the
// same on standard output and in a file, so that shards that were run elsewhere can be put together exactly.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "decide/sweep.h"

namespace homeward {

struct SweepRow {
  std::size_t point = 0;
  std::vector<std::pair<std::string, std::string>> values;  ///< axis → value, of those that are varied here
  SweepResult result;
};

struct Sweep {
  std::string scenario_sha256;
  std::vector<std::pair<std::string, std::string>> outcomes;  ///< condition → outcome, by key
  std::vector<SweepAxis> axes;
  SweepMode mode = SweepMode::combinations;
  SweepSearch search;
  std::size_t shards = 1;          ///< of how many it is a part
  std::vector<std::size_t> parts;  ///< which ones are here, ascending
  std::vector<SweepRow> rows;      ///< by point
};

nlohmann::json sweep_json(const Sweep& sweep);
Result<Sweep> read_sweep(std::string_view bytes, const std::string& file);

/// The whole sweep, exactly as one run would have given it; problems name shards that are missing, come twice
/// or are of another sweep. `files` are for messages.
Result<Sweep> merge_sweeps(std::vector<Sweep> sweeps, const std::vector<std::string>& files);

/// A row a point, RFC 4180; instants are UTC.
std::string sweep_csv(const Sweep& sweep);
std::string sweep_text(const Sweep& sweep);

}  // namespace homeward
