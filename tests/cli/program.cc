// SPDX-License-Identifier: Apache-2.0
#include "cli/program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace homeward::test {

namespace {

/// The program is built beside the test program.
std::filesystem::path binary() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "homeward";
}

std::string whole(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

[[noreturn]] void become(const std::vector<std::string>& words, const std::filesystem::path& folder,
                         const std::string& out) {
  const std::string out_path = out.empty() ? (folder / ".stdout").string() : out;
  const std::string err_path = (folder / ".stderr").string();
  const int out_file = open(out_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const int err_file = open(err_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (chdir(folder.c_str()) != 0 || dup2(out_file, 1) < 0 || dup2(err_file, 2) < 0) _exit(99);
  const std::string program = binary().string();
  std::vector<char*> arguments = {const_cast<char*>(program.c_str())};
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(program.c_str(), arguments.data());
  _exit(98);
}

}  // namespace

void ProgramTest::SetUp() {
  ASSERT_TRUE(std::filesystem::exists(binary())) << "build the target homeward first: " << binary();
  std::string name = (std::filesystem::temp_directory_path() / "homeward-test-XXXXXX").string();
  ASSERT_NE(mkdtemp(name.data()), nullptr);
  folder_ = name;
}

void ProgramTest::TearDown() {
  if (!folder_.empty()) std::filesystem::remove_all(folder_);
}

pid_t ProgramTest::start(const std::vector<std::string>& words, const std::string& out) {
  const pid_t process = fork();
  if (process == 0) become(words, folder_, out);
  return process;
}

Ended ProgramTest::finish(pid_t process) {
  int status = 0;
  waitpid(process, &status, 0);
  const int exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {exit_code, whole(folder_ / ".stdout"), whole(folder_ / ".stderr")};
}

Ended ProgramTest::homeward(const std::vector<std::string>& words, const std::string& out) {
  return finish(start(words, out));
}

std::string ProgramTest::read(const std::string& name) const { return whole(folder_ / name); }

void ProgramTest::write(const std::string& name, const std::string& text) const {
  std::ofstream(folder_ / name, std::ios::binary) << text;
}

}  // namespace homeward::test
