// SPDX-License-Identifier: Apache-2.0
//
// Files in and out. A file is written beside its final name, synced and renamed: it is there whole or not at
// all, also after a power cut. What exists stays unless the caller says otherwise.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace homeward {

/// All bytes of a regular file (or pipe) of at most 1 GB.
Result<std::string> read_file(const std::filesystem::path& path);

enum class Existing { keep, replace };

enum class Written { done, exists, failed };

struct WriteOutcome {
  Written written = Written::done;
  Problem problem;  ///< for exists and failed
};

/// With Existing::keep an existing file is left alone and the outcome is `exists`, also when it appears while
/// this runs. Only regular files are replaced.
WriteOutcome write_file(const std::filesystem::path& path, std::string_view bytes, Existing existing);

/// Writes to `path`, or, when that exists with other content, to the first free one of NAME-2.plan.json,
/// NAME-3.plan.json … (the number stands before the last two suffixes). A file with the same content is left
/// as it is.
struct NumberedOutcome {
  std::filesystem::path path;
  std::optional<Problem> failure;
};
NumberedOutcome write_numbered(const std::filesystem::path& path, std::string_view bytes);

}  // namespace homeward
