// SPDX-License-Identifier: Apache-2.0
//
// A light reading of C++ text, enough for rules of style: no preprocessor, no types.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace homeward::tidy {

/// The text with every comment and every string and character literal blanked out. Lines keep their numbers
/// and lengths; the quotes of literals stay. Include lines stay whole.
std::string blank_comments_and_literals(std::string_view text);

/// The lines of a text without their line ends. A last line without line end counts.
std::vector<std::string_view> split_lines(std::string_view text);

/// An identifier of the code, with what stands around it.
struct Word {
  std::string_view name;
  std::string_view qualifier;  // of `std::exit` it is "std"; "::" of `::exit`; empty for none
  int line;
  bool member;                      // after `.` or `->`
  bool declared;                    // directly after another identifier that is no keyword: `void exit(`
  bool called;                      // a `(` follows
  std::string_view first_argument;  // up to the first `,` or `)`, when called
};

/// All identifiers of a text that blank_comments_and_literals has been over. Views point into `code`.
std::vector<Word> words_of(std::string_view code);

bool is_cpp(std::string_view path);

}  // namespace homeward::tidy
