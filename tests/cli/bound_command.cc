// SPDX-License-Identifier: Apache-2.0
//
// homeward bound, and homeward check with a certificate.
#include <nlohmann/json.hpp>

#include "cli/program.h"

namespace homeward {
namespace {

using nlohmann::json;
using test::Ended;
using test::ProgramTest;

class BoundCommand : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
    ASSERT_EQ(homeward({"bound", "mine", "--certificate", "c.json"}).exit_code, 0);
  }
};

TEST_F(BoundCommand, WritesACertificateThatCheckAccepts) {
  const Ended checked = homeward({"check", "mine", "--certificate", "c.json", "--json"});
  EXPECT_EQ(checked.exit_code, 0) << checked.out << checked.err;
  EXPECT_EQ(json::parse(checked.out).at("valid"), true);
  EXPECT_EQ(json::parse(checked.out).at("certificates").at(0).at("holds"), true);
}

TEST_F(BoundCommand, CertificateThatClaimsTooMuchIsFound) {
  json certificate = json::parse(read("c.json"));
  certificate["no_closure_before"] = "2031-01-01T00:00:00Z";
  write("too-much.json", certificate.dump());
  const Ended checked = homeward({"check", "mine", "--certificate", "too-much.json", "--json"});
  EXPECT_EQ(checked.exit_code, 1);
  EXPECT_EQ(json::parse(checked.out).at("valid"), false);
  EXPECT_FALSE(json::parse(checked.out).at("certificates").at(0).at("reasons").empty());
}

TEST_F(BoundCommand, PrintsTheBoundOfItsCertificate) {
  const json answer = json::parse(homeward({"bound", "mine", "--json"}).out);
  EXPECT_EQ(answer.at("status"), "bound");
  EXPECT_EQ(answer.at("bound"), answer.at("bound_certificate").at("no_closure_before"));
  EXPECT_EQ(answer.at("bound_certificate"), json::parse(read("c.json")));
  EXPECT_FALSE(answer.at("bottleneck").at("resource").get<std::string>().empty());
  EXPECT_GT(answer.at("bottleneck").at("share_permille").get<int>(), 0);
}

TEST_F(BoundCommand, OverwritesNothing) {
  EXPECT_EQ(homeward({"bound", "mine", "--certificate", "c.json"}).exit_code, 2);
}

}  // namespace
}  // namespace homeward
