// SPDX-License-Identifier: Apache-2.0
//
// Reads JSON strictly: UTF-8, no repeated keys, no depth above 32, no file above 256 MB, and a value is taken
// only for what it is: 1.0, 1e3 and "1" are no whole numbers, 5000000000 is never narrowed, null is nothing
// we know. Every problem has a line and column (broken JSON) or a JSON pointer (RFC 6901; wrong content).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace homeward {

enum class JsonKind : std::uint8_t { null, truth, whole, large_whole, fraction, text, list, object };

class JsonValue;

/// A parsed file. Flat: the values stand in one row in the order of the file.
class JsonDocument {
 public:
  /// `file` is only for messages. Problems: one for broken JSON, or one for each repeated key.
  static Result<JsonDocument> parse(std::string_view bytes, const std::string& file);

  JsonValue root() const;
  const std::string& file() const { return file_; }

 private:
  friend class JsonValue;
  friend class JsonTreeBuilder;
  struct Node {
    JsonKind kind = JsonKind::null;
    std::uint32_t key_at = 0, key_size = 0;    ///< in texts_; key of this value in its object
    std::uint32_t text_at = 0, text_size = 0;  ///< in texts_
    std::uint32_t end = 0;                     ///< the first node after this value and all inside it
    std::uint32_t count = 0;                   ///< of children
    std::int64_t whole = 0;                    ///< large_whole: the bits of an unsigned number; truth: 0 or 1
  };
  std::string file_;
  std::string texts_;
  std::vector<Node> nodes_;
};

/// A value inside a document, which must outlive it. Cheap to copy.
class JsonValue {
 public:
  JsonKind kind() const { return node().kind; }
  std::string_view key() const { return slice(node().key_at, node().key_size); }
  std::string_view text() const { return slice(node().text_at, node().text_size); }
  std::int64_t whole() const { return node().whole; }
  std::uint64_t large_whole() const { return static_cast<std::uint64_t>(node().whole); }
  std::size_t size() const { return node().count; }
  const std::string& file() const { return document_->file_; }

  class Iterator {
   public:
    Iterator(const JsonDocument* document, std::uint32_t at) : document_{document}, at_{at} {}
    JsonValue operator*() const { return JsonValue(document_, at_); }
    Iterator& operator++() {
      at_ = document_->nodes_[at_].end;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    const JsonDocument* document_;
    std::uint32_t at_;
  };
  /// Children of a list or an object; nothing for other kinds.
  Iterator begin() const { return {document_, at_ + 1}; }
  Iterator end() const { return {document_, node().end}; }

 private:
  friend class JsonDocument;
  JsonValue(const JsonDocument* document, std::uint32_t at) : document_{document}, at_{at} {}
  const JsonDocument::Node& node() const { return document_->nodes_[at_]; }
  std::string_view slice(std::uint32_t at, std::uint32_t size) const {
    return std::string_view(document_->texts_).substr(at, size);
  }
  const JsonDocument* document_;
  std::uint32_t at_;
};

inline JsonValue JsonDocument::root() const { return JsonValue(this, 0); }

}  // namespace homeward
