// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "report/made_up_plan.h"
#include "report/report.h"

namespace homeward {
namespace {

// Set HOMEWARD_REPORT_OUT to a folder to look at what the tests make.
void keep(const std::string& name, const std::string& text) {
  const char* folder = std::getenv("HOMEWARD_REPORT_OUT");
  if (folder != nullptr) std::ofstream(std::string(folder) + "/" + name) << text;
}

TEST(ReportHtml, a_plan_of_two_thousand_columns_stays_below_ten_megabytes) {
  const Model model = made_up::iraq();
  const Plan plan = made_up::iraq_plan(model, 2000);
  ReportOptions options;
  options.plan_sha256 = std::string(64, 'b');
  options.certificate = Proof::holds;
  if (const char* assets = std::getenv("HOMEWARD_REPORT_ASSETS")) options.asset_dir = assets;
  const std::string html = report_html(model, plan, options);
  keep("report.html", html);
  keep("map.geojson", map_geojson(model, plan));
  EXPECT_GT(plan.columns.size(), 1500u);
  EXPECT_LT(html.size(), 10'000'000u);
}

}  // namespace
}  // namespace homeward
