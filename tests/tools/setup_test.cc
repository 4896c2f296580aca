// SPDX-License-Identifier: Apache-2.0
//
// ./homeward and tools/setup, run in a tree of their own with stand-ins for apt, dpkg, npm, cmake and ninja.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace homeward {
namespace {

namespace fs = std::filesystem;

struct Answer {
  int status;
  std::string said;  // stdout and stderr together
};

std::string read(const fs::path& path) {
  std::ifstream stream{path};
  return {std::istreambuf_iterator<char>{stream}, {}};
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class SetUp : public testing::Test {
 protected:
  SetUp() {
    fs::remove_all(top_);
    fs::create_directories(top_ / "tree/tools");
    fs::create_directories(top_ / "tree/assets");
    fs::create_directories(top_ / "bin");
    const fs::path source{HOMEWARD_SOURCE_DIR};
    fs::copy(source / "homeward", top_ / "tree");
    fs::copy(source / "tools/setup", top_ / "tree/tools");
    for (const char* file : {"package.json", "package-lock.json", "countries-50m-cut.json"}) {
      fs::copy(source / "assets" / file, top_ / "tree/assets");
    }
    for (const char* tool : {"bash", "sh", "sed", "grep", "awk", "tail", "cp", "mv", "mkdir", "flock", "tee",
                             "nproc", "env", "rm", "cmp", "cat", "dirname", "readlink", "chmod"}) {
      find_tool(tool);
    }
    stand_in("id", "echo 0");
    stand_in("dpkg-query", "shift 2; for p; do echo \"ii $p\"; done");
    stand_in("apt-get", "echo \"apt-get $*\" >>calls");
    stand_in("dpkg", "exit 0");
    stand_in("npm", "exit 1");
    stand_in("cmake", "echo \"cmake $*\" >>calls");
    stand_in("ninja", "echo '[1/2] one'; echo '[2/2] two'; " + binary_that("echo ran \"$@\"; exit 3"));
  }
  ~SetUp() override { fs::remove_all(top_); }

  // A program of the test's own PATH; nothing else is on it.
  void stand_in(const std::string& name, const std::string& body) const {
    write_script(top_ / "bin" / name, body);
  }
  void remove_tool(const std::string& name) const { fs::remove(top_ / "bin" / name); }

  void install_binary(const std::string& body) const {
    fs::create_directories(top_ / "tree/build");
    write_script(top_ / "tree/build/homeward", body);
  }

  Answer run(const std::string& command, const std::string& folder = "tree") const {
    const std::string line = "cd '" + (top_ / folder).string() + "' && PATH='" + (top_ / "bin").string() +
                             "' HOME='" + top_.string() + "' " + command + " 2>&1";
    FILE* pipe = popen(line.c_str(), "r");
    Answer result{-1, {}};
    if (pipe == nullptr) return result;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) result.said += static_cast<char>(c);
    result.status = WEXITSTATUS(pclose(pipe));
    return result;
  }

  std::string calls() const { return read(top_ / "tree/calls"); }
  fs::path tree() const { return top_ / "tree"; }

 private:
  static void write_script(const fs::path& path, const std::string& body) {
    std::ofstream{path} << "#!/bin/bash\n" << body << "\n";
    fs::permissions(path, fs::perms::owner_all);
  }
  static std::string binary_that(const std::string& body) {
    return "printf '#!/bin/bash\\n" + body + "\\n' >build/homeward; chmod +x build/homeward";
  }
  void find_tool(const std::string& name) const {
    for (const char* folder : {"/usr/bin", "/bin"}) {
      const fs::path program = fs::path{folder} / name;
      if (fs::exists(program)) {
        fs::create_symlink(program, top_ / "bin" / name);
        return;
      }
    }
    FAIL() << "this machine has no " << name;
  }

  const fs::path top_ =
      fs::path{testing::TempDir()} /
      (std::string{"homeward_setup_"} + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(SetUp, StartsTheProgramAtOnceWhenItIsThere) {
  install_binary("echo \"<$1> <$2>\"; exit 4");
  const Answer result = run("./homeward 'a b' c");
  EXPECT_EQ(result.said, "<a b> <c>\n");
  EXPECT_EQ(result.status, 4);
  EXPECT_EQ(calls(), "");
}

TEST_F(SetUp, StartsFromAnotherFolderAndThroughALink) {
  install_binary("echo \"$PWD\"");
  fs::create_symlink(tree() / "homeward", tree().parent_path() / "bin/hw");
  EXPECT_EQ(run("../tree/homeward", "bin").said, (tree().parent_path() / "bin").string() + "\n");
  EXPECT_EQ(run("hw", "bin").said, (tree().parent_path() / "bin").string() + "\n");
}

TEST_F(SetUp, BuildsOnTheFirstCallAndThenRuns) {
  const Answer result = run("./homeward plan x");
  EXPECT_TRUE(has(result.said, "3/3 building")) << result.said;
  EXPECT_TRUE(result.said.ends_with("ran plan x\n")) << result.said;
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(calls(), "cmake --preset release\n");
}

TEST_F(SetUp, SpeaksOnStandardErrorOnly) {
  EXPECT_EQ(run("bash -c './homeward plan 2>/dev/null'").said, "ran plan\n");
}

TEST_F(SetUp, InstallsOnlyWhatIsMissing) {
  stand_in("dpkg-query", "shift 2; for p; do [ $p = mold ] || echo \"ii $p:amd64\"; done");
  run("tools/setup");
  EXPECT_TRUE(has(calls(), "update\n")) << calls();
  EXPECT_TRUE(has(calls(), "install --no-install-recommends mold\n")) << calls();
}

TEST_F(SetUp, BuildsTheBenchesWithTheirPackages) {
  stand_in("dpkg-query", "shift 2; for p; do [ $p = libgtest-dev ] || echo \"ii $p\"; done");
  stand_in("ninja", "echo \"ninja $*\" >>calls");
  EXPECT_EQ(run("tools/setup --bench").status, 0);
  EXPECT_TRUE(has(calls(), "install --no-install-recommends libgtest-dev\n")) << calls();
  EXPECT_TRUE(has(calls(), "cmake --preset release -DHOMEWARD_TESTS=ON\n")) << calls();
  EXPECT_TRUE(has(calls(), " bench_convoys bench_public_cmp bench_iraq_2011\n")) << calls();
  EXPECT_FALSE(has(calls(), " all")) << calls();
}

TEST_F(SetUp, NamesWhatIsMissingWhereItMayNotInstall) {
  stand_in("id", "echo 1000");
  stand_in("dpkg-query", "shift 2; for p; do [ $p = mold ] || echo \"ii $p\"; done");
  const Answer result = run("./homeward");
  EXPECT_EQ(result.status, 8);
  EXPECT_TRUE(has(result.said, "neither root nor is sudo")) << result.said;
  EXPECT_TRUE(has(result.said, "apt-get install --no-install-recommends mold")) << result.said;
  EXPECT_FALSE(fs::exists(tree() / "build/homeward"));
}

TEST_F(SetUp, UsesSudoForPackagesOnly) {
  stand_in("id", "echo 1000");
  stand_in("sudo", "echo sudo >>calls; \"$@\"");
  stand_in("dpkg-query", "exit 1");
  EXPECT_EQ(run("tools/setup").status, 0);
  EXPECT_TRUE(calls().starts_with("apt-get install --print-uris") || calls().starts_with("sudo\n"))
      << calls();
  EXPECT_TRUE(calls().ends_with("\ncmake --preset release\n")) << calls();
}

TEST_F(SetUp, SaysThatItNeedsDebianWhereThereIsNoApt) {
  remove_tool("apt-get");
  const Answer result = run("./homeward");
  EXPECT_EQ(result.status, 8);
  EXPECT_TRUE(has(result.said, "no apt-get")) << result.said;
}

TEST_F(SetUp, SaysThatTheNetworkMayBeMissing) {
  stand_in("dpkg-query", "exit 1");
  stand_in("apt-get", "exit 100");
  const Answer result = run("./homeward");
  EXPECT_EQ(result.status, 8);
  EXPECT_TRUE(has(result.said, "Check the network")) << result.said;
}

TEST_F(SetUp, SaysWhyTheBuildFailed) {
  stand_in("ninja", "echo '[1/2] one'; echo 'a.cc:1:1: error: odd'; exit 1");
  const Answer result = run("./homeward");
  EXPECT_EQ(result.status, 8);
  EXPECT_TRUE(has(result.said, "the build failed: a.cc:1:1: error: odd")) << result.said;
  EXPECT_TRUE(has(result.said, "build/setup.log")) << result.said;
}

TEST_F(SetUp, DoesNotInstallNpmForTheBorders) {
  remove_tool("npm");
  EXPECT_EQ(run("tools/setup").status, 0);
  EXPECT_EQ(calls(), "cmake --preset release\n");
  EXPECT_EQ(read(tree() / "build/assets/countries-50m.json"), read(tree() / "assets/countries-50m-cut.json"));
}

TEST_F(SetUp, FallsBackToTheKeptBordersAndTriesAgain) {
  const Answer first = run("tools/setup");
  EXPECT_EQ(first.status, 0);
  EXPECT_TRUE(has(first.said, "maps show the borders of the Middle East, North and West Africa only"))
      << first.said;
  EXPECT_EQ(read(tree() / "build/assets/countries-50m.json"), read(tree() / "assets/countries-50m-cut.json"));

  stand_in("npm",
           "mkdir -p node_modules/world-atlas; echo whole >node_modules/world-atlas/countries-50m.json");
  EXPECT_FALSE(has(run("tools/setup").said, "borders"));
  EXPECT_EQ(read(tree() / "build/assets/countries-50m.json"), "whole\n");

  stand_in("npm", "exit 1");
  EXPECT_FALSE(has(run("tools/setup").said, "borders"));
  EXPECT_EQ(read(tree() / "build/assets/countries-50m.json"), "whole\n");
}

}  // namespace
}  // namespace homeward
