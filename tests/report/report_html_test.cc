// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "report/clock.h"
#include "report/csv_reader.h"
#include "report/made_up_plan.h"
#include "report/report.h"

namespace homeward {
namespace {

// Set HOMEWARD_REPORT_OUT to a folder to look at what the tests make.
void keep(const std::string& name, const std::string& text) {
  const char* folder = std::getenv("HOMEWARD_REPORT_OUT");
  if (folder != nullptr) std::ofstream(std::string(folder) + "/" + name) << text;
}

/// The first thing wrong with the nesting of tags, or "". Text of style and script is skipped.
std::string tag_trouble(const std::string& html) {
  const std::vector<std::string> empty_tags{"meta", "br", "!DOCTYPE"};
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
    const std::size_t end = html.find('>', at);
    if (end == std::string::npos) return "a tag without end";
    const std::string tag = html.substr(at + 1, end - at - 1);
    const std::string name =
        tag.substr(tag[0] == '/' ? 1 : 0, tag.find_first_of(" />", 1) - (tag[0] == '/' ? 1 : 0));
    if (std::count(tag.begin(), tag.end(), '"') % 2 != 0) return "an odd quote in <" + tag + ">";
    at = end;
    if (tag[0] == '/') {
      if (open.empty() || open.back() != name)
        return "</" + name + "> closes " + (open.empty() ? "nothing" : open.back());
      open.pop_back();
    } else if (tag.back() != '/' &&
               std::find(empty_tags.begin(), empty_tags.end(), name) == empty_tags.end()) {
      open.push_back(name);
      if (name == "style" || name == "script") at = html.find("</" + name, at);
    }
  }
  return open.empty() ? "" : open.back() + " is never closed";
}

TEST(ReportHtml, prices_are_a_section_only_where_there_are_some) {
  const Model model = made_up::tiny();
  ReportOptions options;
  EXPECT_EQ(report_html(model, made_up::tiny_plan(model), options).find("id=\"prices\""), std::string::npos);
  options.prices = {{"60 more <trucks>", PriceWord::buys, 2 * kDay, kDay, 100, 20},
                    {"1 more lane", PriceWord::nothing, 0, 0, 0, 0},
                    {"a ship", PriceWord::not_looked_at, 0, 0, 0, 0}};
  options.price_noise_s = kHour;
  const std::string html = report_html(model, made_up::tiny_plan(model), options);
  keep("prices.html", html);
  EXPECT_EQ(tag_trouble(html), "");
  EXPECT_NE(html.find("<section id=\"prices\""), std::string::npos);
  EXPECT_NE(html.find("60 more &lt;trucks&gt;"), std::string::npos);
  EXPECT_EQ(html.find("60 more <trucks>"), std::string::npos);
  bool found = false;
  for (const NamedText& file : csv_tables(model, made_up::tiny_plan(model), options))
    found = found || file.name == "prices.csv";
  EXPECT_TRUE(found);
}

DecisionsAnswer made_up_decisions(const Model& model) {
  DecisionLine line;
  line.condition = "talks <x>";
  line.if_no_answer = "refused";
  line.possible_at = model.start + kDay;
  line.too_late_at = model.start + 2 * kDay;
  line.too_late_outcome = "talks=refused & more";
  line.why = "3 < 4";
  line.peak_unit = "vehicles";
  line.plans = {{"talks=agreed", model.start + 3 * kDay}, {"talks=refused", {}}};
  line.held = {{"NOBODY", "talks=refused", 10, 2, model.start + kDay, model.start + 2 * kDay},
               {"NONE", "talks=refused", 1, 0, {}, {}}};
  line.waiting = {{model.start, true, model.start + kDay, 5, 7}, {model.start + kDay, false, 0, 0, 0}};
  DecisionLine open;
  open.condition = "other";
  return {{line, open}, {{"NOBODY", model.start, model.start + kDay}}};
}

TEST(ReportHtml, answers_of_other_commands_are_sections_only_where_there_are_some) {
  const Model model = made_up::tiny();
  const Plan plan = made_up::tiny_plan(model);
  ReportOptions options;
  const std::string without = report_html(model, plan, options);
  for (const char* id : {"decision", "changes", "drill"})
    EXPECT_EQ(without.find(fmt::format("<section id=\"{}\"", id)), std::string::npos) << id;
  options.decisions = made_up_decisions(model);
  options.changes.emplace();
  options.changes->events = {"cut <A>"};
  options.changes->way = "local";
  options.changes->columns = {{"01-HWD-01", "rerouted", model.start, model.start + kHour, model.start + kDay,
                               "A-B", "A-C-B", true, false, true, "entered <A> after it was closed"},
                              {"01-HWD-02", "added", {}, {}, {}, "", "", false, false, false, "new"}};
  options.changes->closings = {{"nowhere", model.start, model.start + kDay}};
  options.drill.emplace();
  options.drill->cuts = {{"link", "x&y", "later", kDay, 3, 4, {}, {"A", "B"}, ""},
                         {"place", "p", "impossible", {}, 1, 0, {}, {}, "no room <here>"},
                         {"fleet", "f", "unused", {}, 0, 0, {}, {}, ""}};
  options.sweep = {
      {{{"lanes", "2<3"}}, "valid", model.start + 2 * kDay, model.start + kDay, 0, 5 * kDay, 7, ""},
      {{}, "refused", {}, {}, 0, 0, 0, "no <lanes>"}};
  const std::string html = report_html(model, plan, options);
  keep("answers.html", html);
  EXPECT_EQ(tag_trouble(html), "");
  for (const char* id : {"decision", "changes", "drill", "sweep"})
    EXPECT_NE(html.find(fmt::format("<section id=\"{}\"", id)), std::string::npos) << id;
  for (const char* raw : {"<A>", "<x>", "<here>", "2<3", "no <lanes>", "refused & more", "3 < 4"})
    EXPECT_EQ(html.find(raw), std::string::npos) << raw;
  for (const char* shown : {"every outcome can still be", "1 d, nobody knows", "No set of plans was found",
                            "act as for “refused”", "no room &lt;here&gt;", "A, B"})
    EXPECT_NE(html.find(shown), std::string::npos) << shown;
  std::set<std::string> names;
  for (const NamedText& file : csv_tables(model, plan, options)) names.insert(file.name);
  for (const char* name :
       {"decisions.csv", "decision_orders.csv", "decision_waiting.csv", "decision_slack.csv", "changes.csv",
        "changed_closings.csv", "drill.csv", "sweep.csv"})
    EXPECT_TRUE(names.contains(name)) << name;
}

simulate::Simulation with_days(const Model& model) {
  simulate::Simulation played;
  played.out_by_deadline = simulate::share_of(90, 100);
  played.frame.replications = 100;
  played.closure.planned = played.final_closure.planned = model.start + kDay;
  played.closure.at.fill(model.start + kDay);
  played.force_level_name = "Men & <women>";
  const Time noon = LocalClock(model.time_zone, model.clock).noon(model.start);
  played.force_level = {{noon, 50, {50, 50, 50, 50, 50}, 48},
                        {noon + kDay, 20, {20, 25, 30, 40, 45}, std::nullopt},
                        {noon + 2 * kDay, 0, {0, 0, 0, 10, 20}, std::nullopt},
                        {noon + 3 * kDay, 0, {0, 0, 0, 0, 0}, std::nullopt},
                        {noon + 4 * kDay, 0, {0, 0, 0, 0, 0}, std::nullopt}};
  return played;
}

/// Points of the polygon or polyline of that class.
std::vector<std::string> points_of_class(const std::string& html, const std::string& attributes) {
  const std::size_t end = html.find("\" class=\"" + attributes + "\"");
  if (end == std::string::npos) return {};
  const std::string begin = "points=\"";
  const std::size_t at = html.rfind(begin, end) + begin.size();
  std::istringstream words(html.substr(at, end - at));
  return {std::istream_iterator<std::string>(words), {}};
}

TEST(ReportHtml, how_many_are_still_there_is_a_band_with_a_line_and_a_table) {
  const Model model = made_up::tiny();
  ReportOptions options;
  options.simulation = with_days(model);
  const std::string html = report_html(model, made_up::tiny_plan(model), options);
  keep("played.html", html);
  EXPECT_EQ(tag_trouble(html), "");
  EXPECT_EQ(html.find("Men & <women>"), std::string::npos);
  // Four days: the last one drawn is the first on which 95 % of the replications are empty.
  const auto median = points_of_class(html, "median line");
  EXPECT_EQ(median.size(), 4u);
  for (const char* band : {"likely", "likely half"}) {
    const auto points = points_of_class(html, band);
    ASSERT_EQ(points.size(), 8u) << band;
    EXPECT_EQ(points.front(), points.back());  // all replications begin alike
    EXPECT_EQ(points[3], points[4]);           // and all are out at last
    EXPECT_NE(points[1], points[6]);
  }
  std::string csv;
  for (const NamedText& file : csv_tables(model, made_up::tiny_plan(model), options))
    if (file.name == "force_level_played.csv") csv = file.text;
  EXPECT_NE(csv.find(",20,20,25,30,40,45,\r\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find(",50,50,50,50,50,50,48\r\n"), std::string::npos) << csv;
  options.simulation->force_level.clear();
  EXPECT_EQ(report_html(model, made_up::tiny_plan(model), options).find("median line\""), std::string::npos);
}

TEST(ReportHtml, a_plan_of_three_thousand_columns_stays_below_ten_megabytes_and_is_well_formed) {
  const Model model = made_up::iraq();
  const Plan plan = made_up::iraq_plan(model, 3000);
  ReportOptions options;
  options.plan_sha256 = std::string(64, 'b');
  options.certificate = Proof::holds;
  const std::string html = report_html(model, plan, options);
  keep("report.html", html);
  EXPECT_GT(plan.columns.size(), 2800u);
  EXPECT_LT(html.size(), 10'000'000u);
  EXPECT_EQ(tag_trouble(html), "");
  EXPECT_NE(html.find("ON TIME"), std::string::npos);
}

TEST(ReportHtml, the_same_plan_gives_the_same_bytes) {
  const Model model = made_up::tiny();
  const Plan plan = made_up::tiny_plan(model);
  EXPECT_EQ(report_html(model, plan, {}), report_html(model, plan, {}));
}

TEST(ReportHtml, nothing_is_fetched_from_outside) {
  const Model model = made_up::tiny();
  std::string html = report_html(model, made_up::tiny_plan(model), {});
  for (const char* word : {"src=", "url(", "@import", "<link", "<iframe"}) {
    std::size_t at = html.find(word);
    while (at != std::string::npos && html.compare(at, 5, "url(#") == 0) at = html.find(word, at + 1);
    EXPECT_EQ(at, std::string::npos) << word;
  }
  EXPECT_EQ(html.find("https://"), std::string::npos);
}

TEST(ReportHtml, names_cannot_smuggle_markup_in) {
  Model model = made_up::tiny();
  model.title = "</title><script>alert(1)</script>";
  model.units[UnitId(0)].name = "\"><img src=x onerror=alert(1)>";
  model.places[PlaceId(1)].name = "<b>J</b>";
  Plan plan = made_up::tiny_plan(model);
  plan.columns[0].serial = "<i>&";
  plan.assumptions = {"<u>assumed"};
  const std::string html = report_html(model, plan, {});
  EXPECT_EQ(html.find("<script>alert"), std::string::npos);
  EXPECT_EQ(html.find("<img"), std::string::npos);
  EXPECT_EQ(html.find("<u>"), std::string::npos);
  EXPECT_EQ(tag_trouble(html), "");
}

TEST(ReportHtml, a_late_plan_is_marked_on_every_page) {
  Model model = made_up::tiny();
  model.deadline = made_up::kIraqStart + kHour;
  const std::string html = report_html(model, made_up::tiny_plan(model), {});
  EXPECT_NE(html.find("<div class=\"mark\" aria-hidden=\"true\">LATE</div>"), std::string::npos);
  EXPECT_NE(html.find("AFTER the deadline"), std::string::npos);
}

TEST(ReportHtml, a_plan_with_hard_violations_is_a_draft) {
  const Model model = made_up::tiny();
  ReportOptions options;
  options.violations.push_back({Rule::SEAT, {"22-USV-01"}, made_up::kIraqStart, "20 people in 10 seats", 0});
  const std::string html = report_html(model, made_up::tiny_plan(model), options);
  EXPECT_NE(html.find("DRAFT, NOT VALID"), std::string::npos);
  EXPECT_NE(html.find("20 people in 10 seats"), std::string::npos);
}

TEST(ReportHtml, missing_borders_are_said_and_not_guessed) {
  const Model model = made_up::tiny();
  ReportOptions options;
  options.asset_dir = "/nowhere";
  EXPECT_NE(report_html(model, made_up::tiny_plan(model), options).find("Borders are not drawn"),
            std::string::npos);
}

TEST(ReportHtml, an_empty_plan_has_a_report_too) {
  const Model model = made_up::iraq();
  const std::string html = report_html(model, Plan{}, {});
  EXPECT_EQ(tag_trouble(html), "");
  EXPECT_NE(html.find("not everybody and everything leaves"), std::string::npos);
}

TEST(ReportCsv, every_row_of_every_file_has_as_many_fields_as_its_head) {
  const Model model = made_up::iraq();
  for (const NamedText& file : csv_tables(model, made_up::iraq_plan(model, 100), {})) {
    const CsvRows rows = read_csv(file.text);
    ASSERT_FALSE(rows.empty()) << file.name;
    for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size()) << file.name;
  }
}

TEST(ReportGeoJson, it_has_a_feature_for_each_link_place_column_and_flight) {
  const Model model = made_up::iraq();
  const Plan plan = made_up::iraq_plan(model, 100);
  const auto map = nlohmann::json::parse(map_geojson(model, plan));
  EXPECT_EQ(map.at("type"), "FeatureCollection");
  EXPECT_EQ(map.at("features").size(),
            model.links.size() + model.places.size() + plan.columns.size() + plan.flights.size());
  const auto& column = map.at("features").at(model.links.size() + model.places.size());
  EXPECT_EQ(column.at("properties").at("stops").size(), column.at("geometry").at("coordinates").size());
}

TEST(ReportXlsx, a_workbook_is_written_and_the_same_again) {
  const Model model = made_up::tiny();
  const Plan plan = made_up::tiny_plan(model);
  const auto path = (std::filesystem::temp_directory_path() / "homeward_report_test.xlsx").string();
  const auto bytes = [&] {
    EXPECT_TRUE(write_xlsx(path, model, plan, {}).empty());
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  };
  const std::string first = bytes();
  EXPECT_EQ(first.substr(0, 2), "PK");
  EXPECT_EQ(first, bytes());
  std::filesystem::remove(path);
}

TEST(ReportXlsx, a_folder_that_is_not_there_is_a_problem) {
  const Model model = made_up::tiny();
  EXPECT_FALSE(write_xlsx("/nowhere/at/all.xlsx", model, made_up::tiny_plan(model), {}).empty());
}

}  // namespace
}  // namespace homeward
