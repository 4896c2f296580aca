// SPDX-License-Identifier: Apache-2.0
#include "cli/cmp_proof.h"

#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/flow_certificate_file.h"
#include "cli/outputs.h"
#include "planner/many/convoy_traffic.h"
#include "planner/many/flow_certificate.h"

namespace homeward {
namespace {

constexpr std::int64_t kWork = 10'000'000;  ///< labels of the search for prices

/// Nothing after a complaint.
std::optional<many::Traffic> traffic_or_refusal(CommandContext& context, const exact::ConvoyProblem& problem,
                                                const std::string& variant) {
  auto traffic = many::traffic_of(problem, *cmp_variant(variant));
  if (!traffic)
    refuse(context, {Problem{{problem.name, 0, 0, ""},
                             "There is no certificate for variant " + variant + " of this problem.",
                             "Take P1, P2 or P3 and a network whose arcs take the same time both ways."}});
  return traffic;
}

}  // namespace

std::optional<exact::Variant> cmp_variant(const std::string& name) {
  using exact::Variant;
  static const std::map<std::string, Variant> variants{{"P1", Variant::p1},
                                                       {"P2", Variant::p2},
                                                       {"P3", Variant::p3},
                                                       {"P4", Variant::p4},
                                                       {"P5", Variant::p5}};
  const auto found = variants.find(name);
  if (found == variants.end()) return std::nullopt;
  return found->second;
}

bool write_cmp_certificate(CommandContext& context, const exact::ConvoyProblem& problem,
                           const std::string& variant, const exact::ConvoyOutcome& outcome,
                           const std::string& file) {
  const auto traffic = traffic_or_refusal(context, problem, variant);
  if (!traffic) return false;
  const many::Roads roads(*traffic);
  many::PriceBoundOptions options;
  options.plan_flow = outcome.routes ? outcome.objective : outcome.bound + outcome.bound / 4 + 1;
  options.cluster_columns = 1;
  Budget budget(kWork, Budget::Clock::time_point::max());
  const many::PriceBound bound = many::price_bound(roads, options, budget);
  const std::string text = write_flow_certificate(
      {problem_sha256(problem, variant), many::flow_certificate_of(bound)}, traffic->model);
  if (!write_output(context, {file, {}, Existing::keep}, text)) return false;
  if (!context.json)
    context.out << file << ": proves an objective of at least " << bound.certified << ", "
                << bound.prices.size() << " prices\n";
  return true;
}

void check_cmp_certificate(CommandContext& context, const exact::ConvoyProblem& problem,
                           const std::string& variant, const std::string& file) {
  const auto traffic = traffic_or_refusal(context, problem, variant);
  if (!traffic) return;
  const Result<std::string> text = read_file(file);
  if (!text.ok()) return report_storage_failure(context, text.problems().front());
  const auto read = read_flow_certificate(file, text.value(), traffic->model);
  if (!read.ok()) return refuse(context, read.problems());
  FlowVerdict verdict;
  if (read.value().problem_sha256 != problem_sha256(problem, variant))
    verdict.reasons.push_back("It was made for another problem or variant.");
  else
    verdict = check_flow(many::flow_set_of(*traffic), read.value().certificate);
  if (!verdict.holds) context.exit_code = kExitViolations;
  const std::int64_t least = read.value().certificate.flow_at_least;
  if (context.json)
    return print_json(context, {{"status", verdict.holds ? "holds" : "does_not_hold"},
                                {"flow_at_least", least},
                                {"reasons", verdict.reasons}});
  if (verdict.holds)
    context.out << "The certificate holds: no plan has an objective below " << least << ".\n";
  else
    context.out << "The certificate does not hold. " << verdict.reasons.front() << "\n";
}

}  // namespace homeward
