// SPDX-License-Identifier: Apache-2.0
#include "report/table.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "report/csv_reader.h"
#include "report/escape.h"

namespace homeward {
namespace {

LocalClock baghdad_clock() { return {"Asia/Baghdad", {{kStartOfTime, 3 * kHour}}}; }

Table small_table() {
  Table table{"small", "Small & fine", "A note.", {}, {}};
  table.columns = {text_column("name", "Name"), whole_column("people", "People", "people"),
                   decimal_column("distance_km", "Distance", "km", 1), time_column("at", "At"),
                   day_column("day", "Day")};
  table.rows = {
      {std::string("1st, \"Lions\""), std::int64_t{12345}, 12.25, Time{1319567400}, Time{1319567400}},
      {std::string("=SUM(A1)"), std::int64_t{-5}, Cell{}, Cell{}, Cell{}}};
  return table;
}

TEST(Table, csv_has_names_with_units_real_numbers_and_local_times_with_offset) {
  EXPECT_EQ(csv_text(small_table(), baghdad_clock()),
            "name,people,distance_km,at,day\r\n"
            "\"1st, \"\"Lions\"\"\",12345,12.2,2011-10-25T21:30:00+03:00,2011-10-25\r\n"
            "'=SUM(A1),-5,,,\r\n");
}

TEST(Table, html_escapes_and_groups_and_keeps_the_utc_group_beside_local_time) {
  EXPECT_EQ(html_table(small_table(), baghdad_clock()),
            "<div class=\"scroll\"><table class=\"data\" id=\"t-small\"><caption>Small &amp; "
            "fine</caption><thead><tr>"
            "<th scope=\"col\">Name</th><th scope=\"col\" class=\"n\">People<small>people</small></th>"
            "<th scope=\"col\" class=\"n\">Distance<small>km</small></th>"
            "<th scope=\"col\" class=\"n\">At<small>local, UTC below</small></th>"
            "<th scope=\"col\" class=\"n\">Day<small>local day</small></th></tr></thead><tbody>\n"
            "<tr><td>1st, &quot;Lions&quot;</td><td class=\"n\">12,345</td><td class=\"n\">12.2</td>"
            "<td class=\"n t\" data-v=\"1319567400\">25 Oct 2011 21:30<i>251830ZOCT11</i></td>"
            "<td class=\"n t\" data-v=\"1319567400\">25 Oct 2011</td></tr>\n"
            "<tr><td>=SUM(A1)</td><td class=\"n\">−5</td><td class=\"n\"></td><td class=\"n\"></td><td "
            "class=\"n\"></td></tr>\n"
            "</tbody></table></div>\n<p class=\"note\">A note.</p>\n");
}

TEST(Escape, markup_and_control_characters_do_not_pass) {
  EXPECT_EQ(html_escape("<script>alert('a' & \"b\")</script>\x01"),
            "&lt;script&gt;alert(&#39;a&#39; &amp; &quot;b&quot;)&lt;/script&gt;");
}

TEST(Escape, what_a_spreadsheet_would_run_gets_an_apostrophe) {
  for (const char* text : {"=1+1", "+1", "-1", "@cmd", "\tx", "\rx", "'x"})
    EXPECT_EQ(guarded_text(text), "'" + std::string(text));
  EXPECT_EQ(guarded_text("1st = 2nd"), "1st = 2nd");
  EXPECT_EQ(guarded_text(""), "");
}

TEST(Escape, long_text_is_cut_between_words_and_letters) {
  EXPECT_EQ(clipped_text("one two three", 9), "one two …");
  EXPECT_EQ(clipped_text("short", 9), "short");
  EXPECT_EQ(clipped_text("ääääää", 3), "ä …");
}

RC_GTEST_PROP(Table, any_text_comes_back_from_csv, ()) {
  const auto texts = *rc::gen::container<std::vector<std::string>>(
      3, rc::gen::container<std::string>(
             rc::gen::element<char>('=', '\'', '"', ',', '\r', '\n', 'a', ' ', '\t', '-')));
  Table table{"any",
              "Any",
              "",
              {text_column("a", "A"), text_column("b", "B"), text_column("c", "C")},
              {{texts[0], texts[1], texts[2]}}};
  const CsvRows rows = read_csv(csv_text(table, baghdad_clock()));
  RC_ASSERT(rows.size() == 2u);
  for (std::size_t i = 0; i < 3; ++i) RC_ASSERT(unguarded_text(rows[1][i]) == texts[i]);
}

}  // namespace
}  // namespace homeward
