// SPDX-License-Identifier: Apache-2.0
//
// Reads a ZIP archive from memory without ever holding an unpacked file whole, and within limits, so that
// neither a small archive that unpacks to gigabytes nor a damaged one does harm.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace homeward::scenario {

enum class Unpacked {
  whole,
  stopped,  ///< by the sink
  missing,  ///< the archive has no such file
  encrypted,
  damaged,   ///< cut off, wrong checksum, unknown way of packing
  too_large  ///< the limit of all files together is reached
};

class ZipArchive {
 public:
  static constexpr std::int64_t kFilesMax = 10'000;

  /// `bytes` must outlive the archive; at most `unpacked_max` bytes are unpacked over its life. Nothing when
  /// it is no archive, damaged, has more than kFilesMax files, or two of one name.
  static std::unique_ptr<ZipArchive> open(std::string_view bytes, std::uint64_t unpacked_max);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  /// Names count as equal when they differ only in case (a-z), as in office documents.
  bool has(std::string_view name) const;
  /// Gives the file's content to `sink` in pieces, until that returns false. The sink must not throw.
  Unpacked unpack(std::string_view name, const std::function<bool(std::string_view)>& sink);

 private:
  struct Inside;
  explicit ZipArchive(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace homeward::scenario
