// SPDX-License-Identifier: Apache-2.0
#include "scenario/zip_archive.h"

#include <zip.h>

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace homeward::scenario {
namespace {

constexpr std::size_t kPiece = 64 << 10;

std::string lower(std::string_view name) {
  std::string small(name);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return small;
}

struct ZipClose {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FileClose {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using ZipHandle = std::unique_ptr<zip_t, ZipClose>;
using FileHandle = std::unique_ptr<zip_file_t, FileClose>;

ZipHandle open_bytes(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive =
      source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  return ZipHandle(archive);
}

using Entries = std::map<std::string, zip_uint64_t, std::less<>>;

// By name in small letters; nothing when two are equal.
std::optional<Entries> entries_of(zip_t* archive) {
  Entries entries;
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (count < 0 || count > ZipArchive::kFilesMax) return std::nullopt;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    const char* name = zip_get_name(archive, i, ZIP_FL_ENC_RAW);
    if (name == nullptr || !entries.emplace(lower(name), i).second) return std::nullopt;
  }
  return entries;
}

}  // namespace

struct ZipArchive::Inside {
  ZipHandle archive;
  Entries entries;
  std::uint64_t left = 0;  ///< bytes that may still be unpacked
};

ZipArchive::ZipArchive(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
ZipArchive::~ZipArchive() = default;

std::unique_ptr<ZipArchive> ZipArchive::open(std::string_view bytes, std::uint64_t unpacked_max) {
  ZipHandle archive = open_bytes(bytes);
  if (archive == nullptr) return nullptr;
  std::optional<Entries> entries = entries_of(archive.get());
  if (!entries) return nullptr;
  return std::unique_ptr<ZipArchive>(new ZipArchive(
      std::make_unique<Inside>(Inside{std::move(archive), std::move(*entries), unpacked_max})));
}

bool ZipArchive::has(std::string_view name) const { return inside_->entries.contains(lower(name)); }

Unpacked ZipArchive::unpack(std::string_view name, const std::function<bool(std::string_view)>& sink) {
  const auto entry = inside_->entries.find(lower(name));
  if (entry == inside_->entries.end()) return Unpacked::missing;
  zip_stat_t status;
  if (zip_stat_index(inside_->archive.get(), entry->second, 0, &status) != 0) return Unpacked::damaged;
  if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE)
    return Unpacked::encrypted;
  if ((status.valid & ZIP_STAT_COMP_METHOD) == 0 ||
      (status.comp_method != ZIP_CM_STORE && status.comp_method != ZIP_CM_DEFLATE))
    return Unpacked::damaged;
  const FileHandle file(zip_fopen_index(inside_->archive.get(), entry->second, 0));
  if (file == nullptr) return Unpacked::damaged;
  std::vector<char> piece(kPiece);
  for (;;) {
    const zip_int64_t count = zip_fread(file.get(), piece.data(), piece.size());
    if (count < 0) return Unpacked::damaged;
    if (count == 0) return Unpacked::whole;
    if (static_cast<std::uint64_t>(count) > inside_->left) return Unpacked::too_large;
    inside_->left -= static_cast<std::uint64_t>(count);
    if (!sink({piece.data(), static_cast<std::size_t>(count)})) return Unpacked::stopped;
  }
}

}  // namespace homeward::scenario
