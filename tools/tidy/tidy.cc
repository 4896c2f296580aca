// SPDX-License-Identifier: Apache-2.0
#include "tools/tidy/tidy.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <tuple>

#include "tools/tidy/calls.h"
#include "tools/tidy/includes.h"
#include "tools/tidy/sizes.h"
#include "tools/tidy/text.h"

namespace homeward::tidy {
namespace {

// A linked work tree has a file of the name .git.
bool is_left_out(const std::filesystem::path& folder) {
  const std::string name = folder.filename().string();
  return name == ".git" || name == "node_modules" || name == "build" || name.starts_with("build-") ||
         name == "dist" || name == ".cache";
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
}

bool is_binary(std::string_view text) { return text.substr(0, 8192).find('\0') != std::string_view::npos; }

}  // namespace

std::vector<SourceFile> read_tree(const std::filesystem::path& top) {
  std::vector<SourceFile> files;
  std::filesystem::recursive_directory_iterator entry{top};
  for (; entry != std::filesystem::recursive_directory_iterator{}; ++entry) {
    if (entry->is_directory() && is_left_out(entry->path())) entry.disable_recursion_pending();
    if (!entry->is_regular_file() || entry->is_symlink() || is_left_out(entry->path())) continue;
    std::string text = read_file(entry->path());
    if (!is_binary(text))
      files.push_back({entry->path().lexically_relative(top).generic_string(), std::move(text)});
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

Findings check_tree(std::span<const SourceFile> files) {
  Findings all = check_includes(files);
  const auto append = [&](Findings&& more) { std::ranges::move(more, std::back_inserter(all)); };
  for (const SourceFile& file : files) {
    append(check_sizes(file));
    append(check_calls(file));
    append(check_text(file));
  }
  std::ranges::sort(
      all, {}, [](const Finding& finding) { return std::tie(finding.path, finding.line, finding.rule); });
  return all;
}

}  // namespace homeward::tidy
