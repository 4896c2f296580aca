// SPDX-License-Identifier: Apache-2.0
//
// Workbooks for tests, part by part, so that they can be wrong in every way.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace homeward {

/// An archive of these files, packed.
std::string zipped(const std::vector<std::pair<std::string, std::string>>& files);

/// "<row>…</row>" of cells with text, one for each piece between bars: "place|name|kind".
std::string text_row(std::string_view cells);

class MadeWorkbook {
 public:
  /// `rows` is what stands in sheetData.
  MadeWorkbook& sheet(const std::string& name, const std::string& rows);
  /// A sheet whose rows are lines with bars between cells, all text.
  MadeWorkbook& table(const std::string& name, std::string_view lines);
  /// What stands behind sheetData of the last sheet.
  MadeWorkbook& behind(const std::string& xml);
  /// Number formats, one for each cell style from 1 on (0 is General); a number is a fixed format.
  MadeWorkbook& formats(const std::vector<std::string>& codes);
  MadeWorkbook& shared(const std::string& items);
  /// Attributes of workbookPr and of calcPr.
  MadeWorkbook& properties(const std::string& book, const std::string& calculation);
  /// Replaces a part, or adds one.
  MadeWorkbook& part(const std::string& name, const std::string& content);
  MadeWorkbook& without(const std::string& name);
  std::string bytes() const;

 private:
  std::vector<std::pair<std::string, std::string>> parts() const;

  struct Sheet {
    std::string name, rows, behind;
  };
  std::vector<Sheet> sheets_;
  std::string styles_, shared_, book_properties_, calculation_;
  std::map<std::string, std::string> replaced_;
  std::vector<std::string> left_out_;
};

}  // namespace homeward
