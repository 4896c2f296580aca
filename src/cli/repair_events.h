// SPDX-License-Identifier: Apache-2.0
//
// What an event means for those who are in the middle of something at that moment: they finish it. So one
// event becomes one or more that a scenario can say.
#pragma once

#include <vector>

#include "model/model.h"
#include "plan/plan.h"
#include "scenario/event.h"

namespace homeward {

/// `at`: the moment of the repair. Events that concern nobody under way come back as they are; one that
/// begins only after its end comes back as nothing.
std::vector<ScenarioEvent> with_who_is_there(const Model& model, const Plan& plan, const ScenarioEvent& event,
                                             Time at);

}  // namespace homeward
