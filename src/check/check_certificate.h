// SPDX-License-Identifier: Apache-2.0
//
// The judge of certificates: whether what they say follows from the scenario alone
// (docs/formats/certificate.md). Whole numbers, own arithmetic; nothing of the planner.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/model.h"
#include "plan/certificate.h"

namespace homeward {

struct CertificateVerdict {
  bool holds = false;                ///< no valid plan closes the zone before the certificate's instant
  std::vector<std::string> reasons;  ///< why not, sentences
  std::int64_t need =
      0;  ///< Σ count · need, in thousandths of a second (form 0: first possible exit, seconds)
  std::int64_t capacity = 0;  ///< Σ weight · capacity (form 0: the certificate's instant)
};

/// The model must come from the scenario reader; the certificate may be anything. Throws nothing.
CertificateVerdict check_certificate(const Model& model, const Certificate& certificate);

}  // namespace homeward
