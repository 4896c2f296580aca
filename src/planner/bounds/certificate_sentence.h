// SPDX-License-Identifier: Apache-2.0
//
// What a certificate says, for people: place, time, capacity, demand, shortfall and what would mend it.
// Proves nothing; check_certificate does.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/model.h"
#include "plan/certificate.h"

namespace homeward {

/// What the certificate's resources, fleets and escorts have of its right side, largest first, in per mille:
/// "service:khabari_south", "fleet:flatbed". Form 0 has the one it is about. Empty for one that is not right.
std::vector<std::pair<std::string, std::int64_t>> certificate_shares(const Model& model,
                                                                     const Certificate& certificate);

/// For forms 0 and 2, and for form 1 with one resource; the figures are those of check_certificate.
std::string certificate_sentence(const Model& model, const Certificate& certificate);

/// It is about somebody or something that has no way out, or to its destination, as far as windows are known:
/// then a later deadline alone mends nothing.
bool proves_no_way(const Model& model, const Certificate& certificate);

/// What would lift the proof that the zone cannot be closed by the deadline, each a sentence; empty if the
/// certificate does not prove that.
std::vector<std::string> mends(const Model& model, const Certificate& certificate);

}  // namespace homeward
