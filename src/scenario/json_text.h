// SPDX-License-Identifier: Apache-2.0
//
// Writes canonical JSON: keys of every object in ascending order of their bytes (checked), whole numbers and
// text only, no blanks, a line break where the caller asks for one. Equal content gives equal bytes.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace homeward {

class JsonText {
 public:
  void begin_object();
  void end_object();
  void begin_list();
  void end_list();
  /// The next value belongs to this key. Keys of one object must ascend.
  void key(std::string_view name);
  void text(std::string_view value);
  void number(std::integral auto value) {
    separate();
    out_ += std::to_string(value);
  }
  void truth(std::same_as<bool> auto value) {
    separate();
    out_ += value ? "true" : "false";
  }
  void time(Time value);
  /// Begins a new line before the next value, key or closing bracket.
  void line() { line_wanted_ = true; }

  /// The finished document, with a line break at its end.
  std::string take();

 private:
  struct Level {
    bool empty = true;
    std::string last_key;
  };
  void separate();
  void open(char bracket);
  void close(char bracket);
  void break_line();

  std::string out_;
  std::vector<Level> levels_;
  bool after_key_ = false;
  bool line_wanted_ = false;
};

}  // namespace homeward
