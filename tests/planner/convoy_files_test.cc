// SPDX-License-Identifier: Apache-2.0
//
// Reading benchmark files, good and bad, archives, and what the solver does at its limits.
#include <gtest/gtest.h>

#include "planner/convoy_verifier.h"
#include "planner/exact/inflate.h"
#include "planner/exact/neighbourhoods.h"
#include "planner/exact/pool.h"
#include "planner/exact/read_convoy_file.h"
#include "planner/exact/solve_convoys.h"
#include "planner/exact/zip_file.h"

namespace homeward::exact {
namespace {

// 0 -3- 1 -4- 2: two convoys in opposite directions over one road.
const std::string kMeeting =
    "//Nodes\n3\n//Convoys\n2\n//Headway\n2\n//Starts\n0\n2\n//Ends\n2\n0\n//Matrix\n"
    "10000000 3 10000000\n3 10000000 4\n10000000 4 10000000\n//Density\n0.67\n//Longest\n100\n"
    "//Earliest\n0\n0\n//Waits\n20\n20\n//Latest\n100\n100\n";

std::string with(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, what.size(), by);
}

std::string first_complaint(const std::string& text) {
  const Result<ConvoyFile> file = read_convoy_file("X.txt", text);
  return file.ok() ? "none" : file.problems().front().what;
}

TEST(ConvoyFile, HoldsNetworkAndConvoys) {
  const ConvoyFile file = read_convoy_file("V.3.2.67_0k.txt", kMeeting).take();
  EXPECT_TRUE(file.notices.empty());
  EXPECT_EQ(file.problem.node_count(), 3U);
  EXPECT_EQ(file.problem.arcs.size(), 4U);
  EXPECT_EQ(file.problem.headway, 2);
  ASSERT_EQ(file.problem.convoys.size(), 2U);
  const Convoy& second = file.problem.convoys[ConvoyId(1)];
  EXPECT_EQ(second.start, NodeId(2));
  EXPECT_EQ(second.end, NodeId(0));
  EXPECT_EQ(second.wait_max, 20);
  EXPECT_EQ(second.latest_arrival, 100);
}

TEST(ConvoyFile, MayEndItsLinesInCarriageReturns) {
  std::string text;
  for (const char c : kMeeting) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const ConvoyFile file = read_convoy_file("X.txt", text).take();
  EXPECT_EQ(file.problem.arcs, read_convoy_file("X.txt", kMeeting).take().problem.arcs);
}

TEST(ConvoyFile, WithALargerMatrixThanItsHeaderSaysIsReadWithANotice) {
  const ConvoyFile file = read_convoy_file("X.txt", with(kMeeting, "//Nodes\n3", "//Nodes\n2")).take();
  EXPECT_EQ(file.problem.node_count(), 3U);
  ASSERT_EQ(file.notices.size(), 1U);
  EXPECT_EQ(file.notices[0].what, "The header says 2 nodes, the matrix is 3 by 3; it is read as 3 nodes.");
  EXPECT_EQ(file.notices[0].place.line, 13);
}

TEST(ConvoyFile, WhoseNameLiesIsReadWithANotice) {
  EXPECT_EQ(read_convoy_file("V.4.2.67_0k.txt", kMeeting).take().notices.size(), 1U);
  EXPECT_EQ(read_convoy_file("V.3.2.25_0k.txt", kMeeting).take().notices.size(), 1U);
  EXPECT_EQ(read_convoy_file("other.txt", kMeeting).take().notices.size(), 0U);
}

TEST(ConvoyFile, ThatIsDamagedIsRefusedWithItsPlace) {
  EXPECT_EQ(first_complaint(""), "The file has 0 sections headed by //, not 11.");
  EXPECT_EQ(first_complaint(with(kMeeting, "//Waits\n", "")),
            "The file has 10 sections headed by //, not 11.");
  EXPECT_EQ(first_complaint(with(kMeeting, "3 10000000 4\n", "3 10000000\n")),
            "The travel times are 8 numbers: no square matrix.");
  EXPECT_NE(first_complaint(with(kMeeting, "//Headway\n2", "//Headway\n2.5")), "none");
  EXPECT_NE(first_complaint(with(kMeeting, "//Headway\n2", "//Headway\n-2")), "none");
  EXPECT_NE(first_complaint(with(kMeeting, "//Headway\n2", "//Headway\n99999999999999999999")), "none");
  EXPECT_NE(first_complaint(with(kMeeting, "//Starts\n0\n2", "//Starts\n0")), "none");
  EXPECT_NE(first_complaint(with(kMeeting, "//Starts\n0\n2", "//Starts\n0\n3")), "none");
  EXPECT_EQ(first_complaint(with(kMeeting, "10000000 3 10000000", "10000000 0 10000000")),
            "An arc takes no time.");
  EXPECT_EQ(
      read_convoy_file("X.txt", with(kMeeting, "//Headway\n2", "//Headway\n2.5")).problems()[0].place.line,
      6);
}

TEST(Meeting, IsSolvedByLettingOneConvoyWaitUntilTheRoadIsFree) {
  const ConvoyProblem problem = read_convoy_file("X.txt", kMeeting).take().problem;
  Budget budget;
  const ConvoyOutcome outcome = solve_convoys(problem, Variant::p1, {}, budget);
  ASSERT_EQ(outcome.status, Status::optimal);
  // One leaves at 0 and arrives at 7; the other leaves its end 2 after that and arrives at 16.
  EXPECT_EQ(outcome.objective, 7 + 16);
  EXPECT_EQ(verify(problem, Variant::p1, *outcome.routes), std::vector<std::string>{});
}

TEST(Meeting, IsProvedImpossibleWhenTheWaitIsTooShort) {
  const ConvoyProblem problem = read_convoy_file("X.txt", with(kMeeting, "20\n20", "8\n8")).take().problem;
  Budget budget;
  EXPECT_EQ(solve_convoys(problem, Variant::p1, {}, budget).status, Status::infeasible);
}

TEST(Pool, JoinsTheConvoysOfOneNetworkAndKeepsOthersApart) {
  const ConvoyProblem one = read_convoy_file("X.txt", kMeeting).take().problem;
  const ConvoyProblem other =
      read_convoy_file("Y.txt", with(kMeeting, "3 10000000 4\n", "3 10000000 5\n")).take().problem;
  const std::vector<ConvoyProblem> pools = pool_by_network(std::vector{one, other, one}, 77);
  ASSERT_EQ(pools.size(), 2U);
  EXPECT_EQ(pools[0].convoys.size(), 4U);
  EXPECT_EQ(pools[0].name, "X.txt + X.txt");
  EXPECT_EQ(pools[0].convoys[ConvoyId(3)].wait_max, 77);
  EXPECT_EQ(pools[1].convoys.size(), 2U);
}

/// More convoys than enumeration can bear, on the networks of tiny problems.
ConvoyProblem crowded_problem(Rng& rng) {
  ConvoyProblem problem = tiny_problem(rng, {8, 1, 6, 4});
  for (int i = 0; i < 7; ++i)
    problem.convoys.push_back({NodeId(rng.below(problem.node_count())),
                               NodeId(rng.below(problem.node_count())), static_cast<Time>(rng.below(10)), 60,
                               200, 20});
  return problem;
}

TEST(Neighbourhoods, KeepPlansValidAndNeverMakeThemDearer) {
  int plans = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng{seed};
    const ConvoyProblem problem = crowded_problem(rng);
    Budget budget;
    std::optional<Routes> routes = plan_one_by_one(problem, Variant::p1, 20, rng, budget);
    if (!routes) continue;
    ++plans;
    ASSERT_EQ(verify(problem, Variant::p1, *routes), std::vector<std::string>{});
    std::int64_t before = verified_objective(problem, Variant::p1, *routes);
    for (int i = 0; i < 5; ++i) {
      const bool better = improve(problem, Variant::p1, 3, 10'000, rng, budget, *routes);
      const std::int64_t after = verified_objective(problem, Variant::p1, *routes);
      ASSERT_EQ(verify(problem, Variant::p1, *routes), std::vector<std::string>{});
      ASSERT_EQ(better, after < before);
      ASSERT_LE(after, before);
      before = after;
    }
  }
  EXPECT_GT(plans, 30);
}

TEST(Solving, WithinALimitGivesABoundThatTheOptimumKeeps) {
  int cut_off = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng{seed, 7};
    const ConvoyProblem problem = crowded_problem(rng);
    Budget enough{3'000'000, Budget::Clock::time_point::max()};
    const ConvoyOutcome whole = solve_convoys(problem, Variant::p1, {}, enough);
    if (whole.status != Status::optimal) continue;
    SolveOptions options;
    options.short_tree_work = 100;
    options.first_tree_work = 200;
    options.neighbourhood_work = 200;
    Budget little{2'000, Budget::Clock::time_point::max()};
    const ConvoyOutcome part = solve_convoys(problem, Variant::p1, options, little);
    EXPECT_LE(part.bound, whole.objective);
    if (part.routes) {
      EXPECT_EQ(verify(problem, Variant::p1, *part.routes), std::vector<std::string>{});
      EXPECT_GE(part.objective, whole.objective);
    }
    if (part.status == Status::feasible || part.status == Status::unknown) ++cut_off;
  }
  EXPECT_GT(cut_off, 5);
}

TEST(Solving, TwiceGivesTheSamePlan) {
  Rng rng{11};
  const ConvoyProblem problem = crowded_problem(rng);
  SolveOptions options;
  options.short_tree_work = 50;
  options.first_tree_work = 100;
  Budget first{50'000, Budget::Clock::time_point::max()};
  Budget second{50'000, Budget::Clock::time_point::max()};
  const ConvoyOutcome a = solve_convoys(problem, Variant::p1, options, first);
  const ConvoyOutcome b = solve_convoys(problem, Variant::p1, options, second);
  EXPECT_EQ(a.objective, b.objective);
  EXPECT_EQ(a.bound, b.bound);
  EXPECT_EQ(first.work(), second.work());
}

std::string from_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  return bytes;
}

// "abcabcabcabcabc, the end" with fixed codes, a longer text with codes of its own, and a stored block;
// packed by zlib.
TEST(Inflate, UnpacksWhatZlibHasPacked) {
  EXPECT_EQ(inflate(from_hex("4b4c4a4e44423a0a2519a90aa9792900"), 100), "abcabcabcabcabc, the end");
  EXPECT_EQ(
      inflate(from_hex(
                  "2594c901c3200c04ff54e112d08544ff8d65967c1c620b1d7b682ffbf2bb9f9dcfeb8bf3e55d27bfb1cff6fecc"
                  "f9cde42b11f72c27c68bd0b95f7812cf6de2326de5e4577ebfeaf31de20ebfcdff9e5c93f65de2ee515e2eda26"
                  "8319a98c9ccbfc720a5549952bd53d6ae0a8933eb96c523dd0a16f7561ead8f7fd3c767e9edb961737fc6cfbbc"
                  "f56ef4f51217ba11e45f344de7c18491640ed588a65a0c75e39ebb72d34b6ad20cfacba4d33cf49cad691963d5"
                  "669e320d1c9a982f5f69e66a9dae83e1e62bb7ec3b02e814774f93e50cf97ad759ad1a4dcdaf8bc9bbe9a02fbd"
                  "8ca01f1f03377171e87986c9afe62082135d82e6ce75673fae04d6f677ce2d800f11c04cb0f1018ccd43e7148e"
                  "76486c3642d7ff4c8730f74aa0f616137e1f29ead222eb1124d6e28ac0b4638b64ba4b97d2c98ca8e31ecf0008"
                  "7b98584d9f45b4de9f50cc79f1478ab03669a253399bfccbfaaad6bcba90aef3ebe76e49e3be3e197d2fbbea9f"
                  "9999c5b7e6f2dd1288fd1512920832bacb7519b9081fffcbc4859b87e97de4d311ad2c84a4bb19ca93421ec528"
                  "7fb96a9504e3308cda6097f747dc398d13ff18f52e39a4c5b333452e1fb18f6774f74a137e0b1c00184c10674b"
                  "a260b5625f9d4daaa27b62c2a535642ba1ba141861e48c902e23488d9455178aaece68f88b0ac9b950f6c2a3ba"
                  "7bfe7a1f49bf9f0bfa3063ccf30606c51c23c740ef7e56d8cfdb72378ad279789f86e796c897497417e6b4365c"
                  "fecc70f2f39f5aec0438ca9497e1867eb2e4f0ac96c1ce73d839b258b30d56763d936947b04b5477b437f2929a"
                  "a776496d3482fd9ed76ccb6cf6760e52d0f649f9d2857341a0ad8a2167a5f6152ea55695eac2d09565b5d70a35"
                  "e6aad6ae6377e9ee601b9ec52c857088b9b4fef10d8ece2e6617a89727ab009b6ff0394f5727de3978bfe47c62"
                  "f2c597b03af5f21ce5d4e8dc65765be7d505357a1045bcbfea8d2eb51ef6db14bbb5344cb3b469ae76eddf7ef3"
                  "766876b609383498dfd5257cfa7910dde87cde3e6ee1d92d6c5b38af1e618eedc8395b9b79b67819ed669ee26b"
                  "a875d7b8789c10a7936f4da5b89e12ef53d200edb368a7352fc665f619ede919e967aeb4f403"),
              10'000),
      [] {
        std::string text;
        for (int i = 0; i < 300; ++i) text += std::to_string(i * i) + (i % 7 == 0 ? "\n" : " ");
        return text;
      }());
  EXPECT_EQ(inflate(from_hex("010300fcff616263"), 100), "abc");
}

TEST(Inflate, RefusesWhatIsCutOffOrTooLong) {
  const std::string packed = from_hex("4b4c4a4e44423a0a2519a90aa9792900");
  for (std::size_t size = 0; size < packed.size(); ++size)
    EXPECT_FALSE(inflate(std::string_view(packed).substr(0, size), 100).has_value()) << size;
  EXPECT_FALSE(inflate(packed, 23).has_value());
  EXPECT_FALSE(inflate(from_hex("07"), 100).has_value());
}

TEST(ZipArchive, GivesItsFilesAndNoticesDamage) {
  const std::string archive = from_hex(
      "504b03041400000000000000210000000000000000000000000007000000666f6c6465722f504b030414000000"
      "0000000021000bf94356060000000600000011000000666f6c6465722f73746f7265642e74787473746f726564"
      "504b0304140000000800000021007a77d97906000000c800000011000000666f6c6465722f7061636b65642e74"
      "7874abaa1a1e0000504b0102140314000000000000002100000000000000000000000000070000000000000000"
      "000000800100000000666f6c6465722f504b01021403140000000000000021000bf94356060000000600000011"
      "0000000000000000000000800125000000666f6c6465722f73746f7265642e747874504b010214031400000008"
      "00000021007a77d97906000000c800000011000000000000000000000080015a000000666f6c6465722f706163"
      "6b65642e747874504b05060000000003000300b30000008f0000000000");
  ASSERT_TRUE(looks_like_zip(archive));
  const std::vector<ZipEntry> entries = read_zip("a.zip", archive).take();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].name, "folder/stored.txt");
  EXPECT_EQ(entries[0].bytes, "stored");
  EXPECT_EQ(entries[1].bytes, std::string(200, 'z'));
  EXPECT_FALSE(read_zip("a.zip", archive.substr(0, archive.size() - 1)).ok());
  std::string damaged = archive;
  damaged[damaged.find("stored.txtstored") + 10] = 'S';
  EXPECT_FALSE(read_zip("a.zip", damaged).ok());
  EXPECT_FALSE(looks_like_zip("//Number of nodes"));
}

}  // namespace
}  // namespace homeward::exact
