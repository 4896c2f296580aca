// SPDX-License-Identifier: Apache-2.0
#include "scenario/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

#include "scenario/text.h"

namespace homeward::scenario {
namespace {

constexpr std::size_t kDepthMax = 8;
constexpr std::size_t kNodesMax = 20'000;

struct GivenUp {};  // thrown by the handler through the parser after it has reported why

// Turns byte columns of the parser into characters.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_{text} {
    begins_.push_back(0);
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
      begins_.push_back(at + 1);
  }
  int line(const YAML::Mark& mark) const { return std::max(mark.line, 0) + 1; }
  int column(const YAML::Mark& mark) const {
    const auto line_index = static_cast<std::size_t>(std::max(mark.line, 0));
    const auto bytes = static_cast<std::size_t>(std::max(mark.column, 0));
    if (line_index >= begins_.size()) return 1;
    return 1 + static_cast<int>(character_count(text_.substr(begins_[line_index], bytes)));
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> begins_;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& file, const Lines& lines, Problems& problems)
      : file_{file}, lines_{lines}, problems_{problems} {}

  std::optional<YamlNode> take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    leaf(mark, YamlNode::Kind::empty, "");
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    report(mark, "an alias (*name) is not allowed here", "Write the value out.");
    leaf(mark, YamlNode::Kind::empty, "");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (first_control_character(value)) {
      report(mark, fmt::format("{} holds a control character", in_quotes(value)),
             "Delete it; type the text anew.");
    }
    leaf(mark, YamlNode::Kind::scalar, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin(mark, tag, anchor, YamlNode::Kind::list);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(mark, tag, anchor, YamlNode::Kind::map);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapEnd() override { end(); }

 private:
  struct Open {
    YamlNode node;
    std::set<std::string> seen;
    bool key_due = false;
  };

  void leaf(const YAML::Mark& mark, YamlNode::Kind kind, const std::string& text) {
    if (++nodes_ > kNodesMax) give_up(mark, fmt::format("more than {} values", kNodesMax));
    if (!open_.empty() && open_.back().key_due) return take_key(mark, text);
    YamlNode node;
    node.kind = kind;
    node.text = text;
    node.line = lines_.line(mark);
    node.column = lines_.column(mark);
    place(std::move(node));
  }

  void take_key(const YAML::Mark& mark, const std::string& text) {
    Open& map = open_.back();
    if (!map.seen.insert(text).second) {
      report(mark, fmt::format("the key {} stands here a second time", in_quotes(text)),
             "Keep one of the two.");
    }
    map.node.keys.push_back({text, lines_.line(mark), lines_.column(mark)});
    map.key_due = false;
  }

  void begin(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlNode::Kind kind) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (open_.size() >= kDepthMax) give_up(mark, fmt::format("nested deeper than {} levels", kDepthMax));
    if (!open_.empty() && open_.back().key_due) give_up(mark, "a list or map stands where a key is due");
    Open open;
    open.node.kind = kind;
    open.node.line = lines_.line(mark);
    open.node.column = lines_.column(mark);
    open.key_due = kind == YamlNode::Kind::map;
    open_.push_back(std::move(open));
  }

  void end() {
    YamlNode node = std::move(open_.back().node);
    open_.pop_back();
    place(std::move(node));
  }

  void place(YamlNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    parent.node.children.push_back(std::move(node));
    parent.key_due = parent.node.kind == YamlNode::Kind::map;
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor)
      report(mark, "an anchor (&name) is not allowed here", "Write every value out.");
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    const bool ordinary = tag.empty() || tag == "?" || tag == "!";
    if (!ordinary) report(mark, fmt::format("the tag {} is not allowed here", in_quotes(tag)), "Delete it.");
  }

  void report(const YAML::Mark& mark, std::string what, std::string mend) {
    problems_.add({file_, lines_.line(mark), lines_.column(mark), ""}, std::move(what), std::move(mend));
  }

  [[noreturn]] void give_up(const YAML::Mark& mark, std::string what) {
    report(mark, std::move(what), "Compare it with the example that 'homeward new' writes.");
    throw GivenUp{};
  }

  const std::string& file_;
  const Lines& lines_;
  Problems& problems_;
  std::vector<Open> open_;
  std::optional<YamlNode> root_;
  std::size_t nodes_ = 0;
};

// The parser's own words where they tell the user little.
std::string reworded(const std::string& message) {
  if (message == "bad file" || message.ends_with("not found"))
    return "the file ends too early or is nested too deeply (" + message + ")";
  return "not readable as YAML: " + message;
}

std::string mending(const std::string& bytes) {
  const bool tabs = bytes.starts_with('\t') || bytes.find("\n\t") != std::string::npos;
  if (tabs) return "Indent with blanks: there are tabs at the begin of lines.";
  return "See whether a quote, bracket or indentation is wrong in this line or the one before.";
}

void parse(const std::string& file, const std::string& bytes, const Lines& lines, TreeBuilder& builder,
           Problems& problems) {
  std::istringstream stream(bytes);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) return;
    TreeBuilder second(file, lines, problems);
    if (parser.HandleNextDocument(second)) {
      problems.add({file, 1, 1, ""}, "the file holds more than one document",
                   "Delete everything from the second '---' on.");
    }
  } catch (const YAML::Exception& error) {
    problems.add({file, lines.line(error.mark), lines.column(error.mark), ""}, reworded(error.msg),
                 mending(bytes));
  } catch (const GivenUp&) {
    return;
  }
}

}  // namespace

std::optional<YamlNode> read_yaml(const std::string& file, const std::string& bytes, Problems& problems) {
  const Lines lines(bytes);
  TreeBuilder builder(file, lines, problems);
  const std::size_t before = problems.count();
  parse(file, bytes, lines, builder, problems);
  std::optional<YamlNode> root = builder.take();
  if (root && root->kind == YamlNode::Kind::map) return root;
  if (problems.count() == before) {
    problems.add({file, 1, 1, ""}, root ? "the file is not a map of keys and values" : "the file is empty",
                 "Compare it with the example that 'homeward new' writes.");
  }
  return std::nullopt;
}

}  // namespace homeward::scenario
