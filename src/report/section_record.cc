// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/escape.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

std::string certificate_html(const Facts& facts) {
  if (!facts.plan.bound_certificate) return "<p>" + html_escape(bound_sentence(facts)) + "</p>\n";
  const Certificate& certificate = *facts.plan.bound_certificate;
  std::string out = "<p>" + html_escape(bound_sentence(facts)) + "</p>\n<blockquote>" +
                    html_escape(certificate.sentence) + "</blockquote>\n";
  Table table{"certificate", "What the certificate weighs", "", {}, {}};
  table.columns = {text_column("resource", "Resource"), whole_column("weight", "Weight", "number"),
                   time_column("from", "From"), time_column("until", "Until")};
  for (const CertificateResource& resource : certificate.resources)
    table.rows.push_back({resource.id, resource.weight, resource.from, resource.until});
  if (!table.rows.empty()) out += html_table(table, facts.clock);
  if (!certificate.lots.empty())
    out += fmt::format("<p class=\"note\">It counts {} lots of the scenario; the plan file names them.</p>\n",
                       certificate.lots.size());
  return out;
}

}  // namespace

std::string record_section(const Facts& facts) {
  std::string out = "<section id=\"requirements\"><h2>Requirements</h2>\n" +
                    html_table(requirements_table(facts), facts.clock);
  if (facts.options.violations.empty()) {
    out += "<p>The checker reported no violation.</p>\n";
  } else {
    out += html_table(violations_table(facts), facts.clock);
  }
  out += "</section>\n<section id=\"certificate\"><h2>Bound and certificate</h2>\n" +
         certificate_html(facts) + "</section>\n";
  out +=
      "<section id=\"assumptions\"><h2>Assumptions</h2>\n<p>What the plan takes for granted: rules of the "
      "scenario for the "
      "unknown, and rows whose certainty is assumed or poor.</p>\n" +
      html_table(assumptions_table(facts), facts.clock) + "</section>\n";
  out += "<section id=\"provenance\"><h2>Provenance</h2>\n" +
         html_table(provenance_table(facts), facts.clock) + "</section>\n";
  return out;
}

}  // namespace homeward
