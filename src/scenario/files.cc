// SPDX-License-Identifier: Apache-2.0
#include "scenario/files.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "base/sha256.h"
#include "scenario/schema.h"
#include "scenario/text.h"

namespace homeward::scenario {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kSettingsBytesMax = 1 << 20;
constexpr std::uintmax_t kTableBytesMax = 32 << 20;

std::vector<std::string> known_names() {
  std::vector<std::string> names{std::string(kSettingsFile), std::string(kWorkbookFile)};
  for (const TableSpec& spec : table_specs()) names.push_back(spec.file);
  return names;
}

bool is_known(const std::string& name) {
  static const std::vector<std::string> names = known_names();
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string lower(std::string name) {
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return name;
}

// Files that are no scenario files are left alone (README.md, maps), unless they look like a misnamed one.
void judge_stranger(const std::string& name, Problems& problems) {
  if (name.starts_with('.') || name.starts_with('~')) return;
  const std::string small = lower(name);
  if (small == "scenario.yml" || small == "scenario.yaml" || small == "scenario.yaml.txt" ||
      small == "scenario.txt") {
    problems.add({name, 0, 0, ""}, "the file is not named scenario.yaml", "Rename it to scenario.yaml.");
  } else if (small.ends_with(".csv")) {
    problems.add({name, 0, 0, ""}, "no table of a scenario has this name",
                 "Rename it, or move it out of the folder." + did_you_mean(small, known_names()));
  } else if (small.ends_with(".xlsx") || small.ends_with(".xlsm") || small.ends_with(".xlsb") ||
             small.ends_with(".xls") || small.ends_with(".ods")) {
    problems.add(
        {name, 0, 0, ""}, "a workbook stands beside the tables and would not be read",
        "If it holds tables of the scenario, save it as tables.xlsx; if not, move it out of the folder.");
  }
}

std::uintmax_t bytes_max(const std::string& name) {
  return name == kSettingsFile ? kSettingsBytesMax : kTableBytesMax;
}

bool read_bytes(const fs::path& path, File& file, Problems& problems) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    problems.add({file.name, 0, 0, ""}, "is a folder or a device, not a file",
                 "Put the table itself under this name.");
    return false;
  }
  std::ifstream stream(path, std::ios::binary);
  const std::uintmax_t limit = bytes_max(file.name);
  std::string bytes(std::min<std::uintmax_t>(fs::file_size(path, error), limit) + 1, '\0');
  if (!stream || error) {
    problems.add({file.name, 0, 0, ""}, "the file cannot be read", "Check its permissions.");
    return false;
  }
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  if (bytes.size() > limit) {
    problems.add({file.name, 0, 0, ""}, fmt::format("the file is larger than {} MB", limit >> 20),
                 "Split the scenario, or merge rows that move together.");
    return false;
  }
  file.bytes = std::move(bytes);
  return true;
}

Source place_of(const File& file, std::size_t at) {
  const std::string_view before = std::string_view(file.bytes).substr(0, at);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t newline = before.rfind('\n');
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  return {file.name, static_cast<int>(line), 1 + static_cast<int>(character_count(before.substr(begin))), ""};
}

bool is_utf16(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
         (bytes.size() >= 2 && (bytes[0] == '\0') != (bytes[1] == '\0'));
}

// CR-LF becomes LF; lone CR (old spreadsheets) too, where the file has no LF at all.
void unify_line_ends(std::string& bytes) {
  if (bytes.find('\r') == std::string::npos) return;
  if (bytes.find('\n') == std::string::npos) {
    std::replace(bytes.begin(), bytes.end(), '\r', '\n');
    return;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') continue;
    bytes[kept++] = bytes[i];
  }
  bytes.resize(kept);
}

}  // namespace

bool normalise(File& file, Problems& problems) {
  if (file.name == kWorkbookFile) return true;
  if (is_utf16(file.bytes)) {
    problems.add({file.name, 1, 1, ""}, "the text is UTF-16, not UTF-8",
                 "Save it as 'CSV UTF-8' or as UTF-8 text.");
    return false;
  }
  if (file.bytes.starts_with("\xEF\xBB\xBF")) file.bytes.erase(0, 3);
  if (file.bytes.starts_with("PK\x03\x04")) {
    problems.add({file.name, 0, 0, ""}, "the file is a workbook or archive, not text",
                 "Open it and save as CSV UTF-8; a workbook with all tables is named tables.xlsx.");
    return false;
  }
  if (const auto bad = first_bad_utf8(file.bytes)) {
    const auto byte = static_cast<unsigned char>(file.bytes[*bad]);
    problems.add(place_of(file, *bad), fmt::format("the byte 0x{:02x} is not UTF-8 text", byte),
                 "Save the file as UTF-8 ('CSV UTF-8' in spreadsheets); it was probably saved as Windows or "
                 "Latin text.");
    return false;
  }
  unify_line_ends(file.bytes);
  if (const std::size_t zero = file.bytes.find('\0'); zero != std::string::npos) {
    problems.add(place_of(file, zero), "the text holds a zero byte",
                 "The file is damaged; copy or save it again.");
    return false;
  }
  return true;
}

std::vector<File> load_files(const fs::path& dir, Problems& problems) {
  std::vector<File> files;
  std::error_code error;
  const std::string name = dir.string();
  if (!fs::exists(dir, error)) {
    problems.add({name, 0, 0, ""}, "there is no such folder", "Give the folder that holds scenario.yaml.");
    return files;
  }
  if (!fs::is_directory(dir, error)) {
    problems.add({name, 0, 0, ""}, "is a file, but a scenario is a folder",
                 "Give the folder that holds scenario.yaml.");
    return files;
  }
  for (fs::directory_iterator entry(dir, error), last; !error && entry != last; entry.increment(error)) {
    File file{entry->path().filename().string(), ""};
    if (!is_known(file.name)) {
      judge_stranger(file.name, problems);
    } else if (read_bytes(entry->path(), file, problems) && normalise(file, problems)) {
      files.push_back(std::move(file));
    }
  }
  if (error) problems.add({name, 0, 0, ""}, "the folder cannot be read", "Check its permissions.");
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.name < b.name; });
  return files;
}

std::string content_sha256(const std::vector<File>& files) {
  std::string content;
  for (const File& file : files)
    content += fmt::format("{}\n{}\n{}", file.name, file.bytes.size(), file.bytes);
  return sha256_hex(content);
}

}  // namespace homeward::scenario
