// SPDX-License-Identifier: Apache-2.0
#include "scenario/strict_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "scenario/json_path.h"

namespace homeward {

namespace {
constexpr std::size_t kBytesMax = 256'000'000;
constexpr std::size_t kNodesMax = 4'000'000;
constexpr std::size_t kDepthMax = 32;
constexpr std::size_t kProblemsMax = 50;
}  // namespace

/// The SAX consumer of nlohmann::json. Every callback returns false to stop.
class JsonTreeBuilder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  JsonTreeBuilder(JsonDocument& document, std::string_view bytes) : document_{document}, bytes_{bytes} {}

  bool null() { return leaf(JsonKind::null, 0); }
  bool boolean(bool value) { return leaf(JsonKind::truth, value ? 1 : 0); }
  bool number_integer(number_integer_t value) { return leaf(JsonKind::whole, value); }
  bool number_unsigned(number_unsigned_t value) {
    return leaf(std::in_range<std::int64_t>(value) ? JsonKind::whole : JsonKind::large_whole,
                static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t, const string_t& text) {
    if (!leaf(JsonKind::fraction, 0)) return false;
    keep_text(text);
    return true;
  }
  bool string(string_t& text) {
    if (!leaf(JsonKind::text, 0)) return false;
    keep_text(text);
    return true;
  }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return open(JsonKind::object); }
  bool start_array(std::size_t) { return open(JsonKind::list); }
  bool key(string_t& name) {
    key_at_ = static_cast<std::uint32_t>(document_.texts_.size());
    key_size_ = static_cast<std::uint32_t>(name.size());
    document_.texts_ += name;
    return true;
  }
  bool end_object() {
    find_repeated_keys();
    return close();
  }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string& last_token, const nlohmann::json::exception&);

  std::vector<Problem> problems;

 private:
  std::vector<JsonDocument::Node>& nodes() { return document_.nodes_; }
  bool leaf(JsonKind kind, std::int64_t whole);
  bool open(JsonKind kind);
  bool close() {
    nodes()[open_.back()].end = static_cast<std::uint32_t>(nodes().size());
    open_.pop_back();
    return true;
  }
  void keep_text(const std::string& text) {
    nodes().back().text_at = static_cast<std::uint32_t>(document_.texts_.size());
    nodes().back().text_size = static_cast<std::uint32_t>(text.size());
    document_.texts_ += text;
  }
  void find_repeated_keys();
  std::string pointer_of_open() const;
  bool stop(Source place, const std::string& what, const std::string& mend) {
    problems.push_back({std::move(place), what, mend});
    return false;
  }

  JsonDocument& document_;
  std::string_view bytes_;
  std::vector<std::uint32_t> open_;  ///< the lists and objects that we are inside of
  std::uint32_t key_at_ = 0, key_size_ = 0;
};

bool JsonTreeBuilder::leaf(JsonKind kind, std::int64_t whole) {
  if (nodes().size() >= kNodesMax)
    return stop({document_.file_, 0, 0, ""},
                "The file holds more than " + std::to_string(kNodesMax) + " values.",
                "Split the scenario, or report that real plans have become this large.");
  JsonDocument::Node node;
  node.kind = kind;
  node.whole = whole;
  node.key_at = key_at_;
  node.key_size = std::exchange(key_size_, 0);
  node.end = static_cast<std::uint32_t>(nodes().size() + 1);
  nodes().push_back(node);
  if (!open_.empty()) ++nodes()[open_.back()].count;
  return true;
}

bool JsonTreeBuilder::open(JsonKind kind) {
  if (open_.size() >= kDepthMax)
    return stop(
        {document_.file_, 0, 0, pointer_of_open()},
        "Lists and objects stand inside one another more than " + std::to_string(kDepthMax) + " deep.",
        "Nothing in this format is so deep: write the file again with homeward.");
  if (!leaf(kind, 0)) return false;
  open_.push_back(static_cast<std::uint32_t>(nodes().size() - 1));
  return true;
}

std::string JsonTreeBuilder::pointer_of_open() const {
  std::string pointer;
  for (std::size_t i = 1; i < open_.size(); ++i) {
    const JsonDocument::Node& parent = document_.nodes_[open_[i - 1]];
    const JsonDocument::Node& node = document_.nodes_[open_[i]];
    pointer +=
        parent.kind == JsonKind::list
            ? "/" + std::to_string(parent.count - 1)
            : "/" + pointer_token(std::string_view(document_.texts_).substr(node.key_at, node.key_size));
  }
  return pointer;
}

void JsonTreeBuilder::find_repeated_keys() {
  std::vector<std::string_view> keys;
  const std::uint32_t object = open_.back();
  for (std::uint32_t at = object + 1; at < nodes().size(); at = nodes()[at].end)
    keys.push_back(std::string_view(document_.texts_).substr(nodes()[at].key_at, nodes()[at].key_size));
  std::sort(keys.begin(), keys.end());
  for (auto at = std::adjacent_find(keys.begin(), keys.end());
       at != keys.end() && problems.size() < kProblemsMax; at = std::adjacent_find(at + 1, keys.end()))
    stop({document_.file_, 0, 0, pointer_of_open() + "/" + pointer_token(*at)},
         "The key \"" + std::string(*at) + "\" stands more than once in one object.", "Keep one of them.");
}

bool JsonTreeBuilder::parse_error(std::size_t position, const std::string& last_token,
                                  const nlohmann::json::exception&) {
  const std::size_t at = std::min(position == 0 ? 0 : position - 1, bytes_.size());
  const std::string_view before = bytes_.substr(0, at);
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  const int line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  const int column = static_cast<int>(at - line_begin) + 1;
  const Source place{document_.file_, line, column, ""};
  if (at >= bytes_.size())
    return stop(place, "The file ends in the middle of a value.",
                "The file was cut: write or copy it again.");
  std::string token = last_token.substr(last_token.size() > 40 ? last_token.size() - 40 : 0);
  for (char& c : token)
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e) c = '?';
  return stop(place, "This is not JSON in UTF-8 (near \"" + token + "\").",
              "Mend the file at this place, or write it again with homeward.");
}

Result<JsonDocument> JsonDocument::parse(std::string_view bytes, const std::string& file) {
  if (bytes.empty())
    return Problem{{file, 0, 0, ""}, "The file is empty.", "Name a file that homeward has written."};
  if (bytes.size() > kBytesMax)
    return Problem{
        {file, 0, 0, ""}, "The file has more than 256 MB.", "Name a file that homeward has written."};
  JsonDocument document;
  document.file_ = file;
  JsonTreeBuilder builder(document, bytes);
  const bool done = nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &builder);
  if (!builder.problems.empty()) return std::move(builder.problems);
  HW_CHECK(done && !document.nodes_.empty());
  return document;
}

}  // namespace homeward
