// SPDX-License-Identifier: Apache-2.0
//
// homeward cmp --certificate and --check: a bound that can be checked without the solver.
#pragma once

#include <string>

#include "cli/command.h"
#include "planner/exact/order_branching.h"

namespace homeward {

/// Looks for prices and writes the certificate to the file, which must not exist. The outcome's bound or
/// objective sets how far the search reaches. False after a complaint.
bool write_cmp_certificate(CommandContext& context, const exact::ConvoyProblem& problem,
                           const std::string& variant, const exact::ConvoyOutcome& outcome,
                           const std::string& file);

/// Judges a certificate and answers; exit code 1 when it does not hold.
void check_cmp_certificate(CommandContext& context, const exact::ConvoyProblem& problem,
                           const std::string& variant, const std::string& file);

/// "P1" … "P5"; nothing for another name.
std::optional<exact::Variant> cmp_variant(const std::string& name);

}  // namespace homeward
