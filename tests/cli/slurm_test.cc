// SPDX-License-Identifier: Apache-2.0
//
// homeward simulate --slurm on a real Slurm: one controller and one node, started here on loopback with a
// configuration of their own. Skipped where slurmctld, slurmd or sbatch are missing (Debian: slurmctld slurmd
// slurm-client), or where the test does not run as root, which slurmd needs.
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/program.h"
#include "cli/run_program.h"

namespace homeward {
namespace {

using test::Ended;
using test::ProgramTest;

bool is_installed(const char* program) {
  return std::system(fmt::format("command -v {} >/dev/null 2>&1", program).c_str()) == 0;
}

class Slurm : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    for (const char* program : {"slurmctld", "slurmd", "sbatch", "squeue"})
      if (!is_installed(program)) GTEST_SKIP() << program << " is not installed: --slurm is not tested";
    if (::geteuid() != 0) GTEST_SKIP() << "slurmd needs root: --slurm is not tested";
    configure();
    controller_ = start_daemon("slurmctld");
    node_ = start_daemon("slurmd");
    if (!is_up())
      GTEST_SKIP() << "slurmctld or slurmd does not come up on this machine: --slurm is not tested";
  }

  void TearDown() override {
    stop(node_);
    stop(controller_);
    ::unsetenv("SLURM_CONF");
    ProgramTest::TearDown();
  }

  Ended simulate(std::vector<std::string> more) {
    std::vector<std::string> words{"simulate", "p.json", "--scenario", "mine", "--replications", "90"};
    words.insert(words.end(), more.begin(), more.end());
    return homeward(words);
  }

 private:
  void configure() {
    std::string host(256, '\0');
    ASSERT_EQ(::gethostname(host.data(), host.size() - 1), 0);
    host = host.substr(0, host.find_first_of(std::string(".\0", 2)));
    const int port = 20'000 + static_cast<int>(::getpid() % 20'000);
    const std::string here = folder().string();
    std::filesystem::create_directories(folder() / "state");
    std::filesystem::create_directories(folder() / "spool");
    write("slurm.conf",
          fmt::format(
              "ClusterName=test\nSlurmctldHost={0}(127.0.0.1)\nSlurmctldPort={1}\nSlurmdPort={2}\n"
              "SlurmUser=root\nSlurmdUser=root\nAuthType=auth/none\nCredType=cred/none\nMpiDefault=none\n"
              "ProctrackType=proctrack/linuxproc\nTaskPlugin=task/none\n"
              "JobAcctGatherType=jobacct_gather/none\nSelectType=select/linear\nReturnToService=2\n"
              "StateSaveLocation={3}/state\nSlurmdSpoolDir={3}/spool\nSlurmctldPidFile={3}/ctld.pid\n"
              "SlurmdPidFile={3}/d.pid\nSlurmctldLogFile={3}/ctld.log\nSlurmdLogFile={3}/d.log\n"
              "NodeName={0} NodeAddr=127.0.0.1 CPUs=1 State=UNKNOWN\n"
              "PartitionName=main Nodes={0} Default=YES MaxTime=INFINITE State=UP\n",
              host, port, port + 1, here));
    ::setenv("SLURM_CONF", (folder() / "slurm.conf").c_str(), 1);
  }

  pid_t start_daemon(const char* program) {
    const pid_t process = ::fork();
    if (process == 0) {
      if (std::freopen("/dev/null", "w", stdout) == nullptr ||
          std::freopen("/dev/null", "w", stderr) == nullptr)
        ::_exit(126);
      ::execlp(program, program, "-D", nullptr);
      ::_exit(127);
    }
    return process;
  }

  bool is_up() const {
    for (int i = 0; i < 60; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(500));
      const auto end = run_program({"sinfo", "--noheader", "--format=%t"}, "");
      if (end && end->exit_code == 0 && end->out.find("idle") != std::string::npos) return true;
    }
    return false;
  }

  static void stop(pid_t process) {
    if (process <= 0) return;
    ::kill(process, SIGTERM);
    for (int i = 0; i < 50 && ::waitpid(process, nullptr, WNOHANG) == 0; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    ::kill(process, SIGKILL);
    ::waitpid(process, nullptr, 0);
  }

  pid_t controller_ = 0;
  pid_t node_ = 0;
};

TEST_F(Slurm, AJobArrayGivesTheSameBytesAsOneRun) {
  ASSERT_EQ(homeward({"new", "mine"}).exit_code, 0);
  ASSERT_EQ(homeward({"plan", "mine", "--work-limit", "1", "--out", "p.json", "--quiet"}).exit_code, 0);
  ASSERT_EQ(simulate({"--out", "whole.json", "--quiet"}).exit_code, 0);
  const Ended ended = simulate({"--slurm", "--slurm-shards", "3", "--out", "slurm.json"});
  ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_NE(ended.err.find("3 shards submitted"), std::string::npos) << ended.err;
  EXPECT_EQ(read("slurm.json"), read("whole.json"));

  // A shard that is lost or damaged is computed again, and only that one.
  write("p.json.slurm/shard-2.json", "{\"homeward_shard\":1");
  const Ended again = simulate({"--slurm", "--slurm-shards", "3", "--out", "again.json"});
  ASSERT_EQ(again.exit_code, 0) << again.out << again.err;
  EXPECT_NE(again.err.find("1 shards submitted"), std::string::npos) << again.err;
  EXPECT_EQ(read("again.json"), read("whole.json"));
}

}  // namespace
}  // namespace homeward
