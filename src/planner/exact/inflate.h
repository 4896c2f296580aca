// SPDX-License-Identifier: Apache-2.0
//
// Decompression of a deflate stream (RFC 1951).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace homeward::exact {

/// The unpacked bytes, or nothing when the stream is damaged, cut off, or longer than size_max.
std::optional<std::string> inflate(std::string_view packed, std::size_t size_max);

}  // namespace homeward::exact
