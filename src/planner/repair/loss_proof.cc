// SPDX-License-Identifier: Apache-2.0
#include "planner/repair/loss_proof.h"

#include "check/certificate_given.h"
#include "planner/bounds/find_certificate.h"

namespace homeward {

namespace {

/// Plans that are known to be later than that are not looked for.
constexpr Duration kLateByFar = 14 * kDay;

}  // namespace

bool LossProof::by_far() const {
  return certificate_ && certificate_->no_closure_before > model_.deadline + kLateByFar;
}

GivenStart LossProof::begun() const { return {freeze_end_, check::begun_before(model_, old_, freeze_end_)}; }

void LossProof::ask_for_no_way(Budget& budget) {
  if (!wanted_ || asked_for_no_way_ || asked_for_ways_ || asked_for_all_) return;
  asked_for_no_way_ = true;
  certificate_ = find_no_way(model_, begun(), budget);
}

void LossProof::ask_for_ways(Budget& budget) {
  if (!wanted_ || asked_for_ways_ || asked_for_all_ || by_far()) return;
  asked_for_ways_ = true;
  certificate_ = find_way_lost_given(model_, begun(), budget);
}

void LossProof::ask_for_all(Budget& budget) {
  if (!wanted_ || asked_for_all_ || by_far()) return;
  asked_for_all_ = true;
  certificate_ = find_certificate_given(model_, begun(), budget);
  if (for_sure() || budget.interrupted()) return;
  std::optional<Certificate> alone = find_certificate(model_, budget);
  if (alone && (!certificate_ || bound_of(*alone) >= bound_of(*certificate_)))
    certificate_ = std::move(alone);
}

}  // namespace homeward
