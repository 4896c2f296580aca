// SPDX-License-Identifier: Apache-2.0
#include "check/check_plan.h"

#include "check/families.h"

namespace homeward {

std::vector<Violation> check_plan(const Model& model, const Plan& plan) {
  check::Findings findings(model);
  const check::Ledger ledger = check::build_ledger(model, plan, check::check_form(model, plan, findings));
  const check::Calendar calendar(model);
  const check::LotStories stories = check::tell_stories(ledger);
  check::check_columns(ledger, findings);
  check::check_loads(ledger, findings);
  check::check_links(ledger, findings);
  check::check_windows(ledger, calendar, findings);
  check::check_places(ledger, findings);
  check::check_services(ledger, findings);
  check::check_teams(ledger, findings);
  check::check_batches(ledger, findings);
  check::check_stories(ledger, stories, findings);
  check::check_bases(ledger, stories, findings);
  check::check_last_out(ledger, findings);
  check::check_garrisons(ledger, findings);
  check::check_people(ledger, findings);
  check::check_ready(ledger, findings);
  check::check_return(ledger, findings);
  check::check_fleets(ledger, findings);
  check::check_flights(ledger, findings);
  check::check_sailings(ledger, findings);
  check::check_dates(ledger, stories, findings);
  check::check_targets(ledger, findings);
  return findings.take();
}

}  // namespace homeward
