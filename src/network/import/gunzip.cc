// SPDX-License-Identifier: Apache-2.0
#include "network/import/gunzip.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>

namespace homeward::roads {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib's word for "gzip, largest window"

Problem broken(const std::string& name, const std::string& what) {
  return {{name, 0, 0, ""}, what, "Fetch or pack the file again."};
}

struct EndInflate {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

}  // namespace

Result<std::string> gunzipped(const std::string& name, std::string bytes, std::size_t bytes_max) {
  if (!bytes.starts_with("\x1f\x8b")) return bytes;
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) return broken(name, "The file cannot be unpacked.");
  const std::unique_ptr<z_stream, EndInflate> end(&stream);
  std::string plain;
  std::array<char, 1 << 16> part;
  std::string_view rest = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
  int status = Z_OK;
  while (status != Z_STREAM_END || !rest.empty()) {
    if (status == Z_STREAM_END && inflateReset(&stream) != Z_OK)
      return broken(name, "The file cannot be unpacked.");
    stream.avail_in = static_cast<uInt>(std::min<std::size_t>(rest.size(), 1u << 30));
    const std::size_t offered = stream.avail_in;
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = static_cast<uInt>(part.size());
    status = inflate(&stream, Z_NO_FLUSH);
    rest.remove_prefix(offered - stream.avail_in);
    const std::size_t made = part.size() - stream.avail_out;
    plain.append(part.data(), made);
    if (status != Z_OK && status != Z_STREAM_END) return broken(name, "The gzip file is broken or cut off.");
    if (status == Z_OK && made == 0 && rest.empty()) return broken(name, "The gzip file is cut off.");
    if (plain.size() > bytes_max)
      return broken(name, "The file unpacks to more than " + std::to_string(bytes_max) + " bytes.");
  }
  return plain;
}

}  // namespace homeward::roads
