// SPDX-License-Identifier: Apache-2.0
//
// Text for HTML and CSV. Everything that a user wrote passes through here before it reaches a document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace homeward {

/// For HTML and SVG text and quoted attributes. Control characters other than tab and line feed are dropped.
std::string html_escape(std::string_view text);

/// Formula guard: text that begins with = + - @ tab, carriage return or ' gets a leading '. Reversible:
/// unguarded_text().
std::string guarded_text(std::string_view text);
std::string unguarded_text(std::string_view text);

/// At most `most` bytes, cut between words, with an ellipsis where something is missing.
std::string clipped_text(std::string text, std::size_t most);

/// Quoted when RFC 4180 asks for it.
std::string csv_field(std::string_view text);

/// 12,345: for people.
std::string grouped(std::int64_t number);
/// As above with a fixed number of decimals.
std::string grouped_decimal(double number, int decimals);

}  // namespace homeward
