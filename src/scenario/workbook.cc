// SPDX-License-Identifier: Apache-2.0
#include "scenario/workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "scenario/csv.h"
#include "scenario/sheet_reader.h"
#include "scenario/text.h"
#include "scenario/workbook_parts.h"
#include "scenario/zip_archive.h"

namespace homeward::scenario {
namespace {

constexpr std::uint64_t kUnpackedMax = 256 << 20;
constexpr const char* kSaveAs = "Open it in a spreadsheet program and save it as Excel workbook (.xlsx).";

void refuse(std::string what, std::string mend, Problems& problems) {
  problems.add({std::string(kWorkbookFile), 0, 0, ""}, std::move(what), std::move(mend));
}

// Compound files: workbooks before 2007, and all workbooks with a password.
std::string what_compound_file(std::string_view bytes) {
  std::string wide;
  for (const char c : std::string_view("EncryptedPackage")) wide += std::string(1, c) + '\0';
  return bytes.find(wide) != std::string_view::npos ? "it is locked with a password"
                                                    : "it is a workbook of the old kind (.xls)";
}

bool is_open_document(ZipArchive& archive) {
  std::string type;
  archive.unpack("mimetype", [&](std::string_view bytes) {
    type = bytes.substr(0, 100);
    return false;
  });
  return type.find("opendocument") != std::string::npos;
}

/// Nothing after a report.
std::unique_ptr<ZipArchive> open_workbook(std::string_view bytes, Problems& problems) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    const std::string what = what_compound_file(bytes);
    refuse(what,
           what.find("password") == std::string::npos ? kSaveAs : "Take the password off and save it again.",
           problems);
    return nullptr;
  }
  if (!bytes.starts_with("PK")) {
    refuse("the file is no workbook", kSaveAs, problems);
    return nullptr;
  }
  auto archive = ZipArchive::open(bytes, kUnpackedMax);
  if (archive == nullptr) {
    refuse("the workbook is damaged or cut off", "Copy it again, or save it anew.", problems);
  } else if (is_open_document(*archive)) {
    refuse("it is a workbook of another kind (.ods)", kSaveAs, problems);
    archive.reset();
  }
  return archive;
}

std::vector<std::string> sheet_names() {
  std::vector<std::string> names;
  for (const TableSpec& spec : table_specs()) names.emplace_back(sheet_name(spec.file));
  return names;
}

/// Nothing after a report.
const TableSpec* table_of(const WorkbookSheet& sheet, std::set<std::string>& seen, Problems& problems) {
  const auto report = [&](const char* what, std::string mend) {
    refuse(fmt::format("the sheet {} {}", in_quotes(sheet.name), what), std::move(mend), problems);
    return nullptr;
  };
  const auto specs = table_specs();
  const auto spec = std::find_if(specs.begin(), specs.end(),
                                 [&](const TableSpec& one) { return sheet_name(one.file) == sheet.name; });
  if (spec == specs.end())
    return report("is named like no table of a scenario",
                  "Rename it, or let its name begin with _ to have it left alone." +
                      did_you_mean(sheet.name, sheet_names()));
  problems.stands_on_sheet(spec->file);
  if (!seen.insert(sheet.name).second) return report("stands here a second time", "Delete one.");
  if (!sheet.has_cells)
    return report("is a chart or dialog, not a table", "Rename it: let its name begin with _.");
  return &*spec;
}

const File* find_file(const std::vector<File>& files, std::string_view name) {
  const auto file =
      std::find_if(files.begin(), files.end(), [&](const File& one) { return one.name == name; });
  return file == files.end() ? nullptr : &*file;
}

void refuse_both(const TableSpec& spec, Problems& problems) {
  refuse(
      fmt::format("the table {} stands here as a sheet and beside it as a CSV file", sheet_name(spec.file)),
      "Delete the sheet or the file.", problems);
}

Workbook workbook_of(const std::vector<File>& files, Problems& problems) {
  const File* file = find_file(files, kWorkbookFile);
  return file == nullptr ? Workbook{} : read_workbook(file->bytes, problems);
}

}  // namespace

Workbook read_workbook(std::string_view bytes, Problems& problems) {
  Workbook workbook;
  const auto archive = open_workbook(bytes, problems);
  const auto parts = archive == nullptr ? std::nullopt : read_workbook_parts(*archive, problems);
  if (!parts) {
    for (const TableSpec& spec : table_specs()) problems.unread(spec.file);
    return workbook;
  }
  std::set<std::string> seen;
  for (const WorkbookSheet& sheet : parts->sheets) {
    if (sheet.name.starts_with('_')) {
      workbook.notes.push_back(sheet.name);
    } else if (const TableSpec* spec = table_of(sheet, seen, problems)) {
      workbook.tables.push_back(read_sheet(*archive, sheet, *parts, spec->file, problems));
    }
  }
  return workbook;
}

std::vector<SourceTable> source_tables(const std::vector<File>& files, Problems& problems) {
  Workbook workbook = workbook_of(files, problems);
  std::vector<SourceTable> tables;
  for (const TableSpec& spec : table_specs()) {
    const File* file = find_file(files, spec.file);
    const auto sheet = std::find_if(workbook.tables.begin(), workbook.tables.end(),
                                    [&](const CellTable& table) { return table.file() == spec.file; });
    if (file != nullptr && sheet != workbook.tables.end()) {
      refuse_both(spec, problems);
      problems.unread(spec.file);
    }
    if (sheet != workbook.tables.end()) {
      tables.push_back({&spec, std::move(*sheet)});
    } else if (file != nullptr) {
      tables.push_back({&spec, read_csv(spec.file, file->bytes, problems)});
    }
  }
  return tables;
}

Result<std::vector<File>> without_workbook(std::vector<File> files) {
  if (find_file(files, kWorkbookFile) == nullptr) return files;
  Problems problems;
  const Workbook workbook = workbook_of(files, problems);
  for (const CellTable& table : workbook.tables) {
    if (find_file(files, table.file()) != nullptr) refuse_both(table_spec(table.file()), problems);
    files.push_back({table.file(), csv_text(table, RowNumbers::keep)});
  }
  if (!problems.empty()) return problems.take();
  std::erase_if(files, [](const File& file) { return file.name == kWorkbookFile; });
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.name < b.name; });
  return files;
}

}  // namespace homeward::scenario
