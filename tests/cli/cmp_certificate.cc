// SPDX-License-Identifier: Apache-2.0
//
// homeward cmp: certificates of a bound, written and judged.
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using test::Ended;
using test::ProgramTest;

// 0 -3- 1 -4- 2: two convoys in opposite directions over one road; one waits until the other is through.
const std::string kMeeting =
    "//Nodes\n3\n//Convoys\n2\n//Headway\n2\n//Starts\n0\n2\n//Ends\n2\n0\n//Matrix\n"
    "10000000 3 10000000\n3 10000000 4\n10000000 4 10000000\n//Density\n0.67\n//Longest\n100\n"
    "//Earliest\n0\n0\n//Waits\n20\n20\n//Latest\n100\n100\n";

class CmpCertificate : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("meeting.txt", kMeeting);
  }
};

TEST_F(CmpCertificate, CertificateProvesMoreThanShortestWaysAndNoMoreThanTheOptimum) {
  const Ended solved = homeward({"cmp", "meeting.txt", "--json", "--certificate", "c.json"});
  ASSERT_EQ(solved.exit_code, 0) << solved.err;
  const auto objective = json::parse(solved.out).at("results").at(0).at("objective").get<std::int64_t>();
  const auto proved = json::parse(read("c.json")).at("flow_at_least").get<std::int64_t>();
  EXPECT_GT(proved, 7 + 7);
  EXPECT_LE(proved, objective);
  const Ended checked = homeward({"cmp", "meeting.txt", "--check", "c.json", "--json"});
  EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
  EXPECT_EQ(json::parse(checked.out).at("status"), "holds");
  EXPECT_EQ(homeward({"cmp", "meeting.txt", "--certificate", "c.json"}).exit_code, 2);  // it is there already
}

TEST_F(CmpCertificate, CertificateThatClaimsTooMuchOrIsForAnotherProblemIsFound) {
  ASSERT_EQ(homeward({"cmp", "meeting.txt", "--certificate", "c.json"}).exit_code, 0);
  json certificate = json::parse(read("c.json"));
  certificate["flow_at_least"] = certificate["flow_at_least"].get<std::int64_t>() + 1;
  write("too-much.json", certificate.dump());
  const Ended too_much = homeward({"cmp", "meeting.txt", "--check", "too-much.json", "--json"});
  EXPECT_EQ(too_much.exit_code, 1);
  EXPECT_FALSE(json::parse(too_much.out).at("reasons").empty());
  EXPECT_EQ(homeward({"cmp", "meeting.txt", "--check", "c.json", "--variant", "P2"}).exit_code, 1);
  EXPECT_EQ(homeward({"cmp", "meeting.txt", "--check", "c.json", "--wait-max", "7"}).exit_code, 1);
  write("nothing.json", "{}");
  EXPECT_EQ(homeward({"cmp", "meeting.txt", "--check", "nothing.json"}).exit_code, 3);
  EXPECT_EQ(homeward({"cmp", "meeting.txt", "--certificate", "d.json", "--variant", "P4"}).exit_code, 3);
  EXPECT_EQ(homeward({"cmp", "meeting.txt", "meeting.txt", "--certificate", "e.json"}).exit_code, 2);
}

TEST_F(CmpCertificate, RowsAreReadAndRefusedWhereAPlanMayHaveTwoMembers) {
  ASSERT_EQ(homeward({"cmp", "meeting.txt", "--certificate", "c.json"}).exit_code, 0);
  const auto judged = [&](const json& members, const char* link) {
    json certificate = json::parse(read("c.json"));
    certificate["rows"].push_back({{"link", link}, {"members", members}, {"price", 0}});
    write("with-row.json", certificate.dump());
    return homeward({"cmp", "meeting.txt", "--check", "with-row.json"});
  };
  const auto member = [](int column, const char* direction, int first, int last) {
    return json{{"column", column}, {"direction", direction}, {"first", first}, {"last", last}};
  };
  EXPECT_EQ(judged({member(0, "forward", 0, 0), member(1, "backward", 0, 0)}, "0-1").exit_code, 0);
  const Ended apart = judged({member(0, "forward", 0, 0), member(1, "backward", 500, 500)}, "0-1");
  EXPECT_EQ(apart.exit_code, 1);
  EXPECT_NE(apart.out.find("has two members that a plan may have together"), std::string::npos) << apart.out;
  EXPECT_EQ(judged({member(0, "forward", 0, 5), member(0, "forward", 3, 8)}, "0-1").exit_code, 1);
  const Ended nowhere = judged({member(0, "forward", 0, 0)}, "7-8");
  EXPECT_EQ(nowhere.exit_code, 3);
  EXPECT_NE(nowhere.err.find("there is no link \"7-8\""), std::string::npos) << nowhere.err;
  EXPECT_EQ(judged({member(0, "sideways", 0, 0)}, "0-1").exit_code, 3);
}

}  // namespace
}  // namespace homeward
