// SPDX-License-Identifier: Apache-2.0
#include "scenario/made_workbook.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <algorithm>

namespace homeward {
namespace {

constexpr const char* kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* kRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

std::string escaped(std::string_view text) {
  std::string xml;
  for (const char c : text) xml += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  return xml;
}

std::string relation(int id, const std::string& type, const std::string& target) {
  return fmt::format("<Relationship Id=\"r{}\" Type=\"{}/{}\" Target=\"{}\"/>", id, kRelation, type, target);
}

std::string relations(const std::string& inside) {
  return fmt::format("{}<Relationships xmlns=\"{}\">{}</Relationships>", kHead, kRelations, inside);
}

}  // namespace

std::string zipped(const std::vector<std::pair<std::string, std::string>>& files) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* whole = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(whole);
  zip_t* archive = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : files) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    EXPECT_GE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8), 0) << name;
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_stat_t status;
  zip_source_stat(whole, &status);
  std::string bytes(status.size, '\0');
  zip_source_open(whole);
  EXPECT_EQ(zip_source_read(whole, bytes.data(), bytes.size()), static_cast<zip_int64_t>(bytes.size()));
  zip_source_close(whole);
  zip_source_free(whole);
  zip_error_fini(&error);
  return bytes;
}

std::string text_row(std::string_view cells) {
  std::string row = "<row>";
  while (true) {
    const std::size_t bar = std::min(cells.find('|'), cells.size());
    row += "<c t=\"inlineStr\"><is><t>" + escaped(cells.substr(0, bar)) + "</t></is></c>";
    if (bar == cells.size()) return row + "</row>";
    cells.remove_prefix(bar + 1);
  }
}

MadeWorkbook& MadeWorkbook::sheet(const std::string& name, const std::string& rows) {
  sheets_.push_back({name, rows, ""});
  return *this;
}

MadeWorkbook& MadeWorkbook::table(const std::string& name, std::string_view lines) {
  std::string rows;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    rows += text_row(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return sheet(name, rows);
}

MadeWorkbook& MadeWorkbook::behind(const std::string& xml) {
  sheets_.back().behind = xml;
  return *this;
}

MadeWorkbook& MadeWorkbook::formats(const std::vector<std::string>& codes) {
  std::string own, styles = "<xf numFmtId=\"0\"/>";
  int next = 164;
  for (const std::string& code : codes) {
    const bool fixed = code.find_first_not_of("0123456789") == std::string::npos;
    const int id = fixed ? std::stoi(code) : next++;
    if (!fixed) own += fmt::format("<numFmt numFmtId=\"{}\" formatCode='{}'/>", id, escaped(code));
    styles += fmt::format("<xf numFmtId=\"{}\"/>", id);
  }
  styles_ = fmt::format(
      "{}<styleSheet xmlns=\"{}\"><numFmts>{}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      "<cellXfs>{}</cellXfs><dxfs><dxf><numFmt numFmtId=\"0\" "
      "formatCode=\"yyyy\"/></dxf></dxfs></styleSheet>",
      kHead, kMain, own, styles);
  return *this;
}

MadeWorkbook& MadeWorkbook::shared(const std::string& items) {
  shared_ = fmt::format("{}<sst xmlns=\"{}\">{}</sst>", kHead, kMain, items);
  return *this;
}

MadeWorkbook& MadeWorkbook::properties(const std::string& book, const std::string& calculation) {
  book_properties_ = book;
  calculation_ = calculation;
  return *this;
}

MadeWorkbook& MadeWorkbook::part(const std::string& name, const std::string& content) {
  replaced_[name] = content;
  return *this;
}

MadeWorkbook& MadeWorkbook::without(const std::string& name) {
  left_out_.push_back(name);
  return *this;
}

std::vector<std::pair<std::string, std::string>> MadeWorkbook::parts() const {
  std::vector<std::pair<std::string, std::string>> parts;
  std::string names, targets;
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    names += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"r{}\"/>", escaped(sheets_[i].name), number,
                         number);
    targets += relation(number, "worksheet", fmt::format("worksheets/sheet{}.xml", number));
    parts.emplace_back(fmt::format("xl/worksheets/sheet{}.xml", number),
                       fmt::format("{}<worksheet xmlns=\"{}\"><dimension ref=\"A1:XFD1048576\"/><sheetData>{}"
                                   "</sheetData>{}</worksheet>",
                                   kHead, kMain, sheets_[i].rows, sheets_[i].behind));
  }
  if (!styles_.empty()) {
    targets += relation(1001, "styles", "/xl/styles.xml");
    parts.emplace_back("xl/styles.xml", styles_);
  }
  if (!shared_.empty()) {
    targets += relation(1002, "sharedStrings", "../xl/SharedStrings.xml");
    parts.emplace_back("xl/sharedStrings.xml", shared_);
  }
  parts.emplace_back("_rels/.rels", relations(relation(1, "officeDocument", "xl/workbook.xml")));
  parts.emplace_back("xl/_rels/workbook.xml.rels", relations(targets));
  parts.emplace_back("xl/workbook.xml",
                     fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><workbookPr {}/><sheets>{}</sheets>"
                                 "<calcPr {}/></workbook>",
                                 kHead, kMain, kRelation, book_properties_, names, calculation_));
  return parts;
}

std::string MadeWorkbook::bytes() const {
  auto files = parts();
  for (const auto& [name, content] : replaced_) {
    const auto file =
        std::find_if(files.begin(), files.end(), [&](const auto& one) { return one.first == name; });
    if (file != files.end()) file->second = content;
    if (file == files.end()) files.emplace_back(name, content);
  }
  for (const std::string& name : left_out_)
    std::erase_if(files, [&](const auto& one) { return one.first == name; });
  return zipped(files);
}

}  // namespace homeward
