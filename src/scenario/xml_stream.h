// SPDX-License-Identifier: Apache-2.0
//
// XML read as it comes, for parts of office documents: elements by their local name, text, and limits.
// Document type declarations are refused, so nothing can be defined that expands or that is fetched from
// elsewhere.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace homeward::scenario {

class XmlAttributes {
 public:
  /// Name, value, name, value … nullptr, names with their namespace before a line break.
  explicit XmlAttributes(const char** pairs) : pairs_{pairs} {}
  /// Of an attribute without namespace.
  std::optional<std::string_view> find(std::string_view name) const;
  /// The id by which a part of an office document refers to another (r:id).
  std::optional<std::string_view> relation_id() const;

 private:
  const char** pairs_;
};

/// What happens while a document is read. `name` is empty for elements of namespaces that are none of the
/// spreadsheet's or of relationships. Views live as long as the call; nothing may be thrown but
/// std::bad_alloc.
class XmlEvents {
 public:
  virtual ~XmlEvents() = default;
  virtual void begin(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void text(std::string_view characters) = 0;
  virtual void end(std::string_view name) = 0;
  /// Asked after every event: the rest is of no interest.
  virtual bool enough() const = 0;
};

class XmlStream {
 public:
  static constexpr int kDepthMax = 64;
  static constexpr std::int64_t kPieceMax = 1 << 20;  ///< bytes of one tag, comment or instruction

  explicit XmlStream(XmlEvents& events);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  /// False when nothing more need be fed: damaged, or the events had enough.
  bool feed(std::string_view bytes);
  /// What is wrong with the document, once all was fed: "line 3: not well-formed (invalid token)". Empty when
  /// it is whole, or the events had enough.
  std::string finish();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace homeward::scenario
