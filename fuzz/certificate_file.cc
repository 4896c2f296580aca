// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a certificate: refused with problems, or read, and then what is written is read back to the
// same bytes.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "scenario/certificate_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto certificate = homeward::read_certificate(bytes, "certificate.json");
  if (!certificate) return 0;
  const std::string text = homeward::write_certificate(certificate.value());
  const auto again = homeward::read_certificate(text, "certificate.json");
  HW_CHECK(again.ok());
  HW_CHECK(homeward::write_certificate(again.value()) == text);
  return 0;
}
