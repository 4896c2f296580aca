// SPDX-License-Identifier: Apache-2.0
#include "tools/tidy/includes.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "tools/tidy/code_text.h"

namespace homeward::tidy {
namespace {

// The stations of DESIGN section 2, top to bottom. march knows only numbers and stands directly after base.
constexpr std::array<std::string_view, 14> folder_order{"base",  "march",   "model",   "plan",   "scenario",
                                                        "check", "network", "planner", "decide", "simulate",
                                                        "store", "report",  "server",  "cli"};

struct LibraryRule {
  std::string_view header_prefix;
  std::string_view folders;    // separated and closed by blanks
  std::string_view only_file;  // the one file that may; empty: all of the folders
};

constexpr std::array<LibraryRule, 10> library_rules{
    {{"nlohmann/", " network scenario report server cli ", ""},
     {"osmium/", " network ", "src/network/import/read_osm.cc"},
     {"zlib.h", " network ", ""},
     {"yaml-cpp/", " scenario ", ""},
     {"CLI/", " cli ", "src/cli/options.cc"},
     {"coin/", " planner ", ""},
     {"Clp", " planner ", ""},
     {"expat", " scenario ", "src/scenario/xml_stream.cc"},
     {"zip.h", " scenario ", "src/scenario/zip_archive.cc"},
     {"xlsxwriter", " report ", ""}}};

struct Include {
  std::string target;
  int line;
  bool quoted;
};

std::vector<Include> includes_of(const std::string& text) {
  std::vector<Include> includes;
  const std::string code = blank_comments_and_literals(text);
  int line = 0;
  for (const std::string_view row : split_lines(code)) {
    ++line;
    if (!row.starts_with("#include")) continue;
    const size_t open = row.find_first_of("\"<", 8);
    if (open == std::string_view::npos) continue;
    const size_t close = row.find_first_of("\">", open + 1);
    if (close == std::string_view::npos) continue;
    includes.push_back({std::string{row.substr(open + 1, close - open - 1)}, line, row[open] == '"'});
  }
  return includes;
}

// src/planner/load/serials.h → planner
std::string_view folder_of(std::string_view path_below_src) {
  return path_below_src.substr(0, path_below_src.find('/'));
}

std::optional<std::ptrdiff_t> rank_of(std::string_view folder) {
  const auto found = std::ranges::find(folder_order, folder);
  if (found == folder_order.end()) return std::nullopt;
  return std::distance(folder_order.begin(), found);
}

void check_own_include(const SourceFile& file, std::string_view folder, const Include& include,
                       Findings& findings) {
  const std::optional<std::ptrdiff_t> from = rank_of(folder);
  const std::optional<std::ptrdiff_t> to = rank_of(folder_of(include.target));
  if (!to || include.target.find('/') == std::string::npos) {
    findings.push_back(
        {file.path, include.line, "unknown-folder",
         "\"" + include.target + "\" does not begin with a folder of src/: write \"folder/file.h\""});
  } else if (from && *to > *from) {
    findings.push_back({file.path, include.line, "upward-include",
                        std::string{folder} + " may not include " + include.target + ": " +
                            std::string{folder} + " stands above it in the flow of the design"});
  }
}

void check_library_include(const SourceFile& file, std::string_view folder, const Include& include,
                           Findings& findings) {
  for (const LibraryRule& rule : library_rules) {
    if (!include.target.starts_with(rule.header_prefix)) continue;
    if (!rule.only_file.empty()) {
      if (file.path != rule.only_file)
        findings.push_back({file.path, include.line, "library",
                            include.target + " belongs to one file: only " + std::string{rule.only_file} +
                                " may include it"});
      continue;
    }
    if (rule.folders.find(" " + std::string{folder} + " ") != std::string_view::npos) continue;
    findings.push_back({file.path, include.line, "library",
                        include.target + " belongs to the folders" + std::string{rule.folders} + "only"});
  }
}

using IncludeGraph = std::map<std::string, std::vector<std::string>>;

// Depth-first search; `trail` holds the files from the root to here.
void search_cycle(const IncludeGraph& graph, const std::string& file, std::vector<std::string>& trail,
                  std::map<std::string, bool>& finished, Findings& findings) {
  const auto on_trail = std::ranges::find(trail, file);
  if (on_trail != trail.end()) {
    std::string circle;
    for (auto step = on_trail; step != trail.end(); ++step) circle += *step + " → ";
    findings.push_back({file, 1, "include-cycle", circle + file});
    return;
  }
  if (finished[file]) return;
  trail.push_back(file);
  const auto edges = graph.find(file);
  if (edges != graph.end()) {
    for (const std::string& next : edges->second) search_cycle(graph, next, trail, finished, findings);
  }
  trail.pop_back();
  finished[file] = true;
}

}  // namespace

Findings check_includes(std::span<const SourceFile> files) {
  Findings findings;
  IncludeGraph graph;
  for (const SourceFile& file : files) {
    if (!file.path.starts_with("src/") || !is_cpp(file.path)) continue;
    const std::string_view folder = folder_of(std::string_view{file.path}.substr(4));
    if (!rank_of(folder)) {
      findings.push_back(
          {file.path, 1, "unknown-folder",
           "src/" + std::string{folder} + " has no place in the order of folders (tools/tidy/includes.cc)"});
    }
    for (const Include& include : includes_of(file.text)) {
      check_library_include(file, folder, include, findings);
      if (!include.quoted) continue;
      check_own_include(file, folder, include, findings);
      graph[file.path].push_back("src/" + include.target);
    }
  }
  std::map<std::string, bool> finished;
  std::vector<std::string> trail;
  for (const auto& [file, unused] : graph) search_cycle(graph, file, trail, finished, findings);
  return findings;
}

}  // namespace homeward::tidy
