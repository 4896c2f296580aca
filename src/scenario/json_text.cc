// SPDX-License-Identifier: Apache-2.0
#include "scenario/json_text.h"

#include <utility>

#include "base/check.h"
#include "scenario/utc_text.h"

namespace homeward {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";

/// The shortest escapes that JSON has; everything else stands for itself.
void append_escaped(std::string& out, std::string_view value) {
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
}

}  // namespace

void JsonText::break_line() {
  if (line_wanted_) out_ += '\n';
  line_wanted_ = false;
}

void JsonText::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!levels_.empty()) {
    if (!levels_.back().empty) out_ += ',';
    levels_.back().empty = false;
  }
  break_line();
}

void JsonText::open(char bracket) {
  separate();
  out_ += bracket;
  levels_.emplace_back();
}

void JsonText::close(char bracket) {
  HW_CHECK(!levels_.empty() && !after_key_);
  levels_.pop_back();
  break_line();
  out_ += bracket;
}

void JsonText::begin_object() { open('{'); }
void JsonText::end_object() { close('}'); }
void JsonText::begin_list() { open('['); }
void JsonText::end_list() { close(']'); }

void JsonText::key(std::string_view name) {
  HW_CHECK(!levels_.empty() && !after_key_);
  HW_CHECK(levels_.back().empty || levels_.back().last_key < name);
  separate();
  levels_.back().last_key = name;
  out_ += '"';
  append_escaped(out_, name);
  out_ += "\":";
  after_key_ = true;
}

void JsonText::text(std::string_view value) {
  separate();
  out_ += '"';
  append_escaped(out_, value);
  out_ += '"';
}

void JsonText::time(Time value) { text(utc_text(value)); }

std::string JsonText::take() {
  HW_CHECK(levels_.empty());
  out_ += '\n';
  return std::move(out_);
}

}  // namespace homeward
