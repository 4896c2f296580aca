// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/escape.h"
#include "report/facts.h"
#include "report/map.h"
#include "report/movement.h"
#include "report/page.h"
#include "report/report.h"
#include "report/sections.h"
#include "report/tables.h"

namespace homeward {

namespace {

struct Heading {
  std::string_view id;
  std::string_view text;
};

constexpr Heading kHeadings[] = {{"brief", "Brief"},
                                 {"changes", "What changed"},
                                 {"decision", "Decisions"},
                                 {"map", "Map"},
                                 {"force", "Force level"},
                                 {"bases", "Base closings"},
                                 {"gantt", "Units"},
                                 {"route", "Main route"},
                                 {"lift", "Flights and sailings"},
                                 {"load", "Bottlenecks"},
                                 {"services", "Services"},
                                 {"fleets", "Fleets"},
                                 {"prices", "Prices"},
                                 {"sweep", "Other figures"},
                                 {"risk", "What can go wrong"},
                                 {"drill", "Losses"},
                                 {"requirements", "Requirements"},
                                 {"certificate", "Certificate"},
                                 {"assumptions", "Assumptions"},
                                 {"provenance", "Provenance"},
                                 {"movements", "Road movement table"}};

std::string navigation(const std::string& body) {
  std::string out = "<nav aria-label=\"Sections\">";
  for (const Heading& heading : kHeadings)
    if (body.find(fmt::format("<section id=\"{}\"", heading.id)) != std::string::npos)
      out += fmt::format("<a href=\"#{}\">{}</a> ", heading.id, heading.text);
  return out + "</nav>\n";
}

}  // namespace

std::string report_html(const Model& model, const Plan& plan, const ReportOptions& options) {
  const Facts facts(model, plan, options);
  std::string body = brief_section(facts);
  body += changes_section(facts);
  body += decision_section(facts);
  body += map_section(facts);
  body += force_section(facts);
  body += bases_section(facts);
  body += gantt_section(facts);
  body += route_section(facts);
  body += lift_section(facts);
  body += load_section(facts);
  body += prices_section(facts);
  body += sweep_section(facts);
  body += risk_section(facts);
  body += drill_section(facts);
  body += record_section(facts);
  body += movement_section(facts);
  const std::string mark_style =
      facts.verdict == Verdict::valid
          ? ""
          : fmt::format("@page{{@top-right{{content:\"{}\";font:700 11pt sans-serif;color:#b3261e}}}}",
                        status_text(facts));
  const std::string mark = facts.verdict == Verdict::valid
                               ? ""
                               : fmt::format("<div class=\"mark\" aria-hidden=\"true\">{}</div>\n",
                                             facts.verdict == Verdict::late ? "LATE" : "DRAFT");
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; script-src "
      "'unsafe-inline'\">\n<title>{}</title>\n<style>{}{}</style>\n</head>\n<body>\n{}{}<main>\n{}</main>\n"
      "<script>{}</script>\n</body>\n</html>\n",
      html_escape(model.title), page_style(), mark_style, mark, navigation(body), body, page_script());
}

std::vector<NamedText> csv_tables(const Model& model, const Plan& plan, const ReportOptions& options) {
  const Facts facts(model, plan, options);
  std::vector<NamedText> files;
  for (const Table& table : all_tables(facts))
    files.push_back({table.name + ".csv", csv_text(table, facts.clock)});
  return files;
}

}  // namespace homeward
