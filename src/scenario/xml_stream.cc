// SPDX-License-Identifier: Apache-2.0
#include "scenario/xml_stream.h"

#include <expat.h>
#include <fmt/format.h>

#include <array>
#include <new>

namespace homeward::scenario {
namespace {

constexpr char kSeparator = '\n';

constexpr std::array<std::string_view, 3> kSpaces{
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships"};
constexpr std::array<std::string_view, 2> kRelationSpaces{
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships"};

// Empty when the element belongs to another vocabulary.
std::string_view local_name(std::string_view full) {
  for (const std::string_view space : kSpaces)
    if (full.starts_with(space) && full.substr(space.size(), 1) == std::string_view(&kSeparator, 1))
      return full.substr(space.size() + 1);
  return {};
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (name == *pair) return pair[1];
  return std::nullopt;
}

std::optional<std::string_view> XmlAttributes::relation_id() const {
  for (const std::string_view space : kRelationSpaces)
    if (const auto id = find(std::string(space) + kSeparator + "id")) return id;
  return std::nullopt;
}

struct XmlStream::Inside {
  explicit Inside(XmlEvents& to) : events{to}, parser{XML_ParserCreateNS(nullptr, kSeparator)} {
    if (parser == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, on_begin, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetStartDoctypeDeclHandler(parser, on_doctype);
  }
  ~Inside() { XML_ParserFree(parser); }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

  static Inside& of(void* data) { return *static_cast<Inside*>(data); }
  static void on_begin(void* data, const char* name, const char** attributes) {
    Inside& self = of(data);
    if (self.stopped) return;
    if (++self.depth > kDepthMax) return self.refuse("elements are nested more than 64 deep");
    self.events.begin(local_name(name), XmlAttributes(attributes));
    self.look();
  }
  static void on_end(void* data, const char* name) {
    Inside& self = of(data);
    if (self.stopped) return;
    --self.depth;
    self.events.end(local_name(name));
    self.look();
  }
  static void on_text(void* data, const char* text, int size) {
    Inside& self = of(data);
    if (!self.stopped) self.events.text({text, static_cast<std::size_t>(size)});
  }
  static void on_doctype(void* data, const char*, const char*, const char*, int) {
    of(data).refuse("it holds a document type declaration");
  }

  void look() {
    if (events.enough()) stop();
  }
  void stop() {
    stopped = true;
    XML_StopParser(parser, XML_FALSE);
  }
  void refuse(std::string what) {
    if (error.empty()) error = fmt::format("line {}: {}", XML_GetCurrentLineNumber(parser), what);
    stop();
  }

  bool parse(std::string_view bytes, int last) {
    fed += static_cast<std::int64_t>(bytes.size());
    if (XML_Parse(parser, bytes.data(), static_cast<int>(bytes.size()), last) == XML_STATUS_ERROR) {
      if (!stopped) refuse(XML_ErrorString(XML_GetErrorCode(parser)));
      return false;
    }
    // What has not been reported yet is read again with every piece: nothing that long is worth that.
    if (!last && fed - XML_GetCurrentByteIndex(parser) > kPieceMax)
      refuse("a tag or comment is longer than 1 MB");
    return !stopped;
  }

  XmlEvents& events;
  XML_Parser parser;
  std::string error;
  std::int64_t fed = 0;
  int depth = 0;
  bool stopped = false;
};

XmlStream::XmlStream(XmlEvents& events) : inside_{std::make_unique<Inside>(events)} {}
XmlStream::~XmlStream() = default;

bool XmlStream::feed(std::string_view bytes) { return !inside_->stopped && inside_->parse(bytes, 0); }

std::string XmlStream::finish() {
  if (!inside_->stopped) inside_->parse({}, 1);
  return inside_->error;
}

}  // namespace homeward::scenario
