// SPDX-License-Identifier: Apache-2.0
//
// Reads one file of the public convoy benchmark (Mokhtar, Krishnamoorthy, Dayama, Ram Kumar; Mathprog-ORlib).
// Sections follow each other in a fixed order, each headed by a line that begins with //: nodes, convoys,
// headway, start nodes, end nodes, travel time matrix (10000000: no arc), density, longest travel time,
// earliest starts, longest waits, latest ends. Nodes count from 0; lines end in LF or CR-LF.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "planner/exact/convoy_problem.h"

namespace homeward::exact {

struct ConvoyFile {
  ConvoyProblem problem;
  std::vector<Problem> notices;  ///< odd, but read: the matrix is larger than the header says, the name lies
};

/// `name` is the file's name without folders, used for messages and for the notice about its name. Problems:
/// a section is missing or has the wrong count, something is no whole number, a node does not exist, an arc
/// takes no time.
Result<ConvoyFile> read_convoy_file(std::string_view name, std::string_view text);

}  // namespace homeward::exact
