// SPDX-License-Identifier: Apache-2.0
//
// What messages about text need: UTF-8 and control characters, quoting, suggestions by edit
// distance, and the form in which keys that look alike are equal.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace homeward::scenario {

/// Byte offset of the first byte that is not well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
std::optional<std::size_t> first_bad_utf8(std::string_view bytes);

/// Byte offset of the first character that has no business in a table: controls other than tab and newline,
/// and the invisible ones that turn the direction of text. `text` is UTF-8.
std::optional<std::size_t> first_control_character(std::string_view text);

/// Number of characters (code points) of UTF-8 text.
std::size_t character_count(std::string_view text);

/// The value in single quotes for a message: at most 60 characters, controls and odd spaces as \u{…}.
std::string in_quotes(std::string_view value);

/// " Did you mean 'x'?" or " Did you mean 'x' or 'y'?", with a leading blank; empty when nothing is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

/// Letters in lower case, O as 0, I and l as 1, all of _ - . as -: two keys with one form look alike.
std::string look_alike_form(std::string_view key);

std::string_view trimmed(std::string_view text);

/// "a, b or c".
std::string listed(std::span<const std::string> words);

}  // namespace homeward::scenario
