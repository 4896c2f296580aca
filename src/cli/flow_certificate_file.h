// SPDX-License-Identifier: Apache-2.0
//
// Certificates of form 3 as text, and what they are about: a convoy movement problem, named by the hash of its
// figures (docs/formats/certificate.md, section 8).
#pragma once

#include <string>

#include "base/result.h"
#include "check/check_flow.h"
#include "planner/exact/convoy_problem.h"

namespace homeward {

struct FlowCertificateFile {
  std::string problem_sha256;
  FlowCertificate certificate;
};

/// Of headway, arcs and convoys in the variant's numbering; the same for every file that says the same.
std::string problem_sha256(const exact::ConvoyProblem& problem, const std::string& variant);

/// One line a price, ends with a line feed.
std::string write_flow_certificate(const FlowCertificateFile& file, const Model& model);
/// Keys are those of the model.
Result<FlowCertificateFile> read_flow_certificate(const std::string& path, const std::string& text,
                                                  const Model& model);

}  // namespace homeward
