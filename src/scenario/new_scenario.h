// SPDX-License-Identifier: Apache-2.0
//
// A small commented scenario to begin with: three bases, a border crossing, a port, five hundred people.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "scenario/files.h"

namespace homeward {

/// The files of the template, sorted by name.
std::vector<scenario::File> new_scenario_files();

/// Writes them into a folder that does not exist or is empty, wholly or not at all. Gives the paths written.
/// Problems: the folder holds something, its parent does not exist, the disk refuses.
Result<std::vector<std::filesystem::path>> write_new_scenario(const std::filesystem::path& dir);

}  // namespace homeward
