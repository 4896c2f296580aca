// SPDX-License-Identifier: Apache-2.0
//
// Where a value stands in a JSON file, as a chain on the stack; turned into a JSON pointer (RFC 6901) only
// when there is something to complain about.
#pragma once

#include <string>
#include <string_view>

namespace homeward {

/// One step of a pointer, with ~ and / written as ~0 and ~1.
inline std::string pointer_token(std::string_view key) {
  std::string token;
  for (const char c : key) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

class JsonPath {
 public:
  JsonPath() = default;
  JsonPath(const JsonPath& up, std::string_view key) : up_{&up}, key_{key} {}
  JsonPath(const JsonPath& up, std::size_t index) : up_{&up}, index_{index}, in_list_{true} {}

  std::string pointer() const {
    if (up_ == nullptr) return "";
    return up_->pointer() + "/" + (in_list_ ? std::to_string(index_) : pointer_token(key_));
  }

 private:
  const JsonPath* up_ = nullptr;
  std::string_view key_;
  std::size_t index_ = 0;
  bool in_list_ = false;
};

}  // namespace homeward
