// SPDX-License-Identifier: Apache-2.0
//
// The bytes of a scenario: scenario.yaml and its tables (or tables.xlsx), from a folder or from memory.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/problems.h"

namespace homeward::scenario {

struct File {
  std::string name;   ///< without folder
  std::string bytes;  ///< after normalise(): UTF-8, no byte order mark, LF; of tables.xlsx as they are
};

/// The files of a folder that belong to a scenario, sorted by name. Everything wrong with the folder itself,
/// sizes and encodings goes to `problems`; such a file is left out.
std::vector<File> load_files(const std::filesystem::path& dir, Problems& problems);

/// Takes off a byte order mark and turns CR-LF into LF. False after a report when it is not UTF-8 text.
/// Leaves tables.xlsx as it is.
bool normalise(File& file, Problems& problems);

/// SHA-256 over, for each file in order of names: name, LF, number of bytes in decimal, LF, bytes.
std::string content_sha256(const std::vector<File>& files);

}  // namespace homeward::scenario
