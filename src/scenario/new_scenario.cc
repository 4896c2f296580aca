// SPDX-License-Identifier: Apache-2.0
#include "scenario/new_scenario.h"

#include <fstream>
#include <system_error>

namespace homeward {
namespace {

namespace fs = std::filesystem;

Problem refusal(const fs::path& dir, std::string what, std::string mend) {
  return {{dir.string(), 0, 0, ""}, std::move(what), std::move(mend)};
}

bool write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream stream(path, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  return !stream.fail();
}

// Into a folder beside the wanted one, so that a full disk leaves no half scenario.
bool write_all(const fs::path& part, const std::vector<scenario::File>& files) {
  std::error_code error;
  if (!fs::create_directory(part, error)) return false;
  for (const scenario::File& file : files)
    if (!write_file(part / file.name, file.bytes)) return false;
  return true;
}

fs::path without_trailing_slash(const fs::path& dir) { return dir.has_filename() ? dir : dir.parent_path(); }

}  // namespace

Result<std::vector<fs::path>> write_new_scenario(const fs::path& wanted) {
  const fs::path dir = without_trailing_slash(wanted);
  std::error_code error;
  if (dir.empty()) return refusal(wanted, "is no name for a folder", "Name a new folder.");
  if (fs::exists(dir, error) && !fs::is_directory(dir, error))
    return refusal(dir, "is a file", "Name a folder that does not exist yet.");
  if (fs::is_directory(dir, error) && !fs::is_empty(dir, error))
    return refusal(dir, "the folder is not empty; nothing was written", "Name a new or an empty folder.");
  const std::vector<scenario::File> files = new_scenario_files();
  fs::path part = dir;
  part += ".part";
  const bool written = write_all(part, files);
  if (written) fs::rename(part, dir, error);
  if (!written || error) {
    std::error_code ignored;
    fs::remove_all(part, ignored);
    return refusal(dir, "the folder cannot be written",
                   "See whether its parent exists, may be written and has room.");
  }
  std::vector<fs::path> paths;
  for (const scenario::File& file : files) paths.push_back(dir / file.name);
  return paths;
}

}  // namespace homeward
