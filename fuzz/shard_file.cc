// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a shard of a simulation: refused with problems, or read, and then what is written is read back
// to the same bytes.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "cli/shards/tally_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto tally = homeward::read_tally(bytes, "shard.json");
  if (!tally) return 0;
  const std::string text = homeward::write_tally(tally.value());
  const auto again = homeward::read_tally(text, "shard.json");
  HW_CHECK(again.ok());
  HW_CHECK(homeward::write_tally(again.value()) == text);
  return 0;
}
