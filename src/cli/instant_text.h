// SPDX-License-Identifier: Apache-2.0
//
// Instants on the command line, written as in a scenario: 2011-12-15 18:00, 2011-12-15T15:00Z.
#pragma once

#include <string>

#include "base/result.h"
#include "base/time.h"
#include "model/model.h"

namespace homeward {

/// Local time of the scenario's zone unless the text has an offset; a date alone is its first second. The
/// problem names the text and how to write it.
Result<Time> instant_of(const Model& model, const std::string& text);

}  // namespace homeward
