// SPDX-License-Identifier: Apache-2.0
//
// Benchmark files and archives from anywhere: read or refused, never more.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "planner/exact/read_convoy_file.h"
#include "planner/exact/zip_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  if (homeward::exact::looks_like_zip(bytes))
    static_cast<void>(homeward::exact::read_zip("fuzz.zip", bytes));
  else
    static_cast<void>(homeward::exact::read_convoy_file("V.3.2.25_15k.txt", bytes));
  return 0;
}
