// SPDX-License-Identifier: Apache-2.0
//
// Reads the files out of a ZIP archive in memory, because the public benchmark comes as one: stored and
// deflated entries (RFC 1951), checked against their CRC-32. No encryption, no ZIP64, no archive over several
// disks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace homeward::exact {

struct ZipEntry {
  std::string name;  ///< with folders, '/' between them
  std::string bytes;
};

/// True when the bytes begin like a ZIP archive.
bool looks_like_zip(std::string_view bytes);

/// All files of the archive, folders left out, in the order of its directory. Problems, with `name` as their
/// file: the archive is cut off or damaged, uses what is not supported, or holds more than 256 MB or 10,000
/// files.
Result<std::vector<ZipEntry>> read_zip(std::string_view name, std::string_view bytes);

}  // namespace homeward::exact
