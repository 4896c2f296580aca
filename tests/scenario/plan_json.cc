// SPDX-License-Identifier: Apache-2.0
//
// The parts under the plan file: strict JSON, canonical text, instants, certificates.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "scenario/certificate_file.h"
#include "scenario/plan_example.h"
#include "scenario/strict_json.h"
#include "scenario/utc_text.h"

namespace homeward {
namespace {

/// The first problem as "line:column pointer what".
std::string refusal(const std::string& text) {
  const Result<JsonDocument> document = JsonDocument::parse(text, "f.json");
  if (document) return "";
  const Problem& first = document.problems().front();
  return std::to_string(first.place.line) + ":" + std::to_string(first.place.column) + " " +
         first.place.pointer + " " + first.what;
}

TEST(StrictJson, NamesLineAndColumnOfBrokenText) {
  EXPECT_EQ(refusal("{\"a\":1,\n \"b\":x}").substr(0, 4), "2:6 ");
  EXPECT_EQ(refusal("[1,2,]").substr(0, 4), "1:6 ");
}

TEST(StrictJson, RefusesCutEmptyAndTrailingText) {
  EXPECT_NE(refusal("[1,").find("ends in the middle"), std::string::npos);
  EXPECT_NE(refusal("").find("empty"), std::string::npos);
  EXPECT_NE(refusal("[1] 2").find("not JSON"), std::string::npos);
}

TEST(StrictJson, RefusesRepeatedKeysWithPointer) {
  EXPECT_EQ(refusal(R"([{"x":{"a/b":1,"c":2,"a/b":3}}])"),
            "0:0 /0/x/a~1b The key \"a/b\" stands more than once in one object.");
}

TEST(StrictJson, RefusesBadUtf8AndBareControlCharacters) {
  EXPECT_NE(refusal("\"\xff\""), "");
  EXPECT_NE(refusal("\"\xed\xa0\x80\""), "");
  EXPECT_NE(refusal("\"a\nb\""), "");
}

TEST(StrictJson, RefusesDeepNesting) {
  EXPECT_NE(refusal(std::string(100'000, '[')).find("deep"), std::string::npos);
  EXPECT_EQ(refusal(std::string(32, '[') + std::string(32, ']')), "");
  EXPECT_NE(refusal(std::string(33, '[') + std::string(33, ']')), "");
}

TEST(StrictJson, KeepsNumbersAsWhatTheyAre) {
  const auto document =
      JsonDocument::parse("[1,-1,1.0,1e2,18446744073709551615,99999999999999999999]", "f.json");
  std::vector<JsonKind> kinds;
  for (const JsonValue value : document.value().root()) kinds.push_back(value.kind());
  EXPECT_EQ(kinds, (std::vector{JsonKind::whole, JsonKind::whole, JsonKind::fraction, JsonKind::fraction,
                                JsonKind::large_whole, JsonKind::fraction}));
}

TEST(JsonText, EscapesOnlyWhatMustBe) {
  JsonText json;
  json.text("\"\\/\n\t\x01é😀");
  EXPECT_EQ(json.take(), "\"\\\"\\\\/\\n\\u0009\\u0001é😀\"\n");
}

TEST(JsonTextDeathTest, KeysMustAscend) {
  JsonText json;
  json.begin_object();
  json.key("b");
  json.number(1);
  EXPECT_EXIT(json.key("a"), testing::ExitedWithCode(7), "internal error");
}

TEST(UtcText, HasTwentyCharacters) {
  EXPECT_EQ(utc_text(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(utc_text(1'319'209'200), "2011-10-21T15:00:00Z");
  EXPECT_EQ(utc_text(kFirstUtcText), "0000-01-01T00:00:00Z");
  EXPECT_EQ(utc_text(kLastUtcText), "9999-12-31T23:59:59Z");
  EXPECT_EQ(utc_text(-1), "1969-12-31T23:59:59Z");
}

RC_GTEST_PROP(UtcText, IsReadBack, ()) {
  const Time time = *rc::gen::inRange<Time>(kFirstUtcText, kLastUtcText + 1);
  RC_ASSERT(parse_utc_text(utc_text(time)) == time);
}

TEST(UtcText, OfOtherFormsIsRefused) {
  for (const char* text :
       {"", "2011-10-21", "2011-10-21T15:00:00", "2011-10-21T15:00:00+00:00", "2011-10-21t15:00:00z",
        "2011-13-01T00:00:00Z", "2011-02-29T00:00:00Z", "2011-01-01T24:00:00Z", "2011-01-01T00:60:00Z",
        "2011-01-01T00:00:60Z", "2011-01-01T00:00:00.0Z", "+011-01-01T00:00:00Z", " 2011-01-01T00:00:00"})
    EXPECT_FALSE(parse_utc_text(text)) << text;
  EXPECT_TRUE(parse_utc_text("2012-02-29T23:59:59Z"));
}

TEST(CertificateFile, ReadsWhatItWrote) {
  const Model model = test::plan_example_model();
  const Certificate certificate = *test::plan_example(model).bound_certificate;
  const std::string text = write_certificate(certificate);
  const Result<Certificate> again = read_certificate(text, "c.json");
  ASSERT_TRUE(again);
  EXPECT_EQ(write_certificate(again.value()), text);
  EXPECT_EQ(again.value().resources.at(0).id, "fleet:flatbed");
}

TEST(CertificateFile, KeepsRewardsAndGridsOfPricesByPeriod) {
  const Model model = test::plan_example_model();
  Certificate certificate = *test::plan_example(model).bound_certificate;
  certificate.format = 2;
  certificate.rewards = {7, 0};
  certificate.step_s = 900;
  certificate.escort_step_s = 300;
  const std::string text = write_certificate(certificate);
  const Result<Certificate> again = read_certificate(text, "c.json");
  ASSERT_TRUE(again);
  EXPECT_EQ(again.value().rewards, certificate.rewards);
  EXPECT_EQ(again.value().step_s, 900);
  EXPECT_EQ(again.value().escort_step_s, 300);
  EXPECT_EQ(write_certificate(again.value()), text);
  std::string wrong = text;
  wrong.replace(wrong.find("[7,0]"), 5, "[7,-1]");
  EXPECT_FALSE(read_certificate(wrong, "c.json")) << "a reward below 0";
}

TEST(CertificateFile, WithAMissingKeyIsRefused) {
  const Result<Certificate> refused = read_certificate(R"({"format":1})", "c.json");
  ASSERT_FALSE(refused);
  EXPECT_GE(refused.problems().size(), 6u);
}

}  // namespace
}  // namespace homeward
