// SPDX-License-Identifier: Apache-2.0
#include "convoys/public_files.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace homeward::bench {

std::filesystem::path public_folder() {
  const char* const shared = std::getenv("HOMEWARD_SHARED");
  const std::filesystem::path folder =
      shared ? shared : std::filesystem::path(HOMEWARD_SOURCE_DIR) / ".." / "shared";
  return folder / "data" / "public";
}

std::optional<std::string> read_public(const std::string& name, std::string& why) {
  std::ifstream file(public_folder() / name, std::ios::binary);
  if (!file) {
    why = "no " + name + " in " + public_folder().string() + " (set HOMEWARD_SHARED)";
    return std::nullopt;
  }
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace homeward::bench
