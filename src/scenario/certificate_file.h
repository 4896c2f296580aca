// SPDX-License-Identifier: Apache-2.0
//
// Certificates as JSON (docs/formats/certificate.md): a file of its own, or "bound_certificate" inside a
// plan. Only the form is looked at here; whether it proves anything, check_certificate() says.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "plan/certificate.h"
#include "scenario/json_object_reader.h"
#include "scenario/json_text.h"
#include "scenario/strict_json.h"

namespace homeward {

/// The bytes of a certificate file, canonical. Branch and not_ready_before are written by key, each key once.
std::string write_certificate(const Certificate& certificate);

Result<Certificate> read_certificate(std::string_view bytes, const std::string& file);

/// The same inside another document.
void put_certificate(JsonText& json, const Certificate& certificate);
Certificate take_certificate(JsonValue value, const JsonPath& path, scenario::Problems& problems);

}  // namespace homeward
