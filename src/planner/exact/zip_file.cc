// SPDX-License-Identifier: Apache-2.0
#include "planner/exact/zip_file.h"

#include <array>
#include <cstdint>
#include <optional>

#include "planner/exact/inflate.h"

namespace homeward::exact {
namespace {

constexpr std::size_t kBytesMax = std::size_t{256} << 20;
constexpr std::size_t kFilesMax = 10'000;
constexpr std::string_view kLocal{"PK\x03\x04", 4};
constexpr std::string_view kCentral{"PK\x01\x02", 4};
constexpr std::string_view kEnd{"PK\x05\x06", 4};
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kCentralSize = 46;
constexpr std::size_t kEndSize = 22;

std::size_t number(std::string_view bytes, std::size_t at, std::size_t width) {
  std::size_t value = 0;
  for (std::size_t i = width; i > 0; --i) value = value << 8 | static_cast<unsigned char>(bytes[at + i - 1]);
  return value;
}

std::uint32_t crc32(std::string_view bytes) {
  static const std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> made{};
    for (std::uint32_t i = 0; i < made.size(); ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? value >> 1 ^ 0xEDB88320U : value >> 1;
      made[i] = value;
    }
    return made;
  }();
  std::uint32_t value = 0xFFFFFFFFU;
  for (const char c : bytes) value = value >> 8 ^ table[(value ^ static_cast<unsigned char>(c)) & 0xFFU];
  return ~value;
}

/// One row of the central directory.
struct Row {
  std::size_t method, crc, packed, unpacked, name, extra, comment, header;
};

Row row_at(std::string_view bytes, std::size_t at) {
  return {number(bytes, at + 10, 2), number(bytes, at + 16, 4), number(bytes, at + 20, 4),
          number(bytes, at + 24, 4), number(bytes, at + 28, 2), number(bytes, at + 30, 2),
          number(bytes, at + 32, 2), number(bytes, at + 42, 4)};
}

std::optional<std::string> unpack(std::string_view bytes, const Row& row) {
  if (row.header + kLocalSize > bytes.size() || bytes.substr(row.header, 4) != kLocal) return std::nullopt;
  const std::size_t begin =
      row.header + kLocalSize + number(bytes, row.header + 26, 2) + number(bytes, row.header + 28, 2);
  if (begin + row.packed > bytes.size()) return std::nullopt;
  const std::string_view packed = bytes.substr(begin, row.packed);
  std::optional<std::string> content;
  if (row.method == 0) content = std::string(packed);
  if (row.method == 8) content = inflate(packed, row.unpacked);
  if (!content || content->size() != row.unpacked || crc32(*content) != row.crc) return std::nullopt;
  return content;
}

}  // namespace

bool looks_like_zip(std::string_view bytes) {
  return bytes.substr(0, 4) == kLocal || bytes.substr(0, 4) == kEnd;
}

Result<std::vector<ZipEntry>> read_zip(std::string_view name, std::string_view bytes) {
  const auto refuse = [name](std::string what) {
    return Problem{{std::string(name), 0, 0, ""}, std::move(what), "Unpack the archive and give the files."};
  };
  const std::size_t end = bytes.rfind(kEnd);
  if (end == std::string_view::npos || end + kEndSize > bytes.size())
    return refuse("The archive has no directory.");
  const std::size_t count = number(bytes, end + 10, 2);
  std::size_t at = number(bytes, end + 16, 4);
  if (count > kFilesMax) return refuse("The archive holds more than 10,000 files.");
  std::vector<ZipEntry> entries;
  std::size_t total = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (at + kCentralSize > bytes.size() || bytes.substr(at, 4) != kCentral)
      return refuse("The archive's directory is cut off.");
    const Row row = row_at(bytes, at);
    total += row.unpacked;
    if (at + kCentralSize + row.name > bytes.size() || total > kBytesMax)
      return refuse("The archive's directory is damaged, or it holds more than 256 MB.");
    const std::string_view file = bytes.substr(at + kCentralSize, row.name);
    at += kCentralSize + row.name + row.extra + row.comment;
    if (file.ends_with('/')) continue;
    std::optional<std::string> content = unpack(bytes, row);
    if (!content)
      return refuse("\"" + std::string(file) + "\" is damaged or packed in a way that is not supported.");
    entries.push_back({std::string(file), *std::move(content)});
  }
  return entries;
}

}  // namespace homeward::exact
