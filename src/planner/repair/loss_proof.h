// SPDX-License-Identifier: Apache-2.0
//
// Is the deadline lost for sure? What was to begin before the end of the freeze counts as gone, and nothing
// else begins before (docs/formats/certificate.md, section 2, "Given").
#pragma once

#include <optional>

#include "base/budget.h"
#include "model/model.h"
#include "plan/plan.h"

namespace homeward {

class LossProof {
 public:
  /// Model and plan must outlive it. `wanted`: otherwise nothing is ever proved.
  LossProof(const Model& model, const Plan& old, Time freeze_end, bool wanted)
      : model_{model}, old_{old}, freeze_end_{freeze_end}, wanted_{wanted} {}

  /// Only whether somebody or something has no way any more, however long it waits: some hundredths of a
  /// second. Once.
  void ask_for_no_way(Budget& budget);
  /// Only whether a way is lost that nothing replaces, or leads over too little room to stand: half a second
  /// where everything takes many. Once.
  void ask_for_ways(Budget& budget);
  /// Everything, and the scenario alone with prices by period, if that proves more. Once; not where the
  /// deadline is lost by far already.
  void ask_for_all(Budget& budget);
  bool asked_for_ways() const { return asked_for_ways_; }

  bool for_sure() const { return certificate_ && certificate_->no_closure_before > model_.deadline; }
  /// Then a plan for another deadline is wanted, not one that misses this.
  bool by_far() const;
  /// The strongest found, whether it is after the deadline or not.
  const std::optional<Certificate>& certificate() const { return certificate_; }

 private:
  GivenStart begun() const;

  const Model& model_;
  const Plan& old_;
  Time freeze_end_;
  bool wanted_;
  bool asked_for_no_way_ = false;
  bool asked_for_ways_ = false;
  bool asked_for_all_ = false;
  std::optional<Certificate> certificate_;
};

}  // namespace homeward
