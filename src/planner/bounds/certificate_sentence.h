// SPDX-License-Identifier: Apache-2.0
//
// What a certificate says, for people: place, time, capacity, demand, shortfall and what would mend it.
// Proves nothing; check_certificate does.
#pragma once

#include <string>
#include <vector>

#include "model/model.h"
#include "plan/certificate.h"

namespace homeward {

/// For form 0, and for form 1 with one resource; the figures are those of check_certificate.
std::string certificate_sentence(const Model& model, const Certificate& certificate);

/// What would lift the proof that the zone cannot be closed by the deadline, each a sentence; empty if the
/// certificate does not prove that.
std::vector<std::string> mends(const Model& model, const Certificate& certificate);

}  // namespace homeward
