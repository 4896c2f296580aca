// SPDX-License-Identifier: Apache-2.0
#include "cli/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace homeward {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadMax = 1'000'000'000;
constexpr int kNumberMax = 9999;

/// Closes on the way out.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_{number} {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool ok() const { return number_ >= 0; }

 private:
  int number_;
};

Problem system_problem(const fs::path& path, const std::string& what, int error) {
  return {{path.string(), 0, 0, ""},
          what + ": " + std::strerror(error) + ".",
          "Look at the path, its permissions and the room on the disk."};
}

WriteOutcome failed(const fs::path& path, const std::string& what) {
  return {Written::failed, system_problem(path, what, errno)};
}

WriteOutcome already_there(const fs::path& path) {
  return {Written::exists,
          {{path.string(), 0, 0, ""},
           "The file exists already.",
           "Name another file, or replace it with --force."}};
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

/// The new name outlives a power cut only when the folder is synced too. Some file systems cannot: no
/// failure.
void sync_folder(const fs::path& file) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.ok()) ::fsync(descriptor.number());
}

/// renameat2 does it in one step; file systems without it get a hard link, which fails as well when `to`
/// exists.
int rename_if_free(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -1;
  if (::link(from.c_str(), to.c_str()) != 0) return -1;
  return ::unlink(from.c_str());
}

WriteOutcome write_beside(const fs::path& path, const fs::path& beside, std::string_view bytes,
                          Existing existing) {
  {
    const Descriptor descriptor(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!descriptor.ok()) return failed(path, "The file cannot be written");
    if (!write_all(descriptor.number(), bytes) || ::fsync(descriptor.number()) != 0)
      return failed(path, "The file cannot be written");
  }
  const int renamed =
      existing == Existing::replace ? ::rename(beside.c_str(), path.c_str()) : rename_if_free(beside, path);
  if (renamed != 0 && errno == EEXIST) return already_there(path);
  if (renamed != 0) return failed(path, "The file cannot be put in its place");
  sync_folder(path);
  return {};
}

fs::path numbered(const fs::path& path, int number) {
  const fs::path inner = path.stem();  // iraq-2011.plan
  const std::string name = inner.stem().string() + "-" + std::to_string(number) + inner.extension().string() +
                           path.extension().string();
  return path.parent_path() / name;
}

}  // namespace

Result<std::string> read_file(const fs::path& path) {
  const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor.ok()) return system_problem(path, "The file cannot be read", errno);
  std::string bytes;
  std::size_t size = 0;
  for (;;) {
    bytes.resize(std::max<std::size_t>(65'536, size * 2));
    const ssize_t count = ::read(descriptor.number(), bytes.data() + size, bytes.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_problem(path, "The file cannot be read", errno);
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
    if (size > kReadMax) return system_problem(path, "The file is over 1 GB", EFBIG);
  }
  bytes.resize(size);
  return bytes;
}

WriteOutcome write_file(const fs::path& path, std::string_view bytes, Existing existing) {
  struct stat status {};
  const bool is_there = ::lstat(path.c_str(), &status) == 0;
  if (is_there && existing == Existing::keep) return already_there(path);
  if (is_there && !S_ISREG(status.st_mode)) {
    errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
    return failed(path, "Only a regular file can be replaced");
  }
  const fs::path beside =
      path.parent_path() / ("." + path.filename().string() + "." + std::to_string(::getpid()) + ".part");
  const WriteOutcome outcome = write_beside(path, beside, bytes, existing);
  if (outcome.written != Written::done) ::unlink(beside.c_str());
  return outcome;
}

NumberedOutcome write_numbered(const fs::path& path, std::string_view bytes) {
  fs::path candidate = path;
  for (int number = 2; number <= kNumberMax; ++number) {
    WriteOutcome outcome = write_file(candidate, bytes, Existing::keep);
    if (outcome.written == Written::done) return {candidate, std::nullopt};
    if (outcome.written == Written::failed) return {candidate, std::move(outcome.problem)};
    const Result<std::string> there = read_file(candidate);
    if (there && there.value() == bytes) return {candidate, std::nullopt};
    candidate = numbered(path, number);
  }
  return {path, already_there(path).problem};
}

}  // namespace homeward
