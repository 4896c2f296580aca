// SPDX-License-Identifier: Apache-2.0
//
// homeward prices from end to end.
#include <csignal>
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using test::Ended;
using test::ProgramTest;

class PricesCommand : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
  }
};

TEST_F(PricesCommand, RanksWhatMoreOfSomethingBuys) {
  const Ended ended = homeward({"prices", "mine", "--work-limit", "1", "--csv", "p.csv", "--json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  const json answer = json::parse(ended.out);
  EXPECT_EQ(answer.at("status"), "priced");
  EXPECT_GE(answer.at("noise_seconds"), 0);
  ASSERT_GE(answer.at("prices").size(), 5u);
  std::int64_t last = 1'000'000'000;
  for (const json& row : answer.at("prices")) {
    EXPECT_GE(row.at("closure_gain_seconds"), 0) << row;
    EXPECT_GE(row.at("bound_gain_seconds"), 0) << row;
    EXPECT_LE(row.at("closure_gain_seconds"), last);
    last = row.at("closure_gain_seconds");
    EXPECT_LE(row.at("figures").at("bound"), row.at("figures").at("closure"));
  }
  EXPECT_NE(read("p.csv").find("id,kind,what,verdict,closure_at"), std::string::npos);
  EXPECT_EQ(homeward({"prices", "mine", "--csv", "p.csv"}).exit_code, 2) << "nothing is overwritten";
}

TEST_F(PricesCommand, AreTheSameForAnyNumberOfThreads) {
  const auto rows = [this](const char* threads) {
    return json::parse(homeward({"prices", "mine", "--work-limit", "1", "--json", "--threads", threads}).out)
        .at("prices");
  };
  EXPECT_EQ(rows("1"), rows("3"));
}

TEST_F(PricesCommand, ExplainThemselvesToPeople) {
  const Ended ended = homeward({"prices", "mine", "--work-limit", "1", "--only", "trucks", "--times", "2"});
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_NE(ended.out.find("As it is: closed"), std::string::npos);
  EXPECT_NE(ended.out.find("Search noise:"), std::string::npos);
}

TEST_F(PricesCommand, ComeIntoTheReportOfTheirScenario) {
  write("p.json", homeward({"prices", "mine", "--work-limit", "1", "--only", "trucks", "--json"}).out);
  ASSERT_EQ(homeward({"plan", "mine", "--work-limit", "1"}).exit_code, 0);
  const std::vector<std::string> report = {"report", "mine.plan.json", "--scenario", "mine",  "--prices",
                                           "p.json", "--out",          "r.html",     "--csv", "tables"};
  const Ended ended = homeward(report);
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_NE(read("r.html").find("What more would buy"), std::string::npos);
  EXPECT_TRUE(exists("tables/prices.csv"));
  write("mine/scenario.yaml", read("mine/scenario.yaml") + "# changed\n");
  ASSERT_EQ(homeward({"plan", "mine", "--work-limit", "1", "--out", "new.json"}).exit_code, 0);
  const Ended other =
      homeward({"report", "new.json", "--scenario", "mine", "--prices", "p.json", "--out", "n.html"});
  EXPECT_EQ(other.exit_code, 3);
  EXPECT_NE(other.err.find("prices of another scenario"), std::string::npos) << other.err;
  EXPECT_FALSE(exists("n.html"));
}

TEST_F(PricesCommand, RefusesWhatHasNoPrice) {
  const Ended ended = homeward({"prices", "mine", "--only", "luck"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_NE(ended.err.find("trucks, buses, escorts"), std::string::npos) << ended.err;
  EXPECT_EQ(homeward({"prices", "mine", "--times", "0"}).exit_code, 2);
  EXPECT_EQ(homeward({"prices", "nowhere"}).exit_code, 3);
}

}  // namespace
}  // namespace homeward
