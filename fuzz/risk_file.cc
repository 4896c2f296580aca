// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a file of risks: refused with problems, or read, and then what is written is read back to the same
// bytes.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "scenario/risk_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto risks = homeward::read_risks(bytes, "risks.yaml");
  if (!risks) return 0;
  const std::string text = homeward::write_risks(risks.value());
  const auto again = homeward::read_risks(text, "risks.yaml");
  HW_CHECK(again.ok());
  HW_CHECK(homeward::write_risks(again.value()) == text);
  return 0;
}
