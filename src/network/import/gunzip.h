// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace homeward::roads {

inline constexpr std::size_t kGunzipMax = 2'000'000'000;

/// The bytes themselves, or, when they begin as gzip, what is packed in them. Refuses broken and cut files,
/// and more than `bytes_max` bytes.
Result<std::string> gunzipped(const std::string& name, std::string bytes, std::size_t bytes_max = kGunzipMax);

}  // namespace homeward::roads
