// SPDX-License-Identifier: Apache-2.0
#include "scenario/workbook_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "scenario/cell_table.h"
#include "scenario/schema.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

constexpr std::size_t kSheetsMax = 1000;
constexpr std::size_t kRelationsMax = 10'000;
constexpr std::size_t kFormatsMax = 100'000;
constexpr std::size_t kTextsMax = 4'000'000;
constexpr std::size_t kTextBytesMax = 64 << 20;

std::optional<int> number_of(std::optional<std::string_view> text) {
  int number = 0;
  if (!text || text->empty()) return std::nullopt;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || number < 0) return std::nullopt;
  return number;
}

struct Relation {
  std::string type;  ///< last word of its address: "worksheet"
  std::string target;
};
using Relations = std::map<std::string, Relation, std::less<>>;

class RelationEvents : public XmlEvents {
 public:
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.find("TargetMode") == "External") return;
    const std::string_view type = attributes.find("Type").value_or("");
    relations.emplace(attributes.find("Id").value_or(""),
                      Relation{std::string(type.substr(type.rfind('/') + 1)),
                               std::string(attributes.find("Target").value_or(""))});
  }
  void text(std::string_view) override {}
  void end(std::string_view) override {}
  bool enough() const override { return relations.size() > kRelationsMax; }

  Relations relations;
};

class WorkbookEvents : public XmlEvents {
 public:
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr" && is_true(attributes.find("date1904"))) epoch = Epoch::year_1904;
    if (name == "calcPr" && is_true(attributes.find("fullCalcOnLoad"))) formulas_computed = false;
    if (name == "sheet")
      sheets.push_back({std::string(attributes.find("name").value_or("")),
                        std::string(attributes.relation_id().value_or(""))});
  }
  void text(std::string_view) override {}
  void end(std::string_view) override {}
  bool enough() const override { return sheets.size() > kSheetsMax; }

  struct Sheet {
    std::string name;
    std::string relation;
  };
  std::vector<Sheet> sheets;
  Epoch epoch = Epoch::year_1900;
  bool formulas_computed = true;
};

class StyleEvents : public XmlEvents {
 public:
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmts" || name == "cellXfs") inside_ = name;
    const auto id = number_of(attributes.find("numFmtId"));
    if (name == "numFmt" && inside_ == "numFmts" && id)
      own_[*id] = shown_by(attributes.find("formatCode").value_or(""));
    if (name == "xf" && inside_ == "cellXfs") ids_.push_back(id.value_or(0));
  }
  void text(std::string_view) override {}
  void end(std::string_view name) override {
    if (name == inside_) inside_.clear();
  }
  bool enough() const override { return ids_.size() > kFormatsMax || own_.size() > kFormatsMax; }

  std::vector<Shown> formats() const {
    std::vector<Shown> formats;
    for (const int id : ids_) {
      const auto own = own_.find(id);
      formats.push_back(own == own_.end() ? shown_by_fixed_format(id) : own->second);
    }
    return formats;
  }

 private:
  std::string inside_;
  std::map<int, Shown> own_;
  std::vector<int> ids_;
};

class TextEvents : public XmlEvents {
 public:
  explicit TextEvents(WorkbookParts& parts) : parts_{parts} {}

  void begin(std::string_view name, const XmlAttributes&) override {
    if (name == "si") text_.clear();
    if (name == "rPh") reading_aid_ = true;  // how a text is pronounced
    taking_ = name == "t" && !reading_aid_;
  }
  void text(std::string_view characters) override {
    if (taking_) append_within_limit(text_, characters);
  }
  void end(std::string_view name) override {
    taking_ = false;
    if (name == "rPh") reading_aid_ = false;
    if (name != "si") return;
    bytes_ += text_.size();
    parts_.texts.push_back(parts_.kept.keep(workbook_text(text_)));
  }
  bool enough() const override { return bytes_ > kTextBytesMax || parts_.texts.size() > kTextsMax; }

 private:
  WorkbookParts& parts_;
  std::string text_;
  std::size_t bytes_ = 0;
  bool reading_aid_ = false;
  bool taking_ = false;
};

// "xl/workbook.xml" and "worksheets/sheet1.xml" give "xl/worksheets/sheet1.xml".
std::string target_path(std::string_view from, std::string_view target) {
  std::string path(from.substr(0, from.rfind('/') + 1));
  if (target.starts_with('/')) {
    path.clear();
    target.remove_prefix(1);
  }
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!path.empty()) path.pop_back();
    path.erase(path.rfind('/') + 1);
  }
  return path + std::string(target);
}

std::string relations_path(std::string_view part) {
  const std::size_t name = part.rfind('/') + 1;
  return fmt::format("{}_rels/{}.rels", part.substr(0, name), part.substr(name));
}

/// Reads the parts one after the other, until one is wrong.
class PartsReader {
 public:
  explicit PartsReader(ZipArchive& archive) : archive_{archive} {}

  bool read() { return read_main() && read_styles() && read_texts(); }
  std::string what, mend = "Open it in a spreadsheet program and save it anew as Excel workbook (.xlsx).";
  WorkbookParts parts;

 private:
  bool read_main() {
    RelationEvents top;
    if (!take("_rels/.rels", top)) return false;
    const auto main = std::find_if(top.relations.begin(), top.relations.end(),
                                   [](const auto& one) { return one.second.type == "officeDocument"; });
    if (main == top.relations.end()) return refuse("the archive holds no workbook");
    const std::string part = target_path("", main->second.target);
    if (part.ends_with(".bin")) return refuse("it is a binary workbook (.xlsb)");
    WorkbookEvents book;
    RelationEvents relations;
    if (!take(part, book)) return false;
    if (book.sheets.empty()) return refuse("it holds no sheets; it may be another kind of document");
    if (!take(relations_path(part), relations)) return false;
    return keep_sheets(part, book, relations.relations);
  }

  bool keep_sheets(const std::string& part, const WorkbookEvents& book, const Relations& relations) {
    if (book.enough()) return refuse("it has more than 1000 sheets");
    parts.epoch = book.epoch;
    parts.formulas_computed = book.formulas_computed;
    for (const auto& [name, id] : book.sheets) {
      const auto relation = relations.find(id);
      if (relation == relations.end())
        return refuse(fmt::format("the sheet {} is missing in it", in_quotes(name)));
      parts.sheets.push_back(
          {name, target_path(part, relation->second.target), relation->second.type == "worksheet"});
    }
    for (const auto& [id, relation] : relations) {
      if (relation.type == "styles") styles_ = target_path(part, relation.target);
      if (relation.type == "sharedStrings") texts_ = target_path(part, relation.target);
    }
    return true;
  }

  bool read_styles() {
    if (styles_.empty()) return true;
    StyleEvents styles;
    if (!take(styles_, styles)) return false;
    if (styles.enough()) return refuse("it has more than 100,000 styles");
    parts.formats = styles.formats();
    return true;
  }

  bool read_texts() {
    if (texts_.empty()) return true;
    TextEvents texts(parts);
    if (!take(texts_, texts)) return false;
    return !texts.enough() || refuse("it holds more than 64 MB of text");
  }

  bool take(const std::string& part, XmlEvents& events) {
    what = read_part(archive_, part, events);
    return what.empty();
  }
  bool refuse(std::string sentence) {
    what = std::move(sentence);
    return false;
  }

  ZipArchive& archive_;
  std::string styles_, texts_;
};

int hex_value(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    const bool digit = c >= '0' && c <= '9', letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
    if (!digit && !letter) return -1;
    value = value * 16 + (digit ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return value;
}

void append_utf8(std::string& text, int code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | (code >> 6));
    text += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    text += static_cast<char>(0xE0 | (code >> 12));
    text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (code & 0x3F));
  }
}

}  // namespace

bool is_true(std::optional<std::string_view> attribute) { return attribute == "1" || attribute == "true"; }

void append_within_limit(std::string& text, std::string_view more) {
  text += more.substr(0, kCellBytesMax + 1 - std::min(text.size(), kCellBytesMax + 1));
}

std::string workbook_text(std::string_view stored) {
  std::string text;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    const bool escape = stored.substr(i, 2) == "_x" && i + 6 < stored.size() && stored[i + 6] == '_';
    const int code = escape ? hex_value(stored.substr(i + 2, 4)) : -1;
    if (code >= 0 && (code < 0xD800 || code > 0xDFFF)) {  // halves of characters stay as they are
      append_utf8(text, code);
      i += 6;
    } else {
      text += stored[i];
    }
  }
  for (std::size_t at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at))
    text.erase(at, 1);
  return text;
}

std::string read_part(ZipArchive& archive, std::string_view part, XmlEvents& events) {
  XmlStream stream(events);
  const std::string name = in_quotes(part);
  const Unpacked unpacked = archive.unpack(part, [&](std::string_view bytes) { return stream.feed(bytes); });
  switch (unpacked) {
    case Unpacked::missing:
      return fmt::format("its part {} is missing", name);
    case Unpacked::encrypted:
      return "it is locked with a password";
    case Unpacked::damaged:
      return fmt::format("its part {} is damaged or cut off", name);
    case Unpacked::too_large:
      return "it unpacks to more than 256 MB";
    case Unpacked::whole:
    case Unpacked::stopped:
      break;
  }
  const std::string error = stream.finish();
  return error.empty() ? "" : fmt::format("its part {} is damaged: {}", name, error);
}

std::optional<WorkbookParts> read_workbook_parts(ZipArchive& archive, Problems& problems) {
  PartsReader reader(archive);
  if (reader.read()) return std::move(reader.parts);
  problems.add({std::string(kWorkbookFile), 0, 0, ""}, reader.what, reader.mend);
  return std::nullopt;
}

}  // namespace homeward::scenario
