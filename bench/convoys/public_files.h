// SPDX-License-Identifier: Apache-2.0
//
// Road data by others that the bench uses where they are there: data/public of the folder that
// HOMEWARD_SHARED names, ../shared beside the sources without it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace homeward::bench {

std::filesystem::path public_folder();

/// All bytes of a file there. Nothing where there is none; `why` then says which.
std::optional<std::string> read_public(const std::string& name, std::string& why);

}  // namespace homeward::bench
